#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/call_matchers.h"
#include "client/portainer/client.h"
#include "mock_servers/all_providers.h"

namespace authmock::portainer {
namespace {

using ::testing::HasSubstr;

AuthAuthenticatePayload Admin() { return {"admin", "correct-horse-battery"}; }

// Extra tries without waiting.
ClientOptions Tries(int retries) { return {.retries = retries, .backoff = Duration(0)}; }

Client To(const MockServer& mock, ClientOptions options = {}) {
  return Client::Make(mock.base_url(), std::move(options)).value();
}

TEST(PortainerClientFaults, AsksAgainOnceWhenTheServerIsAwayOnce) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("authenticate_user").Reply(503).Then().Pass();
  Client client = To(mock, Tries(1));

  EXPECT_THAT(client.AuthenticateUser(Admin()), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
  EXPECT_EQ(mock.Journal().CountOf("authenticate_user"), 2u);
}

TEST(PortainerClientFaults, GivesUpWhenTheServerStaysAway) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("authenticate_user").Reply(500).Then().Reply(500).Then().Reply(500);
  Client client = To(mock, Tries(2));

  EXPECT_THAT(client.AuthenticateUser(Admin()), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(PortainerClientFaults, AsksOnceUnlessToldOtherwise) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("authenticate_user").Reply(500).Then().Pass();

  EXPECT_THAT(To(mock).AuthenticateUser(Admin()), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 1u);
}

TEST(PortainerClientFaults, NeverRepeatsAnExchangeOfACode) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("validate_o_auth").DropAfter();
  Client client = To(mock, Tries(3));

  EXPECT_THAT(client.ValidateOAuth({"ok:bob"}), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("validate_o_auth"), 1u);
}

TEST(PortainerClientFaults, SurvivesADropBeforeAndAfterTheServerActed) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("status").DropBefore().Then().DropAfter().Then().Pass();
  Client client = To(mock, Tries(2));

  EXPECT_THAT(client.GetStatus(), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(PortainerClientFaults, SeesADropOnAConnectionItUsedBefore) {
  MockServer mock = StartMock("portainer");
  Client client = To(mock);
  ASSERT_THAT(client.GetStatus(), Succeeds());
  mock.Faults().On("status").DropBefore().Then().Pass();

  EXPECT_THAT(client.GetStatus(), FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Faults().Left(), 1u);
}

TEST(PortainerClientFaults, SaysHowMuchOfACutAnswerCame) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("status").Cut(10);

  const auto status = To(mock).GetStatus();

  ASSERT_THAT(status, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(status.error().Text(), HasSubstr("the answer ended after 10 of "));
}

TEST(PortainerClientFaults, TakesASpoiledAnswerForBroken) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("status").Spoil();

  EXPECT_THAT(To(mock).GetStatus(), FailsAs(CallError::Kind::kBroken));
}

TEST(PortainerClientFaults, GivesUpOnALateAnswer) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("status").Delay(std::chrono::hours(1));
  Client client = To(mock, {.transport = {.timeout = Duration(50)}});

  const auto status = client.GetStatus();

  ASSERT_THAT(status, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(status.error().Text(), HasSubstr("no whole answer within 50 ms"));
}

TEST(PortainerClientFaults, SaysThatNobodyListens) {
  const std::string gone = StartMock("portainer").base_url();

  EXPECT_THAT(Client::Make(gone)->GetStatus(), FailsAs(CallError::Kind::kNoAnswer));
}

}  // namespace
}  // namespace authmock::portainer
