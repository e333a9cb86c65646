#include "client/t3/types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "client/core/schema_shape.h"
#include "schemas/contract/contract.h"

namespace authmock::t3 {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const Json& Document() {
  static const Json document = Contract::Embedded("t3").value()->document();
  return document;
}

const std::map<std::string, Json (*)()> kStructs = {
    {"V2AuthCredentialsPostRequest", Body<CredentialsPostRequest>::Schema},
    {"V2AuthApikeyPostRequest", Body<ApikeyPostRequest>::Schema},
    {"V2AuthSecretkeyPostRequest", Body<SecretkeyPostRequest>::Schema},
    {"V2AuthCredentialsPost200Response", Body<CredentialsPost200Response>::Schema},
    {"V2AuthSecretkeyPost200Response", Body<SecretkeyPost200Response>::Schema},
    {"V2AuthWhoamiGet200Response", Body<WhoamiGet200Response>::Schema},
    {"V2PackagesActiveReportGet200Response", Body<ActiveReport>::Schema},
    {"Error", Body<ErrorBody>::Schema},
    {"ErrorResponse", Body<ErrorResponse>::Schema},
};

std::vector<std::string> Names(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, member] : object.items()) names.push_back(name);
  return names;
}

TEST(T3Types, HaveAStructForEverySchemaAndNoOther) {
  std::vector<std::string> structs;
  for (const auto& [name, schema] : kStructs) structs.push_back(name);

  EXPECT_THAT(structs, UnorderedElementsAreArray(Names(*At(Document(), "/components/schemas"))));
}

class T3Struct : public testing::TestWithParam<std::string> {};

TEST_P(T3Struct, IsTheSchemaPropertyByProperty) {
  const Json schema = SchemaShape(Document(), "/components/schemas/" + GetParam());

  EXPECT_THAT(Differences(schema, kStructs.at(GetParam())()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(T3Types, T3Struct, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& [name, schema] : kStructs) names.push_back(name);
                           return names;
                         }()),
                         [](const auto& test) { return test.param; });

TEST(T3Types, LeaveOutWhatIsNotThere) {
  EXPECT_EQ(Body<CredentialsPostRequest>::Write({"u", "p", "ca.metrc.com"}),
            R"({"username":"u","password":"p","hostname":"ca.metrc.com"})");
  EXPECT_EQ(Body<ApikeyPostRequest>::Write({}), "{}");
}

TEST(T3Types, WriteAnOtpOfNull) {
  EXPECT_EQ(Body<CredentialsPostRequest>::Write(
                {.username = "u", .otp = Nullable<std::string>{std::nullopt}}),
            R"({"username":"u","password":"","hostname":"","otp":null})");
}

TEST(T3Types, TellATierOfNullFromNone) {
  const Json with_null = ParseJsonFile("body", R"({"t3plusSubscriptionTier":null})").value();

  const auto read = Body<WhoamiGet200Response>::Read(with_null);
  const auto empty = Body<WhoamiGet200Response>::Read(Json::object());

  ASSERT_TRUE(read) << read.error().Text();
  EXPECT_EQ(read->t3plus_subscription_tier, Nullable<std::string>{});
  ASSERT_TRUE(empty) << empty.error().Text();
  EXPECT_EQ(empty->t3plus_subscription_tier, std::nullopt);
}

}  // namespace
}  // namespace authmock::t3
