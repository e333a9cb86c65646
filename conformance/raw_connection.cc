#include "conformance/raw_connection.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

namespace authmock {
namespace {

constexpr int kPatienceMs = 10'000;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Result<Addresses> Resolve(const BaseUrl& url) {
  const addrinfo hints{.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  addrinfo* found = nullptr;
  const int error =
      ::getaddrinfo(url.host.c_str(), std::to_string(url.port).c_str(), &hints, &found);
  if (error != 0) return Fail(url.Origin(), ::gai_strerror(error));
  return Addresses(found, &::freeaddrinfo);
}

bool Bind(int fd, const std::string& from) {
  if (from.empty()) return true;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  if (::inet_pton(AF_INET, from.c_str(), &address.sin_addr) != 1) return false;
  return ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

int StatusOf(std::string_view head) {
  int status = 0;
  const std::size_t blank = head.find(' ');
  if (head.starts_with("HTTP/1.") && blank != std::string_view::npos) {
    std::from_chars(head.data() + blank + 1, head.data() + head.size(), status);
  }
  return status;
}

Headers HeadersOf(std::string_view head) {
  Headers headers{};
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos;) {
    const std::size_t end = head.find("\r\n", at + 2);
    const std::string_view line = head.substr(at + 2, end - at - 2);
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      headers.Add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
    }
    at = end;
  }
  return headers;
}

}  // namespace

std::string WireText(const Request& request) {
  std::string text = request.method + " " + request.target + " " + request.version + "\r\n";
  for (const Header& header : request.headers) text += header.name + ": " + header.value + "\r\n";
  return text + "\r\n" + request.body;
}

Result<RawConnection> RawConnection::Open(const BaseUrl& url, const std::string& from) {
  const Result<Addresses> addresses = Resolve(url);
  if (!addresses) return tl::unexpected(addresses.error());
  int error = 0;
  for (const addrinfo* each = addresses->get(); each != nullptr; each = each->ai_next) {
    const int fd = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (Bind(fd, from) && ::connect(fd, each->ai_addr, each->ai_addrlen) == 0) {
      const int on = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      return RawConnection(fd, url.Origin());
    }
    error = errno;
    ::close(fd);
  }
  return Fail(url.Origin(), std::string("cannot connect: ") + std::strerror(error));
}

RawConnection::~RawConnection() {
  if (fd_ >= 0) ::close(fd_);
}

RawConnection::RawConnection(RawConnection&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      where_(std::move(other.where_)),
      buffer_(std::move(other.buffer_)) {}

void RawConnection::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

Result<bool> RawConnection::Fill() {
  pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&wait, 1, kPatienceMs) <= 0) return Fail(where_, "no answer within 10 seconds");
  char bytes[16384];
  const ssize_t got = ::recv(fd_, bytes, sizeof bytes, 0);
  if (got > 0) buffer_.append(bytes, static_cast<std::size_t>(got));
  return got > 0;
}

Result<std::string> RawConnection::ReadHead() {
  std::size_t end = buffer_.find(kHeadEnd);
  while (end == std::string::npos) {
    const Result<bool> more = Fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return std::exchange(buffer_, {});
    end = buffer_.find(kHeadEnd);
  }
  std::string head = buffer_.substr(0, end + kHeadEnd.size());
  buffer_.erase(0, head.size());
  return head;
}

Result<Response> RawConnection::ReadAnswer() {
  const Result<std::string> head = ReadHead();
  if (!head) return tl::unexpected(head.error());
  if (head->empty()) return Response::None();
  Response response{.status = StatusOf(*head), .headers = HeadersOf(*head)};
  if (response.status == 0) return Fail(where_, "the answer is no HTTP: " + head->substr(0, 60));
  std::size_t length = 0;
  const std::string_view text = response.headers.Get("Content-Length");
  std::from_chars(text.data(), text.data() + text.size(), length);
  while (buffer_.size() < length) {
    const Result<bool> more = Fill();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return Fail(where_, "the answer ended within its body");
  }
  response.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return response;
}

}  // namespace authmock
