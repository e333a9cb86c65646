// `authmock serve`: starts mocks and keeps them until told to stop.
#ifndef AUTHMOCK_CLI_SERVE_H_
#define AUTHMOCK_CLI_SERVE_H_

#include <CLI/CLI.hpp>

namespace authmock {

// Adds the verb; running it sets `exit_code`. Both outlive the parsing.
void AddServeCommand(CLI::App& app, int& exit_code);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_SERVE_H_
