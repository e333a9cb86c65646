#include "client/datameta/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "client/core/call_matchers.h"
#include "mock_servers/all_providers.h"

namespace authmock::datameta {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::Ne;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kNewPassword[] = "New.Passw0rd.1";

// What the mock says a target may assume, by its dotted name.
std::string Given(MockServer& mock, const std::string& name) {
  std::string pointer = "/" + name;
  std::ranges::replace(pointer, '.', '/');
  return TextAt(mock.mock().Advertise().given, pointer);
}

MockServer Start(const std::string& dialect = "documented") {
  MockOptions options = MockServer::DefaultOptions();
  options.dialect = dialect;
  return StartMock("datameta", options);
}

Client To(const MockServer& mock) { return Client::Make(mock.base_url()).value(); }

// A client with the user's key.
Client AsUser(MockServer& mock) {
  Client client = To(mock);
  client.Use(Key{Given(mock, "user.key")});
  return client;
}

CreateTokenRequest WithCredentials(MockServer& mock, const std::string& label = "laptop") {
  return {
      .email = Given(mock, "user.email"), .password = Given(mock, "user.password"), .label = label};
}

auto WithId(const std::string& uuid) {
  return Field("id", &ApiKey::id, Field("uuid", &Identifier::uuid, uuid));
}

ValidationErrorModel ErrorsIn(const CallError& error) {
  const auto body = ParseJsonFile("body", error.body);
  return body ? Body<ValidationErrorModel>::Read(*body).value_or(ValidationErrorModel{})
              : ValidationErrorModel{};
}

TEST(DatametaClient, RefusesAUrlThatIsNone) {
  EXPECT_THAT(Client::Make("127.0.0.1:9403").error().what, HasSubstr("is no http or https URL"));
}

// create_api_key

TEST(DatametaClient, MintsAKeyForCredentials) {
  MockServer mock = Start();

  const auto session = To(mock).CreateApiKey(WithCredentials(mock, "laptop"));

  ASSERT_THAT(session, Succeeds());
  EXPECT_EQ(session->user_id.uuid, Given(mock, "user.id"));
  EXPECT_EQ(session->user_id.site, Given(mock, "user.site"));
  EXPECT_EQ(session->label, "laptop");
  EXPECT_THAT(session->token, SizeIs(64));
  EXPECT_NE(session->expires.value, std::nullopt);
}

TEST(DatametaClient, UsesTheKeyItMinted) {
  MockServer mock = Start();
  Client client = To(mock);
  const auto session = client.CreateApiKey(WithCredentials(mock));
  ASSERT_THAT(session, Succeeds());

  client.Use(Key{session->token});
  const auto keys = client.GetUserApiKeys(session->user_id.uuid);

  ASSERT_THAT(keys, Succeeds());
  EXPECT_THAT(*keys, Contains(WithId(session->id.uuid)));
}

TEST(DatametaClient, MintsAKeyWithAKeyAndWithASession) {
  MockServer mock = Start();
  Client client = AsUser(mock);

  EXPECT_THAT(client.CreateApiKey({.label = "by key"}), Succeeds());
  client.Use(Session{Given(mock, "user.session")});
  EXPECT_THAT(client.CreateApiKey({.label = "by session"}), Succeeds());
}

TEST(DatametaClient, SaysRefusedWhenThePasswordIsWrong) {
  MockServer mock = Start();
  CreateTokenRequest request = WithCredentials(mock);
  request.password = "not-the-password";

  EXPECT_THAT(To(mock).CreateApiKey(request), RefusedWith(401));
}

TEST(DatametaClient, GivesTheBodyOfARefusal) {
  MockServer mock = Start();
  CreateTokenRequest request = WithCredentials(mock);
  request.expires = "tomorrow";

  const auto session = To(mock).CreateApiKey(request);

  ASSERT_THAT(session, RefusedWith(400));
  EXPECT_THAT(ErrorsIn(session.error()), Contains(Field("field", &ErrorBody::field, "expires")));
}

TEST(DatametaClient, SaysRefusedWhenTheServerCrashes) {
  MockServer mock = Start("deployed");
  CreateTokenRequest request = WithCredentials(mock);
  request.expires = "2026-01-02T00:00:00+00:00";

  EXPECT_THAT(To(mock).CreateApiKey(request), RefusedWith(500));
}

// get_user_api_keys

TEST(DatametaClient, ListsKeysBySiteIdToo) {
  MockServer mock = Start();

  const auto keys = AsUser(mock).GetUserApiKeys(Given(mock, "user.site"));

  ASSERT_THAT(keys, Succeeds());
  EXPECT_THAT(*keys, Contains(AllOf(WithId(Given(mock, "user.expired_key_id")),
                                    Field("has_expired", &ApiKey::has_expired, true))));
}

TEST(DatametaClient, ListsAKeyThatNeverExpires) {
  MockServer mock = Start();
  Client client = To(mock);
  client.Use(Key{Given(mock, "forever.key")});

  const auto keys = client.GetUserApiKeys(Given(mock, "forever.id"));

  ASSERT_THAT(keys, Succeeds());
  EXPECT_THAT(*keys, Contains(WithId(Given(mock, "forever.key_id"))));
}

TEST(DatametaClient, ListsKeysOfTheDeployedServersToo) {
  for (const char* dialect : {"deployed", "deployed@1.1.1", "deployed@0.2.0"}) {
    MockServer mock = Start(dialect);

    EXPECT_THAT(AsUser(mock).GetUserApiKeys(Given(mock, "user.id")), Succeeds()) << dialect;
  }
}

TEST(DatametaClient, SaysRefusedWhenTheListIsAnothers) {
  MockServer mock = Start();

  EXPECT_THAT(AsUser(mock).GetUserApiKeys(Given(mock, "other.id")), RefusedWith(403));
}

TEST(DatametaClient, SaysRefusedWithoutACredential) {
  MockServer mock = Start();
  Client client = AsUser(mock);
  client.Use({});

  EXPECT_THAT(client.GetUserApiKeys(Given(mock, "user.id")), RefusedWith(401));
}

// delete_api_key

TEST(DatametaClient, DeletesAKeyAndItIsGone) {
  MockServer mock = Start();
  Client client = AsUser(mock);

  EXPECT_THAT(client.DeleteApiKey(Given(mock, "user.second_key_id")), Succeeds());

  const auto keys = client.GetUserApiKeys(Given(mock, "user.id"));
  ASSERT_THAT(keys, Succeeds());
  EXPECT_THAT(*keys, Not(Contains(WithId(Given(mock, "user.second_key_id")))));
  client.Use(Key{Given(mock, "user.second_key")});
  EXPECT_THAT(client.GetUserApiKeys(Given(mock, "user.id")), RefusedWith(401));
}

TEST(DatametaClient, DoesNotMindWhatADeployedDeletionSays) {
  MockServer mock = Start("deployed");

  EXPECT_THAT(AsUser(mock).DeleteApiKey(Given(mock, "user.second_key_id")), Succeeds());
}

TEST(DatametaClient, SaysRefusedWhenTheKeyIsAnothers) {
  MockServer mock = Start("deployed");

  const auto deleted = AsUser(mock).DeleteApiKey(Given(mock, "other.key_id"));

  ASSERT_THAT(deleted, RefusedWith(403));
  const Json body = ParseJsonFile("body", deleted.error().body).value();
  EXPECT_EQ(Body<HttpMessage>::Read(body)->code, "403 Forbidden");
}

TEST(DatametaClient, NeverSendsAnEmptyId) {
  MockServer mock = Start();

  EXPECT_THAT(AsUser(mock).DeleteApiKey(""), FailsAs(CallError::Kind::kMisuse));

  EXPECT_EQ(mock.Journal().CountOf("delete_api_key"), 0u);
}

// set_user_password

TEST(DatametaClient, ChangesThePasswordOfItsUser) {
  MockServer mock = Start();
  Client client = AsUser(mock);
  const CreateTokenRequest with_the_old_one = WithCredentials(mock);

  const auto changed =
      client.SetUserPassword(Given(mock, "user.id"), {Given(mock, "user.password"), kNewPassword});

  ASSERT_THAT(changed, Succeeds());
  EXPECT_EQ(changed->has_value(), false);
  client.Use({});
  EXPECT_THAT(client.CreateApiKey(with_the_old_one), RefusedWith(401));
}

TEST(DatametaClient, GivesWhatTheLatestServersAnswerToANewPassword) {
  MockServer mock = Start("deployed@1.1.1");

  const auto changed = AsUser(mock).SetUserPassword(Given(mock, "user.site"),
                                                    {Given(mock, "user.password"), kNewPassword});

  ASSERT_THAT(changed, Succeeds());
  ASSERT_TRUE(changed->has_value());
  EXPECT_EQ((*changed)->tfa_token.value, "");
}

TEST(DatametaClient, SaysRefusedWhenTheOldPasswordIsWrong) {
  MockServer mock = Start();

  EXPECT_THAT(
      AsUser(mock).SetUserPassword(Given(mock, "user.id"), {"not-the-password", kNewPassword}),
      RefusedWith(403));
}

TEST(DatametaClient, ResetsAPasswordOnce) {
  MockServer mock = Start();
  Client client = To(mock);
  const PasswordChange reset{Given(mock, "user.reset_token"), kNewPassword};

  EXPECT_THAT(client.ResetPassword(reset), Succeeds());

  EXPECT_THAT(client.ResetPassword(reset), RefusedWith(404));
}

TEST(DatametaClient, SaysRefusedWhenTheResetTokenIsExpired) {
  MockServer mock = Start();

  EXPECT_THAT(To(mock).ResetPassword({Given(mock, "other.expired_reset_token"), kNewPassword}),
              RefusedWith(410));
}

TEST(DatametaClient, MasksSecretsInItsErrors) {
  MockServer mock = Start("deployed");

  const auto changed =
      AsUser(mock).SetUserPassword(Given(mock, "user.id"), {"not-the-password", kNewPassword});

  ASSERT_THAT(changed, RefusedWith(403));
  EXPECT_THAT(changed.error().Text(),
              AllOf(Not(HasSubstr("not-the-password")), Not(HasSubstr(kNewPassword))));
}

}  // namespace
}  // namespace authmock::datameta
