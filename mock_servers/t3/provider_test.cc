// What no conformance case can say from outside, and the routing around the operations.
#include "mock_servers/t3/provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "base/crypto.h"
#include "base/totp.h"
#include "mock_servers/t3/provider_rig.h"

namespace authmock::t3 {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const Json kMichiganUser{{"hostname", "mi.metrc.com"}, {"otp", "123456"}};
const Json kColoradoUser{{"hostname", "co.metrc.com"}, {"email", "johndoe@example.com"}};
constexpr std::string_view kJanesSeed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

std::string JanesCode(Time now) { return TotpCode(*Base32Decode(kJanesSeed), TotpStep(now)); }

Json Jane(const std::string& code) {
  return {{"username", "janedoe"}, {"hostname", "mi.metrc.com"}, {"otp", code}};
}

TEST(T3, HandlesEveryOperationOfItsContractAndNoOther) {
  Rig rig;
  std::set<std::string_view> promised;
  for (const Operation& operation : rig.contract().operations()) promised.insert(operation.id);

  const auto handled = rig.provider().Handled();

  EXPECT_EQ(std::set<std::string_view>(handled.begin(), handled.end()), promised);
}

TEST(T3, WrapsRefusalsInAnEnvelope) {
  Rig rig;

  const Response response =
      rig.Send({.method = "POST",
                .target = "/v2/auth/credentials?secretKey=k",
                .headers = {{"Host", "127.0.0.1:9401"}, {"Content-Type", "application/json"}},
                .body = "{}"});

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.headers.Get("Content-Type"), "application/json");
  EXPECT_EQ(response.body,
            "{\"error\":{\"type\":\"BadRequest\",\"message\":\"400 Bad Request: Invalid request "
            "body: 'username' is a required property\",\"timestamp\":\"2026-01-01T00:00:00.000Z\","
            "\"url\":\"http://127.0.0.1:9401/v2/auth/credentials\",\"status_code\":400}}\n");
}

TEST(T3, RoutesOnTheDecodedPathWhateverSlashesAreInFront) {
  Rig rig;

  for (const char* target : {"/v2/auth/who%61mi", "/v2%2Fauth/whoami", "//v2/auth/whoami",
                             "///v2/auth/whoami?a=b", "http://127.0.0.1/v2/auth/whoami"}) {
    EXPECT_EQ(rig.Get(target).status, 401) << target;
    EXPECT_EQ(rig.Get(target, Rig::Bearer(rig.Token())).status, 200) << target;
  }
}

TEST(T3, LogsInUnderADoubledSlash) {
  Rig rig;

  const Response response =
      rig.PostJson("//v2/auth/credentials", WriteJson(Rig::Credentials(Json::object())));

  EXPECT_EQ(rig.WhoAmI(TextAt(BodyOf(response), "/accessToken")).status, 200);
}

TEST(T3, RedirectsToWhereSlashesInsideAreOne) {
  Rig rig;

  const Response response = rig.Post("/v2//auth///credentials?a=<b>", "");

  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.headers.Get("Location"), "http://localhost/v2/auth/credentials?a=<b>");
  EXPECT_THAT(response.body, HasSubstr("<a href=\"http://localhost/v2/auth/credentials?a=&lt;b"));
}

TEST(T3, KnowsItsPathsExactly) {
  Rig rig;

  for (const char* target : {"/v2/auth/whoami/", "/V2/auth/whoami", "/v2/auth", "/", "*", "",
                             "/v2/auth/session", "/v2/./auth/whoami", "/v2//auth/nope", "/%zz"}) {
    const Response response = rig.Get(target);

    EXPECT_EQ(response.status, 404) << target;
    EXPECT_EQ(Type(response), "NotFound") << target;
  }
}

