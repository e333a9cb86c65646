// `authmock contracts`: what is promised, by whom, and which case shows it.
#ifndef AUTHMOCK_CLI_CONTRACTS_H_
#define AUTHMOCK_CLI_CONTRACTS_H_

#include <CLI/CLI.hpp>

namespace authmock {

// Adds the verb; running it sets `exit_code`. Both outlive the parsing.
void AddContractsCommand(CLI::App& app, int& exit_code);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_CONTRACTS_H_
