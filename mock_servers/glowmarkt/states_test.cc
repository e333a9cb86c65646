#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mock_servers/glowmarkt/provider_rig.h"

namespace authmock::glowmarkt {
namespace {

using ::testing::HasSubstr;

std::string SetUpError(Rig& rig, std::string_view state, const Json& params) {
  const auto done = rig.provider().SetUp(state, params);
  return done ? "no error" : done.error().Text();
}

// Parameters for the states that cannot do without.
Json ParametersOf(std::string_view state) {
  if (state == "token_lifetime") return {{"lifetime", "2s"}};
  if (state == "user_exists") return {{"username", "dora"}, {"password", "p"}};
  if (state == "password_changed") return {{"username", "scotty"}, {"password", "p"}};
  if (state == "user_disabled") return {{"username", "scotty"}};
  return Json::object();
}

// The state that must be there for another to change anything.
std::string OppositeOf(std::string_view state) {
  constexpr std::string_view kOff = "_off";
  if (!state.ends_with(kOff)) return "";
  return std::string(state.substr(0, state.size() - kOff.size())) + "_on";
}

TEST(States, EachChangesTheWorld) {
  Rig lister;
  for (const ProviderState& state : lister.provider().States()) {
    Rig rig;
    if (const std::string opposite = OppositeOf(state.name); !opposite.empty()) {
      ASSERT_EQ(SetUpError(rig, opposite, Json::object()), "no error");
    }
    const Json before = rig.provider().World();

    EXPECT_EQ(SetUpError(rig, state.name, ParametersOf(state.name)), "no error");

    EXPECT_NE(rig.provider().World(), before) << state.name;
    EXPECT_THAT(state.says, HasSubstr(" ")) << state.name;
  }
}

TEST(States, RefuseParametersOfNoUse) {
  Rig rig;

  EXPECT_EQ(SetUpError(rig, "token_lifetime", Json::object()),
            "/lifetime: write how long new tokens live, as \"2s\"");
  EXPECT_EQ(SetUpError(rig, "token_lifetime", {{"lifetime", "0s"}}),
            "/lifetime: \"0s\" is no lifetime; tokens live whole seconds, from \"1s\" to "
            "\"36500d\"");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"username", "dora"}}),
            "a user needs \"username\" and \"password\", two strings");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"username", "d"}, {"password", "p"}, {"name", 1}}),
            "/name: the name of a person is a string, and may be empty");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"username", "SCOTTY"}, {"password", "p"}}),
            "/username: \"scotty\" is the same name but for letter case or blanks around it; write "
            "it so, or take another");
  EXPECT_EQ(SetUpError(rig, "password_changed", {{"username", "scotty"}}),
            "/password: write the new password, a string with something in it");
  EXPECT_EQ(SetUpError(rig, "user_disabled", {{"username", "nobody"}}),
            "/username: there is no user \"nobody\"; name the username of one of the world's");
  EXPECT_EQ(SetUpError(rig, "oauth_token_exists", {{"username", 7}}),
            "/username: there is no user \"\"; name the username of one of the world's");
  EXPECT_EQ(SetUpError(rig, "oauth_token_exists", {{"token_id", ""}}),
            "/token_id: a tokenId is a string with something in it");
  EXPECT_EQ(SetUpError(rig, "rotate_on", {{"username", "scotty"}}),
            "/username: \"rotate_on\" takes no parameters");
}

TEST(States, OauthTokenBelongsToOneUser) {
  Rig rig;
  const Json id{{"token_id", "mine"}};
  ASSERT_EQ(SetUpError(rig, "oauth_token_exists", id), "no error");

  EXPECT_EQ(SetUpError(rig, "oauth_token_exists", id), "no error") << "it does exist";
  EXPECT_EQ(SetUpError(rig, "oauth_token_exists", {{"username", "zaphod"}, {"token_id", "mine"}}),
            "/token_id: \"mine\" is another token's; leave it out for a new one");
  EXPECT_EQ(rig.ListFor(rig.Token()).size(), 2);
  EXPECT_EQ(rig.Delete("/api/v0-1/auth/token/mine", Rig::Keys(rig.Token())).status, 200);
  EXPECT_EQ(SetUpError(rig, "oauth_token_exists", id), "no error") << "it exists again";
  EXPECT_EQ(rig.Delete("/api/v0-1/auth/token/mine", Rig::Keys(rig.Token())).status, 200);
}

