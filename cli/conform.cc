#include "cli/conform.h"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/files.h"
#include "cli/flags.h"
#include "cli/terminal.h"
#include "conformance/aim.h"
#include "conformance/engine/expected.h"
#include "conformance/engine/report.h"
#include "conformance/engine/suite.h"

namespace authmock {
namespace {

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

Result<KnownFailures> ReadExpected(const std::string& path) {
  if (path.empty()) return KnownFailures{};
  const Result<std::string> text = ReadFile(path);
  if (!text) return Fail("--expected", text.error().Text());
  return ReadKnownFailures(path, *text);
}

void FailSkips(std::vector<CaseResult>& results) {
  for (CaseResult& result : results) {
    if (result.verdict.word != Word::kSkip) continue;
    result.verdict = {Word::kFail, "skipped, which --no-skip forbids: " + result.verdict.why};
  }
}

Result<Report> RunAll(const ConformFlags& flags, const Aim& aim, const std::vector<Case>& cases) {
  const Result<KnownFailures> known = ReadExpected(flags.expected);
  if (!known) return tl::unexpected(known.error());
  SystemClock clock{};
  ProgressLine line{};
  const SuiteOptions options{
      .ids = flags.cases,
      .inferred = flags.inferred || aim.IsOurs(),
      .progress = [&](const Progress& at) { line.Show(at.done, at.failing, at.total); }};
  Report report{.contract = aim.contract.get(), .target = aim.target, .started_at = clock.Now()};
  const MonotonicTime begun = MonotonicNow();
  Result<std::vector<CaseResult>> results = RunSuite(cases, aim.Setting(clock), options);
  if (!results) return tl::unexpected(results.error());
  report.took = std::chrono::duration_cast<Duration>(MonotonicNow() - begun);
  if (flags.no_skip || aim.IsOurs()) FailSkips(*results);
  std::vector<std::string> ids{};
  for (const Case& each : cases) ids.push_back(each.Id());
  report.complaints = ApplyKnownFailures(*known, ids, *results);
  report.results = std::move(*results);
  return report;
}

Result<void> Write(const Report& report, const ConformFlags& flags) {
  const Redactor redactor(report.contract->secrets());
  const auto as = [&](std::string_view format) {
    if (format == "json") return WriteJsonPretty(JsonReport(report, redactor));
    if (format == "junit") return JunitReport(report, redactor);
    return TextReport(report, redactor, IsColorful(STDOUT_FILENO));
  };
  std::fputs(as(flags.format).c_str(), stdout);
  if (!flags.junit.empty()) {
    if (auto written = WriteFile(flags.junit, as("junit")); !written) return written;
  }
  return flags.json.empty() ? Result<void>() : WriteFile(flags.json, as("json"));
}

Result<int> List(const ConformFlags& flags, const Aim& aim, const std::vector<Case>& cases) {
  const auto selected = SelectCases(cases, aim.dialect, flags.cases);
  if (!selected) return tl::unexpected(selected.error());
  for (const Case* each : *selected)
    std::printf("%s  %s\n", each->Id().c_str(), each->says.c_str());
  return 0;
}

Result<int> Conform(const ConformFlags& flags) {
  Result<AimOptions> options = ReadAim(flags);
  if (!options) return tl::unexpected(options.error());
  const Result<Aim> aim = TakeAim(std::move(*options));
  if (!aim) return tl::unexpected(aim.error());
  const Result<std::vector<Case>> cases = aim->Cases();
  if (!cases) return tl::unexpected(cases.error());
  if (flags.list) return List(flags, *aim, *cases);
  const Result<Report> report = RunAll(flags, *aim, *cases);
  if (!report) return tl::unexpected(report.error());
  if (const auto written = Write(*report, flags); !written) return tl::unexpected(written.error());
  return report->ExitCode();
}

void AddFlags(CLI::App& verb, ConformFlags& flags) {
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

}  // namespace

void AddConformCommand(CLI::App& app, int& exit_code) {
  auto flags = std::make_shared<ConformFlags>();
  CLI::App* verb = app.add_subcommand("conform", "check a server against a contract");
  verb->footer(
      "Examples:\n"
      "  authmock conform mock:NAME                                 our own mock of NAME\n"
      "  authmock conform https://host/api --provider NAME          somebody's server\n"
      "  authmock conform my-server.json 'NAME.OPERATION.*'         with what exists there\n"
      "  authmock conform my-server.json --junit out.xml --expected known.txt\n\n"
      "Exit code: 0 all as expected, 1 a promise is broken, 2 could not find out, or nothing ran.");
  AddFlags(*verb, *flags);
  verb->callback([verb, flags, &exit_code] {
    const Result<int> code = Conform(*flags);
    exit_code = code ? *code : GiveUp(*verb, code.error());
  });
}

}  // namespace authmock
