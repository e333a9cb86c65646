// authmock: stands in for auth APIs, and says who breaks the contract.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "cli/conform.h"
#include "cli/contracts.h"
#include "cli/serve.h"

namespace {

// The innermost verb that was named, and how to call it.
std::pair<const CLI::App*, std::string> NamedVerb(const CLI::App& app) {
  const CLI::App* verb = &app;
  std::string name = "authmock";
  while (!verb->get_subcommands().empty()) {
    verb = verb->get_subcommands().front();
    name += " " + verb->get_name();
  }
  return {verb, name};
}

// The words that may stand where a wrong one stood.
std::string KnownWords(const CLI::App& verb) {
  std::string words{};
  for (const CLI::App* sub : verb.get_subcommands({})) words += " " + sub->get_name();
  for (const CLI::Option* option : verb.get_options()) {
    if (!option->get_lnames().empty()) words += " --" + option->get_lnames().front();
  }
  return words;
}

// What CLI11 found wrong, in one sentence with the remedy.
int Complain(const CLI::App& app, const CLI::ParseError& error) {
  const auto [verb, name] = NamedVerb(app);
  const int kind = error.get_exit_code();
  const bool no_verb =
      kind == static_cast<int>(CLI::ExitCodes::RequiredError) && !verb->get_subcommands({}).empty();
  std::string what = error.what();
  if (no_verb) {
    const std::vector<std::string> words = verb->remaining();
    what = words.empty() ? "a verb is missing" : "there is no \"" + words.front() + "\"";
  }
  std::fprintf(stderr, "%s: %s\n", name.c_str(), what.c_str());
  if (no_verb || kind == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    std::fprintf(stderr, "It takes:%s\n", KnownWords(*verb).c_str());
  }
  std::fprintf(stderr, "See %s --help.\n", name.c_str());
  return 2;
}

// A report nobody received is no result: a full disk must not look like success.
int Finish(int exit_code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return exit_code;
  std::fputs("authmock: standard output could not be written\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Stands in for documented auth APIs, offline, and says who breaks the contract."};
  app.name("authmock");
  app.set_version_flag("--version", "authmock 0.1.0");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  authmock serve                  mocks on their own ports, with accounts that work\n"
      "  authmock conform mock:NAME      run the conformance suite against a mock of ours\n"
      "  authmock contracts list         what is promised, by whom\n\n"
      "Every verb explains itself: authmock VERB --help");
  int exit_code = 0;
  authmock::AddServeCommand(app, exit_code);
  authmock::AddConformCommand(app, exit_code);
  authmock::AddContractsCommand(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return Complain(app, error);
  }
  return Finish(exit_code);
}
