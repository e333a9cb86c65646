#include "cli/conform.h"

#include <unistd.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/conform_flags.h"
#include "cli/files.h"
#include "cli/flags.h"
#include "cli/terminal.h"
#include "conformance/aim.h"
#include "conformance/engine/expected.h"
#include "conformance/engine/report.h"
#include "conformance/engine/suite.h"

namespace authmock {
namespace {

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
  const std::string flags_again = FlagsAgain(flags, options->mock.seed);
  Result<Aim> aim = TakeAim(std::move(*options));
  if (!aim) return tl::unexpected(aim.error());
  aim->target.again += flags_again;
  const Result<std::vector<Case>> cases = aim->Cases();
  if (!cases) return tl::unexpected(cases.error());
  if (flags.list) return List(flags, *aim, *cases);
  const Result<Report> report = RunAll(flags, *aim, *cases);
  if (!report) return tl::unexpected(report.error());
  if (const auto written = Write(*report, flags); !written) return tl::unexpected(written.error());
  return report->ExitCode();
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
  AddConformFlags(*verb, *flags);
  verb->callback([verb, flags, &exit_code] {
    const Result<int> code = Conform(*flags);
    exit_code = code ? *code : GiveUp(*verb, code.error());
  });
}

}  // namespace authmock
