// A bare connection, for cases that are about the bytes themselves.
#ifndef AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_
#define AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_

#include <string>
#include <string_view>

#include "base/http.h"
#include "base/result.h"
#include "client/core/transport.h"

namespace authmock {

// The bytes of a request, line by line as it stands.
std::string WireText(const Request& request);

// One plain TCP connection. Every wait ends after ten seconds. Not thread-safe; several connections
// are independent. Errors are of the world: nobody listens, no answer in time.
class RawConnection {
 public:
  // `from`: a loopback address to come from, or empty.
  static Result<RawConnection> Open(const BaseUrl& url, const std::string& from = {});
  ~RawConnection();
  RawConnection(RawConnection&& other) noexcept;
  RawConnection& operator=(RawConnection&&) = delete;

  // What the server does not want to read any more is no Error: its answer tells.
  void Send(std::string_view bytes);
  // One head, up to its blank line; what came so far if the server closes before that.
  Result<std::string> ReadHead();
  // One answer: head, and as much body as its Content-Length says. None() if the server closes
  // without a byte.
  Result<Response> ReadAnswer();

 private:
  explicit RawConnection(int fd, std::string where) : fd_(fd), where_(std::move(where)) {}
  // False when the server closed.
  Result<bool> Fill();

  int fd_ = -1;
  std::string where_{};
  std::string buffer_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_
