#include "client/core/transport.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>

#include "client/core/answer_reader.h"
#include "client/core/request_text.h"
#include "client/core/socket.h"

namespace authmock {
namespace {

// One request under way over a connection, and what became of it.
struct Errand {
  std::string_view bytes;
  std::string_view method;
  std::size_t limit = 0;
  Duration timeout{};
  std::optional<Result<ReadAnswer>> result{};  // none: not even a connection came about
  bool was_reset = false;                      // by the other side, which may have read nothing
  bool was_unsent = false;                     // the kept connection had ended: nothing was sent
};

// Moves bytes over a connected socket, plain or TLS, until the errand's deadline.
class Wire {
 public:
  Wire(int socket, SSL* tls, Errand& errand)
      : socket_(socket), tls_(tls), errand_(errand), deadline_(MonotonicNow() + errand.timeout) {
    // The library's handshake leaves the socket blocking.
    if (tls_ != nullptr) ::fcntl(socket_, F_SETFL, ::fcntl(socket_, F_GETFL) | O_NONBLOCK);
  }

  // A kept connection on which something came unasked, or which was closed, serves no more.
  bool IsIdle() {
    char byte = 0;
    if (tls_ != nullptr) return TlsOutcome(::SSL_peek(tls_, &byte, 1)) == kWantsRead;
    return ::recv(socket_, &byte, 1, MSG_PEEK) < 0 && Outcome(kWantsRead) == kWantsRead;
  }

  // False when time is up. A peer that stopped reading may have answered before it did.
  bool Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = WriteSome(bytes);
      if (written > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(written));
      } else if (written == kGone) {
        return true;
      } else if (!Wait(written)) {
        return false;
      }
    }
    return true;
  }

  // nullopt when time is up, 0 at the end.
  std::optional<std::size_t> Read(char* buffer, std::size_t size) {
    while (true) {
      const ssize_t read = ReadSome(buffer, size);
      if (read >= 0) return static_cast<std::size_t>(read);
      if (read == kGone) return 0;
      if (!Wait(read)) return std::nullopt;
    }
  }

 private:
  static constexpr ssize_t kGone = -1, kWantsRead = -2, kWantsWrite = -3;

  ssize_t WriteSome(std::string_view bytes) {
    if (tls_ != nullptr) {
      return TlsOutcome(::SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())));
    }
    const ssize_t written = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return written >= 0 ? written : Outcome(kWantsWrite);
  }

  ssize_t ReadSome(char* buffer, std::size_t size) {
    if (tls_ != nullptr) return TlsOutcome(::SSL_read(tls_, buffer, static_cast<int>(size)));
    const ssize_t read = ::recv(socket_, buffer, size, 0);
    return read >= 0 ? read : Outcome(kWantsRead);
  }

  ssize_t Outcome(ssize_t wants) {
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return wants;
    errand_.was_reset = errno == ECONNRESET || errno == EPIPE;
    return kGone;
  }

  ssize_t TlsOutcome(int done) {
    if (done > 0) return done;
    const int error = ::SSL_get_error(tls_, done);
    if (error == SSL_ERROR_WANT_READ) return kWantsRead;
    if (error == SSL_ERROR_WANT_WRITE) return kWantsWrite;
    if (error == SSL_ERROR_SYSCALL) errand_.was_reset = errno == ECONNRESET || errno == EPIPE;
    ::ERR_clear_error();
    return kGone;
  }

  bool Wait(ssize_t wants) {
    const Readiness readiness =
        wants == kWantsRead ? WaitReadable(socket_, deadline_) : WaitWritable(socket_, deadline_);
    return readiness == Readiness::kReady;
  }

  const int socket_;
  SSL* const tls_;
  Errand& errand_;
  const MonotonicTime deadline_;
};

Result<ReadAnswer> RunErrand(Errand& errand, int socket, SSL* tls, bool is_kept) {
  const Error late{"", "no whole answer within " + DurationText(errand.timeout)};
  Wire wire(socket, tls, errand);
  errand.was_unsent = is_kept && !wire.IsIdle();
  if (errand.was_unsent) return ReadAnswer{};
  if (!wire.Write(errand.bytes)) return tl::unexpected(late);
  const auto source = [&](char* buffer, std::size_t size) -> Result<std::size_t> {
    const auto read = wire.Read(buffer, size);
    if (!read) return tl::unexpected(late);
    return *read;
  };
  return AnswerReader(source, errand.limit).Read(errand.method);
}

// A connection that is kept from one errand to the next.
class Link {
 public:
  virtual ~Link() = default;
  virtual void Run(Errand& errand) = 0;
  virtual bool WasKept() const = 0;  // the last errand found a connection open
  virtual Error WhyNoConnection() const = 0;
};

// The library keeps the connection, secures it and checks certificates. What is said over it is
// ours: the library would decode header values, drop empty ones and reorder them.
template <typename Library>
class LibraryLink final : public Library, public Link {
 public:
  LibraryLink(const BaseUrl& url, const TransportOptions& options)
      : Library(url.host, url.port), url_(url), options_(options) {
    this->set_keep_alive(options.keep_alive);
    this->set_connection_timeout(options.connect_timeout);
  }

