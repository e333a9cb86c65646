#include "base/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kJwt = "eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.c2lnbmF0dXJl";

std::string JwtDigest() { return Redactor::Digest(kJwt); }

TEST(Digest, IsTheStartOfSha256) { EXPECT_EQ(Redactor::Digest("abc"), "<sha256:ba7816bf8f01>"); }

TEST(Digest, OfADigestIsItself) {
  EXPECT_EQ(Redactor::Digest("<sha256:ba7816bf8f01>"), "<sha256:ba7816bf8f01>");
}

TEST(RedactHeader, KeepsTheSchemeOfAuthorization) {
  const Redactor redactor;

  EXPECT_EQ(redactor.HeaderValue("Authorization", "Bearer abc"), "Bearer <sha256:ba7816bf8f01>");
  EXPECT_EQ(redactor.HeaderValue("authorization", "bearer  abc"), "bearer  <sha256:ba7816bf8f01>");
  EXPECT_EQ(redactor.HeaderValue("Proxy-Authorization", "Basic YTpi"), "Basic ***");
}

TEST(RedactHeader, MasksATokenWithoutScheme) {
  const Redactor redactor;

  EXPECT_EQ(redactor.HeaderValue("Authorization", "abc"), "<sha256:ba7816bf8f01>");
  EXPECT_EQ(redactor.HeaderValue("Authorization", "Bearer"), "Bearer");
  EXPECT_EQ(redactor.HeaderValue("Authorization", ""), "");
}

TEST(RedactHeader, MasksNamesThatMeanASecret) {
  const Redactor redactor({.headers = {"x-seal"}});

  for (const char* name : {"X-API-Key", "Token", "X-CSRF-Token", "x-seal", "X-SEAL"}) {
    EXPECT_EQ(redactor.HeaderValue(name, "abc"), "<sha256:ba7816bf8f01>") << name;
  }
  EXPECT_EQ(redactor.HeaderValue("X-Password", "abc"), "***");
  EXPECT_EQ(redactor.HeaderValue("Content-Type", "abc"), "abc");
}

TEST(RedactHeader, MasksCookiesOneByOne) {
  const Redactor redactor({.cookies = {"seal"}});

  EXPECT_EQ(redactor.HeaderValue("Cookie", "a=1; Seal=abc; b=" + std::string(kJwt)),
            "a=1; Seal=<sha256:ba7816bf8f01>; b=" + JwtDigest());
  EXPECT_EQ(redactor.HeaderValue("Cookie", "seal=\"abc\"; loose"),
            "seal=\"<sha256:ba7816bf8f01>\"; loose");
}

TEST(RedactHeader, LeavesTheAttributesOfSetCookie) {
  const Redactor redactor({.cookies = {"seal", "path"}});

  EXPECT_EQ(redactor.HeaderValue("Set-Cookie", "seal=abc; Path=/; HttpOnly"),
            "seal=<sha256:ba7816bf8f01>; Path=/; HttpOnly");
}

TEST(RedactHeader, MasksTheQueryOfALocation) {
  EXPECT_EQ(Redactor().HeaderValue("Location", "/done?code=abc&state=1"),
            "/done?code=<sha256:ba7816bf8f01>&state=1");
}

TEST(RedactTarget, MasksParametersByName) {
  const Redactor redactor({.passwords = {"pin"}, .tokens = {"ticket"}});

  EXPECT_EQ(redactor.Target("/p?Ticket=abc&x=%31&PIN=12&pass%77ord=q&secretKey=abc&e=&f"),
            "/p?Ticket=<sha256:ba7816bf8f01>&x=%31&PIN=***&pass%77ord=***"
            "&secretKey=<sha256:ba7816bf8f01>&e=&f");
}

TEST(RedactTarget, DigestsTheDecodedValue) {
  EXPECT_EQ(Redactor().Target("/?token=%61bc"), "/?token=<sha256:ba7816bf8f01>");
}

TEST(RedactTarget, FindsTokensInPathsAndEncodings) {
  const std::string jwt(kJwt);

  EXPECT_EQ(Redactor().Target("/verify/" + jwt + "/x"), "/verify/" + JwtDigest() + "/x");
  EXPECT_EQ(Redactor().Target("/?q=%65" + jwt.substr(1)), "/?q=" + JwtDigest());
}

TEST(RedactBody, MasksJsonMembersAtAnyDepth) {
  const Redactor redactor({.passwords = {"pin"}, .tokens = {"ticket"}});

  EXPECT_EQ(
      redactor.Body("application/json",
                    R"({"Password":"p","a":[{"TICKET":"abc","pin":1234,"n":1}],"token":null})"),
      R"({"Password":"***","a":[{"TICKET":"<sha256:ba7816bf8f01>","pin":"***","n":1}],)"
      R"("token":null})");
}

TEST(RedactBody, MasksWhatStandsBelowASecretMember) {
  EXPECT_EQ(
      Redactor().Body("application/json", R"({"secret":{"a":["x",{"token":"abc"}],"b":true}})"),
      R"({"secret":{"a":["***",{"token":"<sha256:ba7816bf8f01>"}],"b":true}})");
}

