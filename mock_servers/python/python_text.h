// Text as Python 3 reads and writes it.
//
// Strings are UTF-8. A lone surrogate, which a string of Python may hold and UTF-8 may not, stands
// as the three bytes that UTF-8 would have for it. An integer of more than 64 bits, which Python
// has and JSON values of ours do not, stands as a binary value that holds its digits.
#ifndef AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TEXT_H_
#define AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"

namespace authmock {

// repr() of what json.loads() gives: None, True, 1.0, nan, "it's", {'k': ['v']}.
std::string PythonRepr(const Json& value);
// repr() of a bytes object: b'\xff"'.
std::string PythonBytesRepr(std::string_view bytes);

// json.dumps(): {"a": 1, "b": "\u00e9"}, nothing but ASCII, NaN and Infinity as such.
std::string PythonJson(const Json& value);
// The same with separators=(",", ":").
std::string PythonJsonCompact(const Json& value);

// The character at `text[at]`, and moves `at` behind it. A byte that begins no character is read as
// U+FFFD. `at` must be below the size.
char32_t NextPythonChar(std::string_view text, std::size_t& at);
// `c` is at most U+10FFFF; a surrogate gets its three bytes.
void AppendPythonChar(std::string& text, char32_t c);
// len().
std::size_t PythonLength(std::string_view text);
// str.lower(), capital sigma at the end of a word included.
std::string PythonLower(std::string_view text);
// Whether encode("utf-8") fails.
bool HasLoneSurrogate(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_TEXT_H_
