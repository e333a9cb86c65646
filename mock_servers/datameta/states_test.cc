#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/datameta/provider_rig.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr const char* kAliceMail = "alice@example.org";

std::string SetUpError(Rig& rig, std::string_view state, const Json& params = Json::object()) {
  const auto done = rig.provider().SetUp(state, params);
  return done ? "no error" : done.error().Text();
}

// Parameters for the states that cannot do without.
Json ParametersOf(std::string_view state) {
  if (state == "user_exists") return {{"email", "carol@example.org"}, {"password", "p"}};
  if (state == "user_disabled") return {{"email", kAliceMail}};
  if (state == "user_enabled") return {{"email", "dora@example.org"}};
  if (state == "reset_token_exists") return {{"email", kAliceMail}, {"token", "t"}};
  if (state == "max_expiration_days") return {{"days", 30}};
  return Json::object();
}

TEST(States, EachChangesTheWorld) {
  Rig lister;
  for (const ProviderState& state : lister.provider().States()) {
    Rig rig;
    if (state.name == "tfa_off") SetUpError(rig, "tfa_on");
    const Json before = rig.provider().World();

    EXPECT_EQ(SetUpError(rig, state.name, ParametersOf(state.name)), "no error");

    EXPECT_NE(rig.provider().World(), before) << state.name;
    EXPECT_THAT(state.says, HasSubstr(" ")) << state.name;
  }
}

TEST(States, NamesTheStatesThereAreWhenOneIsUnknown) {
  Rig rig;

  EXPECT_THAT(SetUpError(rig, "tfa"),
              HasSubstr("there is no state \"tfa\"; there are \"recorded_world\", "));
}

TEST(States, RefuseParametersOfNoUse) {
  Rig rig;

  EXPECT_EQ(SetUpError(rig, "user_exists", {{"email", "a@b"}}),
            "a user needs \"email\" and \"password\", two strings");
  EXPECT_EQ(SetUpError(rig, "user_disabled"), "/email: write the e-mail of a user");
  EXPECT_EQ(SetUpError(rig, "user_enabled", {{"email", "a@b"}}),
            "/email: there is no user \"a@b\"; the state \"user_exists\" makes one");
  EXPECT_EQ(SetUpError(rig, "reset_token_exists", {{"email", kAliceMail}}),
            "/token: write the token, a string");
  EXPECT_EQ(SetUpError(rig, "reset_token_exists",
                       {{"email", "bob@example.org"}, {"token", std::string(kAliceResetToken)}}),
            "/token: is another user's; give each its own");
  EXPECT_THAT(SetUpError(rig, "reset_token_exists",
                         {{"email", kAliceMail}, {"token", "t"}, {"lifetime", "soon"}}),
              HasSubstr("/lifetime: "));
  EXPECT_EQ(SetUpError(rig, "max_expiration_days", {{"days", -1}}),
            "/days: write how many days off an expiry may be, 0 to 36500");
}

TEST(States, RecordedWorldHoldsTheEndlessKeyAndNoSession) {
  Rig rig;
  const std::string session = TextAt(rig.provider().Advertise().given, "/user/session");
  ASSERT_EQ(rig.List(kAlice, {{"Cookie", "datameta=" + session}}).status, 200);

  ASSERT_EQ(SetUpError(rig, "recorded_world"), "no error");

  EXPECT_EQ(rig.List(kAlice, {{"Cookie", "datameta=" + session}}).status, 401);
  EXPECT_THAT(BodyOf(rig.List(kAlice, Rig::Bearer(kAliceKey))), SizeIs(4));
  EXPECT_EQ(rig.StatusFor("aliceforeverKey0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM"), 200);
}

TEST(States, UserExistsMakesOneOrSetsThePassword) {
  Rig rig;

  SetUpError(rig, "user_exists", {{"email", "Carol@Example.org"}, {"password", "Carol.Pass.1"}});
  SetUpError(rig, "user_exists", {{"email", kAliceMail}, {"password", "Alices.Pass.2"}});

  const Json carol = BodyOf(rig.LogIn("carol@example.org", "Carol.Pass.1"));
  EXPECT_EQ(TextAt(carol, "/userId/site"), "DMU-00000009");
  EXPECT_EQ(rig.LogIn(kAliceMail, "Alice.Pass.0001").status, 401);
  EXPECT_EQ(rig.LogIn(kAliceMail, "Alices.Pass.2").status, 200);
}

TEST(States, DisabledUsersAreBackWhenEnabled) {
  Rig rig("deployed@1.1.1");
  for (int i = 0; i < 4; ++i) rig.StatusFor(kAliceExpiredKey);

  SetUpError(rig, "user_disabled", {{"email", kAliceMail}});
  EXPECT_EQ(rig.StatusFor(kAliceKey), 401);
  SetUpError(rig, "user_enabled", {{"email", kAliceMail}});
  rig.StatusFor(kAliceExpiredKey);

  EXPECT_EQ(rig.StatusFor(kAliceKey), 200);
}

TEST(States, ResetTokensReplaceOneAnotherAndEnd) {
  Rig rig;
  SetUpError(rig, "reset_token_exists", {{"email", kAliceMail}, {"token", "first"}});
  SetUpError(rig, "reset_token_exists", {{"email", kAliceMail}, {"token", "second"}});
  SetUpError(rig, "reset_token_exists",
             {{"email", kAliceMail}, {"token", "first"}, {"lifetime", "1h"}});

  EXPECT_EQ(rig.Change("0", kAliceResetToken, "New.Passw0rd.1").status, 404);
  EXPECT_EQ(rig.Change("0", "second", "New.Passw0rd.1").status, 404);
  rig.clock().Advance(1h);
  EXPECT_EQ(rig.Change("0", "first", "short").status, 400);
  rig.clock().Advance(1ms);
  EXPECT_EQ(rig.Change("0", "first", "New.Passw0rd.1").status, 410);
}

TEST(States, MaxExpirationDaysIsTheDefaultToo) {
  Rig rig;
  SetUpError(rig, "max_expiration_days", {{"days", 30}});

  const Json key = BodyOf(rig.Create(R"({"label": "x"})", Rig::Bearer(kAliceKey)));
  const Response far =
      rig.Create(R"({"label": "x", "expires": "2026-01-31T00:00:00.001"})", Rig::Bearer(kAliceKey));

  EXPECT_EQ(TextAt(key, "/expires"), "2026-01-31T00:00:00");
  EXPECT_THAT(FirstFault(far), HasSubstr("which is 30 days."));
}

TEST(States, SecondFactorIsAnsweredByTheNewestOnly) {
  Rig rig("deployed@1.1.1");
  SetUpError(rig, "tfa_on");

  const Response changed = rig.Change("0", kAliceResetToken, "New.Passw0rd.1");

  EXPECT_THAT(TextAt(BodyOf(changed), "/tfaToken"), SizeIs(54));
  SetUpError(rig, "tfa_off");
  const Response again =
      rig.Change(kAlice, "New.Passw0rd.1", "New.Passw0rd.2", Rig::Bearer(kAliceKey));
  EXPECT_EQ(again.body, "{\"tfaToken\": \"\"}");
}

}  // namespace
}  // namespace authmock::datameta
