// The flags of `authmock conform`, and what they mean.
#ifndef AUTHMOCK_CLI_CONFORM_FLAGS_H_
#define AUTHMOCK_CLI_CONFORM_FLAGS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "conformance/aim.h"

namespace authmock {

// As they stand on the command line.
struct ConformFlags {
  AimOptions aim{};
  std::vector<std::string> cases{};
  std::string world{};
  std::string seed{};
  std::string timeout = "10s";
  std::string expected{};
  std::string junit{};
  std::string json{};
  std::string format = "text";
  bool list = false;
  bool no_skip = false;
  bool inferred = false;
};

// Adds them to the verb. `flags` outlives the parsing.
void AddConformFlags(CLI::App& verb, ConformFlags& flags);

// Reads the files and numbers behind those that aim.
Result<AimOptions> ReadAim(const ConformFlags& flags);

// What must be said again, besides the target, for a case to fail again: " --seed 7".
std::string FlagsAgain(const ConformFlags& flags, std::uint64_t seed);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_CONFORM_FLAGS_H_
