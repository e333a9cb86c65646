#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mock_servers/t3/provider_rig.h"

namespace authmock::t3 {
namespace {

using ::testing::HasSubstr;

std::string SetUpError(Rig& rig, std::string_view state, const Json& params) {
  const auto done = rig.provider().SetUp(state, params);
  return done ? "no error" : done.error().Text();
}

// Parameters for the states that cannot do without.
Json ParametersOf(std::string_view state) {
  if (state == "token_lifetime") return {{"lifetime", "2s"}};
  if (state == "user_exists") {
    return {{"username", "carol"}, {"password", "p"}, {"hostname", "ca.metrc.com"}};
  }
  if (state == "subscription") return {{"username", "johndoe"}, {"tier", nullptr}};
  if (state == "route_limit") return {{"operation", "v2_auth_whoami_get"}, {"requests", 2}};
  if (state == "bad_login_status") return {{"status", 403}};
  if (state == "bad_token_status") return {{"status", 422}};
  return Json::object();
}

TEST(States, EachChangesTheWorld) {
  Rig lister;
  for (const ProviderState& state : lister.provider().States()) {
    Rig rig;
    rig.Token();
    // What a state switches off must be on before.
    if (state.name.ends_with("_off")) {
      rig.SetUp(state.name.substr(0, state.name.size() - 3) + "on");
    }
    const Json before = rig.provider().World();

    EXPECT_EQ(SetUpError(rig, state.name, ParametersOf(state.name)), "no error");

    EXPECT_NE(rig.provider().World(), before) << state.name;
    EXPECT_THAT(state.says, HasSubstr(" ")) << state.name;
  }
}

TEST(States, NamesTheStatesThereAreWhenOneIsUnknown) {
  Rig rig;

  EXPECT_THAT(SetUpError(rig, "metrc_up", {}),
              HasSubstr("there is no state \"metrc_up\"; there are \"token_lifetime\", "));
}

TEST(States, RefuseParametersOfNoUse) {
  Rig rig;
  const Json user = ParametersOf("user_exists");
  const auto with = [](Json params, const char* name, Json value) {
    params[name] = std::move(value);
    return params;
  };

  EXPECT_EQ(SetUpError(rig, "metrc_down", {{"a", 1}}), "/a: \"metrc_down\" takes no parameters");
  EXPECT_EQ(SetUpError(rig, "token_lifetime", {{"lifetime", "soon"}}),
            "/lifetime: \"soon\" is no length of time; write numbers with a unit each, as \"2s\"");
  EXPECT_EQ(SetUpError(rig, "user_exists", {{"username", "carol"}}),
            "a user needs \"username\", \"password\" and \"hostname\", three strings");
  EXPECT_EQ(SetUpError(rig, "user_exists", with(user, "password", 5)), "/password: 5 is no string");
  EXPECT_EQ(SetUpError(rig, "user_exists", with(user, "hostname", "example.com")),
            "/hostname: \"example.com\" is no host of Metrc's; write one as \"ca.metrc.com\"");
  EXPECT_EQ(SetUpError(rig, "user_exists", with(user, "hostname", "mi.metrc.com")),
            "a user at mi.metrc.com needs \"otp\", a code, or \"otp_seed\", base32");
  EXPECT_THAT(SetUpError(rig, "user_exists", with(user, "tier", "gold")),
              HasSubstr("/tier: \"gold\" is no tier; write \"manual\", "));
  EXPECT_EQ(SetUpError(rig, "subscription", {{"username", "nobody"}, {"hostname", "ca.metrc.com"}}),
            "/username: there is no user \"nobody\" at \"ca.metrc.com\"; name one of the world's");
  EXPECT_EQ(SetUpError(rig, "rate_limit_on", {{"requests", -1}}),
            "/requests: write how many requests a minute are taken, 0 to 1000000");
  EXPECT_EQ(SetUpError(rig, "route_limit", {{"operation", "whoami"}, {"requests", 1}}),
            "/operation: there is no operation \"whoami\"; write one as \"v2_auth_whoami_get\"");
  EXPECT_EQ(SetUpError(rig, "route_limit", {{"operation", "v2_auth_whoami_get"}}),
            "/requests: is missing; write how many a minute are taken");
  EXPECT_EQ(SetUpError(rig, "bad_login_status", {{"status", 500}}),
            "/status: write one of 400, 401, 403");
  EXPECT_EQ(SetUpError(rig, "bad_token_status", Json::object()), "/status: write one of 401, 422");
}

TEST(States, SessionsOverLeavesSecretKeys) {
  Rig rig;
  const std::string jwt = rig.Token();
  const std::string key = rig.SecretKey();

  rig.SetUp("sessions_over");

  EXPECT_EQ(rig.WhoAmI(jwt).status, 401);
  EXPECT_EQ(rig.StatusForKey(key), 200);
  EXPECT_EQ(rig.WhoAmI(rig.Token()).status, 200);
}

TEST(States, ServerRestartedEndsTokensAndLeavesSecretKeys) {
  Rig rig;
  const std::string jwt = rig.Token();
  const std::string key = rig.SecretKey();

  rig.SetUp("server_restarted");

  EXPECT_EQ(rig.WhoAmI(jwt).status, 401);
  EXPECT_EQ(rig.StatusForKey(key), 200);
}

TEST(States, UserExistsMakesAndChangesUsers) {
  Rig rig;
  const std::string key = rig.SecretKey();

  rig.SetUp("user_exists",
            {{"username", "zoë"}, {"password", "ö"}, {"hostname", "MI.metrc.com"}, {"otp", "1"}});
  rig.SetUp("user_exists",
            {{"username", "johndoe"}, {"password", "new"}, {"hostname", "ca.metrc.com"}});

  EXPECT_EQ(
      rig.LogIn(
             {{"username", "zoë"}, {"password", "ö"}, {"hostname", "mi.metrc.com"}, {"otp", "1"}})
          .status,
      200);
  EXPECT_EQ(rig.LogIn().status, 401);
  EXPECT_EQ(rig.LogIn({{"password", "new"}}).status, 200);
  EXPECT_EQ(rig.StatusForKey(key), 200);
}

TEST(States, SubscriptionCountsForNewTokens) {
  Rig rig;
  const std::string before = rig.Token();

  rig.SetUp("subscription",
            {{"username", "johndoe"}, {"hostname", "ca.metrc.com"}, {"tier", nullptr}});

  EXPECT_EQ(TextAt(BodyOf(rig.WhoAmI(before)), "/t3plusSubscriptionTier"), "team");
  EXPECT_THAT(rig.WhoAmI(rig.Token()).body,
              HasSubstr("\"hasT3plus\":false,\"t3plusSubscriptionTier\":null"));
}

TEST(States, RateLimitOnCountsFromThenOn) {
  Rig rig;
  const std::string jwt = rig.Token();

  rig.SetUp("rate_limit_on", {{"requests", 1}});

  EXPECT_EQ(rig.WhoAmI(jwt).status, 200);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 429);
}

TEST(States, RouteLimitHoldsWhereTheOtherIsOff) {
  Rig rig("documented");
  rig.SetUp("route_limit", {{"operation", "v2_auth_whoami_get"}, {"requests", 1}});
  const std::string jwt = rig.Token();

  EXPECT_EQ(rig.WhoAmI(jwt).status, 200);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 429);
  EXPECT_EQ(rig.LogIn().status, 200);
  rig.SetUp("rate_limit_off");
  EXPECT_EQ(rig.WhoAmI(jwt).status, 200);
}

