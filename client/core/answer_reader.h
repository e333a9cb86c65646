// Reads an answer of HTTP/1.x (RFC 9112) byte for byte: no value is decoded, no header dropped.
#ifndef AUTHMOCK_CLIENT_CORE_ANSWER_READER_H_
#define AUTHMOCK_CLIENT_CORE_ANSWER_READER_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "client/core/transport.h"

namespace authmock {

// Puts up to `size` bytes into `buffer` and returns how many; 0 once the other side has closed. An
// Error, such as a deadline that has passed, ends the reading.
using ByteSource = std::function<Result<std::size_t>(char* buffer, std::size_t size)>;

struct ReadAnswer {
  Received received{};
  bool reusable = false;  // the connection is good for another request
};

// Reads one answer.
class AnswerReader {
 public:
  // `limit`: of head and body together.
  AnswerReader(ByteSource source, std::size_t limit) : source_(std::move(source)), limit_(limit) {}

  // The answer to a request of this method. Interim answers (1xx) are passed over. Errors are the
  // source's; whatever is wrong with the message stands in `received.broken`.
  Result<ReadAnswer> Read(std::string_view method);

 private:
  // Each returns false when reading ends early; then `broken_` or `error_` says why.
  bool ReadHead();
  bool ParseHead(std::string_view head);
  bool ReadBody(std::string_view method);
  bool ReadSized(std::size_t size);
  bool ReadChunks();
  bool ReadUntilClosed();
  bool ReadLine(std::string& line);
  bool Fill(const std::function<std::string()>& ended_where);
  bool Broken(std::string why);
  bool KeepsOpen() const;

  const ByteSource source_;
  const std::size_t limit_;
  std::string bytes_{};   // came and are not used up
  std::size_t came_ = 0;  // all bytes of this answer
  std::string version_{};
  Response response_{};
  bool closed_ = false;  // by the other side
  std::string broken_{};
  std::optional<Error> error_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_ANSWER_READER_H_
