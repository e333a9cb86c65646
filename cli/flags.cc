#include "cli/flags.h"

#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "cli/files.h"
#include "mock_servers/core/mock.h"

namespace authmock {
namespace {

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

Result<std::uint64_t> ReadSeed(const std::string& text) {
  if (text.empty()) return kDefaultSeed;
  if (text == "random") return UnforeseeableSeed();
  std::uint64_t seed = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seed);
  if (error != std::errc() || stop != end) {
    return Fail("--seed",
                Quoted(text) + " is neither a whole number of at most 64 bits nor \"random\"");
  }
  return seed;
}

Result<std::optional<Time>> ReadClock(const std::string& text) {
  auto clock = ParseClockChoice(text);
  if (!clock) return Fail("--clock", clock.error().what);
  return clock;
}

Result<std::optional<Json>> ReadWorld(const std::string& path) {
  if (path.empty()) return std::nullopt;
  const Result<std::string> text = ReadFile(path);
  if (!text) return Fail("--world", text.error().Text());
  Result<Json> world = ParseJsonFile(path, *text);
  if (!world) return tl::unexpected(world.error());
  return std::move(*world);
}

Result<Duration> ReadTimeout(const std::string& text) {
  const Result<Duration> timeout = ParseDuration(text);
  if (timeout && *timeout > Duration{0}) return *timeout;
  return Fail("--timeout", Quoted(text) + " is no time; right is, for example, 10s or 500ms");
}

void AddWorldFlags(CLI::App& verb, std::string& world, std::string& seed) {
  verb.add_option("--world", world, "users, keys and settings to start with (default: built in)")
      ->type_name("FILE");
  verb.add_option("--seed", seed,
                  "what ids and secrets are made from: a number, or random (default 1)")
      ->type_name("N");
}

int GiveUp(const CLI::App& verb, const Error& error) {
  Error told = error;
  const bool is_flag = verb.get_option_no_throw("--" + error.where) != nullptr;
  if (!error.where.empty() && is_flag) told.where = "--" + error.where;
  std::fprintf(stderr, "authmock %s: %s\n", verb.get_name().c_str(), told.Text().c_str());
  return 2;
}

}  // namespace authmock