TEST(States, StatusesOfRefusalsCanBeOthers) {
  Rig rig;
  rig.SetUp("bad_login_status", {{"status", 403}});
  rig.SetUp("bad_token_status", {{"status", 422}});

  const Response login = rig.LogIn({{"password", "wrong"}});
  EXPECT_EQ(login.status, 403);
  EXPECT_EQ(Type(login), "Forbidden");
  EXPECT_EQ(rig.UseApiKey("nobody's", "CA").status, 403);
  EXPECT_EQ(rig.WhoAmI("nonsense").status, 422);
  EXPECT_EQ(rig.Get("/v2/auth/whoami").status, 401) << "no token is no bad token";
}

TEST(States, OldHostnamesAreAList) {
  Rig rig;
  EXPECT_EQ(rig.LogIn({{"hostname", "zz.metrc.com"}}).status, 401);

  rig.SetUp("old_hostnames_on");

  EXPECT_EQ(rig.LogIn({{"hostname", "zz.metrc.com"}}).status, 400);
  EXPECT_EQ(rig.LogIn().status, 200);
}

TEST(States, MetrcDownIsSeenAfterAllOtherChecks) {
  Rig rig;
  const std::string jwt = rig.Token();

  rig.SetUp("metrc_down");

  EXPECT_EQ(rig.LogIn({{"password", "wrong"}}).status, 503);
  EXPECT_EQ(rig.UseApiKey("nobody's", "CA").status, 503);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 503);
  EXPECT_EQ(rig.LogIn({{"hostname", "mi.metrc.com"}}).status, 400);
  EXPECT_EQ(rig.WhoAmI("nonsense").status, 401);
}

TEST(States, ServerFailingIsSeenFirst) {
  Rig rig;

  rig.SetUp("server_failing");

  EXPECT_EQ(rig.PostJson("/v2/auth/credentials", "{").status, 500);
  EXPECT_EQ(rig.Get("/v2/auth/nope").status, 404);
}

}  // namespace
}  // namespace authmock::t3
