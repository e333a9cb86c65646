// A client over a bare socket, for tests: sends exactly the bytes it is given.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_RAW_CLIENT_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_RAW_CLIENT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace authmock {

// One connection. Every wait ends after ten seconds, so that a silent server fails a test instead
// of hanging it. Not thread-safe.
class RawClient {
 public:
  explicit RawClient(int port, std::string_view host = "127.0.0.1");
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  bool connected() const { return fd_ >= 0; }
  bool Send(std::string_view bytes);
  // Ends our direction; the server reads the end of the stream.
  void FinishSending();
  // What came since, up to and including `end`; everything that came if the server closes first.
  std::string ReadUntil(std::string_view end);
  std::string Read(std::size_t bytes);
  // One answer: head, and as much body as its Content-Length says.
  std::string ReadAnswer();
  std::string ReadToClose();
  // True when the server closed and nothing is left to read.
  bool IsClosed();
  // True when something (bytes or a close) is there within `milliseconds`.
  bool Readable(int milliseconds);

 private:
  bool Fill();

  int fd_ = -1;
  std::string buffer_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_RAW_CLIENT_H_