  void Run(Errand& errand) override {
    errand_ = &errand;
    kept_ = true;
    no_connection_.reset();
    httplib::Request unused_request;
    httplib::Response unused_response;
    httplib::Error error = httplib::Error::Success;
    this->send(unused_request, unused_response, error);
    if (!errand.result && !no_connection_) no_connection_ = TlsError(error);
  }

  bool WasKept() const override { return kept_; }
  Error WhyNoConnection() const override { return *no_connection_; }

 private:
  bool create_and_connect_socket(httplib::ClientImpl::Socket& socket,
                                 httplib::Error& error) override {
    kept_ = false;
    const Result<int> connected = Connect(url_, options_.from, options_.connect_timeout);
    if (!connected) {
      no_connection_ = connected.error();
      error = httplib::Error::Connection;
      return false;
    }
    socket.sock = *connected;
    return true;
  }

  // Returning false makes the library close the connection.
  bool Serve(const httplib::ClientImpl::Socket& socket) {
    errand_->result = RunErrand(*errand_, socket.sock, socket.ssl, kept_);
    return errand_->result->has_value() && (*errand_->result)->reusable;
  }

#if defined(CPPHTTPLIB_VERSION_NUM)  // newer than Debian 12's
  bool process_socket(const httplib::ClientImpl::Socket& socket,
                      std::chrono::time_point<std::chrono::steady_clock>,
                      std::function<bool(httplib::Stream&)>) override {
    return Serve(socket);
  }
#else
  bool process_socket(const httplib::ClientImpl::Socket& socket,
                      std::function<bool(httplib::Stream&)>) override {
    return Serve(socket);
  }
#endif

  Error TlsError(httplib::Error error) const {
    const std::string where = url_.Origin();
    switch (error) {
      case httplib::Error::SSLLoadingCerts:
        return {where, "no certificate authorities could be read from " +
                           (options_.ca_file.empty() ? "the system's store" : options_.ca_file)};
      case httplib::Error::SSLServerVerification:
        return {where, "its certificate is not one this client trusts for " + url_.host +
                           "; name the authority that signed it as ca_file"};
      default:
        return {where, "speaks no TLS that this client understands; is it http?"};
    }
  }

  const BaseUrl url_;
  const TransportOptions options_;
  Errand* errand_ = nullptr;
  bool kept_ = false;
  std::optional<Error> no_connection_{};
};

std::unique_ptr<Link> MakeLink(const BaseUrl& url, const TransportOptions& options) {
  if (url.scheme != "https") {
    return std::make_unique<LibraryLink<httplib::ClientImpl>>(url, options);
  }
  // OpenSSL writes to sockets in a way that raises it when the peer has gone.
  std::signal(SIGPIPE, SIG_IGN);
  auto link = std::make_unique<LibraryLink<httplib::SSLClient>>(url, options);
  if (!options.ca_file.empty()) link->set_ca_cert_path(options.ca_file);
  return link;
}

}  // namespace

class Transport::Impl {
 public:
  Impl(BaseUrl url, TransportOptions options)
      : url_(std::move(url)), options_(std::move(options)), link_(MakeLink(url_, options_)) {}

  Result<Received> Exchange(const Request& request, bool may_repeat) {
    const Result<std::string> bytes = RequestText(request);
    if (!bytes) return Fail(url_.Origin(), bytes.error().what);
    Errand errand = NewErrand(*bytes, request.method);
    link_->Run(errand);
    if (errand.was_unsent || (may_repeat && errand.result && WasReset(errand))) {
      errand = NewErrand(*bytes, request.method);
      link_->Run(errand);
    }
    if (!errand.result) return tl::unexpected(link_->WhyNoConnection());
    if (!*errand.result) return Fail(url_.Origin(), errand.result->error().what);
    return std::move((*errand.result)->received);
  }

  const BaseUrl& url() const { return url_; }
  const TransportOptions& options() const { return options_; }

 private:
  Errand NewErrand(std::string_view bytes, std::string_view method) const {
    return {bytes, method, options_.max_answer_bytes, options_.timeout};
  }

  bool WasReset(const Errand& errand) const {
    if (!link_->WasKept() || !errand.was_reset || !*errand.result) return false;
    const Received& received = (*errand.result)->received;
    return received.response.IsNone() && received.broken.empty();
  }

  BaseUrl url_;
  TransportOptions options_;
  std::unique_ptr<Link> link_;
};

Transport::Transport(BaseUrl url, TransportOptions options)
    : impl_(std::make_unique<Impl>(std::move(url), std::move(options))) {}
Transport::~Transport() = default;
Transport::Transport(Transport&&) noexcept = default;
Transport& Transport::operator=(Transport&&) noexcept = default;

Result<Response> Transport::Send(const Request& request) {
  const Request completed = Completed(request, url().Authority(), impl_->options().keep_alive);
  Result<Received> received = impl_->Exchange(completed, IsIdempotent(request.method));
  if (!received) return tl::unexpected(received.error());
  if (!received->broken.empty()) return Fail(url().Origin(), "the answer " + received->broken);
  if (received->response.IsNone()) {
    return Fail(url().Origin(), "the connection closed without an answer");
  }
  return std::move(received->response);
}

Result<Received> Transport::SendExact(const Request& request) {
  return impl_->Exchange(request, false);
}

const BaseUrl& Transport::url() const { return impl_->url(); }

}  // namespace authmock
