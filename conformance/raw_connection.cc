#include "conformance/raw_connection.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "client/core/socket.h"

namespace authmock {
namespace {

constexpr Duration kPatience{10'000};
constexpr std::size_t kLargestAnswer = 1u << 20;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

}  // namespace

Result<std::unique_ptr<RawConnection>> RawConnection::Open(const BaseUrl& url,
                                                           const std::string& from) {
  const Result<int> socket = Connect(url, from, kPatience);
  if (!socket) return tl::unexpected(socket.error());
  return std::unique_ptr<RawConnection>(new RawConnection(*socket, url.Origin()));
}

RawConnection::RawConnection(int socket, std::string origin)
    : socket_(socket),
      origin_(std::move(origin)),
      reader_([this](char* buffer, std::size_t size) { return Read(buffer, size); },
              kLargestAnswer) {}

RawConnection::~RawConnection() { ::close(socket_); }

void RawConnection::Send(std::string_view bytes) {
  while (!bytes.empty()) {
    if (WaitWritable(socket_, MonotonicNow() + kPatience) == Readiness::kTimeUp) return;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

Result<std::size_t> RawConnection::Read(char* buffer, std::size_t size) {
  if (!kept_.empty()) {
    size = kept_.copy(buffer, size);
    kept_.erase(0, size);
    return size;
  }
  if (WaitReadable(socket_, MonotonicNow() + kPatience) == Readiness::kTimeUp) {
    return Fail(origin_, "no answer within " + DurationText(kPatience));
  }
  // A reset is a close without a word.
  return static_cast<std::size_t>(std::max<ssize_t>(::recv(socket_, buffer, size, 0), 0));
}

Result<std::string> RawConnection::ReadHead() {
  std::string bytes{};
  std::size_t end = std::string::npos;
  while (end == std::string::npos) {
    char buffer[4096];
    const Result<std::size_t> got = Read(buffer, sizeof buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return bytes;
    bytes.append(buffer, *got);
    end = bytes.find(kHeadEnd);
  }
  kept_ = bytes.substr(end + kHeadEnd.size()) + kept_;
  bytes.resize(end + kHeadEnd.size());
  return bytes;
}

Result<Response> RawConnection::ReadAnswer() {
  const Result<authmock::ReadAnswer> answer = reader_.Read("POST");
  if (!answer) return tl::unexpected(answer.error());
  const Received& received = answer->received;
  const bool whole = received.broken.empty() || received.response.IsNone();
  if (!whole) return Fail(origin_, received.broken);
  return received.response;
}

}  // namespace authmock
