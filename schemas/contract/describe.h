// The phrases of violations.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_DESCRIBE_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_DESCRIBE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace authmock {

// "an object", "a string", "null".
std::string WithArticle(std::string_view type);

// A value in few words: "42", "\"text\"" of at most 40 characters, "an array of 3 items". A secret
// shows its type and length only: "a string of 12 characters".
std::string Describe(const Json& value, bool secret = false);

// Text of the wire, quoted, of at most 40 characters; a secret shows its length only.
std::string Quote(std::string_view text, bool secret = false);

// "3 items", "1 item".
std::string Count(std::size_t count, std::string_view noun);

// "a", "a or b", "a, b or c".
std::string AnyOf(const std::vector<std::string>& words);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_DESCRIBE_H_
