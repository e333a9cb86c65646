#include "client/portainer/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/jwt.h"
#include "client/core/call_matchers.h"
#include "mock_servers/all_providers.h"

namespace authmock::portainer {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

AuthAuthenticatePayload Admin() { return {"admin", "correct-horse-battery"}; }
AuthAuthenticatePayload Bob() { return {"bob", "bobs-long-password"}; }

MockOptions Deployed() {
  MockOptions options = MockServer::DefaultOptions();
  options.dialect = "deployed";
  return options;
}

Client To(const MockServer& mock) { return Client::Make(mock.base_url()).value(); }

// A client with a session.
Client As(const MockServer& mock, const AuthAuthenticatePayload& who) {
  Client client = To(mock);
  client.Use(Token{client.AuthenticateUser(who).value().jwt.value()});
  return client;
}

void Enter(MockServer& mock, std::string_view state) {
  const auto done = mock.mock().SetUp(state, Json());
  ASSERT_TRUE(done.has_value()) << done.error().Text();
}

TEST(PortainerClient, RefusesAUrlThatIsNone) {
  EXPECT_EQ(Client::Make("127.0.0.1:9402").error().what,
            "is no http or https URL; write a URL such as http://127.0.0.1:9402/api");
}

// authenticate_user

TEST(PortainerClient, LogsIn) {
  const MockServer mock = StartMock("portainer");

  const auto session = To(mock).AuthenticateUser(Admin());

  ASSERT_THAT(session, Succeeds());
  EXPECT_EQ(TextAt(ReadJwtClaims(*session->jwt).value(), "/username"), "admin");
}

TEST(PortainerClient, LogsInToTheDeployedDialectToo) {
  const MockServer mock = StartMock("portainer", Deployed());

  EXPECT_THAT(To(mock).AuthenticateUser(Admin()), Succeeds());
}

TEST(PortainerClient, SaysRefusedWhenThePasswordIsWrong) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(To(mock).AuthenticateUser({"admin", "wrong"}), RefusedWith(422));
}

TEST(PortainerClient, SaysRefusedWhenTheUserNameIsEmpty) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(To(mock).AuthenticateUser({"", "wrong"}), RefusedWith(400));
}

TEST(PortainerClient, SaysRefusedWhenTheDirectoryIsDown) {
  MockServer mock = StartMock("portainer");
  Enter(mock, "ldap_directory_down");

  EXPECT_THAT(To(mock).AuthenticateUser(Bob()), RefusedWith(500));
}

TEST(PortainerClient, GivesTheBodyOfARefusal) {
  const MockServer mock = StartMock("portainer");

  const auto session = To(mock).AuthenticateUser({"admin", "wrong"});

  const Json body = ParseJsonFile("body", session.error().body).value();
  EXPECT_EQ(Body<ErrorBody>::Read(body)->message, "Invalid credentials");
}

// logout

TEST(PortainerClient, LogsOutAndIsOut) {
  const MockServer mock = StartMock("portainer");
  Client client = As(mock, Bob());

  EXPECT_THAT(client.Logout(), Succeeds());

  EXPECT_THAT(client.UsersMe(), RefusedWith(401));
}

TEST(PortainerClient, LogsOutWithAnApiKeyAndWithNothing) {
  const MockServer mock = StartMock("portainer");
  Client client = To(mock);

  EXPECT_THAT(client.Logout(), Succeeds());
  client.Use(ApiKeyValue{"ptr_unknown"});
  EXPECT_THAT(client.Logout(), Succeeds());
}

TEST(PortainerClient, SaysRefusedWhenLogoutFails) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("logout").Reply(500);

  EXPECT_THAT(As(mock, Bob()).Logout(), RefusedWith(500));
}

TEST(PortainerClient, SaysThatNobodyAnsweredWhenLogoutCrashes) {
  MockServer mock = StartMock("portainer", Deployed());
  Enter(mock, "legacy_logout_crash");

  EXPECT_THAT(As(mock, Bob()).Logout(), FailsAs(CallError::Kind::kNoAnswer));
}

// validate_o_auth

