#include "client/core/socket.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <memory>
#include <system_error>

namespace authmock {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

// The system's words for an error, in lower case: "connection refused".
std::string SystemText(int error) {
  std::string text = std::generic_category().message(error);
  if (!text.empty()) text[0] = LowerCase(text.substr(0, 1))[0];
  return text;
}

Result<Addresses> Look(const std::string& host, int port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error != 0) return Fail("", ::gai_strerror(error));
  return Addresses(found, &::freeaddrinfo);
}

Readiness Wait(int socket, short events, MonotonicTime deadline) {
  pollfd waiting{socket, events, 0};
  while (true) {
    const auto left = std::chrono::ceil<Duration>(deadline - MonotonicNow()).count();
    const int time = static_cast<int>(std::clamp<std::int64_t>(left, 0, INT_MAX));
    const int ready = ::poll(&waiting, 1, time);
    if (ready > 0) return Readiness::kReady;
    if (ready == 0) return Readiness::kTimeUp;
    if (errno != EINTR) return Readiness::kReady;  // the next call on the socket says what it is
  }
}

// Both return 0, or the errno of what failed.
int ConnectInTime(int socket, const addrinfo& to, MonotonicTime deadline) {
  if (::connect(socket, to.ai_addr, to.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (WaitWritable(socket, deadline) == Readiness::kTimeUp) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size);
  return error;
}

int Open(const addrinfo& to, const addrinfo* from, MonotonicTime deadline, int& socket) {
  socket = ::socket(to.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, to.ai_protocol);
  if (socket < 0) return errno;
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (from != nullptr && ::bind(socket, from->ai_addr, from->ai_addrlen) != 0) return errno;
  return ConnectInTime(socket, to, deadline);
}

std::string WhyNot(int error, const std::string& from, Duration timeout) {
  if (error == ETIMEDOUT) return "no connection within " + DurationText(timeout);
  if (error == ECONNREFUSED) return "nobody listens: connection refused";
  if (error == EADDRNOTAVAIL && !from.empty()) {
    return "cannot be reached from " + from + ", which is no address of this machine";
  }
  return "cannot be reached: " + SystemText(error);
}

}  // namespace

Result<int> Connect(const BaseUrl& url, const std::string& from, Duration timeout) {
  const auto remote = Look(url.host, url.port, 0);
  if (!remote) {
    return Fail(url.Origin(), "the host " + url.host + " is not known: " + remote.error().what);
  }
  Addresses local(nullptr, &::freeaddrinfo);
  if (!from.empty()) {
    auto found = Look(from, 0, AI_NUMERICHOST);
    if (!found) return Fail(url.Origin(), "cannot be reached from " + from + ": no IP address");
    local = std::move(*found);
  }
  const MonotonicTime deadline = MonotonicNow() + timeout;
  int error = EAFNOSUPPORT;
  for (const addrinfo* to = remote->get(); to != nullptr; to = to->ai_next) {
    if (local != nullptr && local->ai_family != to->ai_family) continue;
    int socket = -1;
    error = Open(*to, local.get(), deadline, socket);
    if (error == 0) return socket;
    if (socket >= 0) ::close(socket);
  }
  return Fail(url.Origin(), WhyNot(error, from, timeout));
}

Readiness WaitReadable(int socket, MonotonicTime deadline) {
  return Wait(socket, POLLIN, deadline);
}

Readiness WaitWritable(int socket, MonotonicTime deadline) {
  return Wait(socket, POLLOUT, deadline);
}

std::string DurationText(Duration duration) {
  const auto count = duration.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + " s" : std::to_string(count) + " ms";
}

}  // namespace authmock
