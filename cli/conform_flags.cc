#include "cli/conform_flags.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "cli/flags.h"

namespace authmock {

void AddConformFlags(CLI::App& verb, ConformFlags& flags) {
  verb.add_option("TARGET", flags.aim.text, "mock:NAME, a base URL, or a target file")->required();
  verb.add_option("CASE", flags.cases, "ids of cases; * stands for any text (default: every case)");
  verb.add_option("--provider", flags.aim.provider,
                  "whose contract it is; needed for a base URL that does not say so itself")
      ->type_name("NAME");
  verb.add_option("--dialect", flags.aim.dialect,
                  "documented, deployed or deployed@VERSION (default: what the target says)")
      ->type_name("NAME");
  AddWorldFlags(verb, flags.world, flags.seed);
  verb.add_option("--control-token", flags.aim.control_token, "if its /__mock__/ demands one")
      ->type_name("TOKEN");
  verb.add_option("--timeout", flags.timeout, "for each answer")
      ->type_name("TIME")
      ->capture_default_str();
  verb.add_flag("--list", flags.list, "print the cases that would run, and run none");
  verb.add_option("--expected", flags.expected, "known failures: an id and a reason in each line")
      ->type_name("FILE");
  verb.add_flag("--no-skip", flags.no_skip,
                "a case that the target cannot be asked fails (always on for mock:NAME)");
  verb.add_flag("--inferred", flags.inferred,
                "judge promises that nobody documented or saw (always on for mock:NAME)");
  verb.add_option("--report", flags.format, "what goes to stdout: text, json or junit")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "junit"}).description(""))
      ->capture_default_str();
  verb.add_option("--junit", flags.junit, "also write JUnit XML")->type_name("FILE");
  verb.add_option("--json", flags.json, "also write JSON, every exchange in it")->type_name("FILE");
}

Result<AimOptions> ReadAim(const ConformFlags& flags) {
  AimOptions options = flags.aim;
  const Result<std::uint64_t> seed = ReadSeed(flags.seed);
  if (!seed) return tl::unexpected(seed.error());
  Result<std::optional<Json>> world = ReadWorld(flags.world);
  if (!world) return tl::unexpected(world.error());
  const Result<Duration> timeout = ReadTimeout(flags.timeout);
  if (!timeout) return tl::unexpected(timeout.error());
  options.mock.seed = *seed;
  options.mock.world = std::move(*world);
  if (!flags.world.empty()) options.mock.world_name = flags.world;
  options.timeout = *timeout;
  return options;
}

std::string FlagsAgain(const ConformFlags& flags, std::uint64_t seed) {
  std::string words{};
  if (!flags.world.empty()) words += " --world " + flags.world;
  if (!flags.seed.empty()) words += " --seed " + std::to_string(seed);
  if (flags.no_skip) words += " --no-skip";
  if (flags.inferred) words += " --inferred";
  return words;
}

}  // namespace authmock