TEST(PortainerClient, ExchangesAnOauthCode) {
  MockServer mock = StartMock("portainer");
  Enter(mock, "oauth_enabled_no_auto_users");

  const auto session = To(mock).ValidateOAuth({"ok:bob"});

  ASSERT_THAT(session, Succeeds());
  EXPECT_EQ(TextAt(ReadJwtClaims(*session->jwt).value(), "/username"), "bob");
}

TEST(PortainerClient, SaysRefusedWhenTheCodeIsBadOrMissing) {
  MockServer mock = StartMock("portainer");
  Enter(mock, "oauth_enabled_no_auto_users");
  Client client = To(mock);

  EXPECT_THAT(client.ValidateOAuth({"unknown"}), RefusedWith(422));
  EXPECT_THAT(client.ValidateOAuth({}), RefusedWith(400));
}

TEST(PortainerClient, SaysRefusedWhenTheExchangeFails) {
  MockServer mock = StartMock("portainer");
  mock.Faults().On("validate_o_auth").Reply(500);

  EXPECT_THAT(To(mock).ValidateOAuth({"ok:bob"}), RefusedWith(500));
}

// Companions: users

TEST(PortainerClient, AsksWhoItIs) {
  const MockServer mock = StartMock("portainer");

  const auto me = As(mock, Bob()).UsersMe();

  ASSERT_THAT(me, Succeeds());
  EXPECT_EQ(me->username, "bob");
  EXPECT_EQ(me->role, kStandardUser);
  EXPECT_FALSE(me->force_change_password);
}

TEST(PortainerClient, IsNobodyWithoutACredential) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(To(mock).UsersMe(), RefusedWith(401));
}

TEST(PortainerClient, ListsUsers) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(
      As(mock, Admin()).UsersList().value(),
      ElementsAre(Field(&UserSummary::username, "admin"), Field(&UserSummary::username, "bob")));
  EXPECT_THAT(To(mock).UsersList(), RefusedWith(401));
}

TEST(PortainerClient, CreatesChangesAndDeletesAUser) {
  const MockServer mock = StartMock("portainer");
  Client client = As(mock, Admin());

  const auto carol = client.UserCreate({"Carol", "carols-long-password", kStandardUser});
  ASSERT_THAT(carol, Succeeds());
  const auto changed = client.UserUpdate(carol->id, {.role = kAdministrator});
  ASSERT_THAT(changed, Succeeds());
  const auto seen = client.UserInspect(carol->id);
  ASSERT_THAT(seen, Succeeds());
  ASSERT_THAT(client.UserDelete(carol->id), Succeeds());

  EXPECT_EQ(carol->username, "carol");
  EXPECT_EQ(changed->role, kAdministrator);
  EXPECT_EQ(seen->role, kAdministrator);
  EXPECT_THAT(client.UserInspect(carol->id), RefusedWith(404));
}

TEST(PortainerClient, SaysRefusedWhenAUserCannotBeCreated) {
  const MockServer mock = StartMock("portainer");
  Client admin = As(mock, Admin());

  EXPECT_THAT(admin.UserCreate({"bob", "bobs-long-password", kStandardUser}), RefusedWith(409));
  EXPECT_THAT(admin.UserCreate({"", "carols-long-password", kStandardUser}), RefusedWith(400));
  EXPECT_THAT(admin.UserCreate({"carol", std::string(73, 'x'), kStandardUser}), RefusedWith(500));
  EXPECT_THAT(As(mock, Bob()).UserCreate({"carol", "c", kStandardUser}), RefusedWith(403));
  EXPECT_THAT(To(mock).UserCreate({"carol", "c", kStandardUser}), RefusedWith(401));
}

TEST(PortainerClient, SaysRefusedWhenAUserIsNotItsToTouch) {
  const MockServer mock = StartMock("portainer");
  Client admin = As(mock, Admin());
  Client bob = As(mock, Bob());

  EXPECT_THAT(bob.UserInspect(1), RefusedWith(403));
  EXPECT_THAT(bob.UserUpdate(1, {.username = "eve"}), RefusedWith(403));
  EXPECT_THAT(bob.UserDelete(1), RefusedWith(403));
  EXPECT_THAT(admin.UserUpdate(99, {.use_cache = true}), RefusedWith(404));
  EXPECT_THAT(admin.UserUpdate(2, {.username = "admin"}), RefusedWith(409));
  EXPECT_THAT(admin.UserDelete(99), RefusedWith(404));
}

