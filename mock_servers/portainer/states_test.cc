#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mock_servers/portainer/provider_rig.h"

namespace authmock::portainer {
namespace {

using ::testing::HasSubstr;

std::string SetUpError(Rig& rig, std::string_view state, const Json& params) {
  const auto done = rig.provider().SetUp(state, params);
  return done ? "no error" : done.error().Text();
}

// Parameters for the states that cannot do without.
Json ParametersOf(std::string_view state) {
  if (state == "user_exists") return {{"name", "Carol"}, {"password", "carols-password"}};
  if (state == "session_timeout") return {{"timeout", "2s"}};
  if (state == "required_password_length") return {{"length", 40}};
  return Json::object();
}

TEST(States, EachChangesTheWorld) {
  Rig lister;
  for (const ProviderState& state : lister.provider().States()) {
    Rig rig;
    const Json before = rig.provider().World();

    EXPECT_EQ(SetUpError(rig, state.name, ParametersOf(state.name)), "no error");

    EXPECT_NE(rig.provider().World(), before) << state.name;
    EXPECT_THAT(state.says, HasSubstr(" ")) << state.name;
  }
}

TEST(States, NamesTheStatesThereAreWhenOneIsUnknown) {
  Rig rig;

  EXPECT_THAT(SetUpError(rig, "no_admin", {}),
              HasSubstr("there is no state \"no_admin\"; there are \"no_administrator\", "));
}

TEST(States, RefuseParametersTheyDoNotTake) {
  Rig rig;

  EXPECT_EQ(SetUpError(rig, "csrf_off", {{"a/b", 1}}), "/a~1b: \"csrf_off\" takes no parameters");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"nam", 1}}),
            "/nam: \"user_exists\" takes \"name\", \"password\", \"role\" only");
  EXPECT_EQ(SetUpError(rig, "csrf_off", Json::array()),
            "parameters are an object, as {\"name\": \"carol\"}");
}

TEST(States, RefuseParametersOfNoUse) {
  Rig rig;

  EXPECT_EQ(SetUpError(rig, "user_exists", {{"name", "carol"}}),
            "a user needs \"name\" and \"password\", two strings");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"name", "c"}, {"password", "p"}, {"role", 3}}),
            "/role: 3 is no role; write 1 for an administrator or 2");
  EXPECT_EQ(SetUpError(rig, "session_timeout", {{"timeout", "soon"}}),
            "/timeout: \"soon\" is no duration; write numbers with a unit each, as \"2s\"");
  EXPECT_EQ(SetUpError(rig, "required_password_length", {{"length", -1}}),
            "/length: write how many characters a password needs, 0 to 1000");
}

TEST(States, NoAdministratorLeavesNobody) {
  Rig rig;
  const std::string jwt = rig.Token();

  rig.provider().SetUp("no_administrator", Json::object());

  EXPECT_EQ(rig.LogIn("admin", "correct-horse-battery").status, 422);
  EXPECT_EQ(rig.StatusFor(jwt), 401);
  EXPECT_EQ(rig.Get("/api/users/admin/check").status, 404);
}

TEST(States, InitTimesOutByItselfAfterFiveMinutes) {
  Rig rig;
  rig.provider().SetUp("no_administrator", Json::object());

  rig.clock().Advance(std::chrono::minutes(5) - Duration(1));
  EXPECT_EQ(rig.Get("/api/users/me").status, 401);
  rig.clock().Advance(Duration(1));
  EXPECT_EQ(rig.Get("/api/users/me").status, 303);
  EXPECT_EQ(rig.Get("/api/status").status, 200);
  EXPECT_EQ(rig.Get("/api/status?x").status, 303);

  rig.provider().SetUp("server_restarted", Json::object());
  EXPECT_EQ(rig.Get("/api/users/me").status, 401);
}

TEST(States, LdapPeopleLogInAndBecomeUsers) {
  Rig rig;
  ASSERT_TRUE(rig.provider().SetUp("ldap_directory_up", {{"name", "Tesla"}, {"password", "t"}}));

  EXPECT_EQ(rig.LogIn("TESLA", "t").status, 200);
  EXPECT_EQ(rig.LogIn("tesla", "wrong").status, 422);
  EXPECT_EQ(rig.LogIn("bob", "bobs-long-password").status, 422);
  EXPECT_EQ(TextAt(rig.provider().World(), "/users/2/name"), "tesla");
}

TEST(States, UserExistsMakesAndChangesUsers) {
  Rig rig;

  rig.provider().SetUp("user_exists", {{"name", "Carol"}, {"password", "carols-password"}});
  EXPECT_EQ(rig.LogIn("carol", "carols-password").status, 200);

  rig.provider().SetUp("user_exists", {{"name", "bob"}, {"password", "another"}, {"role", 1}});
  EXPECT_EQ(rig.LogIn("bob", "bobs-long-password").status, 422);
  const std::string jwt = rig.Token("bob", "another");
  EXPECT_EQ(rig.Get("/api/settings", Rig::Bearer(jwt)).status, 200);
}

TEST(States, SessionTimeoutHoldsForNewSessions) {
  Rig rig;
  const std::string before = rig.Token();

  rig.provider().SetUp("session_timeout", {{"timeout", "2s"}});
  const std::string after = rig.Token();
  rig.clock().Advance(Duration(2000));

  EXPECT_EQ(rig.StatusFor(before), 200);
  EXPECT_EQ(rig.StatusFor(after), 401);
}

TEST(States, RequiredPasswordLengthTellsToChangeShortOnes) {
  Rig rig;

  rig.provider().SetUp("required_password_length", {{"length", 40}});
  const std::string jwt = rig.Token();

  const Response me = rig.Get("/api/users/me", Rig::Bearer(jwt));
  EXPECT_THAT(me.body, HasSubstr("\"forceChangePassword\":true"));
}

TEST(States, CsrfOffLetsTheCookieDo) {
  Rig rig;
  const std::string jwt = rig.Token();

  rig.provider().SetUp("csrf_off", Json::object());

  EXPECT_EQ(rig.Post("/api/auth/logout", "", Rig::Cookie(jwt)).status, 204);
  EXPECT_EQ(rig.StatusFor(jwt), 401);
}

TEST(States, RateLimitOffLetsEverybodyTry) {
  Rig rig;

  rig.provider().SetUp("rate_limit_off", Json::object());

  for (int i = 0; i < 30; ++i) EXPECT_EQ(rig.LogIn("admin", "wrong").status, 422);
}

}  // namespace
}  // namespace authmock::portainer
