#include "mock_servers/core/connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace authmock {

Connection::Connection(Accepted client, const ServerLimits& limits)
    : fd_(client.fd), client_address_(std::move(client.client_address)), reader_(limits) {}

Connection::~Connection() { ::close(fd_); }

Connection::Io Connection::Receive(std::span<char> scratch) {
  if (std::exchange(is_read_dry_, false)) return Io::kLater;
  const ssize_t got = ::recv(fd_, scratch.data(), scratch.size(), 0);
  if (got > 0) {
    is_read_dry_ = static_cast<std::size_t>(got) < scratch.size();
    reader_.Feed({scratch.data(), static_cast<std::size_t>(got)});
    return Io::kDone;
  }
  const bool again = got < 0 && (errno == EAGAIN || errno == EINTR);
  return again ? Io::kLater : Io::kGone;
}

Connection::Io Connection::Discard(std::span<char> scratch) {
  const ssize_t got = ::recv(fd_, scratch.data(), scratch.size(), 0);
  if (got > 0) return Io::kDone;
  const bool again = got < 0 && (errno == EAGAIN || errno == EINTR);
  return again ? Io::kLater : Io::kGone;
}

std::ptrdiff_t Connection::Send(std::string_view bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t took = ::send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (took >= 0) {
      sent += static_cast<std::size_t>(took);
    } else if (errno == EAGAIN) {
      break;
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return static_cast<std::ptrdiff_t>(sent);
}

void Connection::FinishSending() { ::shutdown(fd_, SHUT_WR); }

void Connection::StopReading() { ::shutdown(fd_, SHUT_RD); }

void Connection::Abort() { ::shutdown(fd_, SHUT_RDWR); }

Connection* ConnectionTable::Add(Accepted client, const ServerLimits& limits) {
  auto connection = std::make_unique<Connection>(std::move(client), limits);
  Connection* const key = connection.get();
  std::lock_guard lock(mutex_);
  if (closed_) return nullptr;
  open_.emplace(key, std::move(connection));
  return key;
}

void ConnectionTable::Remove(Connection* connection) {
  std::lock_guard lock(mutex_);
  // Closed under the lock: nobody may shut down a number that the kernel has given to another.
  open_.erase(connection);
  if (open_.empty()) emptied_.notify_all();
}

std::size_t ConnectionTable::size() const {
  std::lock_guard lock(mutex_);
  return open_.size();
}

void ConnectionTable::WakeOverdue(MonotonicTime now) {
  std::lock_guard lock(mutex_);
  for (const auto& [connection, owner] : open_) {
    if (!connection->IsOverdue(now)) continue;
    if (connection->phase() == Connection::Phase::kSending) {
      connection->Abort();
    } else {
      connection->StopReading();
    }
  }
}

void ConnectionTable::Close() {
  std::lock_guard lock(mutex_);
  closed_ = true;
  for (const auto& [connection, owner] : open_) connection->StopReading();
}

void ConnectionTable::AbortAll() {
  std::lock_guard lock(mutex_);
  for (const auto& [connection, owner] : open_) connection->Abort();
}

bool ConnectionTable::WaitUntilEmpty(Duration patience) {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, patience, [&] { return open_.empty(); });
}

}  // namespace authmock
