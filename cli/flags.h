// Flags that several verbs share, and what they mean for a mock.
#ifndef AUTHMOCK_CLI_FLAGS_H_
#define AUTHMOCK_CLI_FLAGS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace authmock {

// Each reads the value of the flag it is named after; the Error names flag, value and remedy.
Result<std::uint64_t> ReadSeed(const std::string& text);         // empty: the default
Result<std::optional<Time>> ReadClock(const std::string& text);  // the start of a virtual clock
Result<std::optional<Json>> ReadWorld(const std::string& path);  // empty: none
Result<Duration> ReadTimeout(const std::string& text);           // more than nothing

// Adds --world and --seed, which mean the same wherever a mock is started.
void AddWorldFlags(CLI::App& verb, std::string& world, std::string& seed);

// Says on stderr why a verb could not do its work, and returns its exit code, 2. An Error about the
// value of a flag ("dialect") is told with the flag's name ("--dialect").
int GiveUp(const CLI::App& verb, const Error& error);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_FLAGS_H_
