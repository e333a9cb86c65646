// What no conformance case can say from outside, and the routing around the operations.
#include "mock_servers/datameta/provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "mock_servers/datameta/provider_rig.h"

namespace authmock::datameta {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kAliceMail = "alice@example.org";
constexpr const char* kAlicePassword = "Alice.Pass.0001";

std::string Details(const Response& response) {
  const std::string message = TextAt(BodyOf(response), "/message");
  return message.substr(std::min(message.find("\n\n\n"), message.size()));
}

TEST(DataMeta, HandlesEveryOperationOfItsContractAndNoOther) {
  Rig rig;
  std::set<std::string_view> promised;
  for (const Operation& operation : rig.contract().operations()) promised.insert(operation.id);

  const auto handled = rig.provider().Handled();

  EXPECT_EQ(std::set<std::string_view>(handled.begin(), handled.end()), promised);
}

TEST(DataMeta, RoutesOnTheDecodedPath) {
  Rig rig;
  const auto status = [&](std::string target) {
    return rig.Post(std::move(target), R"({"label":"x"})", Rig::ForJson(Rig::Bearer(kAliceKey)))
        .status;
  };

  EXPECT_EQ(status("/api/v0/keys"), 200);
  EXPECT_EQ(status("/api/v0/%6beys"), 200);
  EXPECT_EQ(status("/api/v0%2Fkeys"), 200);
  EXPECT_EQ(status("//api/v0/keys"), 200);
  EXPECT_EQ(status("/api/v0/keys%0A"), 200) << "as `$` of a regular expression has it";
  EXPECT_EQ(status("/api/v0/keys#fragment"), 200);
  EXPECT_EQ(status("/api/v0/keys/"), 404);
  EXPECT_EQ(status("/api/v0//keys"), 404);
  EXPECT_EQ(status("/api/v0/keys%0A%0A"), 404);
  EXPECT_EQ(status("/api/v0/keys;a=b"), 404);
  EXPECT_EQ(status("/api/v1/keys"), 404);
  EXPECT_EQ(status("/"), 404);
  EXPECT_EQ(rig.List("", Rig::Bearer(kAliceKey)).status, 404);
}

TEST(DataMeta, LetsAKeyIdBeAnythingWithoutASlash) {
  Rig rig;
  const auto status = [&](std::string_view id) {
    return rig.DeleteKey(id, Rig::Bearer(kAliceKey)).status;
  };

  EXPECT_EQ(status("%7Bbbbbbbbb-0000-4000-8000-000000000003%7D"), 200);
  EXPECT_EQ(status("bbbbbbbb-0000-4000-8000-000000000004%0A"), 403);
  EXPECT_EQ(status("%20"), 403);
  EXPECT_EQ(status("%00"), 403);
  EXPECT_EQ(status(".."), 403);
  EXPECT_EQ(status("%FF"), 500);
  EXPECT_EQ(status("a%2Fb"), 404);
}

TEST(DataMeta, NamesTheViewOfAnotherMethod) {
  Rig rig;
  const auto details = [&](std::string method, std::string target) {
    return Details(rig.Send({.method = std::move(method),
                             .target = std::move(target),
                             .headers = {{"Accept", "application/json"}}}));
  };

  EXPECT_EQ(details("PUT", "/api/v0/keys"),
            "\n\n\npredicate mismatch for view post (request_method = POST)\n\n");
  EXPECT_EQ(details("OPTIONS", "/api/v0/keys/x"),
            "\n\n\npredicate mismatch for view delete_key (request_method = DELETE)\n\n");
  EXPECT_EQ(details("POST", "/api/v0/users/x/keys"),
            "\n\n\npredicate mismatch for view get_user_keys (request_method = GET,HEAD)\n\n");
  EXPECT_EQ(details("M-SEARCH", "/api/v0/users/x/password"),
            "\n\n\npredicate mismatch for view put (request_method = PUT)\n\n");
  EXPECT_EQ(details("PATCH", "/%C3%A9?a=b"), "\n\n\n/\xc3\xa9\n\n");
  EXPECT_EQ(details("OPTIONS", "*"), "\n\n\n*\n\n");
}

TEST(DataMeta, HasAPageForWhatGetAndHeadDoNotFind) {
  Rig rig;
  for (const char* target : {"/nope", "/api/v0/keys", "/api/v0/users/x/password", "/api/v0"}) {
    for (const char* method : {"GET", "HEAD"}) {
      const Response response = rig.Send(
          {.method = method, .target = target, .headers = {{"Accept", "application/json"}}});

      EXPECT_EQ(response.status, 404) << target;
      EXPECT_EQ(ContentType(response), "text/html; charset=UTF-8");
      EXPECT_THAT(response.body, HasSubstr("Page Not Found"));
    }
  }
}

TEST(DataMeta, EscapesDetailsInHtmlOnly) {
  Rig rig;
  const auto body = [&](std::string accept) {
    return rig
        .Send({.method = "PUT", .target = "/<b>&\"'", .headers = {{"Accept", std::move(accept)}}})
        .body;
  };

  EXPECT_THAT(body("text/html"), HasSubstr("\n/&lt;b&gt;&amp;&quot;&#x27;\n\n\n </body>"));
  EXPECT_THAT(body("text/plain"), HasSubstr("/<b>&\"'"));
}

TEST(DataMeta, FallsOverAHeadOfAListBeforeAnythingElse) {
  Rig rig;

  const Response response =
      rig.Send({.method = "HEAD", .target = "/api/v0/users/x/keys", .headers = {{"Host", "h:1"}}});

  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body,
            "[{\"exception\":\"OperationNotFound\",\"message\":\"Operation head not found for "
            "http://h:1/api/v0/users/{id}/keys\"}]");
}

