#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/datameta/provider_rig.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;
using ::testing::MatchesRegex;
using ::testing::Optional;

constexpr const char* kAliceMail = "alice@example.org";

std::string MintError(const MintOrder& order) {
  Rig rig;
  const auto token = rig.provider().Mint(order);
  return token ? "no error" : token.error().Text();
}

TEST(Mint, MakesAKeyLikeTheServersOwn) {
  Rig rig;

  const Token token = rig.provider().Mint({.account = kAliceMail}).value();

  EXPECT_EQ(token.kind, "api_key");
  EXPECT_THAT(token.text, MatchesRegex("[A-Za-z0-9]{64}"));
  EXPECT_THAT(token.expires_at, Optional(rig.clock().Now() + 24h * 365));
  EXPECT_EQ(rig.StatusFor(token.text), 200);
}

TEST(Mint, MakesASession) {
  Rig rig;

  const Token token = rig.provider().Mint({.account = kAliceMail, .kind = "session"}).value();

  EXPECT_THAT(token.text, MatchesRegex("[0-9a-f]{72}"));
  EXPECT_EQ(rig.List(kAlice, {{"Cookie", "datameta=" + token.text}}).status, 200);
}

TEST(Mint, MakesAResetTokenInPlaceOfTheUsersOwn) {
  Rig rig;

  const Token token = rig.provider().Mint({.account = kAliceMail, .kind = "reset_token"}).value();

  EXPECT_THAT(token.text, MatchesRegex("[A-Za-z0-9_-]{54}"));
  EXPECT_THAT(token.expires_at, Optional(rig.clock().Now() + 10min));
  EXPECT_EQ(rig.Change("0", kAliceResetToken, "New.Passw0rd.1").status, 404);
  EXPECT_EQ(rig.Change("0", token.text, "New.Passw0rd.1").status, 204);
}

TEST(Mint, EndsItWhenAsked) {
  Rig rig;
  const Token token =
      rig.provider().Mint({.account = kAliceMail, .lifetime = Duration(90s)}).value();

  EXPECT_EQ(rig.StatusFor(token.text), 200);
  rig.clock().Advance(90s);
  EXPECT_EQ(rig.StatusFor(token.text), 401);
}

TEST(Mint, BuildsInFlawsThatAreRefused) {
  Rig rig;
  const auto mint = [&](std::string kind, Flaw flaw) {
    return rig.provider()
        .Mint({.account = kAliceMail, .kind = std::move(kind), .flaw = flaw})
        ->text;
  };

  EXPECT_EQ(rig.StatusFor(mint("api_key", Flaw::kExpired)), 401);
  EXPECT_EQ(rig.StatusFor(mint("api_key", Flaw::kTruncated)), 401);
  EXPECT_EQ(rig.List(kAlice, {{"Cookie", "datameta=" + mint("session", Flaw::kTruncated)}}).status,
            401);
  EXPECT_EQ(rig.Change("0", mint("reset_token", Flaw::kExpired), "New.Passw0rd.1").status, 410);
  EXPECT_EQ(rig.Change("0", mint("reset_token", Flaw::kTruncated), "New.Passw0rd.1").status, 404);
}

TEST(Mint, RefusesWhatNoCredentialCanBe) {
  EXPECT_EQ(MintError({.account = "nobody"}),
            "/account: there is no user \"nobody\"; write the e-mail of one of the world's");
  EXPECT_EQ(MintError({.account = kAliceMail, .kind = "jwt"}),
            "/kind: \"jwt\" is no kind of token here; write \"api_key\", \"session\" or "
            "\"reset_token\"");
  EXPECT_EQ(MintError({.account = kAliceMail, .claims = {{"a", 1}}}),
            "/claims: credentials of this API are opaque and have no claims; leave them out");
  EXPECT_EQ(MintError({.account = kAliceMail, .kind = "session", .lifetime = Duration(1s)}),
            "/lifetime: a session has no end; leave it out");
  EXPECT_EQ(MintError({.account = kAliceMail, .flaw = Flaw::kAlgNone}),
            "/flaw: a credential of this kind cannot be \"alg_none\"; it can be \"truncated\" or "
            "\"expired\"");
  EXPECT_EQ(MintError({.account = kAliceMail, .kind = "session", .flaw = Flaw::kExpired}),
            "/flaw: a credential of this kind cannot be \"expired\"; it can be \"truncated\"");
}

TEST(Revoke, EndsEveryKindAtOnce) {
  Rig rig;
  const auto mint = [&](std::string kind) {
    return rig.provider().Mint({.account = kAliceMail, .kind = std::move(kind)}).value();
  };
  const Token key = mint("api_key");
  const Token session = mint("session");
  const Token reset_token = mint("reset_token");

  for (const Token& token : {key, session, reset_token}) {
    EXPECT_TRUE(rig.provider().Revoke(token.id));
    EXPECT_TRUE(rig.provider().tokens().FindById(token.id)->revoked_at.has_value());
  }

  EXPECT_EQ(rig.StatusFor(key.text), 401);
  EXPECT_EQ(rig.List(kAlice, {{"Cookie", "datameta=" + session.text}}).status, 401);
  EXPECT_EQ(rig.Change("0", reset_token.text, "New.Passw0rd.1").status, 404);
  EXPECT_FALSE(rig.provider().Revoke("nothing"));
}

TEST(Revoke, LeavesTheResetTokenThatCameAfter) {
  Rig rig;
  const auto set_up = [&] {
    rig.provider().SetUp("reset_token_exists", {{"email", kAliceMail}, {"token", "t"}});
    return rig.provider().tokens().FindByText("reset_token", "t")->id;
  };
  const std::string first = set_up();
  set_up();

  EXPECT_FALSE(rig.provider().Revoke(first));
  EXPECT_EQ(rig.Change("0", "t", "New.Passw0rd.1").status, 204);
}

}  // namespace
}  // namespace authmock::datameta
