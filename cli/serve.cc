#include "cli/serve.h"

#include <csignal>
#include <cstdio>
#include <memory>
#include <string_view>

#include "cli/announce.h"
#include "cli/flags.h"
#include "cli/log.h"
#include "cli/start_mocks.h"

namespace authmock {
namespace {

LogFormat FormatNamed(std::string_view name) {
  if (name == "json") return LogFormat::kJson;
  return name == "off" ? LogFormat::kOff : LogFormat::kText;
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
