#include "base/jwt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "base/crypto.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

// RFC 7515, appendix A.1.
constexpr char kRfcSecret[] =
    "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
constexpr char kRfcToken[] =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

const JwtKey& Key() {
  static const JwtKey kKey = JwtKey::Hmac("secret");
  return kKey;
}

const Json kClaims = {{"sub", "alice"}, {"id", 7}};

// A token of any header and claims, signed with Key() by HS256.
std::string Signed(std::string_view header, std::string_view claims) {
  const std::string text = Base64UrlEncode(header) + '.' + Base64UrlEncode(claims);
  return text + '.' + Base64UrlEncode(Key().Sign(text, JwtAlgorithm::kHs256));
}

std::string WhyNot(std::string_view token) {
  const Result<Json> claims = VerifyJwt(token, Key());
  return claims ? "it is valid" : claims.error().Text();
}

TEST(VerifyJwt, AcceptsTheTokenOfRfc7515) {
  const JwtKey key = JwtKey::Hmac(*Base64UrlDecode(kRfcSecret));

  const Result<Json> claims = VerifyJwt(kRfcToken, key);

  ASSERT_TRUE(claims) << claims.error().Text();
  EXPECT_EQ(claims->dump(), R"({"iss":"joe","exp":1300819380,"http://example.com/is_root":true})");
}

TEST(VerifyJwt, RefusesTheTokenOfRfc7515UnderAnotherKey) {
  EXPECT_EQ(WhyNot(kRfcToken), "the token's signature is not one of this key by HS256");
}

TEST(SignJwt, WritesHeaderAndClaimsInOrder) {
  EXPECT_EQ(SignJwt(kClaims, Key()),
            Signed(R"({"alg":"HS256","typ":"JWT"})", R"({"sub":"alice","id":7})"));
}

TEST(SignJwt, WritesFurtherHeadersAfterItsOwn) {
  const std::string token =
      SignJwt(kClaims, Key(), JwtAlgorithm::kHs256, {{"kid", "k1"}, {"alg", "none"}});

  EXPECT_EQ(token,
            Signed(R"({"alg":"HS256","typ":"JWT","kid":"k1"})", R"({"sub":"alice","id":7})"));
}

TEST(SignJwt, IsAcceptedUnderEachHmacAlgorithm) {
  for (const JwtAlgorithm algorithm :
       {JwtAlgorithm::kHs256, JwtAlgorithm::kHs384, JwtAlgorithm::kHs512}) {
    EXPECT_EQ(VerifyJwt(SignJwt(kClaims, Key(), algorithm), Key()), kClaims)
        << JwtAlgorithmName(algorithm);
  }
}

TEST(VerifyJwt, ChecksTheSignatureByTheAlgorithmOfTheHeader) {
  const std::string text = Base64UrlEncode(R"({"alg":"HS512"})") + '.' + Base64UrlEncode("{}");
  const std::string token = text + '.' + Base64UrlEncode(Key().Sign(text, JwtAlgorithm::kHs256));

  EXPECT_EQ(WhyNot(token), "the token's signature is not one of this key by HS512");
}

TEST(VerifyJwt, RefusesTheAlgorithmNoneInAnySpelling) {
  for (const std::string name : {"none", "None", "NONE", "nOnE", ""}) {
    const std::string header = Base64UrlEncode(R"({"alg":")" + name + "\"}");

    EXPECT_EQ(WhyNot(header + ".e30."),
              "the token's algorithm \"" + name + "\" is none of HS256, HS384, HS512, RS256");
  }
}

TEST(VerifyJwt, RefusesAnAlgorithmThatDoesNotFitTheKey) {
  EXPECT_EQ(WhyNot(Signed(R"({"alg":"RS256"})", "{}")),
            "the token's signature is not one of this key by RS256");
}

TEST(VerifyJwt, RefusesAnAlgorithmThatIsNoString) {
  EXPECT_THAT(WhyNot(Signed(R"({"alg":["HS256"]})", "{}")), HasSubstr("algorithm \"\" is none of"));
  EXPECT_THAT(WhyNot(Signed("{}", "{}")), HasSubstr("algorithm \"\" is none of"));
}

