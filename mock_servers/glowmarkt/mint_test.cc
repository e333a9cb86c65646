#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/glowmarkt/provider_rig.h"

namespace authmock::glowmarkt {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Optional;

std::string MintError(Rig& rig, const MintOrder& order) {
  const auto token = rig.provider().Mint(order);
  return token ? "no error" : token.error().Text();
}

std::string Names(const std::string& jwt) {
  std::string names;
  const Json claims = ReadJwtClaims(jwt).value();  // items() does not keep it
  for (const auto& [name, value] : claims.items()) names += name + " ";
  return names;
}

TEST(Mint, MakesATokenLikeThatOfALogin) {
  Rig rig;

  const Token token = rig.provider().Mint({.account = "scotty"}).value();

  EXPECT_EQ(token.kind, "jwt");
  EXPECT_EQ(rig.StatusFor(token.text), 200);
  EXPECT_EQ(Names(token.text), "tokenHash iat exp ");
  EXPECT_EQ(Names(rig.Token()), "tokenHash iat exp ");
  EXPECT_EQ(TextAt(rig.ListFor(token.text), "/0/tokenId"), token.id);
}

TEST(Mint, EndsItWhenAsked) {
  Rig rig;
  const Token token = rig.provider().Mint({.account = "zaphod", .lifetime = Duration(90s)}).value();

  EXPECT_THAT(token.expires_at, Optional(rig.clock().Now() + 90s));
  rig.clock().Advance(90s);
  EXPECT_EQ(rig.StatusFor(token.text), 401);
}

TEST(Mint, MergesClaims) {
  Rig rig;
  const Json claims{{"exp", 1767225601}, {"more", true}};

  const Token token = rig.provider().Mint({.account = "scotty", .claims = claims}).value();

  EXPECT_EQ(BodyOf(rig.Check(token.text)).at("exp"), 1767225601);
  rig.clock().Advance(1s);
  EXPECT_EQ(rig.StatusFor(token.text), 401);
}

TEST(Mint, TakesClaimsOutOfEveryRange) {
  Rig rig;
  const Json wild[] = {{{"exp", 9223372036854775807}},
                       {{"exp", -1}},
                       {{"exp", "later"}},
                       {{"exp", nullptr}},
                       {{"nbf", "soon"}},
                       {{"nbf", 1e300}},
                       {{"tokenHash", 7}},
                       {{"tokenHash", ""}}};
  for (const Json& claims : wild) {
    const Token token = rig.provider().Mint({.account = "scotty", .claims = claims}).value();

    EXPECT_EQ(rig.StatusFor(token.text), 401) << claims;
  }
}

TEST(Mint, BuildsInFlawsThatAreRefused) {
  for (const Flaw flaw :
       {Flaw::kExpired, Flaw::kNotYetValid, Flaw::kWrongKey, Flaw::kAlgNone, Flaw::kWrongAudience,
        Flaw::kTruncated, Flaw::kAlteredPayload, Flaw::kNoSignature}) {
    Rig rig;
    const Token token = rig.provider().Mint({.account = "scotty", .flaw = flaw}).value();

    EXPECT_EQ(rig.StatusFor(token.text), 401) << FlawName(flaw);
    EXPECT_EQ(rig.Check(token.text, kOtherApplication).status, 401) << FlawName(flaw);
  }
}

TEST(Mint, NeverListsWhatIsForged) {
  Rig rig;
  for (const Flaw flaw : {Flaw::kWrongKey, Flaw::kAlgNone, Flaw::kWrongAudience, Flaw::kTruncated,
                          Flaw::kAlteredPayload, Flaw::kNoSignature}) {
    const Token token = rig.provider().Mint({.account = "scotty", .flaw = flaw}).value();
    EXPECT_EQ(token.kind, "forged") << FlawName(flaw);
  }
  rig.provider().Mint({.account = "scotty", .claims = {{"tokenHash", "00"}}}).value();

  EXPECT_EQ(rig.ListFor(rig.Token()).size(), 1);
}

TEST(Mint, MakesATokenThatBecomesValid) {
  Rig rig;
  const Token token =
      rig.provider().Mint({.account = "scotty", .flaw = Flaw::kNotYetValid}).value();

  rig.clock().Advance(1h);

  EXPECT_EQ(rig.StatusFor(token.text), 200);
}

TEST(Mint, MakesOauthTokens) {
  Rig rig;
  const Token token = rig.provider()
                          .Mint({.account = "scotty", .kind = "oauth", .lifetime = Duration(90s)})
                          .value();

  const Json listed = rig.ListFor(rig.Token()).at(0);

  EXPECT_EQ(listed, (Json{{"authenticationFramework", "oauth"},
                          {"createdAt", "2026-01-01T00:00:00.000Z"},
                          {"expiresAt", "2026-01-01T00:01:30.000Z"},
                          {"grant_type", "refresh_token"},
                          {"tokenId", token.id},
                          {"userId", "69f464fa-bca2-4f2a-83b1-0c69819c5cd0"}}));
}

TEST(Mint, SaysWhyItCannot) {
  Rig rig;

  EXPECT_EQ(MintError(rig, {.account = "Scotty"}),
            "/account: there is no user \"Scotty\"; name the username of one of the world's");
  EXPECT_EQ(MintError(rig, {.account = "scotty", .kind = "cookie"}),
            "/kind: \"cookie\" is no kind of token here; write \"jwt\" or \"oauth\"");
  EXPECT_EQ(MintError(rig, {.account = "scotty", .claims = Json::array({1})}),
            "/claims: claims are an object, as {\"exp\": 1767225600}");
  EXPECT_THAT(MintError(rig, {.account = "scotty", .kind = "oauth", .flaw = Flaw::kExpired}),
              HasSubstr("/flaw: an OAuth token cannot be \"expired\""));
  EXPECT_EQ(MintError(rig, {.account = "scotty", .kind = "oauth", .claims = {{"a", 1}}}),
            "/claims: an OAuth token has no claims; leave them out");
}

TEST(Revoke, EndsTokensOfEitherKind) {
  Rig rig;
  const Token jwt = rig.provider().Mint({.account = "scotty"}).value();
  const Token oauth = rig.provider().Mint({.account = "scotty", .kind = "oauth"}).value();

  EXPECT_TRUE(rig.provider().Revoke(jwt.id));
  EXPECT_TRUE(rig.provider().Revoke(oauth.id));

  EXPECT_EQ(rig.StatusFor(jwt.text), 401);
  EXPECT_EQ(rig.ListFor(rig.Token()).size(), 1);
  EXPECT_FALSE(rig.provider().Revoke("no such id"));
}

}  // namespace
}  // namespace authmock::glowmarkt