TEST(States, TokenLifetimeHoldsForNewTokens) {
  Rig rig;
  const std::string before = rig.Token();

  SetUpError(rig, "token_lifetime", {{"lifetime", "2s"}});
  const std::string after = rig.Token();
  rig.clock().Advance(Duration(2000));

  EXPECT_EQ(rig.StatusFor(before), 200);
  EXPECT_EQ(rig.StatusFor(after), 401);
}

TEST(States, RotateEndsTheTokenThatRenews) {
  Rig rig;
  SetUpError(rig, "rotate_on", {});
  const std::string old = rig.Token();

  const Response renewal = rig.Get("/api/v0-1/auth/newToken", Rig::Keys(old));

  EXPECT_EQ(rig.StatusFor(TextAt(BodyOf(renewal), "/token")), 200);
  EXPECT_EQ(rig.StatusFor(old), 401);
}

TEST(States, ServerRestartedKeepsWhatTheWorldStartedWith) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));
  const std::string issued = TextAt(Fixture("glowmarkt", "edge.json"), "/tokens/issued/2/text");
  SetUpError(rig, "oauth_token_exists", {{"token_id", "put there"}});
  const std::string login = rig.Token();

  SetUpError(rig, "server_restarted", {});

  EXPECT_EQ(rig.StatusFor(issued), 401);
  EXPECT_EQ(rig.StatusFor(login), 401);
  EXPECT_EQ(rig.StatusFor("known-by-its-text"), 200);
  EXPECT_EQ(rig.ListFor("known-by-its-text").size(), 3);
}

TEST(States, ServerRestartedEndsTokensThatAreNoLongerListed) {
  Json world = Fixture("glowmarkt", "world.json");
  world["tokens"] = {{"remembered", 1U}};
  Rig rig("deployed", world);
  const std::string forgotten = rig.Token();
  rig.Token();

  SetUpError(rig, "server_restarted", {});

  EXPECT_EQ(rig.StatusFor(forgotten), 401);
}

TEST(States, RevokeOnChangeEndsEveryTokenOfThatUser) {
  Rig rig;
  SetUpError(rig, "revoke_on_change_on", {});
  SetUpError(rig, "oauth_token_exists", {});
  const std::string token = rig.Token();
  const std::string of_other = rig.Token("zaphod", "two-heads-are-better");

  SetUpError(rig, "user_disabled", {{"username", "scotty"}});

  EXPECT_EQ(rig.StatusFor(token), 401);
  EXPECT_EQ(rig.StatusFor(of_other), 200);
  SetUpError(rig, "user_exists", {{"username", "scotty"}, {"password", kPassword}});
  EXPECT_EQ(rig.ListFor(rig.Token()).size(), 1);
}

TEST(States, OldLoginRefusalsAreKnownInBothDialects) {
  for (const char* dialect : {"documented", "deployed"}) {
    Rig rig(dialect);

    SetUpError(rig, "old_login_refusals_on", {});

    EXPECT_EQ(Said(rig.LogIn("scotty", "wrong")), R"(200 {"valid":false})") << dialect;
    EXPECT_EQ(rig.LogInWith("{}").status, 400);
  }
}

TEST(States, UserNamesMayBeInexactInDocuments) {
  Rig rig("documented");

  SetUpError(rig, "exact_user_names_off", {});

  EXPECT_EQ(rig.LogIn(" SCOTTY\t", kPassword).status, 200);
}

}  // namespace
}  // namespace authmock::glowmarkt
