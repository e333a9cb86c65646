// Values as JSON Schema compares them: 1 equals 1.0, and the order of members does not count.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_JSON_VALUES_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_JSON_VALUES_H_

#include <compare>

#include "base/json.h"

namespace authmock {

bool IsInteger(const Json& value);  // a number without a fraction: 1.0 is one

// Exact, also between integers and doubles. Both must be numbers.
std::partial_ordering CompareNumbers(const Json& a, const Json& b);

bool SameValue(const Json& a, const Json& b);

// Whether two items of an array are the same value. Time is about n log n.
bool HasTwins(const Json& array);

// Decimal arithmetic on the shortest decimal text of each number, so that 0.3 is a multiple of 0.1.
// `divisor` is positive.
bool IsMultipleOf(const Json& number, const Json& divisor);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_JSON_VALUES_H_
