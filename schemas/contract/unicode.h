// Code points of UTF-8 text, which JSON Schema counts instead of bytes.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_UNICODE_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_UNICODE_H_

#include <cstddef>
#include <string_view>

namespace authmock {

// The code point at `text[at]`, and moves `at` behind it. A byte that begins no well-formed
// sequence is read as U+FFFD. `at` must be below the size.
char32_t NextCodePoint(std::string_view text, std::size_t& at);

std::size_t CountCodePoints(std::string_view text);

// The first `count` code points, or all if there are fewer.
std::string_view FirstCodePoints(std::string_view text, std::size_t count);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_UNICODE_H_
