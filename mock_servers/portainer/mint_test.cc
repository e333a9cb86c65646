#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/portainer/provider_rig.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Optional;

std::string MintError(Rig& rig, const MintOrder& order) {
  const auto token = rig.provider().Mint(order);
  return token ? "no error" : token.error().Text();
}

TEST(Mint, MakesASessionLikeThatOfALogin) {
  Rig rig;
  const auto names = [](const std::string& jwt) {
    std::vector<std::string> found;
    const Json claims = ReadJwtClaims(jwt).value();  // items() does not keep it
    for (const auto& [name, value] : claims.items()) found.push_back(name);
    return found;
  };

  const Token token = rig.provider().Mint({.account = "Admin"}).value();

  EXPECT_EQ(token.kind, "jwt");
  EXPECT_EQ(rig.StatusFor(token.text), 200);
  EXPECT_EQ(names(token.text), names(rig.Token()));
}

TEST(Mint, EndsItWhenAsked) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "bob", .lifetime = Duration(90s)}).value();

  EXPECT_THAT(token.expires_at, Optional(rig.clock().Now() + 90s));
  rig.clock().Advance(90s);
  EXPECT_EQ(rig.StatusFor(token.text), 401);
}

TEST(Mint, MergesClaims) {
  Rig rig;
  const Json claims{{"role", 1}, {"jti", "mine"}};

  const Token token = rig.provider().Mint({.account = "bob", .claims = claims}).value();

  EXPECT_EQ(token.id, "mine");
  EXPECT_EQ(rig.Get("/api/settings", Rig::Bearer(token.text)).status, 200);
}

TEST(Mint, TakesClaimsOutOfEveryRange) {
  Rig rig;
  const Json claims{{"id", 4294967297}, {"exp", 9223372036854775807}};

  const Token token = rig.provider().Mint({.account = "admin", .claims = claims}).value();

  EXPECT_EQ(token.expires_at, std::nullopt);
  EXPECT_EQ(rig.StatusFor(token.text), 401);
}

TEST(Mint, SignsTheKubeconfigScopeWithItsOwnKeyThatSurvivesRestarts) {
  Rig rig;
  const Json claims{{"scope", "kubeconfig"}};
  const Token token = rig.provider().Mint({.account = "bob", .claims = claims}).value();

  rig.provider().SetUp("server_restarted", Json::object());

  EXPECT_EQ(rig.StatusFor(token.text), 200);
}

TEST(Mint, BuildsInFlawsThatAreRefused) {
  for (const Flaw flaw : {Flaw::kExpired, Flaw::kNotYetValid, Flaw::kWrongKey, Flaw::kAlgNone,
                          Flaw::kTruncated, Flaw::kAlteredPayload, Flaw::kNoSignature}) {
    Rig rig;
    const Token token = rig.provider().Mint({.account = "admin", .flaw = flaw}).value();

    EXPECT_EQ(rig.StatusFor(token.text), 401) << FlawName(flaw);
  }
}

TEST(Mint, MakesATokenThatBecomesValid) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "admin", .flaw = Flaw::kNotYetValid}).value();

  rig.clock().Advance(1h);

  EXPECT_EQ(rig.StatusFor(token.text), 200);
}

TEST(Mint, MakesApiKeys) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "bob", .kind = "api_key"}).value();

  const Response me = rig.Get("/api/users/me", {{"X-API-KEY", token.text}});

  EXPECT_THAT(me.body, HasSubstr("\"Username\":\"bob\""));
}

TEST(Mint, SaysWhyItCannot) {
  Rig rig;
  rig.provider().Mint({.account = "bob", .claims = {{"jti", "mine"}}}).value();

  EXPECT_EQ(MintError(rig, {.account = "nobody"}),
            "/account: there is no user \"nobody\"; name one of the world's");
  EXPECT_EQ(MintError(rig, {.account = "bob", .kind = "cookie"}),
            "/kind: \"cookie\" is no kind of token here; write \"jwt\" or \"api_key\"");
  EXPECT_EQ(MintError(rig, {.account = "bob", .claims = {{"jti", "mine"}}}),
            "/claims/jti: \"mine\" is another token's; leave it out for a new one");
  EXPECT_EQ(MintError(rig, {.account = "bob", .claims = Json::array({1})}),
            "/claims: claims are an object, as {\"role\": 2}");
  EXPECT_THAT(MintError(rig, {.account = "bob", .flaw = Flaw::kWrongAudience}),
              HasSubstr("/flaw: tokens of this API have no audience"));
  EXPECT_THAT(MintError(rig, {.account = "bob", .kind = "api_key", .flaw = Flaw::kExpired}),
              HasSubstr("/flaw: an API key cannot be \"expired\""));
  EXPECT_EQ(MintError(rig, {.account = "bob", .kind = "api_key", .lifetime = Duration(1s)}),
            "/lifetime: an API key has no end; leave it out");
  EXPECT_EQ(MintError(rig, {.account = "bob", .kind = "api_key", .claims = {{"a", 1}}}),
            "/claims: an API key has no claims; leave them out");
}

TEST(Revoke, EndsSessionsAndKeys) {
  Rig rig;
  const Token session = rig.provider().Mint({.account = "bob"}).value();
  const Token key = rig.provider().Mint({.account = "bob", .kind = "api_key"}).value();

  EXPECT_TRUE(rig.provider().Revoke(session.id));
  EXPECT_TRUE(rig.provider().Revoke(key.id));

  EXPECT_EQ(rig.StatusFor(session.text), 401);
  EXPECT_EQ(rig.Get("/api/users/me", {{"X-API-KEY", key.text}}).status, 401);
  EXPECT_FALSE(rig.provider().Revoke("no such id"));
}

}  // namespace
}  // namespace authmock::portainer