TEST(PortainerClient, ChangesItsPassword) {
  MockServer mock = StartMock("portainer");
  Client client = As(mock, Bob());
  mock.Clock().Advance(std::chrono::seconds(1));

  ASSERT_THAT(client.UserPassword(2, {"bobs-long-password", "bobs-new-password"}), Succeeds());

  EXPECT_THAT(client.UsersMe(), RefusedWith(401));
  EXPECT_THAT(client.AuthenticateUser(Bob()), RefusedWith(422));
  EXPECT_THAT(client.AuthenticateUser({"bob", "bobs-new-password"}), Succeeds());
}

TEST(PortainerClient, SaysRefusedWhenThePasswordCannotBeChanged) {
  const MockServer mock = StartMock("portainer");
  Client bob = As(mock, Bob());

  EXPECT_THAT(bob.UserPassword(2, {"wrong", "bobs-new-password"}), RefusedWith(403));
  EXPECT_THAT(bob.UserPassword(2, {"bobs-long-password", ""}), RefusedWith(400));
  EXPECT_THAT(bob.UserPassword(1, {"bobs-long-password", "bobs-new-password"}), RefusedWith(403));
  EXPECT_THAT(To(mock).UserPassword(2, {"a", "b"}), RefusedWith(401));
}

TEST(PortainerClient, ChecksAndCreatesTheFirstAdministrator) {
  MockServer mock = StartMock("portainer");
  Enter(mock, "no_administrator");
  Client client = To(mock);

  EXPECT_THAT(client.AdminCheck(), RefusedWith(404));
  const auto created = client.AdminInit({"root", "a-long-enough-password"});
  ASSERT_THAT(created, Succeeds());
  EXPECT_THAT(client.AdminCheck(), Succeeds());

  EXPECT_THAT(created->password, StartsWith("$2"));
  EXPECT_THAT(client.AdminInit({"root", "a-long-enough-password"}), RefusedWith(409));
}

TEST(PortainerClient, SaysRefusedWhenTheAdministratorIsNotGoodEnough) {
  MockServer mock = StartMock("portainer");
  Enter(mock, "no_administrator");

  EXPECT_THAT(To(mock).AdminInit({"root", "short"}), RefusedWith(400));
}

// Companions: API keys

TEST(PortainerClient, CreatesUsesListsAndDeletesAnApiKey) {
  const MockServer mock = StartMock("portainer");
  Client session = As(mock, Bob());
  Client client = To(mock);

  const auto created = session.CreateApiKey(2, {"for the test", "bobs-long-password"});
  ASSERT_THAT(created, Succeeds());
  client.Use(ApiKeyValue{created->raw_api_key});
  EXPECT_EQ(client.UsersMe().value().username, "bob");
  EXPECT_THAT(client.ListApiKeys(2).value(), SizeIs(2));
  ASSERT_THAT(session.DeleteApiKey(2, created->api_key.id), Succeeds());

  EXPECT_THAT(client.UsersMe(), RefusedWith(401));
  EXPECT_THAT(session.DeleteApiKey(2, created->api_key.id), RefusedWith(404));
}

TEST(PortainerClient, ReadsTheDeployedAnswersAboutApiKeys) {
  const MockServer mock = StartMock("portainer", Deployed());
  Client session = As(mock, Bob());

  const auto created = session.CreateApiKey(2, {"for the test", "bobs-long-password"});
  ASSERT_THAT(created, Succeeds());
  ASSERT_THAT(session.DeleteApiKey(2, created->api_key.id), Succeeds());

  EXPECT_THAT(session.DeleteApiKey(2, created->api_key.id), RefusedWith(500));
}

TEST(PortainerClient, SaysRefusedWhenAnApiKeyCannotBeCreated) {
  const MockServer mock = StartMock("portainer");
  Client bob = As(mock, Bob());
  Client key = To(mock);
  key.Use(ApiKeyValue{"ptr_v8CQHmpsEzFnJnwYzsARAOGqTQIb92+7IJ7WCNdw6sw="});

  EXPECT_THAT(bob.CreateApiKey(2, {"key", "wrong"}), RefusedWith(403));
  EXPECT_THAT(bob.CreateApiKey(2, {"", "bobs-long-password"}), RefusedWith(400));
  EXPECT_THAT(bob.CreateApiKey(1, {"key", "bobs-long-password"}), RefusedWith(403));
  EXPECT_THAT(key.CreateApiKey(2, {"key", "bobs-long-password"}), RefusedWith(401));
  EXPECT_THAT(bob.ListApiKeys(1), RefusedWith(403));
  EXPECT_THAT(bob.DeleteApiKey(1, 1), RefusedWith(403));
}

