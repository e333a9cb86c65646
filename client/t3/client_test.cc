#include "client/t3/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/totp.h"
#include "client/core/call_matchers.h"
#include "mock_servers/all_providers.h"

namespace authmock::t3 {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Ne;
using ::testing::Not;
using ::testing::Optional;

constexpr char kApiKey[] = "e829nde3l87ks9d832gfdavhg450d9mw";
constexpr char kSeed[] = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

CredentialsPostRequest JohnAt(const std::string& hostname) {
  return {"johndoe", "secretpassword", hostname};
}

SecretkeyPostRequest JohnsKeyAt(const std::string& hostname) {
  return {"johndoe", "secretpassword", hostname};
}

MockServer Start(const std::string& dialect = "documented") {
  MockOptions options = MockServer::DefaultOptions();
  options.dialect = dialect;
  return StartMock("t3", options);
}

Client To(const MockServer& mock) { return Client::Make(mock.base_url()).value(); }

// A client with a token.
Client As(const MockServer& mock, const CredentialsPostRequest& who) {
  Client client = To(mock);
  client.Use(AccessToken{client.LogIn(who).value().access_token.value()});
  return client;
}

ErrorBody ErrorIn(const CallError& error) {
  const auto body = ParseJsonFile("body", error.body);
  const auto read =
      body ? Body<ErrorResponse>::Read(*body).value_or(ErrorResponse{}) : ErrorResponse{};
  return read.error.value_or(ErrorBody{});
}

void Let(MockServer& mock, std::string_view state, const Json& params = Json::object()) {
  const auto done = mock.mock().SetUp(state, params);
  ASSERT_TRUE(done) << done.error().Text();
}

TEST(T3Client, RefusesAUrlThatIsNone) {
  EXPECT_THAT(Client::Make("127.0.0.1:9401").error().what, HasSubstr("is no http or https URL"));
}

TEST(T3Client, TakesAUrlWithASlashAtItsEnd) {
  MockServer mock = Start();

  EXPECT_THAT(Client::Make(mock.base_url() + "/")->LogIn(JohnAt("ca.metrc.com")), Succeeds());
}

// v2_auth_credentials_post

TEST(T3Client, LogsInAndIsToldWhoItIs) {
  MockServer mock = Start();

  const auto me = As(mock, JohnAt("ca.metrc.com")).Whoami();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->auth_mode, "CREDENTIALS");
  EXPECT_EQ(me->credential_key, "ca.metrc.com__johndoe");
  EXPECT_EQ(me->username, "johndoe");
  EXPECT_EQ(me->hostname, "ca.metrc.com");
  EXPECT_EQ(me->has_t3plus, true);
  EXPECT_EQ(me->t3plus_subscription_tier, Nullable<std::string>{"team"});
}

TEST(T3Client, SaysRefusedWhenThePasswordIsWrong) {
  MockServer mock = Start();

  const auto login = To(mock).LogIn({"johndoe", "not-the-password", "ca.metrc.com"});

  ASSERT_THAT(login, RefusedWith(401));
  EXPECT_EQ(ErrorIn(login.error()).type, "Unauthorized");
  EXPECT_EQ(ErrorIn(login.error()).status_code, 401);
}

TEST(T3Client, GivesTheMessageThatNamesWhatMichiganWants) {
  MockServer mock = Start();

  const auto login = To(mock).LogIn(JohnAt("mi.metrc.com"));

  ASSERT_THAT(login, RefusedWith(400));
  EXPECT_THAT(ErrorIn(login.error()).message, Optional(HasSubstr("otp")));
}

TEST(T3Client, LogsInToMichiganWithACodeOfTheTime) {
  MockServer mock = Start();
  const std::string key = Base32Decode(kSeed).value();
  CredentialsPostRequest jane{"janedoe", "secretpassword", "mi.metrc.com"};
  jane.otp = Nullable<std::string>{TotpCode(key, TotpStep(mock.Clock().Now()))};

  const auto me = As(mock, jane).Whoami();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->credential_key, "mi.metrc.com__janedoe");
}

TEST(T3Client, LogsInToColoradoWithAnEmail) {
  MockServer mock = Start("deployed");
  CredentialsPostRequest john = JohnAt("co.metrc.com");
  EXPECT_THAT(To(mock).LogIn(john), RefusedWith(400));

  john.email = "johndoe@example.com";

  EXPECT_THAT(To(mock).LogIn(john), Succeeds());
}

TEST(T3Client, NeverSendsAHostnameOffThePattern) {
  MockServer mock = Start();
  for (const char* hostname : {"example.com", "evilmetrc.com", "ca.metrc.com\n", ""}) {
    EXPECT_THAT(To(mock).LogIn(JohnAt(hostname)), FailsAs(CallError::Kind::kMisuse)) << hostname;
  }

  EXPECT_EQ(mock.Journal().CountOf("v2_auth_credentials_post"), 0u);
}

TEST(T3Client, GivesTheRefreshTokenOfAnOldServer) {
  MockServer mock = Start();
  EXPECT_EQ(To(mock).LogIn(JohnAt("ca.metrc.com"))->refresh_token, std::nullopt);
  Let(mock, "refresh_tokens_on");

  EXPECT_THAT(To(mock).LogIn(JohnAt("ca.metrc.com"))->refresh_token, Optional(Not(IsEmpty())));
}

