#include "client/glowmarkt/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/jwt.h"
#include "client/core/call_matchers.h"
#include "mock_servers/all_providers.h"

namespace authmock::glowmarkt {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Ne;
using ::testing::Not;
using ::testing::Optional;
using ::testing::SizeIs;

constexpr char kNoSuchId[] = "00000000-0000-4000-8000-000000000000";

UserNameLoginReq Scotty() { return {"scotty", "@$tr0ngP@$"}; }

MockOptions Deployed() {
  MockOptions options = MockServer::DefaultOptions();
  options.dialect = "deployed";
  return options;
}

Client To(const MockServer& mock, std::string application = kBrightApplication) {
  return Client::Make(mock.base_url(), std::move(application)).value();
}

std::string TokenFor(Client& client) {
  return client.Usernamelogin(Scotty()).value().token.value();
}

// A client with a token.
Client AsScotty(const MockServer& mock) {
  Client client = To(mock);
  client.Use(TokenFor(client));
  return client;
}

void Enter(MockServer& mock, std::string_view state, const Json& params = Json()) {
  const auto done = mock.mock().SetUp(state, params);
  ASSERT_TRUE(done.has_value()) << done.error().Text();
}

Refusal RefusalOf(const CallError& error) {
  return Body<Refusal>::Read(ParseJsonFile("body", error.body).value()).value();
}

TEST(GlowmarktClient, RefusesAUrlThatIsNone) {
  EXPECT_EQ(Client::Make("127.0.0.1:9404", kBrightApplication).error().what,
            "is no http or https URL; write a URL such as http://127.0.0.1:9402/api");
}

// usernamelogin

TEST(GlowmarktClient, LogsIn) {
  const MockServer mock = StartMock("glowmarkt");

  const auto login = To(mock).Usernamelogin(Scotty());

  ASSERT_THAT(login, Succeeds());
  EXPECT_EQ(login->valid, true);
  EXPECT_EQ(login->name, "Arthur Dent");
  EXPECT_EQ(login->application_id, kBrightApplication);
  EXPECT_EQ(ValueAt(ReadJwtClaims(*login->token).value(), "/exp", std::int64_t{0}), login->exp);
}

TEST(GlowmarktClient, LogsInToTheDeployedDialectToo) {
  const MockServer mock = StartMock("glowmarkt", Deployed());

  const auto login = To(mock).Usernamelogin(Scotty());

  ASSERT_THAT(login, Succeeds());
  EXPECT_EQ(login->application_id, std::nullopt);
  EXPECT_EQ(login->is_temp_auth, false);
  EXPECT_THAT(login->user_groups, Optional(SizeIs(0)));
  EXPECT_THAT(login->functional_group_accounts, Optional(SizeIs(0)));
}

TEST(GlowmarktClient, SaysRefusedWhenThePasswordIsWrong) {
  const MockServer mock = StartMock("glowmarkt");

  const auto login = To(mock).Usernamelogin({"scotty", "wrong"});

  ASSERT_THAT(login, RefusedWith(401));
  EXPECT_EQ(RefusalOf(login.error()).error, "Access denied");
}

TEST(GlowmarktClient, SaysRefusedWhenTheDeployedServerFindsThePasswordNotValid) {
  const MockServer mock = StartMock("glowmarkt", Deployed());

  const auto login = To(mock).Usernamelogin({"scotty", "wrong"});

  ASSERT_THAT(login, RefusedWith(401));
  EXPECT_EQ(RefusalOf(login.error()).valid, false);
}

TEST(GlowmarktClient, SaysRefusedWhenAnElementIsEmpty) {
  const MockServer mock = StartMock("glowmarkt");

  EXPECT_THAT(To(mock).Usernamelogin({"", "wrong"}), RefusedWith(400));
  EXPECT_THAT(To(mock, "").Usernamelogin(Scotty()), RefusedWith(400));
}

TEST(GlowmarktClient, SaysRefusedWhenTheBodyIsTooLarge) {
  const MockServer mock = StartMock("glowmarkt");

  EXPECT_THAT(To(mock).Usernamelogin({"scotty", std::string(110'000, 'x')}), RefusedWith(413));
}

TEST(GlowmarktClient, SaysRefusedWhenTheApplicationIsUnknown) {
  const MockServer mock = StartMock("glowmarkt");

  EXPECT_THAT(To(mock, kNoSuchId).Usernamelogin(Scotty()), RefusedWith(401));
}

TEST(GlowmarktClient, GivesARefusalThatCameAsASuccess) {
  MockServer mock = StartMock("glowmarkt", Deployed());
  Enter(mock, "old_login_refusals_on");

  const auto login = To(mock).Usernamelogin({"scotty", "wrong"});

  ASSERT_THAT(login, Succeeds());
  EXPECT_EQ(login->valid, false);
  EXPECT_EQ(login->token, std::nullopt);
}

// new_token

TEST(GlowmarktClient, RenewsItsTokenAndMayKeepTheOldOne) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = To(mock);
  const std::string old = TokenFor(client);
  client.Use(old);

  const auto renewal = client.NewToken();

  ASSERT_THAT(renewal, Succeeds());
  EXPECT_EQ(renewal->valid, true);
  EXPECT_THAT(renewal->token, Optional(Ne(old)));
  EXPECT_THAT(client.Tokencheck(), Succeeds());
  client.Use(*renewal->token);
  EXPECT_THAT(client.Tokencheck(), Succeeds());
}

TEST(GlowmarktClient, LosesTheOldTokenWhereTokensRotate) {
  MockServer mock = StartMock("glowmarkt");
  Enter(mock, "rotate_on");
  Client client = AsScotty(mock);

  ASSERT_THAT(client.NewToken(), Succeeds());

  EXPECT_THAT(client.NewToken(), RefusedWith(400));
}

TEST(GlowmarktClient, SaysRefusedWhenThereIsNoGoodTokenToRenew) {
  const MockServer mock = StartMock("glowmarkt");
  const MockServer deployed = StartMock("glowmarkt", Deployed());
  Client client = To(mock);
  Client at_deployed = To(deployed);

  EXPECT_THAT(client.NewToken(), RefusedWith(400));
  client.Use("forged");
  EXPECT_THAT(client.NewToken(), RefusedWith(400));
  at_deployed.Use("forged");
  EXPECT_THAT(at_deployed.NewToken(), RefusedWith(401));
}

// get_token_of_user

TEST(GlowmarktClient, ListsItsTokens) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);

  const auto tokens = client.GetTokenOfUser();

  ASSERT_THAT(tokens, Succeeds());
  EXPECT_THAT(*tokens, ElementsAre(AllOf(Field(&TokenDocument::authentication_framework, "jwt"),
                                         Field(&TokenDocument::token_id, Ne(std::nullopt)),
                                         Field(&TokenDocument::grant_type, std::nullopt))));
}

TEST(GlowmarktClient, ListsAnOauthTokenToo) {
  MockServer mock = StartMock("glowmarkt");
  Enter(mock, "oauth_token_exists", Json{{"username", "scotty"}});

  const auto tokens = AsScotty(mock).GetTokenOfUser();

  ASSERT_THAT(tokens, Succeeds());
  EXPECT_THAT(*tokens, testing::Contains(Field(&TokenDocument::grant_type, "refresh_token")));
}

TEST(GlowmarktClient, SaysRefusedWhenThereIsNoTokenToListFor) {
  const MockServer mock = StartMock("glowmarkt");

  EXPECT_THAT(To(mock).GetTokenOfUser(), RefusedWith(400));
}

// delete_token

TEST(GlowmarktClient, DeletesItsTokenAndIsOut) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);