TEST(PortainerClient, SendsNoDescriptionThatTheContractForbids) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(As(mock, Bob()).CreateApiKey(2, {std::string(129, 'x'), "p"}),
              FailsAs(CallError::Kind::kMisuse));
}

// Companions: the server

TEST(PortainerClient, AsksForTheVersion) {
  const MockServer mock = StartMock("portainer");
  Client client = To(mock);

  EXPECT_EQ(client.GetStatus().value().version, "2.23.0");
  EXPECT_EQ(client.GetSystemStatus().value().instance_id, client.GetStatus().value().instance_id);
}

TEST(PortainerClient, ReadsAndChangesSettings) {
  const MockServer mock = StartMock("portainer");
  Client client = As(mock, Admin());

  const auto before = client.GetSettings();
  ASSERT_THAT(before, Succeeds());
  const auto after = client.SettingsUpdate(
      {.internal_auth_settings = InternalAuthSettings{.required_password_length = 15},
       .user_session_timeout = "90m"});
  ASSERT_THAT(after, Succeeds());

  EXPECT_EQ(before->user_session_timeout, "8h");
  EXPECT_EQ(after->user_session_timeout, "90m");
  EXPECT_EQ(client.SettingsPublic().value().required_password_length, 15);
}

TEST(PortainerClient, SaysRefusedWhenSettingsAreNotItsToTouch) {
  const MockServer mock = StartMock("portainer");
  Client bob = As(mock, Bob());

  EXPECT_THAT(bob.GetSettings(), RefusedWith(403));
  EXPECT_THAT(bob.SettingsUpdate({.user_session_timeout = "1h"}), RefusedWith(403));
  EXPECT_THAT(To(mock).GetSettings(), RefusedWith(401));
  EXPECT_THAT(As(mock, Admin()).SettingsUpdate({.user_session_timeout = "soon"}), RefusedWith(400));
}

TEST(PortainerClient, ListsEnvironmentsAndStacks) {
  const MockServer mock = StartMock("portainer");
  Client client = As(mock, Bob());

  EXPECT_THAT(client.EndpointsList().value(), IsEmpty());
  EXPECT_THAT(client.StacksList().value(), IsEmpty());
  EXPECT_THAT(To(mock).EndpointsList(), RefusedWith(401));
  EXPECT_THAT(To(mock).StacksList(), RefusedWith(401));
}

// Whatever they are answered with.
TEST(PortainerClient, HasAMethodForEveryOperation) {
  MockServer mock = StartMock("portainer");
  Client client = As(mock, Admin());

  (void)client.ValidateOAuth({"code"});
  (void)client.UsersMe();
  (void)client.UsersList();
  (void)client.UserCreate({"carol", "carols-long-password"});
  (void)client.UserInspect(2);
  (void)client.UserUpdate(2, {});
  (void)client.UserPassword(2, {"a", "b"});
  (void)client.UserDelete(2);
  (void)client.AdminCheck();
  (void)client.AdminInit({"root", "a-long-enough-password"});
  (void)client.ListApiKeys(1);
  (void)client.CreateApiKey(1, {"key", "p"});
  (void)client.DeleteApiKey(1, 1);
  (void)client.GetStatus();
  (void)client.GetSystemStatus();
  (void)client.SettingsPublic();
  (void)client.GetSettings();
  (void)client.SettingsUpdate({});
  (void)client.EndpointsList();
  (void)client.StacksList();
  (void)client.Logout();

  std::set<std::string> called;
  for (const auto& exchange : mock.Journal().Read()) {
    if (exchange->match) called.insert(exchange->match.operation->id);
  }
  std::set<std::string> promised;
  const auto contract = Contract::Embedded("portainer").value();
  for (const Operation& operation : contract->operations()) promised.insert(operation.id);
  EXPECT_EQ(called, promised);
}

}  // namespace
}  // namespace authmock::portainer
