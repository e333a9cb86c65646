// The class UUID of Python.
#ifndef AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_UUID_H_
#define AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_UUID_H_

#include <optional>
#include <string>
#include <string_view>

namespace authmock {

// str(UUID(text)): lower case with dashes; nullopt: ValueError. "urn:", "uuid:", dashes and outer
// braces are dropped wherever they stand, and the rest is read by int(), so that "0x", underscores
// and blanks around may fill up the 32 characters. Digits are ASCII here, where int() takes more.
std::optional<std::string> ReadPythonUuid(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_PYTHON_PYTHON_UUID_H_
