#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "client/core/socket.h"
#include "client/core/transport.h"

namespace authmock {
namespace {

class OwnedSocket {
 public:
  explicit OwnedSocket(int socket) : socket_(socket) {}
  ~OwnedSocket() { ::close(socket_); }
  OwnedSocket(const OwnedSocket&) = delete;
  OwnedSocket& operator=(const OwnedSocket&) = delete;

  int get() const { return socket_; }

 private:
  int socket_;
};

// Stops early when the other side does not listen any more: it may have answered before.
void SendAll(int socket, std::string_view bytes, MonotonicTime deadline) {
  while (!bytes.empty() && WaitWritable(socket, deadline) == Readiness::kReady) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return;
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string ReceiveAll(int socket, MonotonicTime deadline) {
  std::string received;
  char buffer[16u << 10];
  while (WaitReadable(socket, deadline) == Readiness::kReady) {
    const ssize_t read = ::recv(socket, buffer, sizeof buffer, 0);
    if (read < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (read <= 0) break;
    received.append(buffer, static_cast<std::size_t>(read));
  }
  return received;
}

}  // namespace

Result<std::string> SendRaw(const BaseUrl& url, std::string_view bytes, Duration timeout) {
  if (url.scheme != "http") return Fail(url.Origin(), "raw bytes are sent to http servers only");
  const MonotonicTime deadline = MonotonicNow() + timeout;
  const Result<int> connected = Connect(url, "", timeout);
  if (!connected) return tl::unexpected(connected.error());
  const OwnedSocket socket(*connected);
  SendAll(socket.get(), bytes, deadline);
  return ReceiveAll(socket.get(), deadline);
}

}  // namespace authmock
