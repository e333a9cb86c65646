#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/call_matchers.h"
#include "client/datameta/client.h"
#include "mock_servers/all_providers.h"

namespace authmock::datameta {
namespace {

using ::testing::HasSubstr;

// Extra tries without waiting.
ClientOptions Tries(int retries) { return {.retries = retries, .backoff = Duration(0)}; }

std::string OfUser(MockServer& mock, const std::string& what) {
  return TextAt(mock.mock().Advertise().given, "/user/" + what);
}

// A client with the user's key.
Client AsUser(MockServer& mock, ClientOptions options = {}) {
  Client client = Client::Make(mock.base_url(), std::move(options)).value();
  client.Use(Key{OfUser(mock, "key")});
  return client;
}

TEST(DatametaClientFaults, AsksAgainOnceWhenTheServerIsAwayOnce) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("get_user_api_keys").Reply(503).Then().Pass();

  EXPECT_THAT(AsUser(mock, Tries(1)).GetUserApiKeys(OfUser(mock, "id")), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
  EXPECT_EQ(mock.Journal().CountOf("get_user_api_keys"), 2u);
}

TEST(DatametaClientFaults, GivesUpWhenTheServerStaysAway) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("get_user_api_keys").Reply(500).Then().Reply(500).Then().Reply(500);

  EXPECT_THAT(AsUser(mock, Tries(2)).GetUserApiKeys(OfUser(mock, "id")), RefusedWith(500));

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(DatametaClientFaults, NeverMintsASecondKeyForALostAnswer) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("create_api_key").DropAfter();

  EXPECT_THAT(AsUser(mock, Tries(3)).CreateApiKey({.label = "laptop"}),
              FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("create_api_key"), 1u);
}

TEST(DatametaClientFaults, MintsAgainWhenToldThatItMay) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("create_api_key").DropBefore().Then().Pass();
  ClientOptions options = Tries(1);
  options.repeatable = {"create_api_key"};

  EXPECT_THAT(AsUser(mock, options).CreateApiKey({.label = "laptop"}), Succeeds());
}

// The second time it would be refused, though all went well.
TEST(DatametaClientFaults, NeverRepeatsADeletionWhoseAnswerWasLost) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("delete_api_key").DropAfter().Then().Pass();
  Client client = AsUser(mock, Tries(3));

  EXPECT_THAT(client.DeleteApiKey(OfUser(mock, "second_key_id")),
              FailsAs(CallError::Kind::kNoAnswer));

  client.Use(Key{OfUser(mock, "second_key")});
  EXPECT_THAT(client.GetUserApiKeys(OfUser(mock, "id")), RefusedWith(401));
}

TEST(DatametaClientFaults, NeverRepeatsAChangeOfPassword) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("set_user_password").DropAfter().Then().Pass();

  EXPECT_THAT(
      AsUser(mock, Tries(3))
          .SetUserPassword(OfUser(mock, "id"), {OfUser(mock, "password"), "New.Passw0rd.1"}),
      FailsAs(CallError::Kind::kNoAnswer));

  EXPECT_EQ(mock.Journal().CountOf("set_user_password"), 1u);
}

TEST(DatametaClientFaults, SurvivesADropBeforeAndAfterTheServerActed) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("get_user_api_keys").DropBefore().Then().DropAfter().Then().Pass();

  EXPECT_THAT(AsUser(mock, Tries(2)).GetUserApiKeys(OfUser(mock, "id")), Succeeds());

  EXPECT_EQ(mock.Faults().Left(), 0u);
}

TEST(DatametaClientFaults, SaysHowMuchOfACutAnswerCame) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("get_user_api_keys").Cut(10);

  const auto keys = AsUser(mock).GetUserApiKeys(OfUser(mock, "id"));

  ASSERT_THAT(keys, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(keys.error().Text(), HasSubstr("the answer ended after 10 of "));
}

TEST(DatametaClientFaults, TakesASpoiledAnswerForBroken) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("create_api_key").Spoil();

  EXPECT_THAT(AsUser(mock).CreateApiKey({.label = "laptop"}), FailsAs(CallError::Kind::kBroken));
}

TEST(DatametaClientFaults, GivesUpOnALateAnswer) {
  MockServer mock = StartMock("datameta");
  mock.Faults().On("get_user_api_keys").Delay(std::chrono::hours(1));

  const auto keys =
      AsUser(mock, {.transport = {.timeout = Duration(50)}}).GetUserApiKeys(OfUser(mock, "id"));

  ASSERT_THAT(keys, FailsAs(CallError::Kind::kNoAnswer));
  EXPECT_THAT(keys.error().Text(), HasSubstr("no whole answer within 50 ms"));
}

TEST(DatametaClientFaults, SaysThatNobodyListens) {
  const std::string gone = StartMock("datameta").base_url();

  EXPECT_THAT(Client::Make(gone)->CreateApiKey({.label = "laptop"}),
              FailsAs(CallError::Kind::kNoAnswer));
}

}  // namespace
}  // namespace authmock::datameta
