#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "client/core/call_matchers.h"
#include "client/core/scripted_server.h"
#include "client/t3/client.h"
#include "mock_servers/all_providers.h"

namespace authmock::t3 {
namespace {

using ::testing::HasSubstr;

CredentialsPostRequest John() { return {"johndoe", "secretpassword", "ca.metrc.com"}; }
SecretkeyPostRequest JohnsKey() { return {"johndoe", "secretpassword", "ca.metrc.com"}; }

// Extra tries without waiting.
ClientOptions Tries(int retries) { return {.retries = retries, .backoff = Duration(0)}; }

Client To(const MockServer& mock, ClientOptions options = {}) {
  return Client::Make(mock.base_url(), std::move(options)).value();
}

// A client with a token.
Client AsJohn(const MockServer& mock, ClientOptions options = {}) {
  Client client = To(mock, std::move(options));
  client.Use(AccessToken{client.LogIn(John()).value().access_token.value()});
  return client;
}

TEST(T3ClientFaults, AsksAgainOnceWhenMetrcIsDownOnce) {
  MockServer mock = StartMock("t3");
  Client client = AsJohn(mock, Tries(1));
  mock.Faults().On("v2_auth_whoami_get").Reply(503).Then().Pass();

  EXPECT_THAT(client.Whoami(), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
  EXPECT_EQ(mock.Journal().CountOf("v2_auth_whoami_get"), 2u);
}

TEST(T3ClientFaults, GivesUpWhenTheServerStaysAway) {
  MockServer mock = StartMock("t3");
  Client client = AsJohn(mock, Tries(2));
  mock.Faults().On("v2_auth_whoami_get").Reply(500).Then().Reply(500).Then().Reply(500);

  EXPECT_THAT(client.Whoami(), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(T3ClientFaults, LogsInOnceUnlessToldOtherwise) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_credentials_post").DropAfter();

  EXPECT_THAT(To(mock, Tries(3)).LogIn(John()), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("v2_auth_credentials_post"), 1u);
}

TEST(T3ClientFaults, LogsInAgainWhenToldThatItMay) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_credentials_post").DropBefore().Then().Pass();
  ClientOptions options = Tries(1);
  options.repeatable = {"v2_auth_credentials_post"};

  EXPECT_THAT(To(mock, options).LogIn(John()), Succeeds());
}

TEST(T3ClientFaults, NeverMakesASecondKeyForALostAnswer) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_secretkey_post").DropAfter();

  EXPECT_THAT(To(mock, Tries(3)).MakeSecretKey(JohnsKey()), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("v2_auth_secretkey_post"), 1u);
}

TEST(T3ClientFaults, NeverRepeatsABadLogin) {
  MockServer mock = StartMock("t3");
  ClientOptions options = Tries(3);
  options.repeatable = {"v2_auth_credentials_post"};

  EXPECT_THAT(To(mock, options).LogIn({"johndoe", "wrong", "ca.metrc.com"}), RefusedWith(401));

  EXPECT_EQ(mock.Journal().CountOf("v2_auth_credentials_post"), 1u);
}

TEST(T3ClientFaults, SaysRefusedWhenTheLimitEndsLaterThanItWouldWait) {
  MockServer mock = StartMock("t3");
  ClientOptions options = Tries(3);
  options.longest_wait = std::chrono::seconds(1);
  ASSERT_TRUE(mock.mock().SetUp("rate_limit_on", {{"requests", 2}}));
  Client client = AsJohn(mock, options);
  ASSERT_THAT(client.Whoami(), Succeeds());

  EXPECT_THAT(client.Whoami(), RefusedWith(429));

  EXPECT_EQ(mock.Journal().CountOf("v2_auth_whoami_get"), 2u);
}

TEST(T3ClientFaults, SurvivesADropBeforeAndAfterTheServerActed) {
  MockServer mock = StartMock("t3");
  Client client = AsJohn(mock, Tries(2));
  mock.Faults().On("v2_auth_whoami_get").DropBefore().Then().DropAfter().Then().Pass();

  EXPECT_THAT(client.Whoami(), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(T3ClientFaults, SaysHowMuchOfACutAnswerCame) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_credentials_post").Cut(10);

  const auto login = To(mock).LogIn(John());

  ASSERT_THAT(login, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(login.error().Text(), HasSubstr("the answer ended after 10 of "));
}

TEST(T3ClientFaults, TakesASpoiledAnswerForBroken) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_credentials_post").Spoil();

  EXPECT_THAT(To(mock).LogIn(John()), FailsAs(CallError::Kind::kBroken));
}

// No member of an answer is required by the document.
TEST(T3ClientFaults, TakesALoginWithoutATokenForBroken) {
  ScriptedServer server({{.answers = {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                      "Content-Length: 2\r\n\r\n{}"}}});

  const auto login = Client::Make(server.url())->LogIn(John());

  ASSERT_THAT(login, FailsAs(CallError::Kind::kBroken));
  EXPECT_EQ(login.error().Text(), "v2_auth_credentials_post: body /accessToken: is missing");
}

TEST(T3ClientFaults, GivesUpOnALateAnswer) {
  MockServer mock = StartMock("t3");
  mock.Faults().On("v2_auth_credentials_post").Delay(std::chrono::hours(1));
  Client client = To(mock, {.transport = {.timeout = Duration(50)}});

  const auto login = client.LogIn(John());

  ASSERT_THAT(login, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(login.error().Text(), HasSubstr("no whole answer within 50 ms"));
}

TEST(T3ClientFaults, SaysThatNobodyListens) {
  const std::string gone = StartMock("t3").base_url();

  EXPECT_THAT(Client::Make(gone)->LogIn(John()), FailsAs(CallError::Kind::kNoAnswer));
}

}  // namespace
}  // namespace authmock::t3
