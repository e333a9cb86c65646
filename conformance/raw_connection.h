// A bare connection, for cases that are about the bytes themselves.
#ifndef AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_
#define AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/result.h"
#include "client/core/answer_reader.h"
#include "client/core/transport.h"

namespace authmock {

// One plain TCP connection. Every wait ends after ten seconds. Not thread-safe; several connections
// are independent. Errors are of the world: nobody listens, no answer in time.
class RawConnection {
 public:
  // `from`: a local address to come from, or empty.
  static Result<std::unique_ptr<RawConnection>> Open(const BaseUrl& url,
                                                     const std::string& from = {});
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  // What the server does not want to read any more is no Error: its answer tells.
  void Send(std::string_view bytes);
  // One head with its blank line, also of an interim answer; what came so far if the server closes
  // before its end.
  Result<std::string> ReadHead();
  // One answer to a request that is not HEAD. None() if the server closes without a byte; an answer
  // that is not whole is an Error.
  Result<Response> ReadAnswer();

 private:
  RawConnection(int socket, std::string origin);
  // Up to `size` bytes of what came; 0 once the server has closed.
  Result<std::size_t> Read(char* buffer, std::size_t size);

  int socket_ = -1;
  std::string origin_{};
  std::string kept_{};  // read by ReadHead and not used up
  AnswerReader reader_;
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_RAW_CONNECTION_H_
