#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/call_matchers.h"
#include "client/glowmarkt/client.h"
#include "mock_servers/all_providers.h"

namespace authmock::glowmarkt {
namespace {

using ::testing::HasSubstr;

UserNameLoginReq Scotty() { return {"scotty", "@$tr0ngP@$"}; }

// Extra tries without waiting.
ClientOptions Tries(int retries) { return {.retries = retries, .backoff = Duration(0)}; }

Client To(const MockServer& mock, ClientOptions options = {}) {
  return Client::Make(mock.base_url(), kBrightApplication, std::move(options)).value();
}

// A client with a token.
Client AsScotty(const MockServer& mock, ClientOptions options = {}) {
  Client client = To(mock, std::move(options));
  client.Use(client.Usernamelogin(Scotty()).value().token.value());
  return client;
}

TEST(GlowmarktClientFaults, AsksAgainOnceWhenTheServerIsAwayOnce) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Reply(503).Then().Pass();
  Client client = To(mock, Tries(1));

  EXPECT_THAT(client.Usernamelogin(Scotty()), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
  EXPECT_EQ(mock.Journal().CountOf("usernamelogin"), 2u);
}

TEST(GlowmarktClientFaults, GivesUpWhenTheServerStaysAway) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Reply(500).Then().Reply(500).Then().Reply(500);
  Client client = To(mock, Tries(2));

  EXPECT_THAT(client.Usernamelogin(Scotty()), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(GlowmarktClientFaults, AsksOnceUnlessToldOtherwise) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Reply(500).Then().Pass();

  EXPECT_THAT(To(mock).Usernamelogin(Scotty()), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 1u);
}

TEST(GlowmarktClientFaults, NeverRepeatsARenewal) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock, Tries(3));
  mock.Faults().On("new_token").DropAfter();

  EXPECT_THAT(client.NewToken(), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("new_token"), 1u);
  EXPECT_EQ(client.GetTokenOfUser().value().size(), 2u);
}

TEST(GlowmarktClientFaults, IsToldWhenADeletionHadWorkedTheFirstTime) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock, Tries(1));
  mock.Faults().On("delete_token").DropAfter();

  EXPECT_THAT(client.DeleteToken(), RefusedWith(401));

  EXPECT_EQ(mock.Journal().CountOf("delete_token"), 2u);
}

TEST(GlowmarktClientFaults, SurvivesADropBeforeAndAfterTheServerActed) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock, Tries(2));
  mock.Faults().On("tokencheck").DropBefore().Then().DropAfter().Then().Pass();

  EXPECT_THAT(client.Tokencheck(), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(GlowmarktClientFaults, SeesADropOnAConnectionItUsedBefore) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);
  mock.Faults().On("tokencheck").DropBefore().Then().Pass();

  EXPECT_THAT(client.Tokencheck(), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Faults().Left(), 1u);
}

TEST(GlowmarktClientFaults, SaysHowMuchOfACutAnswerCame) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Cut(10);

  const auto login = To(mock).Usernamelogin(Scotty());

  ASSERT_THAT(login, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(login.error().Text(), HasSubstr("the answer ended after 10 of "));
}

TEST(GlowmarktClientFaults, TakesASpoiledAnswerForBroken) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Spoil();

  EXPECT_THAT(To(mock).Usernamelogin(Scotty()), FailsAs(CallError::Kind::kBroken));
}

TEST(GlowmarktClientFaults, GivesUpOnALateAnswer) {
  MockServer mock = StartMock("glowmarkt");
  mock.Faults().On("usernamelogin").Delay(std::chrono::hours(1));
  Client client = To(mock, {.transport = {.timeout = Duration(50)}});

  const auto login = client.Usernamelogin(Scotty());

  ASSERT_THAT(login, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(login.error().Text(), HasSubstr("no whole answer within 50 ms"));
}

TEST(GlowmarktClientFaults, SaysThatNobodyListens) {
  const std::string gone = StartMock("glowmarkt").base_url();

  EXPECT_THAT(Client::Make(gone, kBrightApplication)->Usernamelogin(Scotty()),
              FailsAs(CallError::Kind::kNoAnswer));
}

}  // namespace
}  // namespace authmock::glowmarkt
