#include "cli/serve.h"

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/announce.h"
#include "cli/flags.h"
#include "cli/log.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

struct ServeFlags {
  std::vector<std::string> providers{};
  std::string dialect = "documented";
  std::string world{};
  std::string seed{};
  std::string clock = "system";
  int port = -1;  // -1: each provider's own
  std::string bind = "127.0.0.1";
  std::string log = "text";
  std::string journal{};
  std::string control_token{};
  bool strict = false;
};

LogFormat FormatNamed(std::string_view name) {
  if (name == "json") return LogFormat::kJson;
  return name == "off" ? LogFormat::kOff : LogFormat::kText;
}

Result<std::vector<const ProviderEntry*>> ChosenProviders(const std::vector<std::string>& names) {
  std::vector<const ProviderEntry*> chosen{};
  for (const std::string& name : names) {
    const ProviderEntry* entry = FindProvider(name);
    if (entry == nullptr) {
      std::string known{};
      for (const ProviderEntry& each : AllProviders()) known += " " + std::string(each.name);
      return Fail("PROVIDER", "there is no \"" + name + "\"; there are:" + known);
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

Result<int> Serve(const ServeFlags& flags) {
  // Blocked before any thread exists, so that sigwait below is the only one to see them.
  sigset_t stop_signals{};
  sigemptyset(&stop_signals);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&stop_signals, number);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);

  StartLog(FormatNamed(flags.log));
  auto mocks = StartMocks(flags);
  if (!mocks) return tl::unexpected(mocks.error());
  if (flags.bind != "127.0.0.1" && flags.bind != "localhost" && flags.bind != "::1") {
    LogWarning("listening on " + flags.bind + ": other machines may reach these mocks and their " +
               "control API; their passwords are public");
  }
  for (const auto& mock : *mocks) std::fputs(Announcement(*mock).c_str(), stdout);
  std::fputs("Ctrl-C stops.\n", stdout);
  std::fflush(stdout);

  int received = 0;
  sigwait(&stop_signals, &received);
  for (const auto& mock : *mocks) {
    mock->Stop();
    std::fputs(Summary(*mock).c_str(), stdout);
  }
  return 0;
}

void AddFlags(CLI::App& verb, ServeFlags& flags) {
  verb.add_option("PROVIDER", flags.providers, "which ones (default: all)");
  verb.add_option("--dialect", flags.dialect,
                  "documented: to the letter of the document; deployed: as the real server\n"
                  "behaves; deployed@VERSION: as that version of it")
      ->type_name("NAME")
      ->capture_default_str();
  AddWorldFlags(verb, flags.world, flags.seed);
  verb.add_option("--clock", flags.clock,
                  "system, or virtual[@TIME]: stands still until moved by /__mock__/clock")
      ->type_name("CLOCK")
      ->capture_default_str();
  verb.add_option("--port", flags.port, "0: any free one (default: each provider's own)")
      ->type_name("N")
      ->check(CLI::Range(0, 65535).description(""));
  verb.add_option("--bind", flags.bind, "the address to listen on")
      ->type_name("ADDRESS")
      ->capture_default_str();
  verb.add_option("--log", flags.log, "text, json or off: a line on stderr for each exchange")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json", "off"}).description(""))
      ->capture_default_str();
  verb.add_option("--journal", flags.journal, "append every exchange, a JSON line each")
      ->type_name("FILE");
  verb.add_option("--control-token", flags.control_token, "demand this bearer token at /__mock__/")
      ->type_name("TOKEN");
  verb.add_flag("--strict", flags.strict,
                "an answer of the mock that breaks its contract becomes a 500 that says how");
}

}  // namespace

void AddServeCommand(CLI::App& app, int& exit_code) {
  auto flags = std::make_shared<ServeFlags>();
  CLI::App* verb = app.add_subcommand("serve", "start mocks and keep them until Ctrl-C");
  verb->footer(
      "Examples:\n"
      "  authmock serve                              all providers on their own ports\n"
      "  authmock serve NAME --port 0                one of them on any free port\n"
      "  authmock serve NAME --dialect deployed --clock virtual --journal run.jsonl\n\n"
      "Exit code: 0 when asked to stop, 2 when it cannot start.");
  AddFlags(*verb, *flags);
  verb->callback([verb, flags, &exit_code] {
    const Result<int> code = Serve(*flags);
    exit_code = code ? *code : GiveUp(*verb, code.error());
  });
}

}  // namespace authmock
