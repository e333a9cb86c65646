// `authmock conform`: runs the suite against a target and says what it found.
#ifndef AUTHMOCK_CLI_CONFORM_H_
#define AUTHMOCK_CLI_CONFORM_H_

#include <CLI/CLI.hpp>

namespace authmock {

// Adds the verb; running it sets `exit_code`. Both outlive the parsing.
void AddConformCommand(CLI::App& app, int& exit_code);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_CONFORM_H_