TEST(DataMeta, FallsOverAQueryThatIsNotUtf8) {
  Rig rig;

  EXPECT_EQ(rig.Get("/api/v0/users/x/keys?a=%FF").status, 500);
  EXPECT_EQ(rig.Get("/api/v0/users/x/keys?a=%C3%A9").status, 401);
  EXPECT_EQ(rig.Get("/nope?a=%FF").status, 404);
}

TEST(DataMeta, RefusesAMethodInSmallLettersAsItsHttpServerDoes) {
  Rig rig;

  const Response response = rig.Send({.method = "post", .target = "/api/v0/keys"});

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body,
            "Bad Request\r\n\r\nMalformed HTTP method \"post\"\r\n\r\n(generated by waitress)");
  EXPECT_EQ(response.headers.Get("Connection"), "close");
}

TEST(DataMeta, WordsMessagesItCannotReadAsItsHttpServerDoes) {
  Rig rig;
  const auto body = [&](int status, std::string_view reason) {
    return rig.provider().Refuse({.status = status, .reason = reason}).body;
  };

  EXPECT_EQ(body(400, "bad_content_length"),
            "Bad Request\r\n\r\nContent-Length is invalid\r\n\r\n(generated by waitress)");
  EXPECT_EQ(body(431, "headers_too_large"),
            "Request Header Fields Too Large\r\n\r\nexceeds max_header of 262144\r\n\r\n"
            "(generated by waitress)");
  EXPECT_THAT(body(413, "body_too_large"), StartsWith("Request Entity Too Large\r\n\r\n"));
  EXPECT_THAT(body(501, "unknown_transfer_coding"),
              HasSubstr("Transfer-Encoding requested is not supported."));
  EXPECT_EQ(rig.provider().Refuse({.status = 400, .reason = "bad_transfer_coding"}).status, 501);
  EXPECT_THAT(body(400, "bad_chunk"), HasSubstr("garbage in chunked encoding input"));
}

TEST(DataMeta, CrashesWithACharsetInTheNewestReleaseOnly) {
  for (const auto& [dialect, type] :
       {std::pair("deployed", "text/plain"), std::pair("deployed@0.2.0", "text/plain"),
        std::pair("deployed@1.1.1", "text/plain; charset=utf-8")}) {
    Rig rig(dialect);

    EXPECT_EQ(ContentType(rig.Create("null")), type);
  }
}

TEST(DataMeta, SplitsABearerAtEachBlank) {
  Rig rig;
  const std::string key(kAliceKey);
  const auto status = [&](std::string authorization, std::string cookie = "") {
    Headers headers{{"Authorization", std::move(authorization)}};
    if (!cookie.empty()) headers.Add("Cookie", "datameta=" + cookie);
    const Response response = rig.List(kAlice, headers);
    return std::to_string(response.status) + (response.body.starts_with("[{\"ex") ? " array" : "");
  };
  const std::string session = TextAt(rig.provider().Advertise().given, "/user/session");

  EXPECT_EQ(status("Bearer " + key), "200");
  for (const std::string& ignored : {"bearer " + key, "Bearer  " + key, "Bearer " + key + " x",
                                     "Bearer " + key + ", Bearer " + key}) {
    EXPECT_EQ(status(ignored), "401") << ignored;
    EXPECT_EQ(status(ignored, session), "200") << ignored;
  }
  for (const std::string& no_bearer :
       {std::string("Bearer"), "Bearer\t" + key, "Basic " + key, key}) {
    EXPECT_EQ(status(no_bearer), "401 array") << no_bearer;
    EXPECT_EQ(status(no_bearer, session), "200") << no_bearer;
  }
  EXPECT_EQ(status("Bearer unknown", session), "401");
}

