#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/t3/provider_rig.h"

namespace authmock::t3 {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Optional;

std::string MintError(Rig& rig, const MintOrder& order) {
  const auto token = rig.provider().Mint(order);
  return token ? "no error" : token.error().Text();
}

TEST(Mint, MakesATokenLikeThatOfALogin) {
  Rig rig;
  const auto names = [](const std::string& jwt) {
    std::vector<std::string> found;
    const Json claims = ReadJwtClaims(jwt).value();  // items() does not keep it
    for (const auto& [name, value] : claims.items()) found.push_back(name);
    return found;
  };

  const Token token = rig.provider().Mint({.account = "ca.metrc.com__johndoe"}).value();

  EXPECT_EQ(token.kind, "jwt");
  EXPECT_EQ(rig.WhoAmI(token.text).status, 200);
  EXPECT_EQ(names(token.text), names(rig.Token()));
}

TEST(Mint, FindsUsersByNameToo) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "janedoe"}).value();

  EXPECT_EQ(token.account, "mi.metrc.com__janedoe");
  EXPECT_EQ(TextAt(BodyOf(rig.WhoAmI(token.text)), "/username"), "janedoe");
}

TEST(Mint, EndsItWhenAsked) {
  Rig rig;
  const Token token =
      rig.provider().Mint({.account = "johndoe", .lifetime = Duration(90s)}).value();

  EXPECT_THAT(token.expires_at, Optional(rig.clock().Now() + 90s));
  rig.clock().Advance(90s);
  EXPECT_EQ(rig.WhoAmI(token.text).status, 401);
}

TEST(Mint, MergesClaims) {
  Rig rig;
  const Json claims{{"authMode", "SOMETHING_NEW"}, {"jti", "mine"}};

  const Token token = rig.provider().Mint({.account = "johndoe", .claims = claims}).value();

  EXPECT_EQ(token.id, "mine");
  EXPECT_EQ(TextAt(BodyOf(rig.WhoAmI(token.text)), "/authMode"), "SOMETHING_NEW");
}

TEST(Mint, MakesTokensWhoseClaimsAreRefused) {
  Rig rig;

  for (const Json& claims :
       {Json{{"exp", "2100-01-01"}}, Json{{"exp", nullptr}}, Json{{"iat", 4102444800}},
        Json{{"nbf", "soon"}}, Json{{"username", 5}}, Json{{"username", "janedoe"}},
        Json{{"t3plusSubscriptionTier", "gold"}}, Json{{"hasT3plus", "true"}},
        Json{{"credentialKey", nullptr}}, Json{{"type", "refresh"}}}) {
    const Token token = rig.provider().Mint({.account = "johndoe", .claims = claims}).value();

    EXPECT_EQ(rig.WhoAmI(token.text).status, 401) << WriteJson(claims);
  }
}

TEST(Mint, BuildsInFlawsThatAreRefused) {
  for (const Flaw flaw :
       {Flaw::kExpired, Flaw::kNotYetValid, Flaw::kWrongKey, Flaw::kAlgNone, Flaw::kWrongAudience,
        Flaw::kTruncated, Flaw::kAlteredPayload, Flaw::kNoSignature}) {
    Rig rig;
    const Token token = rig.provider().Mint({.account = "johndoe", .flaw = flaw}).value();

    EXPECT_EQ(rig.WhoAmI(token.text).status, 401) << FlawName(flaw);
  }
}

TEST(Mint, MakesATokenThatBecomesValid) {
  Rig rig("documented");
  const Token token =
      rig.provider().Mint({.account = "johndoe", .flaw = Flaw::kNotYetValid}).value();

  rig.clock().Advance(1h);

  EXPECT_EQ(rig.WhoAmI(token.text).status, 200);
}

TEST(Mint, MakesRefreshTokens) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "johndoe", .kind = "refresh_token"}).value();

  EXPECT_EQ(TextAt(*ReadJwtClaims(token.text), "/type"), "refresh");
  EXPECT_EQ(rig.WhoAmI(token.text).status, 401);
}

TEST(Mint, MakesSecretKeysWhichEndEarlierOnes) {
  Rig rig;
  const std::string earlier = rig.SecretKey();

  const Token token = rig.provider().Mint({.account = "johndoe", .kind = "secret_key"}).value();

  EXPECT_EQ(rig.StatusForKey(token.text), 200);
  EXPECT_EQ(rig.StatusForKey(earlier), 401);
}

TEST(Mint, SaysWhyItCannot) {
  Rig rig;
  rig.provider().Mint({.account = "johndoe", .claims = {{"jti", "mine"}}}).value();

  EXPECT_EQ(MintError(rig, {.account = "nobody"}),
            "/account: there is no user \"nobody\"; name one of the world's, as "
            "\"ca.metrc.com__johndoe\"");
  EXPECT_EQ(MintError(rig, {.account = "johndoe", .kind = "cookie"}),
            "/kind: \"cookie\" is no kind of token here; write \"jwt\", \"refresh_token\" or "
            "\"secret_key\"");
  EXPECT_EQ(MintError(rig, {.account = "johndoe", .claims = {{"jti", "mine"}}}),
            "/claims/jti: \"mine\" is another token's; leave it out for a new one");
  EXPECT_EQ(MintError(rig, {.account = "johndoe", .claims = Json::array({1})}),
            "/claims: claims are an object, as {\"authMode\": \"API_KEY\"}");
  EXPECT_THAT(MintError(rig, {.account = "johndoe", .kind = "secret_key", .flaw = Flaw::kExpired}),
              HasSubstr("/flaw: a secret key cannot be \"expired\""));
  EXPECT_EQ(MintError(rig, {.account = "johndoe", .kind = "secret_key", .lifetime = Duration(1s)}),
            "/lifetime: a secret key has no end; leave it out");
  EXPECT_EQ(MintError(rig, {.account = "johndoe", .kind = "secret_key", .claims = {{"a", 1}}}),
            "/claims: a secret key has no claims; leave them out");
}

TEST(Revoke, EndsTokensAndSecretKeys) {
  Rig rig;
  const Token jwt = rig.provider().Mint({.account = "johndoe"}).value();
  const Token key = rig.provider().Mint({.account = "johndoe", .kind = "secret_key"}).value();

  EXPECT_TRUE(rig.provider().Revoke(jwt.id));
  EXPECT_TRUE(rig.provider().Revoke(key.id));

  EXPECT_EQ(rig.WhoAmI(jwt.text).status, 401);
  EXPECT_EQ(Message(rig.Get("/v2/packages/active/report?secretKey=" + key.text)),
            "401 Unauthorized: This secret key was revoked");
  EXPECT_FALSE(rig.provider().Revoke("no such id"));
}

}  // namespace
}  // namespace authmock::t3
