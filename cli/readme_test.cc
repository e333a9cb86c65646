// The table of providers in README.md has the numbers that `contracts list` prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/files.h"
#include "cli/subprocess.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

std::vector<std::string> LinesOf(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines{};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// "a  b  c" as the beginning of a row of a Markdown table: "| a | b | c |".
std::string MarkdownRow(const std::string& line) {
  std::istringstream stream(line);
  std::string row = "|";
  for (std::string word; stream >> word;) row += " " + word + " |";
  return row;
}

TEST(Readme, HasTheNumbersThatContractsListPrints) {
  const std::string readme = ReadFile("README.md").value_or("");

  const Finished list = RunAuthmock({"contracts", "list"});

  ASSERT_EQ(list.code, 0) << list.err;
  for (const std::string& line : LinesOf(list.out)) {
    EXPECT_THAT(readme, HasSubstr(MarkdownRow(line))) << "README.md's table of providers is stale";
  }
}

}  // namespace
}  // namespace authmock