TEST(DataMeta, ReadsABearerLenientlyWhereTheDocumentIsAllThereIs) {
  Rig rig("documented");
  const std::string key(kAliceKey);

  for (const std::string& bearer : {"Bearer " + key, "bearer " + key, "BEARER   " + key}) {
    EXPECT_EQ(rig.List(kAlice, {{"Authorization", bearer}}).status, 200) << bearer;
  }
}

TEST(DataMeta, SetsACookieWhenASessionWasLookedForInVain) {
  Rig rig;
  const std::string body =
      R"({"email":"alice@example.org","password":"Alice.Pass.0001","label":""})";
  const std::string session = TextAt(rig.provider().Advertise().given, "/user/session");
  const auto sets_cookie = [&](Headers headers) {
    const Response response = rig.Create(body, std::move(headers));
    EXPECT_EQ(response.status, 200) << response.body;
    return response.headers.Has("Set-Cookie");
  };

  EXPECT_TRUE(sets_cookie({}));
  EXPECT_TRUE(sets_cookie({{"Cookie", "datameta=zzz"}}));
  EXPECT_TRUE(sets_cookie({{"Authorization", "Basic x"}}));
  EXPECT_FALSE(sets_cookie({{"Cookie", "datameta=" + session}}));
  EXPECT_FALSE(sets_cookie({{"Authorization", "Bearer unknown"}}));
  Rig documented("documented");
  EXPECT_FALSE(documented.LogIn(kAliceMail, kAlicePassword).headers.Has("Set-Cookie"));
}

TEST(DataMeta, NeverGivesOneTokenTwice) {
  Rig rig;
  std::set<std::string> tokens;
  for (int i = 0; i < 200; ++i) {
    tokens.insert(TextAt(BodyOf(rig.LogIn(kAliceMail, kAlicePassword)), "/token"));
  }

  EXPECT_THAT(tokens, SizeIs(200));
}

TEST(DataMeta, KeepsNothingOfWhatItRefuses) {
  Rig rig;
  const Json before = rig.provider().World();

  rig.Create(R"({"label":"a\u0000b"})", Rig::Bearer(kAliceKey));
  rig.Create(R"({"label":"x","expires":"2099-01-01"})", Rig::Bearer(kAliceKey));
  rig.Change(kAlice, kAlicePassword, "short", Rig::Bearer(kAliceKey));
  rig.Change("0", kAliceResetToken, "short");
  rig.LogIn(kAliceMail, "wrong");

  EXPECT_EQ(rig.provider().World(), before);
}

TEST(DataMeta, FallsOverPasswordsThatBcryptDoesNotTake) {
  const std::string nul = R"({"email":"alice@example.org","password":"a\u0000b","label":"x"})";
  const std::string lone = R"({"email":"alice@example.org","password":"\ud800","label":"x"})";
  const auto statuses = [&](std::string_view dialect) {
    Rig rig(dialect);
    return std::pair(rig.Create(nul).status, rig.Create(lone).status);
  };

  EXPECT_EQ(statuses("deployed"), std::pair(500, 500));
  EXPECT_EQ(statuses("deployed@1.1.1"), std::pair(401, 500));
  EXPECT_EQ(statuses("documented"), std::pair(401, 401));
  EXPECT_EQ(Rig().Create(R"({"email":"a\u0000","password":"x","label":"x"})").status, 500);
  EXPECT_EQ(Rig().Create(R"({"email":"a","password":"\u0000","label":"x"})").status, 401);
}

TEST(DataMeta, FallsOverNewPasswordsThatBcryptDoesNotTake) {
  const auto status = [&](std::string_view dialect, std::string_view wanted) {
    Rig rig(dialect);
    return rig
        .Put(rig.base() + "/users/0/password",
             "{\"passwordChangeCredential\":\"" + std::string(kAliceResetToken) +
                 "\",\"newPassword\":\"Abcdefgh1." + std::string(wanted) + "\"}",
             Rig::ForJson())
        .status;
  };

  EXPECT_EQ(status("deployed", "\\u0000"), 500);
  EXPECT_EQ(status("deployed", "\\ud800"), 500);
  EXPECT_EQ(status("deployed@1.1.1", "\\u0000"), 400);
  EXPECT_EQ(status("deployed@1.1.1", "\\ud800"), 500);
  EXPECT_EQ(status("documented", "\\u0000"), 400);
  EXPECT_EQ(status("documented", "\\ud800"), 400);
}

