// Bodies of a contract as C++ structs.
#ifndef AUTHMOCK_CLIENT_CORE_BODY_H_
#define AUTHMOCK_CLIENT_CORE_BODY_H_

#include <optional>
#include <string>

#include "base/http.h"
#include "base/json.h"
#include "base/result.h"
#include "client/core/call.h"

namespace authmock {

// A member whose shape the contract leaves open, as JSON text.
struct AnyJson {
  std::string text = "null";

  bool operator==(const AnyJson&) const = default;
};

// A member that may be null. (One that may be absent is a std::optional.)
template <typename T>
struct Nullable {
  std::optional<T> value{};

  bool operator==(const Nullable&) const = default;
};

// A struct as JSON and back. Defined in body_mapping.h and instantiated for every body of a
// provider in its types.cc: `template struct Body<Status>;`
template <typename T>
struct Body {
  static std::string Write(const T& body);
  // Members the struct does not have are passed over. The error names the member's pointer.
  static Result<T> Read(const Json& value);
  // What the struct says of itself as JSON Schema: type, properties, required, items.
  static Json Schema();
};

// The body of an answer of `operation` as JSON, or kBroken.
CallResult<JsonText> ReadJsonAnswer(std::string_view operation, const Response& response);

// An answer's body as a struct; a body that does not fit is kBroken.
template <typename T>
CallResult<T> ReadAnswerAs(std::string_view operation, const CallResult<Response>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  const CallResult<JsonText> json = ReadJsonAnswer(operation, *answer);
  if (!json) return tl::unexpected(json.error());
  Result<T> body = Body<T>::Read(json->value());
  if (body) return std::move(*body);
  return tl::unexpected(CallError{.kind = CallError::Kind::kBroken,
                                  .status = answer->status,
                                  .body = answer->body,
                                  .what = std::string(operation) + ": " + body.error().Text()});
}

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_BODY_H_
