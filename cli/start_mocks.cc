#include "cli/start_mocks.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "cli/flags.h"
#include "cli/log.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

Result<std::vector<const ProviderEntry*>> ChosenProviders(const std::vector<std::string>& names) {
  std::vector<const ProviderEntry*> chosen{};
  for (const std::string& name : names) {
    const ProviderEntry* entry = FindProvider(name);
    if (entry == nullptr) {
      std::string known{};
      for (const ProviderEntry& each : AllProviders()) known += " " + std::string(each.name);
      return Fail("PROVIDER", "there is no \"" + name + "\"; there are:" + known);
    }
    if (std::ranges::find(chosen, entry) != chosen.end()) {
      return Fail("PROVIDER", "\"" + name + "\" is named twice");
    }
    chosen.push_back(entry);
  }
  if (chosen.empty()) {
    for (const ProviderEntry& each : AllProviders()) chosen.push_back(&each);
  }
  return chosen;
}

// Several mocks cannot share one world, port or journal.
Result<void> CheckForSeveral(const ServeFlags& flags, std::size_t count) {
  if (count == 1) return {};
  if (flags.port > 0) return Fail("--port", "needs a single provider, or 0 for any free ports");
  if (!flags.world.empty()) return Fail("--world", "needs a single provider");
  if (flags.dialect.find('@') != std::string::npos) {
    return Fail("--dialect", "a version needs a single provider");
  }
  return {};
}

// "run.jsonl" becomes "run.NAME.jsonl" when several mocks write.
std::string JournalFile(const std::string& path, std::string_view provider, bool several) {
  if (path.empty() || !several) return path;
  std::filesystem::path file(path);
  const std::string extension = file.extension().string();
  file.replace_extension("." + std::string(provider) + extension);
  return file.string();
}

Result<MockOptions> ReadOptions(const ServeFlags& flags) {
  MockOptions options{};
  const Result<std::uint64_t> seed = ReadSeed(flags.seed);
  if (!seed) return tl::unexpected(seed.error());
  const Result<std::optional<Time>> clock = ReadClock(flags.clock);
  if (!clock) return tl::unexpected(clock.error());
  Result<std::optional<Json>> world = ReadWorld(flags.world);
  if (!world) return tl::unexpected(world.error());
  options.dialect = flags.dialect;
  options.seed = *seed;
  options.virtual_clock = *clock;
  options.world = std::move(*world);
  if (options.world) options.world_name = flags.world;
  options.strict = flags.strict;
  options.control_token = flags.control_token;
  options.server.bind = flags.bind;
  options.siblings = AllProviders();
  return options;
}

}  // namespace

Result<std::vector<std::unique_ptr<Mock>>> StartMocks(const ServeFlags& flags) {
  const auto chosen = ChosenProviders(flags.providers);
  if (!chosen) return tl::unexpected(chosen.error());
  if (const auto fits = CheckForSeveral(flags, chosen->size()); !fits) {
    return tl::unexpected(fits.error());
  }
  Result<MockOptions> options = ReadOptions(flags);
  if (!options) return tl::unexpected(options.error());

  std::vector<std::unique_ptr<Mock>> mocks{};
  for (const ProviderEntry* entry : *chosen) {
    options->server.port = flags.port < 0 ? entry->default_port : flags.port;
    options->journal_file = JournalFile(flags.journal, entry->name, chosen->size() > 1);
    const auto log = std::make_shared<ExchangeLog>(std::string(entry->name));
    if (flags.log != "off") {
      options->observer = [log](const Exchange& exchange) { log->Write(exchange); };
    }
    auto mock = Mock::Start(*entry, *options);
    if (!mock) return tl::unexpected(mock.error());
    log->Mask((*mock)->contract().secrets());
    mocks.push_back(std::move(*mock));
  }
  return mocks;
}

}  // namespace authmock
