// Every contract and every meta-schema that is compiled into the binary.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/json_schema.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock {
namespace {

using testing::IsEmpty;
using testing::Not;

class ContractsTest : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    auto contract = Contract::Embedded(GetParam());
    ASSERT_TRUE(contract.has_value()) << contract.error().Text();
    contract_ = *contract;
  }

  // Every dialect of the contract: documented, and each deployed version.
  std::vector<Dialect> Dialects() const {
    std::vector<Dialect> dialects{Dialect::Documented()};
    for (const std::string& version : contract_->deployed_versions()) {
      dialects.push_back({.deployed = true, .version = version});
    }
    return dialects;
  }

  std::shared_ptr<const Contract> contract_{};
};

// Contract::Embedded relies on it.
TEST_P(ContractsTest, HaveTheirShape) {
  for (const std::string_view file_name : {"openapi", "statements"}) {
    const std::string path = "schemas/" + GetParam() + "/" + std::string(file_name) + ".json";
    const std::string kind(file_name == "openapi" ? "contract" : file_name);
    const Result<Json> file = ParseJsonFile(path, FindFile(SchemaFiles(), path)->text);

    const Result<void> fits = CheckFile(*MetaSchema(kind), path, *file);

    EXPECT_TRUE(fits.has_value()) << fits.error().Text();
  }
}

TEST_P(ContractsTest, StandInTheFolderOfTheirProvider) {
  EXPECT_EQ(contract_->provider(), GetParam());
  EXPECT_EQ(contract_->name(), "schemas/" + GetParam() + "/openapi.json");
}

TEST_P(ContractsTest, PromiseAnAnswerInEachDialectAnOperationIsIn) {
  for (const Operation& operation : contract_->operations()) {
    for (const Dialect& dialect : Dialects()) {
      if (!HoldsIn(operation, dialect)) continue;
      std::size_t promised = 0;
      for (const auto& [status, response] : operation.responses) {
        promised += HoldsIn(response, dialect);
      }
      EXPECT_GT(promised, 0u) << operation.id << " in dialect " << dialect.Text();
    }
  }
}

TEST_P(ContractsTest, AreRoutedToEachOfTheirOperations) {
  for (const Operation& operation : contract_->operations()) {
    for (const Dialect& dialect : Dialects()) {
      const std::string target =
          operation.prefix.value_or(contract_->prefix(dialect)) + operation.path;
      const Operation* routed =
          contract_->MatchOperation(operation.method, target, dialect).operation;
      EXPECT_EQ(routed, HoldsIn(operation, dialect) ? &operation : nullptr) << dialect.Text();
    }
  }
}

TEST_P(ContractsTest, KnowWhichMembersAreSecret) {
  EXPECT_THAT(contract_->secrets().tokens, Not(IsEmpty()));
}

// Appends what is wrong with the examples of the schemas at and below `pointer`.
void CheckExamples(const Contract& contract, const Json& value, const std::string& pointer,
                   std::vector<std::string>& wrong) {
  if (value.is_object() && value.contains("example") && value.contains("type")) {
    const Result<Schema> schema = Schema::Compile(contract.name(), contract.document(), pointer);
    const Result<void> fits = CheckFile(*schema, pointer, value.at("example"));
    if (!fits) wrong.push_back(fits.error().Text());
  }
  if (!value.is_structured()) return;
  for (const auto& [name, child] : value.items()) {
    if (name != "example") CheckExamples(contract, child, Child(pointer, name), wrong);
  }
}

TEST_P(ContractsTest, GiveExamplesThatFitTheirSchemas) {
  std::vector<std::string> wrong{};

  CheckExamples(*contract_, contract_->document().at("components").at("schemas"),
                "/components/schemas", wrong);

  EXPECT_THAT(wrong, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Schemas, ContractsTest, testing::ValuesIn(Contract::EmbeddedProviders()),
                         [](const testing::TestParamInfo<std::string>& info) {
                           return info.param;
                         });

// "case" of "schemas/meta/case.schema.json".
std::vector<std::string> MetaKinds() {
  constexpr std::string_view kFolder = "schemas/meta/";
  constexpr std::string_view kEnding = ".schema.json";
  std::vector<std::string> kinds{};
  for (const EmbeddedFile& file : SchemaFiles()) {
    std::string_view path = file.path;
    if (!path.starts_with(kFolder)) continue;
    path.remove_prefix(kFolder.size());
    EXPECT_TRUE(path.ends_with(kEnding)) << file.path;
    kinds.emplace_back(path.substr(0, path.size() - kEnding.size()));
  }
  return kinds;
}

class MetaSchemasTest : public testing::TestWithParam<std::string> {};

TEST_P(MetaSchemasTest, AreSchemas) {
  const Result<Schema> schema = MetaSchema(GetParam());

  EXPECT_TRUE(schema.has_value()) << schema.error().Text();
}

// Appends the place of each object with members that takes any other member too.
void FindOpenObjects(const Json& schema, const std::string& pointer,
                     std::vector<std::string>& open) {
  if (!schema.is_structured()) return;
  const bool described =
      schema.is_object() && schema.contains("properties") && TextAt(schema, "/type") == "object";
  if (described && !schema.contains("additionalProperties")) open.push_back(pointer);
  for (const auto& [name, child] : schema.items()) {
    FindOpenObjects(child, Child(pointer, name), open);
  }
}

TEST_P(MetaSchemasTest, AreClosed) {
  const EmbeddedFile* const file =
      FindFile(SchemaFiles(), "schemas/meta/" + GetParam() + ".schema.json");
  const Result<Json> document = ParseJsonFile(file->path, file->text);
  std::vector<std::string> open{};

  FindOpenObjects(*document, "", open);

  EXPECT_THAT(open, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Schemas, MetaSchemasTest, testing::ValuesIn(MetaKinds()),
                         [](const testing::TestParamInfo<std::string>& info) {
                           return info.param;
                         });

TEST(MetaSchema, SaysThatThereIsNone) {
  const Result<Schema> schema = MetaSchema("fable");

  ASSERT_FALSE(schema.has_value());
  EXPECT_EQ(schema.error().Text(), "schemas/meta/fable.schema.json: there is no such schema");
}

TEST(CheckFile, NamesTheFirstPlaceThatIsWrong) {
  const Result<void> fits =
      CheckFile(*MetaSchema("waivers"), "w.json", Json{{"waivers", {{{"cover", "a/200"}}}}});

  ASSERT_FALSE(fits.has_value());
  EXPECT_EQ(fits.error().Text(),
            "w.json#/waivers/0/covers: expected a member of this name, got none");
}

}  // namespace
}  // namespace authmock