TEST(T3Client, MasksSecretsInItsErrors) {
  MockServer mock = Start();
  CredentialsPostRequest john{"johndoe", "not-the-password", "mi.metrc.com"};
  john.otp = Nullable<std::string>{"654321"};

  const auto login = To(mock).LogIn(john);

  ASSERT_THAT(login, RefusedWith(401));
  EXPECT_THAT(login.error().Text(),
              AllOf(Not(HasSubstr("not-the-password")), Not(HasSubstr("654321"))));
}

// v2_auth_apikey_post

TEST(T3Client, LogsInByApiKey) {
  MockServer mock = Start();
  Client client = To(mock);
  const auto login = client.LogInByApiKey({kApiKey, "CO"});
  ASSERT_THAT(login, Succeeds());

  client.Use(AccessToken{*login->access_token});
  const auto me = client.Whoami();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->auth_mode, "API_KEY");
  EXPECT_EQ(me->hostname, "co.metrc.com");
}

TEST(T3Client, SaysRefusedWhenTheApiKeyIsUnknownOrForAnotherState) {
  MockServer mock = Start();

  EXPECT_THAT(To(mock).LogInByApiKey({"unknown", "CA"}), RefusedWith(401));
  EXPECT_THAT(To(mock).LogInByApiKey({kApiKey, "NV"}), RefusedWith(401));
}

TEST(T3Client, LetsTheServerSayWhatItWantsBesideTheApiKey) {
  MockServer mock = Start();

  const auto login = To(mock).LogInByApiKey({.api_key = kApiKey});

  ASSERT_THAT(login, RefusedWith(400));
  EXPECT_THAT(ErrorIn(login.error()).message, Optional(HasSubstr("stateCode")));
}

// v2_auth_secretkey_post

TEST(T3Client, MakesAKeyThatOpensReports) {
  MockServer mock = Start();
  Client client = To(mock);
  const auto key = client.MakeSecretKey(JohnsKeyAt("ca.metrc.com"));
  ASSERT_THAT(key, Succeeds());

  client.Use(SecretKey{*key->secret_key});
  const auto report = client.ReportActivePackages();

  ASSERT_THAT(report, Succeeds());
  EXPECT_THAT(report->data, Optional(IsEmpty()));
}

TEST(T3Client, SeesItsKeyEndWhenAnotherIsMade) {
  MockServer mock = Start();
  Client client = To(mock);
  client.Use(SecretKey{*client.MakeSecretKey(JohnsKeyAt("ca.metrc.com"))->secret_key});
  ASSERT_THAT(client.ReportActivePackages(), Succeeds());

  ASSERT_THAT(To(mock).MakeSecretKey(JohnsKeyAt("ca.metrc.com")), Succeeds());

  EXPECT_THAT(client.ReportActivePackages(), RefusedWith(401));
}

TEST(T3Client, MakesAKeyInMichiganWithTheSeed) {
  MockServer mock = Start();
  SecretkeyPostRequest john = JohnsKeyAt("mi.metrc.com");
  EXPECT_THAT(To(mock).MakeSecretKey(john), RefusedWith(400));

  john.otp_seed = "J3G5KD9W8ZT2LV6X";

  EXPECT_THAT(To(mock).MakeSecretKey(john), Succeeds());
}

TEST(T3Client, LeavesKeysOutOfErrors) {
  MockServer mock = Start();
  Client client = To(mock);
  client.Use(SecretKey{"2616ec56-0000-4c5b-86c0-acacf23c9ef7"});

  const auto report = client.ReportActivePackages();

  ASSERT_THAT(report, RefusedWith(401));
  EXPECT_THAT(report.error().Text(), Not(HasSubstr("2616ec56-0000")));
}

// v2_auth_whoami_get

TEST(T3Client, IsToldThatThereIsNoSubscription) {
  MockServer mock = Start();

  const auto me = As(mock, {"MyMetrcUsername", "metrcpassword", "mo.metrc.com"}).Whoami();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->has_t3plus, false);
  EXPECT_EQ(me->t3plus_subscription_tier, Nullable<std::string>{});
}

TEST(T3Client, IsToldOfATierThatTheDocumentDoesNotKnow) {
  MockServer mock = Start("deployed");
  Let(mock, "subscription",
      {{"username", "johndoe"}, {"hostname", "ca.metrc.com"}, {"tier", "corporate"}});

  const auto me = As(mock, JohnAt("ca.metrc.com")).Whoami();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->t3plus_subscription_tier, Nullable<std::string>{"corporate"});
}

TEST(T3Client, SaysRefusedWithoutAToken) {
  MockServer mock = Start();

  EXPECT_THAT(To(mock).Whoami(), RefusedWith(401));
}

TEST(T3Client, PresentsATokenUntilToldOtherwise) {
  MockServer mock = Start();
  Client client = As(mock, JohnAt("ca.metrc.com"));
  EXPECT_THAT(client.Whoami(), Succeeds());

  client.Use({});

  EXPECT_THAT(client.Whoami(), RefusedWith(401));
}

TEST(T3Client, SaysRefusedWhenTheSessionIsOver) {
  MockServer mock = Start();
  Client client = As(mock, JohnAt("ca.metrc.com"));
  Let(mock, "sessions_over");

  EXPECT_THAT(client.Whoami(), RefusedWith(401));
}

TEST(T3Client, SaysRefusedWhenTheTokenIsExpired) {
  MockServer mock = Start("deployed");
  Client client = As(mock, JohnAt("ca.metrc.com"));
  EXPECT_THAT(client.Whoami(), Succeeds());

  mock.Clock().Advance(std::chrono::minutes(16));

  EXPECT_THAT(client.Whoami(), RefusedWith(401));
}

}  // namespace
}  // namespace authmock::t3
