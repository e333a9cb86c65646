// The pages under docs/ quote --help word for word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "cli/files.h"
#include "cli/subprocess.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

struct Quotation {
  std::string page{};
  std::string command{};  // "serve --help"
  std::string output{};
};

// Every block of a page that begins with "$ authmock ... --help".
std::vector<Quotation> QuotationsIn(const std::string& page) {
  constexpr std::string_view kOpening = "```text\n$ authmock ";
  const std::string text = ReadFile(page).value_or("");
  std::vector<Quotation> found{};
  for (std::size_t at = 0; (at = text.find(kOpening, at)) != std::string::npos;) {
    at += kOpening.size();
    const std::size_t line = text.find('\n', at);
    const std::size_t end = text.find("```\n", line);
    if (end == std::string::npos) break;
    found.push_back({page, text.substr(at, line - at), text.substr(line + 1, end - line - 1)});
    at = end;
  }
  return found;
}

std::vector<Quotation> AllQuotations() {
  std::vector<Quotation> all{};
  for (const auto& entry : std::filesystem::directory_iterator("docs")) {
    for (Quotation& each : QuotationsIn(entry.path().string())) all.push_back(std::move(each));
  }
  return all;
}

std::vector<std::string> Words(const std::string& command) {
  std::istringstream stream(command);
  return {std::istream_iterator<std::string>(stream), {}};
}

TEST(Docs, QuoteTheHelpOfEveryVerb) {
  std::set<std::string> quoted{};
  for (const Quotation& each : AllQuotations()) quoted.insert(each.command);

  EXPECT_THAT(quoted, IsSupersetOf({"serve --help", "conform --help", "contracts --help",
                                    "contracts list --help", "contracts show --help",
                                    "contracts diff --help", "contracts coverage --help",
                                    "contracts export --help"}));
}

TEST(Docs, QuoteItWordForWord) {
  for (const Quotation& each : AllQuotations()) {
    const Finished help = RunAuthmock(Words(each.command));

    EXPECT_EQ(help.code, 0) << each.command;
    EXPECT_EQ(each.output, help.out) << each.page << ": $ authmock " << each.command;
  }
}

TEST(Help, HasAnExampleForEveryVerb) {
  for (const Quotation& each : AllQuotations()) {
    const std::string verb = each.command.substr(0, each.command.find(" --help"));

    EXPECT_THAT(each.output, HasSubstr("\n  authmock " + verb)) << each.command;
  }
}

}  // namespace
}  // namespace authmock
