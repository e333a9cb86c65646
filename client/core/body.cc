#include "client/core/body.h"

namespace authmock {

CallResult<JsonText> ReadJsonAnswer(std::string_view operation, const Response& response) {
  JsonText read = ReadJson(response.body);
  if (read.ok() && !read.trailing_text) return read;
  return tl::unexpected(
      CallError{.kind = CallError::Kind::kBroken,
                .status = response.status,
                .body = response.body,
                .what = std::string(operation) + " was answered with a body that is not JSON"});
}

}  // namespace authmock
