#include "client/portainer/types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "client/core/schema_shape.h"
#include "schemas/contract/contract.h"

namespace authmock::portainer {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const Json& Document() {
  static const Json document = Contract::Embedded("portainer").value()->document();
  return document;
}

const std::map<std::string, Json (*)()> kStructs = {
    {"AuthAuthenticatePayload", Body<AuthAuthenticatePayload>::Schema},
    {"AuthAuthenticateResponse", Body<AuthAuthenticateResponse>::Schema},
    {"AuthOauthPayload", Body<AuthOauthPayload>::Schema},
    {"Error", Body<ErrorBody>::Schema},
    {"User", Body<User>::Schema},
    {"CurrentUser", Body<CurrentUser>::Schema},
    {"CreatedAdministrator", Body<CreatedAdministrator>::Schema},
    {"UserSummary", Body<UserSummary>::Schema},
    {"UserCreatePayload", Body<UserCreatePayload>::Schema},
    {"AdminInitPayload", Body<AdminInitPayload>::Schema},
    {"UserUpdatePayload", Body<UserUpdatePayload>::Schema},
    {"UserPasswordPayload", Body<UserPasswordPayload>::Schema},
    {"ApiKey", Body<ApiKey>::Schema},
    {"ApiKeyPayload", Body<ApiKeyPayload>::Schema},
    {"CreatedApiKey", Body<CreatedApiKey>::Schema},
    {"Status", Body<Status>::Schema},
    {"PublicSettings", Body<PublicSettings>::Schema},
    {"Settings", Body<Settings>::Schema},
    {"SettingsPayload", Body<SettingsPayload>::Schema},
};

std::vector<std::string> Names(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [name, member] : object.items()) names.push_back(name);
  return names;
}

TEST(PortainerTypes, HaveAStructForEverySchemaAndNoOther) {
  std::vector<std::string> structs;
  for (const auto& [name, schema] : kStructs) structs.push_back(name);

  EXPECT_THAT(structs, UnorderedElementsAreArray(Names(*At(Document(), "/components/schemas"))));
}

class PortainerStruct : public testing::TestWithParam<std::string> {};

TEST_P(PortainerStruct, IsTheSchemaPropertyByProperty) {
  const Json schema = SchemaShape(Document(), "/components/schemas/" + GetParam());

  EXPECT_THAT(Differences(schema, kStructs.at(GetParam())()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(PortainerTypes, PortainerStruct, testing::ValuesIn([] {
                           std::vector<std::string> names;
                           for (const auto& [name, schema] : kStructs) names.push_back(name);
                           return names;
                         }()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace authmock::portainer