TEST(T3, NamesTheMethodsOfAPath) {
  Rig rig;
  const auto allow = [&](std::string method, std::string target) {
    const Response response = rig.Send({.method = std::move(method), .target = std::move(target)});
    return std::to_string(response.status) + " " + std::string(response.headers.Get("Allow"));
  };

  EXPECT_EQ(allow("GET", "/v2/auth/credentials"), "405 POST, OPTIONS");
  EXPECT_EQ(allow("HEAD", "/v2/auth/credentials"), "405 POST, OPTIONS");
  EXPECT_EQ(allow("DELETE", "/v2/auth/whoami"), "405 GET, HEAD, OPTIONS");
  EXPECT_EQ(allow("OPTIONS", "/v2/auth/whoami"), "200 GET, HEAD, OPTIONS");
  EXPECT_EQ(allow("OPTIONS", "/v2/auth/nope"), "404 ");
}

TEST(T3, AnswersHeadAsGet) {
  Rig rig;
  const auto head = [&](Headers headers) {
    return rig.Send({.method = "HEAD", .target = "/v2/auth/whoami", .headers = headers}).status;
  };

  EXPECT_EQ(head(Rig::Bearer(rig.Token())), 200);
  EXPECT_EQ(head({}), 401);
}

TEST(T3, LetsPagesOfOtherOriginsCall) {
  Rig rig;
  const Header origin{"Origin", "https://ca.metrc.com"};

  const Response preflight =
      rig.Send({.method = "OPTIONS", .target = "/v2/auth/whoami", .headers = {origin}});
  const Response refused = rig.Get("/v2/auth/whoami", {origin});

  EXPECT_THAT(std::string(preflight.headers.Get("Access-Control-Allow-Headers")),
              HasSubstr("Authorization, Content-Type, X-T3"));
  EXPECT_EQ(preflight.headers.Get("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(refused.headers.Get("Access-Control-Allow-Origin"), "*");
  EXPECT_FALSE(rig.Get("/v2/auth/whoami").headers.Has("Access-Control-Allow-Origin"));
}

TEST(T3, SignsTheClaimsThatWhoAmIShows) {
  Rig rig("documented");

  const std::string jwt = rig.Token();

  EXPECT_THAT(
      WriteJson(ReadJwtClaims(jwt).value()),
      StartsWith(
          "{\"authMode\":\"CREDENTIALS\",\"credentialKey\":\"ca.metrc.com__johndoe\","
          "\"hasT3plus\":true,\"t3plusSubscriptionTier\":\"team\",\"username\":\"johndoe\","
          "\"hostname\":\"ca.metrc.com\",\"sub\":\"ca.metrc.com__johndoe\",\"iat\":1767225600,"
          "\"exp\":1767312000,"));
  EXPECT_EQ(rig.WhoAmI(jwt).body,
            "{\"authMode\":\"CREDENTIALS\",\"credentialKey\":\"ca.metrc.com__johndoe\","
            "\"hasT3plus\":true,\"t3plusSubscriptionTier\":\"team\",\"username\":\"johndoe\","
            "\"hostname\":\"ca.metrc.com\"}\n");
}

TEST(T3, TakesHostnamesInAnyCaseThatThePatternAllows) {
  Rig rig;

  const std::string jwt = rig.Token({{"hostname", "Ca.metrc.com"}});

  EXPECT_EQ(TextAt(BodyOf(rig.WhoAmI(jwt)), "/hostname"), "ca.metrc.com");
}

TEST(T3, EndsTokensWithTheDialectsLifetime) {
  for (const auto& [dialect, lifetime] :
       {std::pair("documented", Duration(24h)), std::pair("deployed", Duration(15min))}) {
    Rig rig(dialect);
    const std::string jwt = rig.Token();

    rig.clock().Advance(lifetime - 1ms);
    EXPECT_EQ(rig.WhoAmI(jwt).status, 200) << dialect;
    rig.clock().Advance(1ms);
    EXPECT_THAT(Message(rig.WhoAmI(jwt)), EndsWith("Token has expired")) << dialect;
  }
}

TEST(T3, EndsSessionsADayAfterTheLastLogin) {
  Rig rig;
  rig.SetUp("token_lifetime", {{"lifetime", "72h"}});
  const std::string jwt = rig.Token();
  rig.clock().Advance(23h);
  rig.Token();

  rig.clock().Advance(23h);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 200) << "the second login's session counts";
  rig.clock().Advance(1h);
  EXPECT_THAT(Message(rig.WhoAmI(jwt)), HasSubstr("session of this token is over"));
}

TEST(T3, TakesTheCodesOfASeedOneWindowEitherSide) {
  Rig rig;
  const Time now = rig.clock().Now();

  for (const Duration away : {Duration(-30s), Duration(0), Duration(30s)}) {
    EXPECT_EQ(rig.LogIn(Jane(JanesCode(now + away))).status, 200) << away.count();
  }
  EXPECT_EQ(rig.LogIn(Jane(JanesCode(now - 60s))).status, 401);
  EXPECT_EQ(rig.LogIn(Jane(JanesCode(now + 60s))).status, 401);
}

TEST(T3, TakesACodeOnceWhereThatIsStrict) {
  Rig rig;
  rig.SetUp("strict_totp_on");
  const std::string code = JanesCode(rig.clock().Now());
  Json wrong = Jane(code);
  wrong["password"] = "wrong";

  EXPECT_EQ(rig.LogIn(wrong).status, 401) << "which takes no code";
  EXPECT_EQ(rig.LogIn(Jane(code)).status, 200);
  EXPECT_EQ(rig.LogIn(Jane(code)).status, 401);
  rig.clock().Advance(30s);
  EXPECT_EQ(rig.LogIn(Jane(JanesCode(rig.clock().Now()))).status, 200);
}

TEST(T3, MakesTheCodeFromTheSeedOfAGeneration) {
  Rig rig;
  const auto status = [&](std::string_view seed) {
    return rig.MakeKey({{"username", "janedoe"}, {"hostname", "mi.metrc.com"}, {"otpSeed", seed}})
        .status;
  };

  EXPECT_EQ(status(kJanesSeed), 200);
  EXPECT_EQ(status("jbswy3dpehpk3pxpjbswy3dpehpk3pxp"), 200) << "the same key";
  EXPECT_EQ(status("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXQ"), 401);
  EXPECT_EQ(status("not base32"), 401);
}

TEST(T3, NamesWhatAStateNeedsBeforeItLooksAtTheLogin) {
  Rig rig;
  const auto message = [&](const Response& response) {
    return std::to_string(response.status) + ": " + Message(response).substr(39);
  };

  EXPECT_EQ(message(rig.LogIn({{"hostname", "Mi.metrc.com"}, {"password", "wrong"}})),
            "400: 'otp' is a required property for mi.metrc.com");
  EXPECT_EQ(message(rig.MakeKey(kMichiganUser)),
            "400: 'otpSeed' is a required property for mi.metrc.com");
  EXPECT_EQ(message(rig.LogIn({{"hostname", "co.metrc.com"}, {"email", ""}})),
            "400: 'email' is a required property for co.metrc.com");
  EXPECT_EQ(message(rig.LogIn({{"hostname", "co.metrc.com"}, {"email", 5}})),
            "400: 5 is not of type 'string'");
}

TEST(T3, LooksAtTheEmailInDeployedColoradoAlone) {
  const Json wrong{{"hostname", "co.metrc.com"}, {"email", "someone@example.com"}};

  EXPECT_EQ(Rig("deployed").LogIn(kColoradoUser).status, 200);
  EXPECT_EQ(Rig("deployed").LogIn(wrong).status, 401);
  EXPECT_EQ(Rig("documented").LogIn(wrong).status, 200);
  EXPECT_EQ(Rig("deployed").LogIn({{"email", "nobody's"}}).status, 200);
  EXPECT_EQ(Rig("deployed").LogIn({{"email", 5}}).status, 400) << "but at its type";
}

TEST(T3, EndsEarlierSecretKeysAndSaysSo) {
  Rig rig;
  const std::string first = rig.SecretKey();
  const std::string second = rig.SecretKey();

  EXPECT_EQ(rig.StatusForKey(second), 200);
  EXPECT_EQ(Message(rig.Get("/v2/packages/active/report?secretKey=" + first)),
            "401 Unauthorized: This secret key was replaced by a newer one");
}

TEST(T3, PrefersATokenToASecretKey) {
  Rig rig;
  const std::string key = rig.SecretKey();

  const Response response =
      rig.Get("/v2/auth/whoami?secretKey=" + key, {{"Authorization", "Bearer nonsense"}});

  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(TextAt(BodyOf(rig.Get("/v2/auth/whoami?secretKey=" + key)), "/authMode"), "SECRET_KEY");
}

TEST(T3, ShowsTheLicenseOfAReport) {
  Rig rig;

  const Response response =
      rig.Get("/v2/packages/active/report?licenseNumber=LIC-1&secretKey=" + rig.SecretKey());

  EXPECT_EQ(response.body,
            "{\"generatedAt\":\"2026-01-01T00:00:00.000Z\",\"licenseNumber\":\"LIC-1\","
            "\"data\":[]}\n");
}

TEST(T3, CountsAUsersRequestsOverAllOperations) {
  Rig rig;
  rig.SetUp("rate_limit_on", {{"requests", 4}});
  const std::string jwt = rig.Token();
  rig.LogIn({{"password", "wrong"}});
  rig.UseApiKey("e829nde3l87ks9d832gfdavhg450d9mw", "CA");
  rig.clock().Advance(1500ms);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 200);

  const Response response = rig.WhoAmI(jwt);

  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.Get("Retry-After"), "59");
  EXPECT_EQ(Message(response), "429 Too Many Requests: 4 per 60 seconds");
  EXPECT_EQ(rig.MakeKey().status, 429);
  EXPECT_EQ(rig.LogIn(kMichiganUser).status, 200) << "the same name at another host";
  rig.clock().Advance(59s);
  EXPECT_EQ(rig.WhoAmI(jwt).status, 200);
}

