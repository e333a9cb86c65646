// UTF-8 (RFC 3629), one character at a time.
#ifndef AUTHMOCK_BASE_UTF8_H_
#define AUTHMOCK_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace authmock {

inline constexpr std::string_view kReplacementCharacter = "\xEF\xBF\xBD";  // U+FFFD

// How many bytes the character at the start of `text` has, 1 to 4; 0 if no valid sequence starts
// there (overlong forms, surrogates and what lies above U+10FFFF are not valid) or it is cut off.
std::size_t Utf8Length(std::string_view text);

// `code_point` must be no surrogate and at most U+10FFFF.
void AppendUtf8(std::string& text, std::uint32_t code_point);

// At most `bytes` bytes of `text`, never half a character; "..." marks what was left out.
std::string Clip(std::string_view text, std::size_t bytes);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_UTF8_H_