TEST(DataMeta, CountsSeventyTwoBytesOfAPasswordWhenDeployed) {
  const std::string start(72, 'a');
  for (const auto& [dialect, expected] :
       {std::pair("deployed", 200), std::pair("documented", 401)}) {
    Rig rig(dialect);
    rig.Change("0", kAliceResetToken, start + "tail");

    EXPECT_EQ(rig.LogIn(kAliceMail, start).status, expected) << dialect;
    EXPECT_EQ(rig.LogIn(kAliceMail, start + "tail").status, 200) << dialect;
    EXPECT_EQ(rig.LogIn(kAliceMail, start.substr(1)).status, 401) << dialect;
  }
}

TEST(DataMeta, RemembersPasswordsOnlyInTheNewestRelease) {
  for (const auto& [dialect, expected] :
       {std::pair("deployed@1.1.1", 400), std::pair("deployed", 204),
        std::pair("documented", 204)}) {
    Rig rig(dialect);
    rig.Change(kAlice, kAlicePassword, "New.Passw0rd.1", Rig::Bearer(kAliceKey));

    const Response back =
        rig.Change(kAlice, "New.Passw0rd.1", kAlicePassword, Rig::Bearer(kAliceKey));

    EXPECT_EQ(back.status, expected) << dialect;
  }
}

TEST(DataMeta, CountsUsesOfAnExpiredKeyEvenBesideGoodCredentials) {
  Rig rig("deployed@1.1.1");
  const std::string body =
      R"({"email":"alice@example.org","password":"Alice.Pass.0001","label":"x"})";
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(rig.Create(body, Rig::Bearer(kAliceExpiredKey)).status, 200);
  }

  EXPECT_EQ(rig.Create(body, Rig::Bearer(kAliceExpiredKey)).status, 401);
}

TEST(DataMeta, ForgetsFailedLoginsOnlyWhereTheRequestSucceeds) {
  Rig rig("deployed@1.1.1");
  for (int i = 0; i < 4; ++i) rig.StatusFor(kAliceExpiredKey);

  rig.List("nobody", Rig::Bearer(kAliceKey));
  rig.DeleteKey("nothing", Rig::Bearer(kAliceKey));
  rig.Create(R"({"label":"x","expires":"x"})", Rig::Bearer(kAliceKey));
  rig.StatusFor(kAliceExpiredKey);

  EXPECT_EQ(rig.StatusFor(kAliceKey), 401);
}

TEST(DataMeta, TakesTheFormOnlyAsAForm) {
  Rig rig;
  const std::string good = "input_email=ALICE%40example.org&input_password=Alice.Pass.0001";
  const auto location = [&](std::string body, Headers headers) {
    const Response response = rig.Post("/login", std::move(body), std::move(headers));
    return response.status == 302 ? std::string(response.headers.Get("Location"))
                                  : std::to_string(response.status);
  };

  EXPECT_EQ(location(good, {{"Host", "h:1"}}), "http://h:1/home");
  EXPECT_EQ(location("input_email=alice%40example.org", {{"Host", "h:1"}}), "http://h:1/login");
  EXPECT_EQ(location(good + "&input_password=x", {{"Host", "h:1"}}), "http://h:1/login");
}

TEST(DataMeta, ShowsTheFormToABrowser) {
  Rig rig;

  const Response page = rig.Get("/login");

  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("input_password"));
  EXPECT_THAT(std::string(page.headers.Get("Set-Cookie")),
              MatchesRegex("datameta=[0-9a-f]{72}; Path=/; SameSite=Lax"));
}

TEST(DataMeta, AnswersOtherMethodsOfTheDocumentWith405) {
  Rig rig("documented");

  const Response response = rig.Send({.method = "PATCH", .target = "/api/v0/keys"});

  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.Get("Allow"), "POST");
  EXPECT_EQ(TextAt(BodyOf(response), "/code"), "405 Method Not Allowed");
  EXPECT_EQ(rig.Get("/api/v0/nope").status, 404);
}