TEST(T3, LimitsUsersInDeployedOnly) {
  for (const auto& [dialect, status] : {std::pair("deployed", 429), std::pair("documented", 401)}) {
    Rig rig(dialect);
    for (int i = 0; i < 600; ++i) ASSERT_EQ(rig.LogIn({{"password", "wrong"}}).status, 401) << i;

    EXPECT_EQ(rig.LogIn({{"password", "wrong"}}).status, status) << dialect;
  }
}

TEST(T3, CallsTheHighestTierAsItsDialectDoes) {
  for (const auto& [dialect, name] :
       {std::pair("documented", "unlimited"), std::pair("deployed", "corporate")}) {
    for (const char* tier : {"unlimited", "corporate"}) {
      Rig rig(dialect);
      rig.SetUp("subscription", {{"username", "johndoe"}, {"tier", tier}});

      EXPECT_EQ(TextAt(BodyOf(rig.WhoAmI(rig.Token())), "/t3plusSubscriptionTier"), name);
    }
  }
}

TEST(T3, RefusesWhatItSignedForSomethingElse) {
  Rig rig;
  rig.SetUp("refresh_tokens_on");
  const Response login = rig.LogIn();
  const JwtKey foreign = JwtKey::Hmac("another");
  const Json claims = ReadJwtClaims(TextAt(BodyOf(login), "/accessToken")).value();

  EXPECT_EQ(rig.WhoAmI(TextAt(BodyOf(login), "/refreshToken")).status, 401);
  EXPECT_EQ(rig.WhoAmI(SignJwt(claims, foreign)).status, 401);
  EXPECT_EQ(rig.WhoAmI(rig.SecretKey()).status, 401);
}

