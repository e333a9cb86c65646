#include "cli/contracts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "cli/contract_texts.h"
#include "cli/files.h"
#include "cli/subprocess.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string AnyName() { return std::string(AllProviders().front().name); }

const Contract& AnyContract() {
  static const auto contract = *Contract::Embedded(AnyName());
  return *contract;
}

TEST(Contracts, ListHasEveryProvider) {
  const Finished list = RunAuthmock({"contracts", "list"});

  EXPECT_EQ(list.code, 0);
  EXPECT_THAT(list.out, StartsWith("provider"));
  for (const ProviderEntry& entry : AllProviders()) {
    EXPECT_THAT(list.out, HasSubstr("\n" + std::string(entry.name) + " "));
  }
}

TEST(Contracts, ShowHasEveryOperationAndStatement) {
  const Finished show = RunAuthmock({"contracts", "show", AnyName()});

  EXPECT_EQ(show.code, 0);
  for (const Operation& operation : AnyContract().operations()) {
    EXPECT_THAT(show.out, HasSubstr("\n" + operation.id));
  }
  for (const Statement& statement : AnyContract().statements()) {
    EXPECT_THAT(show.out, AllOf(HasSubstr("\n" + statement.id), HasSubstr(statement.says)));
  }
}

TEST(Contracts, ShowMarksCompanions) {
  const Finished show = RunAuthmock({"contracts", "show", AnyName()});

  for (const Operation& operation : AnyContract().operations()) {
    const std::string mark = "\n" + operation.id + "   companion, not documented\n";
    EXPECT_EQ(show.out.find(mark) != std::string::npos, operation.companion) << operation.id;
  }
}

TEST(Contracts, DiffSetsEachDepartureBesideWhatItContradicts) {
  const Finished diff = RunAuthmock({"contracts", "diff", AnyName()});

  EXPECT_EQ(diff.code, 0);
  for (const Statement& statement : AnyContract().statements()) {
    if (statement.scope != Scope::kDeployed) continue;
    EXPECT_THAT(diff.out, AllOf(HasSubstr("\n" + statement.id), HasSubstr(statement.source)));
    if (statement.contradicts.empty()) continue;
    EXPECT_THAT(diff.out, HasSubstr("instead of   " + statement.contradicts + ": "));
  }
}

TEST(Contracts, DiffListsAnswersThatNoDocumentHas) {
  const Finished diff = RunAuthmock({"contracts", "diff", AnyName()});

  for (const Operation& operation : AnyContract().operations()) {
    for (const auto& [status, response] : operation.responses) {
      const std::string row = "\n  " + operation.id + "/" + std::to_string(status) + "   ";
      const bool listed = diff.out.find(row) != std::string::npos;
      EXPECT_EQ(listed, !operation.companion && response.basis != Basis::kDocumented) << row;
    }
  }
}

TEST(Contracts, CoverageHasNoGap) {
  const Finished coverage = RunAuthmock({"contracts", "coverage"});

  EXPECT_EQ(coverage.code, 0) << coverage.out << coverage.err;
  EXPECT_THAT(coverage.out, HasSubstr(" 0 gaps\n"));
}

TEST(Contracts, CoverageNamesAGap) {
  CoverageReport report{};
  report.rows.push_back({.promise = "statement:nobody_looks", .says = "Nobody looks here."});

  EXPECT_THAT(CoverageText(AnyContract(), report),
              AllOf(HasSubstr("1 promise, 0 shown by a case, 1 gap\n"),
                    HasSubstr("NO CASE  statement:nobody_looks   Nobody looks here.")));
}

TEST(Contracts, ExportPrintsTheDocument) {
  const Finished exported = RunAuthmock({"contracts", "export", AnyName()});

  EXPECT_EQ(exported.code, 0);
  const JsonText document = ReadJson(exported.out);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document.value(), AnyContract().document());
}

TEST(Contracts, ExportWritesADocumentForEachProvider) {
  const std::string folder = std::string(std::getenv("TEST_TMPDIR")) + "/new/contracts";

  const Finished exported = RunAuthmock({"contracts", "export", "--out", folder});

  EXPECT_EQ(exported.code, 0) << exported.err;
  for (const ProviderEntry& entry : AllProviders()) {
    const std::string path = folder + "/" + std::string(entry.name) + ".openapi.json";
    EXPECT_THAT(exported.out, HasSubstr(path + "\n"));
    EXPECT_THAT(ReadFile(path).value_or(""), HasSubstr("\"openapi\": \"3.1."));
  }
}

TEST(Contracts, ExportOfAllNeedsADirectory) {
  const Finished exported = RunAuthmock({"contracts", "export"});

  EXPECT_EQ(exported.code, 2);
  EXPECT_THAT(exported.err, HasSubstr("--out DIR"));
  EXPECT_THAT(exported.out, IsEmpty());
}

TEST(Contracts, NameAnUnknownProviderAndTheKnownOnes) {
  const Finished show = RunAuthmock({"contracts", "show", "nobody"});

  EXPECT_EQ(show.code, 2);
  EXPECT_THAT(show.err, AllOf(HasSubstr("\"nobody\""), HasSubstr(AnyName())));
}

TEST(Contracts, WithoutASubVerbSayWhichThereAre) {
  const Finished nothing = RunAuthmock({"contracts"});

  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, AllOf(HasSubstr("list"), HasSubstr("export"), Not(HasSubstr("error"))));
}

TEST(Columns, AlignAndLeaveNoBlankAtTheEnd) {
  EXPECT_EQ(Columns({{"a", "bb", "c"}, {"aaa", "b", ""}}), "a    bb  c\naaa  b\n");
}

}  // namespace
}  // namespace authmock
