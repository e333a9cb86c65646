// What is wrong with a message under its contract.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_VIOLATION_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_VIOLATION_H_

#include <string>
#include <string_view>

namespace authmock {

// The part of a message a violation is about.
enum class Part {
  kMessage,
  kTarget,
  kMethod,
  kPath,
  kQuery,
  kHeader,
  kCookie,
  kSecurity,
  kStatus,
  kBody
};
std::string_view PartName(Part part);  // "body"

struct Violation {
  Part part = Part::kBody;
  std::string pointer{};   // JSON Pointer into the part: "/username" in a body, "/id" in a path
  std::string rule{};      // the keyword or rule broken: "required", "type", "media_type", "status"
  std::string expected{};  // a phrase: "a string", "one of 200, 400, 422, 500"
  std::string actual{};    // a phrase; never the text of a secret
  std::string statement{};  // where it says so: "schemas/<provider>/openapi.json#/paths/..."

  // "body /username: type: expected a string, got a number"
  std::string Text() const;

  bool operator==(const Violation&) const = default;
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_VIOLATION_H_