  const auto deleted = client.DeleteToken();

  ASSERT_THAT(deleted, Succeeds());
  EXPECT_EQ(deleted->valid, true);
  EXPECT_THAT(client.Tokencheck(), RefusedWith(400));
  EXPECT_THAT(client.DeleteToken(), RefusedWith(401));
}

TEST(GlowmarktClient, SaysRefusedWhenThereIsNoTokenToDelete) {
  const MockServer mock = StartMock("glowmarkt");

  const auto deleted = To(mock).DeleteToken();

  ASSERT_THAT(deleted, RefusedWith(400));
  EXPECT_EQ(RefusalOf(deleted.error()).valid, false);
}

// delete_token_by_id

TEST(GlowmarktClient, DeletesATokenByItsId) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);
  const std::string id = client.GetTokenOfUser()->front().token_id.value();
  Client other = AsScotty(mock);

  const auto deleted = other.DeleteTokenById(id);

  ASSERT_THAT(deleted, Succeeds());
  EXPECT_THAT(*deleted, ElementsAre(Field(&IsValid::valid, true)));
  EXPECT_THAT(client.Tokencheck(), RefusedWith(400));
  EXPECT_THAT(other.Tokencheck(), Succeeds());
}

TEST(GlowmarktClient, SaysRefusedWhenTheIdIsUnknown) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);

  EXPECT_THAT(client.DeleteTokenById(kNoSuchId), RefusedWith(400));
  EXPECT_THAT(client.DeleteTokenById("a/b c%"), RefusedWith(400));
}

// Companions

TEST(GlowmarktClient, ChecksItsToken) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = To(mock);
  const auto login = client.Usernamelogin(Scotty());
  client.Use(login->token.value());

  const auto check = client.Tokencheck();

  ASSERT_THAT(check, Succeeds());
  EXPECT_EQ(check->valid, true);
  EXPECT_EQ(check->exp, login->exp);
  EXPECT_EQ(check->account_id, login->account_id);
}

TEST(GlowmarktClient, SaysRefusedWhenTheTokenIsOver) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);

  mock.Clock().Advance(std::chrono::hours(7 * 24 + 1));

  EXPECT_THAT(client.Tokencheck(), RefusedWith(400));
}

TEST(GlowmarktClient, AsksForItsHomes) {
  const MockServer mock = StartMock("glowmarkt");

  const auto homes = AsScotty(mock).VirtualEntities();

  ASSERT_THAT(homes, Succeeds());
  EXPECT_THAT(*homes, Not(testing::IsEmpty()));
  EXPECT_EQ(homes->front().application_id, kBrightApplication);
}

TEST(GlowmarktClient, SaysRefusedWhenNobodyAsksForHomes) {
  const MockServer mock = StartMock("glowmarkt");
  Client client = To(mock);

  EXPECT_THAT(client.VirtualEntities(), RefusedWith(400));
  client.Use("forged");
  EXPECT_THAT(client.VirtualEntities(), RefusedWith(401));
}

// Every operation

TEST(GlowmarktClient, SaysRefusedWhenThePlatformIsDown) {
  MockServer mock = StartMock("glowmarkt");
  Client client = AsScotty(mock);
  Enter(mock, "platform_down");

  EXPECT_THAT(client.Usernamelogin(Scotty()), RefusedWith(500));
  EXPECT_THAT(client.NewToken(), RefusedWith(500));
  EXPECT_THAT(client.GetTokenOfUser(), RefusedWith(500));
  EXPECT_THAT(client.DeleteToken(), RefusedWith(500));
  EXPECT_THAT(client.DeleteTokenById(kNoSuchId), RefusedWith(500));
  EXPECT_THAT(client.Tokencheck(), RefusedWith(500));
}

}  // namespace
}  // namespace authmock::glowmarkt
