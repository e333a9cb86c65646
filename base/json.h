// JSON from untrusted sources: bounded reading, pointers, differences.
#ifndef AUTHMOCK_BASE_JSON_H_
#define AUTHMOCK_BASE_JSON_H_

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace authmock {

using Json = nlohmann::ordered_json;  // member order is kept: some APIs promise it

struct JsonLimits {
  std::size_t bytes = 16u << 20;
  std::size_t depth = 64;
};

// How reading ended. Servers word these differently, so they are told apart.
enum class JsonFault {
  kNone,
  kEmpty,      // nothing but white space
  kTruncated,  // the text ends inside a value
  kMalformed,  // a character that cannot stand there, or a number too large for a double (1e400)
  kTooDeep,    // JsonLimits::depth
  kTooLong,    // JsonLimits::bytes
};

// What was read, and everything unusual about the text. A reader that is stricter than RFC 8259's
// grammar looks at the flags; `value` is usable whenever `fault` is kNone, and null otherwise.
//
// Integers that fit no 64 bits are read as doubles. Each byte that is not valid UTF-8 and each lone
// surrogate is read as one U+FFFD, as Go does.
struct JsonText {
  JsonText();
  JsonText(JsonText&&) noexcept;
  JsonText& operator=(JsonText&&) noexcept;
  ~JsonText();

  const Json& value() const;
  Json TakeValue() &&;  // moves it out
  bool ok() const { return fault == JsonFault::kNone; }

  JsonFault fault = JsonFault::kEmpty;
  std::size_t at = 0;               // byte offset of the fault, or end of the first value
  bool trailing_text = false;       // something but white space follows the first value
  bool invalid_utf8 = false;        // bytes or lone surrogates were read as U+FFFD
  std::size_t invalid_utf8_at = 0;  // byte offset of the first of them
  // JSON Pointers of members that came twice, 16 at most. The last value wins, in the first place.
  std::vector<std::string> duplicate_keys{};
  std::size_t duplicate_at = 0;  // byte offset of the first member that came again

 private:
  friend JsonText ReadJson(std::string_view, JsonLimits);
  std::unique_ptr<Json> value_;
};

// Reads the first JSON value of `text` (RFC 8259; a byte order mark is kMalformed). Never throws,
// never recurses deeper than the limit.
JsonText ReadJson(std::string_view text, JsonLimits limits = {});

// Reads a file of ours: one value, no duplicate keys, valid UTF-8. The error says line and column.
Result<Json> ParseJsonFile(std::string_view name, std::string_view text);

// Compact text; invalid UTF-8 becomes U+FFFD. Never throws.
std::string WriteJson(const Json& value);
// The same, indented by two blanks and ending in a newline, for people and files.
std::string WriteJsonPretty(const Json& value);

// The value at a JSON Pointer (RFC 6901), or nullptr.
const Json* At(const Json& value, std::string_view pointer);
// `pointer` + "/" + the member name, escaped.
std::string Child(std::string_view pointer, std::string_view member);
// The string at a pointer; empty if there is none or it is no string.
std::string TextAt(const Json& value, std::string_view pointer);
// The object or array at a pointer; an empty object if there is none.
const Json& ObjectAt(const Json& value, std::string_view pointer);
// The bool, int, std::int64_t, double or std::string at a pointer; `otherwise` if there is none of
// that type (a number is not checked for its range).
template <typename T>
T ValueAt(const Json& value, std::string_view pointer, T otherwise);

// JSON Merge Patch (RFC 7396).
void MergePatch(Json& target, const Json& patch);

// What differs between two documents, one sentence each, with its JSON Pointer:
// "/user/name: expected "ann", got "bob"". Member order does not count, and 1 is 1.0. `subset`:
// members that only `actual` has do not count either.
std::vector<std::string> Differences(const Json& expected, const Json& actual, bool subset = false);

// "object", "array", "string", "integer", "number", "boolean", "null".
std::string_view TypeName(const Json& value);

// The line (from 1) of a byte offset.
std::size_t LineOf(std::string_view text, std::size_t offset);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_JSON_H_