TEST(DataMeta, NeverCrashesWhereTheDocumentIsAllThereIs) {
  Rig rig("documented");
  for (const char* body :
       {"", "null", "[", "7", "{}", "{\"label\":null}", "{\"label\":\"\\u0000\"}",
        "{\"label\":\"\\ud800\"}", "{\"label\":\"x\",\"expires\":\"2026-06-01T00:00:00+00:00\"}",
        "{\"label\":\"x\",\"expires\":\"2026-06-01T00:00:00Z\"}"}) {
    const Response response = rig.Create(body, Rig::Bearer(kAliceKey));

    EXPECT_EQ(response.status, 400) << body;
    EXPECT_THAT(FirstFault(response), Not(IsEmpty())) << body;
  }
  EXPECT_EQ(
      rig.Create("{\"label\":\"" + std::string(201, 'l') + "\"}", Rig::Bearer(kAliceKey)).status,
      400);
  EXPECT_EQ(rig.List("%00", Rig::Bearer(kAliceKey)).status, 403);
  EXPECT_EQ(rig.List("%FF", Rig::Bearer(kAliceKey)).status, 403);
}

TEST(DataMeta, KeepsToItsContractInEveryState) {
  for (const char* dialect : {"documented", "deployed", "deployed@1.1.1", "deployed@0.2.0"}) {
    for (const char* state : {"recorded_world", "tfa_on"}) {
      Rig rig(dialect);
      ASSERT_TRUE(rig.provider().SetUp(state, Json::object())) << state;

      // The rig holds each answer against the contract.
      for (const char* accept : {"", "*/*", "application/json"}) {
        Headers bearer = Rig::Bearer(kAliceKey);
        bearer.Set("Accept", accept);
        rig.List(kAlice, bearer);
        rig.List("nobody", bearer);
        rig.DeleteKey(kAliceSecondId, bearer);
        rig.Create(R"({"label":"x"})", bearer);
        rig.Create("", bearer);
        rig.Change(kAlice, kAlicePassword, "New.Passw0rd.1", bearer);
        rig.Change("0", "unknown", "New.Passw0rd.1", bearer);
        rig.SessionOf(kAliceMail, "wrong");
      }
    }
  }
}

TEST(DataMeta, WordsAnyStatusOnRequest) {
  Rig rig;

  EXPECT_EQ(TextAt(BodyOf(rig.provider().Word(403)), "/code"), "403 Forbidden");
  EXPECT_EQ(TextAt(BodyOf(rig.provider().Word(503)), "/title"), "Service Unavailable");
  EXPECT_THAT(FirstFault(rig.provider().Word(400)), Not(IsEmpty()));
  EXPECT_EQ(ContentType(rig.provider().Word(500)), "text/plain");
  EXPECT_EQ(rig.provider().Word(204), (Response{.status = 204}));
}

TEST(DataMeta, AdvertisesACreationThatWorks) {
  for (const char* dialect : {"documented", "deployed@1.1.1"}) {
    Rig rig(dialect);

    Request example = rig.provider().Advertise().example;

    EXPECT_EQ(rig.Send(std::move(example)).status, 200) << dialect;
  }
}

TEST(DataMeta, AdvertisesWhatACaseMayAssume) {
  const Advertisement advertisement = Rig().provider().Advertise();
  const Json& given = advertisement.given;

  EXPECT_EQ(TextAt(given, "/user/id"), kAlice);
  EXPECT_EQ(TextAt(given, "/user/key"), kAliceKey);
  EXPECT_EQ(TextAt(given, "/user/second_key_label"), "alice second");
  EXPECT_EQ(TextAt(given, "/user/expired_key"), kAliceExpiredKey);
  EXPECT_EQ(TextAt(given, "/user/reset_token"), kAliceResetToken);
  EXPECT_EQ(TextAt(given, "/other/email"), "bob@example.org");
  EXPECT_THAT(TextAt(given, "/other/expired_reset_token"), StartsWith("bob_reset"));
  EXPECT_EQ(TextAt(given, "/disabled/email"), "dora@example.org");
  EXPECT_THAT(TextAt(given, "/forever/key"), StartsWith("carlaforever"));
  EXPECT_EQ(advertisement.variables[0], std::pair(std::string("USER"), std::string(kAliceMail)));
}

TEST(DataMeta, AdvertisesTheFormOfAServerWithoutUsers) {
  Rig rig("deployed", {{"users", Json::array()}});

  Request example = rig.provider().Advertise().example;

  EXPECT_EQ(rig.Send(std::move(example)).status, 200);
}

}  // namespace
}  // namespace authmock::datameta
