#include "mock_servers/core/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <utility>

namespace authmock {
namespace {

constexpr int kPatience = 10'000;

int Connect(int port, std::string_view host) {
  const bool six = host.find(':') != std::string_view::npos;
  sockaddr_in6 address6{.sin6_family = AF_INET6, .sin6_port = htons(static_cast<uint16_t>(port))};
  sockaddr_in address4{.sin_family = AF_INET, .sin_port = htons(static_cast<uint16_t>(port))};
  const std::string text(host);
  ::inet_pton(six ? AF_INET6 : AF_INET, text.c_str(),
              six ? static_cast<void*>(&address6.sin6_addr) : &address4.sin_addr);
  const int fd = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto* address = six ? reinterpret_cast<sockaddr*>(&address6)  //
                            : reinterpret_cast<sockaddr*>(&address4);
  if (::connect(fd, address, six ? sizeof address6 : sizeof address4) == 0) return fd;
  ::close(fd);
  return -1;
}

std::size_t LengthIn(std::string_view head) {
  constexpr std::string_view kName = "Content-Length: ";
  const std::size_t at = head.find(kName);
  std::size_t length = 0;
  if (at != std::string_view::npos) {
    std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
  }
  return length;
}

}  // namespace

RawClient::RawClient(int port, std::string_view host) : fd_(Connect(port, host)) {}

RawClient::~RawClient() {
  if (fd_ >= 0) ::close(fd_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), buffer_(std::move(other.buffer_)) {}

bool RawClient::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::FinishSending() { ::shutdown(fd_, SHUT_WR); }

bool RawClient::Readable(int milliseconds) {
  if (!buffer_.empty()) return true;
  pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
  return ::poll(&wait, 1, milliseconds) > 0;
}

bool RawClient::Fill() {
  pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&wait, 1, kPatience) <= 0) return false;
  char bytes[65536];
  const ssize_t got = ::recv(fd_, bytes, sizeof bytes, 0);
  if (got <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::Read(std::size_t bytes) {
  while (buffer_.size() < bytes && Fill()) {
  }
  std::string read = buffer_.substr(0, bytes);
  buffer_.erase(0, read.size());
  return read;
}

std::string RawClient::ReadUntil(std::string_view end) {
  while (buffer_.find(end) == std::string::npos) {
    if (!Fill()) return std::exchange(buffer_, {});
  }
  return Read(buffer_.find(end) + end.size());
}

std::string RawClient::ReadAnswer() {
  std::string head = ReadUntil("\r\n\r\n");
  return head + Read(LengthIn(head));
}

std::string RawClient::ReadToClose() {
  while (Fill()) {
  }
  return std::exchange(buffer_, {});
}

bool RawClient::IsClosed() {
  if (!buffer_.empty()) return false;
  pollfd wait{.fd = fd_, .events = POLLIN, .revents = 0};
  if (::poll(&wait, 1, kPatience) <= 0) return false;
  char byte = 0;
  return ::recv(fd_, &byte, 1, MSG_PEEK) <= 0;
}

}  // namespace authmock
