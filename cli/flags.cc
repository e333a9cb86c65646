#include "cli/flags.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"

namespace authmock {
namespace {

Result<std::uint64_t> ReadSeed(const std::string& text) {
  if (text.empty()) return kDefaultSeed;
  if (text == "random") return UnforeseeableSeed();
  std::uint64_t seed = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seed);
  if (error != std::errc() || stop != end) {
    return Fail("--seed",
                "\"" + text + "\" is neither a whole number of at most 64 bits nor \"random\"");
  }
  return seed;
}

// A virtual clock starts at the machine's time unless told otherwise.
Result<std::optional<Time>> ReadClock(const std::string& text) {
  if (text == "system") return std::nullopt;
  if (text == "virtual") return SystemClock().Now();
  constexpr std::string_view kAt = "virtual@";
  if (!text.starts_with(kAt)) {
    return Fail("--clock", "\"" + text + "\" is none of system, virtual, virtual@TIME");
  }
  const Result<Time> time = ParseRfc3339(std::string_view(text).substr(kAt.size()));
  if (!time)
    return Fail("--clock", time.error().what + "; for example virtual@2026-01-01T00:00:00Z");
  return *time;
}

}  // namespace

void AddMockFlags(CLI::App& verb, MockFlags& flags) {
  verb.add_option("--dialect", flags.dialect,
                  "documented: to the letter of the document; deployed: as the real server\n"
                  "behaves; deployed@VERSION: as that version of it")
      ->capture_default_str();
  verb.add_option("--world", flags.world, "a file with the users, keys and settings to start with")
      ->type_name("FILE");
  verb.add_option("--seed", flags.seed,
                  "what ids, tokens and secrets are made from: the same number gives the same\n"
                  "bytes (default 1); \"random\" varies")
      ->type_name("N");
  verb.add_option("--clock", flags.clock,
                  "system, or virtual[@TIME]: stands still until moved by /__mock__/clock")
      ->capture_default_str();
}

Result<MockOptions> ReadMockFlags(const MockFlags& flags) {
  MockOptions options{};
  options.dialect = flags.dialect;
  const Result<std::uint64_t> seed = ReadSeed(flags.seed);
  if (!seed) return tl::unexpected(seed.error());
  options.seed = *seed;
  Result<std::optional<Time>> clock = ReadClock(flags.clock);
  if (!clock) return tl::unexpected(clock.error());
  options.virtual_clock = *clock;
  if (!flags.world.empty()) {
    const Result<std::string> text = ReadFile(flags.world);
    if (!text) return tl::unexpected(text.error());
    Result<Json> world = ParseJsonFile(flags.world, *text);
    if (!world) return tl::unexpected(world.error());
    options.world = std::move(*world);
    options.world_name = flags.world;
  }
  return options;
}

Result<std::string> ReadFile(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file) return Fail(path, errno != 0 ? std::strerror(errno) : "cannot be read");
  return text;
}

}  // namespace authmock