TEST(RedactBody, KnowsTheSpellingsOfCommonNames) {
  for (const char* name :
       {"password", "newPassword", "passwd", "client_secret", "ClientSecret", "otp", "access_token",
        "refreshToken", "id-token", "jwt", "api_key", "rawAPIKey", "secretKey", "authorization"}) {
    const std::string body = WriteJson(Json{{name, "visible"}});
    EXPECT_THAT(Redactor().Body("application/json", body), Not(HasSubstr("visible"))) << name;
  }
}

TEST(RedactBody, LeavesHarmlessNeighboursOfThoseNames) {
  const std::string body =
      R"({ "token_type": "bearer", "tokenExpiry": "8h", "code": "e7", "passwordHint": "h" })";

  EXPECT_EQ(Redactor().Body("application/json", body), body);
}

TEST(RedactBody, MasksWholeWhatShouldBeJson) {
  EXPECT_EQ(Redactor().Body("application/json", "{\"password\":\"p"),
            "*** (14 bytes that are not JSON)");
  EXPECT_EQ(Redactor().Body("text/plain", " {password: p}"), "*** (14 bytes that are not JSON)");
  EXPECT_EQ(Redactor().Body("application/problem+json", "{} p"), "*** (4 bytes that are not JSON)");
}

TEST(RedactBody, ReadsJsonAndFormsWhateverTheirType) {
  EXPECT_EQ(Redactor().Body("", "{\"password\":\"p\"}"), "{\"password\":\"***\"}");
  EXPECT_EQ(Redactor().Body("application/x-www-form-urlencoded", "{\"password\":\"p\"}"),
            "{\"password\":\"***\"}");
  EXPECT_EQ(Redactor().Body("text/plain", "username=a&password=p"), "username=a&password=***");
}

TEST(RedactBody, HidesATwinToo) {
  EXPECT_THAT(Redactor().Body("application/json", R"({"password":"one","password":"***"})"),
              Not(HasSubstr("one")));
}

TEST(RedactBody, MasksFormsFieldByField) {
  EXPECT_EQ(Redactor().Body("application/x-www-form-urlencoded; charset=utf-8",
                            "grant_type=code&code=abc&client_secret=s+x&note=a+b"),
            "grant_type=code&code=<sha256:ba7816bf8f01>&client_secret=***&note=a+b");
}

TEST(RedactBody, FindsTokensInAnyText) {
  const std::string jwt(kJwt);

  EXPECT_EQ(Redactor().Body("text/html", "<p>" + jwt + ". And " + jwt + "</p>"),
            "<p>" + JwtDigest() + ". And " + JwtDigest() + "</p>");
  EXPECT_EQ(Redactor().Body("application/json", "[\"see " + jwt + "\"]"),
            "[\"see " + JwtDigest() + "\"]");
  EXPECT_EQ(Redactor().Body("application/json", "{\"" + jwt + "\":1}"),
            "{\"" + JwtDigest() + "\":1}");
}

TEST(RedactBody, TakesATokenWithoutSignatureForOne) {
  EXPECT_THAT(Redactor().Body("text/plain", "alg none: eyJhbGciOiJub25lIn0.eyJpZCI6MX0."),
              Not(HasSubstr("eyJ")));
}

TEST(RedactBody, LeavesWordsThatOnlyBeginLikeATokenAlone) {
  const std::string text = "eyJ is how eyJhbGciOiJIUzI1NiJ9 begins; see eyJ.x and example.com.";

  EXPECT_EQ(Redactor().Body("text/plain", text), text);
}

TEST(RedactMessages, MasksEveryPart) {
  const Request request{
      .method = "POST",
      .target = "/a?password=visible",
      .headers = {{"Authorization", "Bearer visible"}, {"Content-Type", "application/json"}},
      .body = R"({"password":"visible"})",
      .client_address = "127.0.0.1"};
  const Response response{200, {{"X-Api-Key", "visible"}}, R"({"jwt":"visible"})"};

  const Request masked_request = Redactor().Redact(request);
  const Response masked_response = Redactor().Redact(response);

  EXPECT_EQ(masked_request.target, "/a?password=***");
  EXPECT_EQ(masked_request.headers.Get("Authorization"), "Bearer " + Redactor::Digest("visible"));
  EXPECT_EQ(masked_request.body, R"({"password":"***"})");
  EXPECT_EQ(masked_request.client_address, "127.0.0.1");
  EXPECT_EQ(masked_response.headers.Get("X-Api-Key"), Redactor::Digest("visible"));
  EXPECT_EQ(masked_response.body, "{\"jwt\":\"" + Redactor::Digest("visible") + "\"}");
}

RC_GTEST_PROP(RedactMessages, MaskingTwiceChangesNothing, (const std::string& text)) {
  const Redactor redactor;
  for (const char* type : {"application/json", "application/x-www-form-urlencoded", "text/plain"}) {
    const std::string once = redactor.Body(type, text);
    RC_ASSERT(redactor.Body(type, once) == once || once.starts_with("***"));
  }
  const std::string target = redactor.Target(text);
  RC_ASSERT(redactor.Target(target) == target);
}

RC_GTEST_PROP(RedactMessages, NoSecretOfAMemberSurvives, (const std::string& around)) {
  const std::string secret = "5ecret" + std::to_string(*rc::gen::inRange(100'000, 999'999));
  const Json body = {{around, {around, {{"refresh_token", secret}}}}};

  const std::string masked = Redactor().Body("application/json", WriteJson(body));

  RC_ASSERT(masked.find(secret) == std::string::npos);
}

}  // namespace
}  // namespace authmock