TEST(T3, NeverRepeatsASecretInARefusal) {
  Rig rig;
  const std::string secret = "p4ssw0rd-of-a-kind";

  for (const Json& change :
       {Json{{"password", secret}}, Json{{"password", {secret}}},
        Json{{"password", {{"a", secret}}}}, Json{{"hostname", "mi.metrc.com"}, {"otp", secret}}}) {
    const Response response = rig.LogIn(change);

    EXPECT_GE(response.status, 400);
    EXPECT_THAT(response.body, Not(HasSubstr(secret)));
  }
  EXPECT_THAT(rig.UseApiKey(secret, "CA").body, Not(HasSubstr(secret)));
  EXPECT_THAT(rig.Get("/v2/auth/whoami?secretKey=" + secret).body, Not(HasSubstr(secret)));
}

TEST(T3, AcceptsTheMessageItsHttpLayerRefusesInItsWords) {
  Rig rig;
  const auto refuse = [&](int status) {
    return rig.provider().Refuse({.status = status, .reason = "any"});
  };

  EXPECT_EQ(Type(refuse(400)), "BadRequest");
  EXPECT_EQ(Type(refuse(413)), "RequestEntityTooLarge");
  EXPECT_EQ(Type(refuse(431)), "RequestHeaderFieldsTooLarge");
  EXPECT_EQ(At(BodyOf(refuse(400)), "/error/url"), nullptr);
}

