#include "mock_servers/portainer/settings_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock::portainer {
namespace {

using ::testing::Optional;

Json Updated(const Json& body, FieldNames names = FieldNames::kAnyCase) {
  return UpdatedSettings(FreshSettings(), body, names).value_or("refused");
}

TEST(UpdatedSettings, SetsWhatIsGivenAndLeavesTheRest) {
  Json expected = FreshSettings();
  expected["UserSessionTimeout"] = "2s";

  EXPECT_EQ(Updated({{"UserSessionTimeout", "2s"}}), expected);
  EXPECT_EQ(Updated({{"usersessiontimeout", "2s"}}), expected);
  EXPECT_EQ(Updated({{"usersessiontimeout", "2s"}}, FieldNames::kExact), FreshSettings());
}

TEST(UpdatedSettings, ReplacesObjectsAsAWhole) {
  const Json updated = Updated({{"OAuthSettings", {{"clientid", "c"}}}});

  EXPECT_EQ(updated.at("OAuthSettings").at("ClientID"), "c");
  EXPECT_EQ(updated.at("OAuthSettings").at("SSO"), false);
  EXPECT_EQ(updated.at("OAuthSettings").at("KubeSecretKey"), nullptr);
}

TEST(UpdatedSettings, KeepsTheReaderOfTheDirectory) {
  Json document = FreshSettings();
  document["LDAPSettings"]["ReaderDN"] = "dn";

  const auto updated =
      UpdatedSettings(document, {{"LDAPSettings", {{"URL", "u"}}}}, FieldNames::kAnyCase);

  EXPECT_EQ(updated->at("LDAPSettings").at("ReaderDN"), "dn");
  EXPECT_EQ(updated->at("LDAPSettings").at("SearchSettings"), nullptr);
}

TEST(UpdatedSettings, ShapesTheElementsOfArrays) {
  const Json updated = Updated({{"BlackListedLabels", {{{"Name", "a"}, {"x", 1}}, nullptr}},
                                {"LDAPSettings", {{"SearchSettings", {{{"basedn", "b"}}}}}}});

  EXPECT_EQ(WriteJson(updated.at("BlackListedLabels")),
            R"([{"name":"a","value":""},{"name":"","value":""}])");
  EXPECT_EQ(WriteJson(updated.at("LDAPSettings").at("SearchSettings")),
            R"([{"BaseDN":"b","Filter":"","UserNameAttribute":""}])");
}

TEST(UpdatedSettings, IgnoresNullsAndWhatNobodyMaySet) {
  EXPECT_EQ(Updated({{"LogoURL", nullptr}, {"AgentSecret", "s"}, {"x", 1}}), FreshSettings());
  EXPECT_EQ(Updated(nullptr), FreshSettings());
}

TEST(UpdatedSettings, RefusesOtherTypes) {
  for (const Json& body :
       std::vector<Json>{{{"LogoURL", 1}},
                         {{"AuthenticationMethod", "1"}},
                         {{"EdgeAgentCheckinInterval", 1.5}},
                         {{"EnableTelemetry", "true"}},
                         {{"InternalAuthSettings", Json::array()}},
                         {{"InternalAuthSettings", {{"requiredpasswordlength", "x"}}}},
                         {{"BlackListedLabels", {"a"}}}}) {
    EXPECT_EQ(Updated(body), "refused") << WriteJson(body);
  }
}

TEST(FindFault, WordsWhatTheServerChecks) {
  const auto fault = [](const Json& over) {
    Json document = FreshSettings();
    Overlay(document, over);
    return FindFault(document);
  };

  EXPECT_EQ(fault({{"UserSessionTimeout", "-1h"}}), std::nullopt);
  EXPECT_THAT(fault({{"UserSessionTimeout", "8"}}),
              Optional(std::string_view("Invalid user session timeout")));
  EXPECT_THAT(fault({{"KubeconfigExpiry", ""}}),
              Optional(std::string_view("Invalid Kubeconfig Expiry")));
  EXPECT_THAT(fault({{"OAuthSettings", {{"AuthStyle", 3}}}}),
              Optional(std::string_view("Invalid OAuth AuthStyle")));
  EXPECT_THAT(fault({{"AuthenticationMethod", 4}}),
              Optional(std::string_view("Invalid authentication method value. Value must be one "
                                        "of: 1 (internal), 2 (LDAP/AD) or 3 (OAuth)")));
}

}  // namespace
}  // namespace authmock::portainer
