#include "client/glowmarkt/types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "client/core/schema_shape.h"
#include "schemas/contract/contract.h"

namespace authmock::glowmarkt {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const Json& Document() {
  static const Json document = Contract::Embedded("glowmarkt").value()->document();
  return document;
}

const std::map<std::string, Json (*)()> kStructs = {
    {"UserNameLoginReq", Body<UserNameLoginReq>::Schema},
    {"InlineResponse2008", Body<LoginAnswer>::Schema},
    {"InlineResponse2009", Body<NewTokenAnswer>::Schema},
    {"InlineResponse2007", Body<TokenCheck>::Schema},
    {"TokenDocument", Body<TokenDocument>::Schema},
    {"IsValidRes", Body<IsValid>::Schema},
    {"InlineResponse2001", Body<IsValid>::Schema},
    {"InlineResponse4001", Body<IsValid>::Schema},
    {"MissingElementsError", Body<ErrorBody>::Schema},
    {"IncorrectElementsError", Body<ErrorBody>::Schema},
    {"AccessDeniedError", Body<ErrorBody>::Schema},
    {"InternalServerError", Body<ErrorBody>::Schema},
    {"Refusal", Body<Refusal>::Schema},
    {"VirtualEntity", Body<VirtualEntity>::Schema},
};

std::vector<std::string> Names(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, member] : object.items()) names.push_back(name);
  return names;
}

TEST(GlowmarktTypes, HaveAStructForEverySchemaAndNoOther) {
  std::vector<std::string> structs;
  for (const auto& [name, schema] : kStructs) structs.push_back(name);

  EXPECT_THAT(structs, UnorderedElementsAreArray(Names(*At(Document(), "/components/schemas"))));
}

class GlowmarktStruct : public testing::TestWithParam<std::string> {};

TEST_P(GlowmarktStruct, IsTheSchemaPropertyByProperty) {
  const Json schema = SchemaShape(Document(), "/components/schemas/" + GetParam());

  EXPECT_THAT(Differences(schema, kStructs.at(GetParam())()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(GlowmarktTypes, GlowmarktStruct, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& [name, schema] : kStructs) names.push_back(name);
                           return names;
                         }()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace authmock::glowmarkt
