// Writes an answer as the bytes that go on the wire.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_ANSWER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_ANSWER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/http.h"

namespace authmock {

// What of the request decides how its answer is framed.
struct AskedBy {
  bool is_head = false;    // no body, but the length it would have
  bool is_http10 = false;  // must be told when the connection stays open
  bool keep_alive = true;
};

struct WireAnswer {
  std::string bytes{};
  std::size_t body_at = 0;  // where the body begins
  bool close = false;       // the connection ends after these bytes
};

// The Date header's text, made anew once a second. Not thread-safe: one per worker.
class DateText {
 public:
  std::string_view At(Time now);

 private:
  std::int64_t second_ = -1;
  std::string text_{};
};

// Status line, the response's lines in their order, then what the wire needs and the response does
// not say: Date, Connection, Content-Length. Framing is ours: Transfer-Encoding of the response is
// left out, and so is its Content-Length, unless a HEAD answer without body tells one; without that
// it claims none. 1xx, 204 and 304 have neither body nor length. A response that would break the
// message (a line break or NUL in a header, a name that is no token, a status outside 100..999)
// becomes a 500 that says so.
WireAnswer WriteAnswer(const Response& response, const AskedBy& asked, std::string_view date);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_ANSWER_H_
