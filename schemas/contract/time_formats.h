// Dates and times of RFC 3339, as `format` names them.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_TIME_FORMATS_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_TIME_FORMATS_H_

#include <string_view>

namespace authmock {

bool IsDate(std::string_view text);      // full-date
bool IsTime(std::string_view text);      // full-time; second 60 only where a leap second can be
bool IsDateTime(std::string_view text);  // date-time

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_TIME_FORMATS_H_
