// The case files as subject: they fit their schemas, their ids are unique, nothing promised is left
// uncovered, and no known edge case is forgotten.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "conformance/coded_cases.h"
#include "conformance/embedded_cases.h"
#include "conformance/engine/coverage.h"
#include "conformance/engine/derive.h"
#include "conformance/engine/expected.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock {
namespace {

using ::testing::IsEmpty;

// How many rows the study of the real server has.
int KnownEdgeCases(const std::string& provider) {
  static const std::map<std::string, int> rows{
      {"datameta", 62}, {"glowmarkt", 53}, {"portainer", 55}, {"t3", 66}};
  return rows.contains(provider) ? rows.at(provider) : 0;
}

std::vector<std::string> Providers() {
  std::set<std::string> providers{};
  for (const EmbeddedFile& file : SchemaFiles()) {
    if (!file.path.ends_with("/openapi.json")) continue;
    const std::string_view folder = file.path.substr(0, file.path.rfind('/'));
    providers.emplace(folder.substr(folder.rfind('/') + 1));
  }
  return {providers.begin(), providers.end()};
}

class CaseFilesTest : public ::testing::TestWithParam<std::string> {
 protected:
  CaseFilesTest() {
    const auto contract = Contract::Embedded(GetParam());
    if (contract) contract_ = *contract;
    if (!contract) ADD_FAILURE() << contract.error().Text();
  }

  std::string Folder() const { return "conformance/cases/" + GetParam() + "/"; }

  std::shared_ptr<const Contract> contract_{};
};

// "case", "edge_cases" or "waivers".
std::string SchemaOf(std::string_view path) {
  for (const std::string kind : {"edge_cases", "waivers"}) {
    if (path.ends_with("/" + kind + ".json")) return kind;
  }
  return "case";
}

TEST_P(CaseFilesTest, FitTheirSchemas) {
  for (const EmbeddedFile& file : CaseFiles()) {
    if (!file.path.starts_with(Folder())) continue;
    const Result<Json> document = ParseJsonFile(file.path, file.text);
    ASSERT_TRUE(document) << document.error().Text();
    const Result<Schema> schema = MetaSchema(SchemaOf(file.path));
    ASSERT_TRUE(schema) << schema.error().Text();

    const Result<void> fits = CheckFile(*schema, file.path, *document);

    EXPECT_TRUE(fits) << fits.error().Text();
  }
}

TEST_P(CaseFilesTest, HoldCasesWithIdsOfTheirOwn) {
  Result<std::vector<Case>> cases = AllCases(*contract_);
  ASSERT_TRUE(cases) << cases.error().Text();
  for (const std::string& version : contract_->deployed_versions()) {
    std::ranges::move(DeriveCases(*contract_, {.deployed = true, .version = version}),
                      std::back_inserter(*cases));
  }

  std::set<std::pair<std::string, std::string>> ids{};
  for (const Case& each : *cases) {
    EXPECT_TRUE(
        ids.emplace(each.Id(), each.source == CaseSource::kDerived ? each.dialect : "").second)
        << each.Id();
  }
}

TEST_P(CaseFilesTest, CoverEveryPromiseThatIsNotWaived) {
  const Result<std::vector<Case>> cases = AllCases(*contract_);
  ASSERT_TRUE(cases) << cases.error().Text();
  CoverageReport report = ComputeCoverage(*contract_, *cases);

  const Result<void> waived = ApplyWaivers(GetParam(), CaseFiles(), report);

  ASSERT_TRUE(waived) << waived.error().Text();
  std::vector<std::string> gaps{};
  for (const CoverageRow* row : report.Gaps()) gaps.push_back(row->promise);
  EXPECT_THAT(gaps, IsEmpty());
}

TEST_P(CaseFilesTest, ShowEveryEdgeCaseByCasesThatExist) {
  const Result<std::vector<Case>> cases = AllCases(*contract_);
  ASSERT_TRUE(cases) << cases.error().Text();
  std::set<std::string> ids{};
  for (const Case& each : *cases) ids.insert(each.Id());
  const EmbeddedFile* file = FindFile(CaseFiles(), Folder() + "edge_cases.json");
  ASSERT_NE(file, nullptr);
  const Result<Json> document = ParseJsonFile(file->path, file->text);
  ASSERT_TRUE(document) << document.error().Text();

  int expected = 1;
  for (const Json& row : *At(*document, "/rows")) {
    EXPECT_EQ(*At(row, "/row"), expected++) << "rows are numbered without a gap";
    for (const Json& id : *At(row, "/cases")) {
      EXPECT_TRUE(ids.contains(TextAt(id, ""))) << WriteJson(row) << " names no case: " << id;
    }
  }
  EXPECT_EQ(expected - 1, KnownEdgeCases(GetParam()));
}

TEST_P(CaseFilesTest, ListNoKnownFailureOfOurOwnMocks) {
  const std::string path = "conformance/expected/" + GetParam() + ".mock.txt";
  const EmbeddedFile* file = FindFile(CaseFiles(), path);
  ASSERT_NE(file, nullptr) << path;

  const Result<KnownFailures> known = ReadKnownFailures(path, file->text);

  ASSERT_TRUE(known) << known.error().Text();
  EXPECT_THAT(known->entries, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Of, CaseFilesTest, ::testing::ValuesIn(Providers()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace authmock
