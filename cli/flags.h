// Flags that several verbs share, and what they mean for a mock.
#ifndef AUTHMOCK_CLI_FLAGS_H_
#define AUTHMOCK_CLI_FLAGS_H_

#include <CLI/CLI.hpp>
#include <string>

#include "base/result.h"
#include "mock_servers/core/mock.h"

namespace authmock {

// As they stand on the command line.
struct MockFlags {
  std::string dialect = "documented";
  std::string world{};  // a file
  std::string seed{};   // a number or "random"
  std::string clock = "system";
};

// Adds --dialect, --world, --seed and --clock to a verb. `flags` outlives the parsing.
void AddMockFlags(CLI::App& verb, MockFlags& flags);

// Reads the files and numbers behind the flags. An Error's `where` is the flag.
Result<MockOptions> ReadMockFlags(const MockFlags& flags);

// The whole text of a file; the Error says why it cannot be read.
Result<std::string> ReadFile(const std::string& path);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_FLAGS_H_
