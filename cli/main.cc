// authmock: stands in for auth APIs, and says who breaks the contract.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string>

#include "cli/conform.h"
#include "cli/contracts.h"
#include "cli/serve.h"

namespace {

// What CLI11 found wrong, in one sentence with the remedy.
int Complain(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* verb = &app;
  std::string name = "authmock";
  for (const auto* sub = verb; !sub->get_subcommands().empty();) {
    sub = sub->get_subcommands().front();
    name += " " + sub->get_name();
    verb = sub;
  }
  std::fprintf(stderr, "%s: %s\nSee %s --help.\n", name.c_str(), error.what(), name.c_str());
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
  return exit_code;
}
