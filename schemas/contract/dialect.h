// Which of its two tongues a mock speaks.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_DIALECT_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_DIALECT_H_

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace authmock {

// `documented`: to the letter of the document. `deployed`: as the real server was seen to behave,
// in one of the versions the contract names.
struct Dialect {
  bool deployed = false;
  std::string version{};  // of the deployed server; empty for documented

  static Dialect Documented() { return {}; }
  // "documented", "deployed" (the first of `versions`) or "deployed@VERSION".
  static Result<Dialect> Parse(std::string_view text, std::span<const std::string> versions);
  std::string Text() const;  // "documented", "deployed@2.23.0"

  bool operator==(const Dialect&) const = default;
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_DIALECT_H_
