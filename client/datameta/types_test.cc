#include "client/datameta/types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "client/core/schema_shape.h"
#include "schemas/contract/contract.h"

namespace authmock::datameta {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const Json& Document() {
  static const Json document = Contract::Embedded("datameta").value()->document();
  return document;
}

const std::map<std::string, Json (*)()> kStructs = {
    {"Identifier", Body<Identifier>::Schema},
    {"CreateTokenRequest", Body<CreateTokenRequest>::Schema},
    {"UserSession", Body<UserSession>::Schema},
    {"ApiKeyList", Body<ApiKeyList>::Schema},
    {"PasswordChange", Body<PasswordChange>::Schema},
    {"SetPasswordResponse", Body<SetPasswordResponse>::Schema},
    {"Error", Body<ErrorBody>::Schema},
    {"ValidationErrorModel", Body<ValidationErrorModel>::Schema},
    {"HttpMessage", Body<HttpMessage>::Schema},
};

std::vector<std::string> Names(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, member] : object.items()) names.push_back(name);
  return names;
}

TEST(DatametaTypes, HaveAStructForEverySchemaAndNoOther) {
  std::vector<std::string> structs;
  for (const auto& [name, schema] : kStructs) structs.push_back(name);

  EXPECT_THAT(structs, UnorderedElementsAreArray(Names(*At(Document(), "/components/schemas"))));
}

class DatametaStruct : public testing::TestWithParam<std::string> {};

TEST_P(DatametaStruct, IsTheSchemaPropertyByProperty) {
  const Json schema = SchemaShape(Document(), "/components/schemas/" + GetParam());

  EXPECT_THAT(Differences(schema, kStructs.at(GetParam())()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(DatametaTypes, DatametaStruct, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& [name, schema] : kStructs) names.push_back(name);
                           return names;
                         }()),
                         [](const auto& test) { return test.param; });

TEST(DatametaTypes, LeaveOutWhatIsNotThere) {
  EXPECT_EQ(Body<CreateTokenRequest>::Write({.label = "laptop"}), R"({"label":"laptop"})");
}

TEST(DatametaTypes, KeepAnExpiryOfNull) {
  const Json keys =
      ParseJsonFile("body", R"([{"id":{"uuid":"x"},"label":"","expires":null}])").value();

  const auto read = Body<ApiKeyList>::Read(keys);

  ASSERT_TRUE(read) << read.error().Text();
  EXPECT_EQ(read->front().expires.value, std::nullopt);
  EXPECT_EQ(read->front().has_expired, std::nullopt);
}

}  // namespace
}  // namespace authmock::datameta
