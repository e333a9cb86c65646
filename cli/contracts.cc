#include "cli/contracts.h"

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "cli/contract_texts.h"
#include "cli/files.h"
#include "cli/flags.h"
#include "conformance/coded_cases.h"
#include "conformance/embedded_cases.h"
#include "conformance/engine/coverage.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

// A text for stdout and whether all is well; or why it could not be told.
struct Outcome {
  std::string text{};
  bool good = true;
};

using Verb = std::function<Result<Outcome>(const Contract& contract)>;

Result<std::shared_ptr<const Contract>> ContractOf(const std::string& provider) {
  auto contract = Contract::Embedded(provider);
  if (!contract) return Fail("PROVIDER", contract.error().what);
  return contract;
}

// One provider, or all of them one after another.
Result<Outcome> ForEach(const std::string& provider, const Verb& verb) {
  std::vector<std::string> names{};
  if (!provider.empty()) names.push_back(provider);
  if (provider.empty()) {
    for (const ProviderEntry& entry : AllProviders()) names.emplace_back(entry.name);
  }
  Outcome all{};
  for (const std::string& name : names) {
    const auto contract = ContractOf(name);
    if (!contract) return tl::unexpected(contract.error());
    Result<Outcome> one = verb(**contract);
    if (!one) return one;
    all.text += one->text;
    all.good = all.good && one->good;
  }
  return all;
}

Result<Outcome> List() {
  std::vector<std::vector<std::string>> rows{
      {"provider", "port", "operations", "companions", "statements", "cases"}};
  for (const ProviderEntry& entry : AllProviders()) {
    const auto contract = ContractOf(std::string(entry.name));
    if (!contract) return tl::unexpected(contract.error());
    const Result<std::vector<Case>> cases = AllCases(**contract);
    if (!cases) return tl::unexpected(cases.error());
    const OperationCounts counts = CountOperations(**contract);
    rows.push_back({std::string(entry.name), std::to_string(entry.default_port),
                    std::to_string(counts.documented), std::to_string(counts.companions),
                    std::to_string((*contract)->statements().size()),
                    std::to_string(cases->size())});
  }
  return Outcome{Columns(rows)};
}

Result<Outcome> Coverage(const Contract& contract) {
  const Result<std::vector<Case>> cases = AllCases(contract);
  if (!cases) return tl::unexpected(cases.error());
  CoverageReport report = ComputeCoverage(contract, *cases);
  const auto waived = ApplyWaivers(contract.provider(), CaseFiles(), report);
  if (!waived) return tl::unexpected(waived.error());
  return Outcome{CoverageText(contract, report), report.Gaps().empty()};
}

Result<Outcome> Export(const std::string& provider, const std::string& folder) {
  if (folder.empty() && provider.empty()) {
    return Fail("export", "name a provider, or a directory for all of them: --out DIR");
  }
  if (folder.empty()) {
    return ForEach(provider, [](const Contract& contract) -> Result<Outcome> {
      return Outcome{WriteJsonPretty(contract.document())};
    });
  }
  std::error_code error{};
  std::filesystem::create_directories(folder, error);
  if (error) return Fail("--out", folder + ": " + error.message());
  return ForEach(provider, [&folder](const Contract& contract) -> Result<Outcome> {
    const std::string path = folder + "/" + contract.provider() + ".openapi.json";
    const auto written = WriteFile(path, WriteJsonPretty(contract.document()));
    if (!written) return tl::unexpected(written.error());
    return Outcome{path + "\n"};
  });
}

int Print(const Outcome& outcome) {
  std::fputs(outcome.text.c_str(), stdout);
  return outcome.good ? 0 : 1;
}

struct ContractsFlags {
  std::string provider{};
  std::string out{};
};

Result<Outcome> Show(const Contract& contract) { return Outcome{ShowText(contract)}; }
Result<Outcome> Diff(const Contract& contract) { return Outcome{DiffText(contract)}; }

enum class Takes { kNothing, kProvider, kProviderOrAll };

struct SubVerb {
  const char* name;
  const char* what;
  const char* example;
  Takes takes;
  Result<Outcome> (*run)(const ContractsFlags& flags);
};

constexpr SubVerb kSubVerbs[] = {
    {"list", "every provider with its numbers", "authmock contracts list", Takes::kNothing,
     [](const ContractsFlags&) { return List(); }},
    {"show", "its operations and statements", "authmock contracts show NAME", Takes::kProvider,
     [](const ContractsFlags& flags) { return ForEach(flags.provider, Show); }},
    {"diff", "what the deployed server does and the document does not say",
     "authmock contracts diff NAME", Takes::kProvider,
     [](const ContractsFlags& flags) { return ForEach(flags.provider, Diff); }},
    {"coverage", "promises that no case shows; exit code 1 if there are",
     "authmock contracts coverage", Takes::kProviderOrAll,
     [](const ContractsFlags& flags) { return ForEach(flags.provider, Coverage); }},
    {"export", "the OpenAPI document, to stdout or into a directory",
     "authmock contracts export NAME > openapi.json\n  authmock contracts export --out contracts",
     Takes::kProviderOrAll,
     [](const ContractsFlags& flags) { return Export(flags.provider, flags.out); }},
};

void AddSubVerb(CLI::App& verb, const SubVerb& each, const std::shared_ptr<ContractsFlags>& flags,
                int& exit_code) {
  CLI::App* sub = verb.add_subcommand(each.name, each.what);
  sub->footer(std::string("Example:\n  ") + each.example);
  if (each.takes != Takes::kNothing) {
    sub->add_option("PROVIDER", flags->provider, "whose contract")
        ->required(each.takes == Takes::kProvider);
  }
  sub->callback([&verb, &each, flags, &exit_code] {
    const Result<Outcome> outcome = each.run(*flags);
    exit_code = outcome ? Print(*outcome) : GiveUp(verb, outcome.error());
  });
}

}  // namespace

void AddContractsCommand(CLI::App& app, int& exit_code) {
  auto flags = std::make_shared<ContractsFlags>();
  CLI::App* verb =
      app.add_subcommand("contracts", "what is promised, by whom, shown by which case");
  verb->require_subcommand(1);
  verb->footer(
      "Examples:\n"
      "  authmock contracts list\n"
      "  authmock contracts diff NAME                  where the deployed server departs\n"
      "  authmock contracts export NAME > openapi.json\n\n"
      "Exit code: 0, 1 when coverage has a gap, 2 when it could not be told.");
  for (const SubVerb& each : kSubVerbs) AddSubVerb(*verb, each, flags, exit_code);
  verb->get_subcommand("export")
      ->add_option("--out", flags->out, "writes NAME.openapi.json here")
      ->type_name("DIR");
}

}  // namespace authmock
