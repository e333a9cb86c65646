// The values of `format`, each an assertion.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_FORMATS_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_FORMATS_H_

#include <string>
#include <string_view>

#include "base/json.h"

namespace authmock {

// One format. Exactly one of the two checks is set, or none: "float", "double" and "password" say
// nothing that a JSON value could break.
struct Format {
  std::string_view name{};
  std::string_view phrase{};                 // "a date and time (RFC 3339)"
  bool (*text)(std::string_view) = nullptr;  // asked of strings
  bool (*number)(const Json&) = nullptr;     // asked of numbers
};

// date-time date time email hostname ipv4 ipv6 uri uri-reference uuid json-pointer regex byte
// int32 int64 float double password. nullptr for any other.
const Format* FindFormat(std::string_view name);

std::string FormatNames();  // "byte, date, ..."

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_FORMATS_H_
