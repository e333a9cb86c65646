#include "mock_servers/core/listener.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace authmock {
namespace {

constexpr int kBacklog = 1024;

std::string Place(const std::string& host, int port) {
  const bool six = host.find(':') != std::string::npos;
  return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

tl::unexpected<Error> Explain(const std::string& host, int port, int error) {
  const std::string number = std::to_string(port);
  const std::string place = "cannot listen on " + Place(host, port);
  if (error == EADDRINUSE) {
    return Fail("", place + ": the port is taken. `ss -ltnp 'sport = :" + number +
                        "'` shows by whom; `--port 0` takes a free one");
  }
  if (error == EACCES || error == EPERM) {
    return Fail("", place + ": this user may not take port " + number +
                        "; take one above 1023, or `--port 0` for a free one");
  }
  return Fail("", place + ": \"" + host +
                      "\" is no address of this machine; 127.0.0.1, ::1 and 0.0.0.0 usually are");
}

std::string AddressText(const sockaddr_storage& peer) {
  char text[INET6_ADDRSTRLEN] = "";
  if (peer.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(peer);
    ::inet_ntop(AF_INET, &four.sin_addr, text, sizeof text);
  } else if (peer.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(peer);
    ::inet_ntop(AF_INET6, &six.sin6_addr, text, sizeof text);
  }
  return text;
}

}  // namespace

// The library resolves the host, binds and listens. Nothing else of it runs: see server.h.
class Listener::Library : public httplib::Server {
 public:
  Library() {
    // Its default is SO_REUSEPORT, with which a second server steals half of the connections.
    set_socket_options([](socket_t socket) {
      const int on = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    });
    set_tcp_nodelay(true);  // accepted sockets inherit it
  }
  ~Library() override { Close(); }
  int fd() const { return svr_sock_; }
  void Close() {
    const int socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket >= 0) ::close(socket);
  }
};

Listener::Listener(std::unique_ptr<Library> library, int port)
    : library_(std::move(library)), fd_(library_->fd()), port_(port) {}

Listener::~Listener() = default;

void Listener::Close() {
  library_->Close();
  fd_ = -1;
}

Result<std::unique_ptr<Listener>> Listener::Open(const std::string& host, int port) {
  if (port < 0 || port > 65535) {
    return Fail("", "port " + std::to_string(port) + " is not between 0 and 65535");
  }
  auto library = std::make_unique<Library>();
  errno = 0;
  if (port == 0) {
    port = library->bind_to_any_port(host);
  } else if (!library->bind_to_port(host, port)) {
    return Explain(host, port, errno);
  }
  if (port <= 0) return Explain(host, 0, errno);
  // The library's own backlog of 5 overflows when a test suite starts; Linux lets us ask again.
  ::listen(library->fd(), kBacklog);
  ::fcntl(library->fd(), F_SETFL, ::fcntl(library->fd(), F_GETFL) | O_NONBLOCK);
  return std::unique_ptr<Listener>(new Listener(std::move(library), port));
}

Listener::Outcome Listener::Accept(Accepted& client) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  client.fd =
      ::accept4(fd_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (client.fd >= 0) {
    client.client_address = AddressText(peer);
    return Outcome::kAccepted;
  }
  const bool exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
  return exhausted ? Outcome::kExhausted : Outcome::kNobody;
}

}  // namespace authmock