TEST(T3, WordsAnyStatusOnRequest) {
  Rig rig;
  const auto word = [&](int status) { return rig.provider().Word(status); };

  EXPECT_EQ(Message(word(500)), "500 InternalServerError");
  EXPECT_EQ(Message(word(503)), "503 ServiceUnavailable");
  EXPECT_EQ(word(401).headers.Get("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(word(429).headers.Get("Retry-After"), "1");
  EXPECT_EQ(word(200).body, "{}\n");
  EXPECT_THAT(word(204).body, IsEmpty());
  EXPECT_EQ(Type(word(599)), "UnknownError");
}

TEST(T3, AdvertisesALoginThatWorks) {
  Rig rig;

  Request example = rig.provider().Advertise().example;

  EXPECT_EQ(rig.Send(std::move(example)).status, 200);
}

TEST(T3, AdvertisesAnotherExampleWhereNobodyCanLogInByPasting) {
  Json world = Fixture("t3", "world.json");
  world["accounts"] = Json::array({world["accounts"][4]});
  Rig rig("deployed", std::move(world));

  Request example = rig.provider().Advertise().example;

  EXPECT_EQ(rig.Send(std::move(example)).status, 200);
}

TEST(T3, AdvertisesWhatACaseMayAssume) {
  Rig rig;
  rig.Token();

  const Json given = rig.provider().Advertise().given;

  EXPECT_EQ(TextAt(given, "/user/hostname"), "ca.metrc.com");
  EXPECT_EQ(TextAt(given, "/other/username"), "MyMetrcUsername");
  EXPECT_EQ(TextAt(given, "/michigan/otp_seed"), "J3G5KD9W8ZT2LV6X");
  EXPECT_EQ(TextAt(given, "/totp/otp_seed"), kJanesSeed);
  EXPECT_EQ(TextAt(given, "/colorado/email"), "johndoe@example.com");
  EXPECT_EQ(TextAt(given, "/api_key/hostname"), "ca.metrc.com");
  for (const auto& [name, token] : given.at("odd_tokens").items()) {
    EXPECT_EQ(rig.WhoAmI(token.get<std::string>()).status, 401) << name;
  }
}

TEST(T3, AdvertisesASoundPartOfEachOddToken) {
  Rig rig;
  rig.Token();
  const std::string early = TextAt(rig.provider().Advertise().given, "/odd_tokens/not_yet_valid");

  rig.clock().Advance(1h);

  EXPECT_EQ(rig.WhoAmI(early).status, 200);
}

}  // namespace
}  // namespace authmock::t3