TEST(VerifyJwt, RefusesCriticalExtensions) {
  EXPECT_EQ(WhyNot(Signed(R"({"alg":"HS256","crit":["exp"]})", "{}")),
            "the token's header has critical extensions");
}

TEST(VerifyJwt, RefusesAnythingButThreeParts) {
  for (const std::string_view token : {"", "a", "a.b", ".", "a.b.c.d", "...."}) {
    EXPECT_EQ(WhyNot(token), "the token is not three parts with dots between them") << token;
  }
}

TEST(VerifyJwt, RefusesPartsThatAreNotBase64Url) {
  const std::string header = Base64UrlEncode(R"({"alg":"HS256"})");

  EXPECT_EQ(WhyNot("!." + Base64UrlEncode("{}") + ".aa"),
            "the token's header is not base64url without padding");
  EXPECT_EQ(WhyNot(header + ".e30.a=b="), "the token's signature is not base64url without padding");
  const std::string bad_claims = header + ".e30=";
  EXPECT_EQ(
      WhyNot(bad_claims + '.' + Base64UrlEncode(Key().Sign(bad_claims, JwtAlgorithm::kHs256))),
      "the token's payload is not base64url without padding");
}

TEST(VerifyJwt, RefusesAHeaderThatIsNoObject) {
  for (const std::string_view header : {"", "[]", "\"HS256\"", "{", "{}{}", "null"}) {
    EXPECT_EQ(WhyNot(Signed(header, "{}")), "the token's header is no JSON object") << header;
  }
}

TEST(VerifyJwt, RefusesClaimsThatAreNoObjectThoughTheyAreSigned) {
  for (const std::string_view claims : {"", "[]", "7", "{\"a\":", "{} x", "null"}) {
    EXPECT_EQ(WhyNot(Signed(R"({"alg":"HS256"})", claims)), "the token's payload is no JSON object")
        << claims;
  }
}

TEST(VerifyJwt, DoesNotLookAtTheUnusedBitsOfTheSignature) {
  std::string token = SignJwt(kClaims, Key());
  // 32 bytes leave the last character with two unused bits.
  const std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  token.back() = alphabet[alphabet.find(token.back()) + 1];

  EXPECT_EQ(WhyNot(token), "it is valid");
}

TEST(VerifyJwt, RefusesAShortenedAndAnEmptySignature) {
  const std::string token = SignJwt(kClaims, Key());

  EXPECT_THAT(WhyNot(token.substr(0, token.size() - 4)), HasSubstr("signature is not one of"));
  EXPECT_THAT(WhyNot(token.substr(0, token.rfind('.') + 1)), HasSubstr("signature is not one of"));
}

TEST(ReadJwtClaims, DoesNotLookAtHeaderAndSignature) {
  EXPECT_EQ(ReadJwtClaims("?." + Base64UrlEncode(R"({"a":1})") + ".?"), (Json{{"a", 1}}));
}

TEST(ReadJwtClaims, RefusesClaimsThatAreNoObject) {
  EXPECT_EQ(ReadJwtClaims("a.W10.c").error().Text(), "the token's payload is no JSON object");
  EXPECT_FALSE(ReadJwtClaims("a.e30"));
}

RC_GTEST_PROP(VerifyJwt, ReadsWhatWasSigned, (const std::map<std::string, int>& members)) {
  Json claims = Json::object();
  for (const auto& [name, value] : members) claims[Base64Encode(name)] = value;

  RC_ASSERT(VerifyJwt(SignJwt(claims, Key()), Key()) == claims);
}

RC_GTEST_PROP(VerifyJwt, RefusesATokenWithAChangedCharacter, (char c)) {
  const std::string token = SignJwt(kClaims, Key());
  std::string changed = token;
  // The last character's unused bits may change freely.
  changed[*rc::gen::inRange<std::size_t>(0, token.size() - 1)] = c;
  RC_PRE(changed != token);

  RC_ASSERT(!VerifyJwt(changed, Key()));
}

}  // namespace
}  // namespace authmock
