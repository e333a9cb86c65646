// Files named on the command line.
#ifndef AUTHMOCK_CLI_FILES_H_
#define AUTHMOCK_CLI_FILES_H_

#include <string>
#include <string_view>

#include "base/result.h"

namespace authmock {

// The whole text of a file; the Error says why it cannot be read.
Result<std::string> ReadFile(const std::string& path);

// Makes `text` the whole of a file; the Error says why it cannot be written.
Result<void> WriteFile(const std::string& path, std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_FILES_H_
