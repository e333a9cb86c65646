// What no conformance case can say from outside, and the routing around the operations.
#include "mock_servers/glowmarkt/provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "mock_servers/glowmarkt/provider_rig.h"

namespace authmock::glowmarkt {
namespace {

using namespace std::chrono_literals;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Glowmarkt, HandlesEveryOperationOfItsContractAndNoOther) {
  Rig rig;
  std::set<std::string_view> promised;
  for (const Operation& operation : rig.contract().operations()) promised.insert(operation.id);

  const auto handled = rig.provider().Handled();

  EXPECT_EQ(std::set<std::string_view>(handled.begin(), handled.end()), promised);
}

TEST(Glowmarkt, WordsEachRefusalAsItsDialectDoes) {
  const auto said = [](std::string_view dialect, std::string_view how) {
    Rig rig(dialect);
    if (how == "missing at login") return Said(rig.LogInWith("{}"));
    if (how == "missing") return Said(rig.Get("/api/v0-1/auth/token"));
    if (how == "missing at deleteToken") return Said(rig.Delete("/api/v0-1/auth/deleteToken"));
    if (how == "denied at login") return Said(rig.LogIn("scotty", "wrong"));
    if (how == "denied") return Said(rig.Check("wrong"));
    return Said(rig.Delete("/api/v0-1/auth/deleteToken", Rig::Keys("wrong")));
  };

  EXPECT_EQ(said("documented", "missing at login"), R"(400 {"error":"missing elements"})");
  EXPECT_EQ(said("documented", "missing"), R"(400 {"error":"missing elements"})");
  EXPECT_EQ(said("documented", "missing at deleteToken"), R"(400 {"valid":false})");
  EXPECT_EQ(said("documented", "denied at login"), R"(401 {"error":"Access denied"})");
  EXPECT_EQ(said("documented", "denied"), R"(400 {"error":"incorrect elements"})");
  EXPECT_EQ(said("documented", "denied at deleteToken"), R"(401 {"error":"Access denied"})");

  EXPECT_EQ(said("deployed", "missing at login"), R"(400 {"message":"Bad request missing info"})");
  EXPECT_EQ(said("deployed", "missing"), R"(400 {"error":"bad request","message":"bad request"})");
  EXPECT_EQ(said("deployed", "missing at deleteToken"),
            R"(400 {"error":"bad request","message":"bad request"})");
  for (const char* how : {"denied at login", "denied", "denied at deleteToken"}) {
    EXPECT_EQ(said("deployed", how), R"(401 {"valid":false})") << how;
  }
}

TEST(Glowmarkt, ReadsTheFirstContentTypeAlone) {
  Rig rig;
  const std::string body = WriteJson({{"username", "scotty"}, {"password", kPassword}});
  const auto status = [&](std::string first, std::string second) {
    return rig
        .Post("/api/v0-1/auth", body,
              {{"Content-Type", std::move(first)},
               {"Content-Type", std::move(second)},
               {"applicationId", std::string(kApplication)}})
        .status;
  };

  EXPECT_EQ(status("application/json", "application/json"), 200);
  EXPECT_EQ(status("application/json", "text/plain"), 200);
  EXPECT_EQ(status("text/plain", "application/json"), 400);
}

TEST(Glowmarkt, JoinsHeadersThatComeTwice) {
  Rig rig;
  const std::string token = rig.Token();
  Headers keys = Rig::Keys(token);
  keys.Add("token", token);

  EXPECT_EQ(rig.Get("/api/v0-1/auth", keys).status, 401);
}

TEST(Glowmarkt, PrefersTheApplicationOfTheHeader) {
  Rig rig;

  const Response response = rig.LogInWith(WriteJson(
      {{"username", "scotty"}, {"password", kPassword}, {"applicationId", kOtherApplication}}));

  const std::string token = TextAt(BodyOf(response), "/token");
  EXPECT_EQ(rig.Check(token).status, 200);
  EXPECT_EQ(rig.Check(token, kOtherApplication).status, 401);
}

TEST(Glowmarkt, CountsTheBytesOfABodyBeforeItReadsIt) {
  Rig rig;
  const std::string full(100 * 1024, '[');

  EXPECT_EQ(rig.LogInWith(full).status, 400);
  EXPECT_EQ(Said(rig.LogInWith(full + "[")), R"(413 {"error":"request entity too large"})");
  EXPECT_EQ(rig.Post("/api/v0-1/auth", full + "[", {{"Content-Type", "text/plain"}}).status, 400);
}

TEST(Glowmarkt, FindsPathsBehindOtherSlashes) {
  Rig rig;
  const Headers keys = Rig::Keys(rig.Token());
  const auto status = [&](std::string target) { return rig.Get(std::move(target), keys).status; };

  EXPECT_EQ(status("/api/v0-1//auth"), 200);
  EXPECT_EQ(status("/api/v0-1/auth/"), 200);
  EXPECT_EQ(status("//api//v0-1///auth//token//?a=//"), 200);
  EXPECT_EQ(status("http://api.glowmarkt.com/api/v0-1/auth/token/"), 200);
  EXPECT_EQ(status("/api/v0-1/auth/token/x/"), 404);
  EXPECT_EQ(status("/api/v0-1/auth/../auth"), 404);
  EXPECT_EQ(status("/api/v0-1/AUTH/"), 404);
}

TEST(Glowmarkt, DeletesByIdBehindASlashToo) {
  Rig rig;
  const std::string token = rig.Token();
  const std::string id = TextAt(rig.ListFor(token), "/0/tokenId");

  const Response response =
      rig.Delete("/api/v0-1/auth//token/" + id + "/", Rig::Keys(token), "garbage");

  EXPECT_EQ(Said(response), R"(200 [{"valid":true}])");
  EXPECT_EQ(rig.StatusFor(token), 401);
}

TEST(Glowmarkt, AnswersHeadAsGetAndIssuesWhatItWould) {
  Rig rig;
  const std::string token = rig.Token();

  const Response response = rig.Send(
      {.method = "HEAD", .target = "/api/v0-1/auth/newToken", .headers = Rig::Keys(token)});

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(rig.ListFor(token).size(), 2);
}

TEST(Glowmarkt, AnswersOptionsWhereBrowsersAsk) {
  const auto ask = [](std::string_view dialect) {
    return Rig(dialect).Send({.method = "OPTIONS", .target = "/api/v0-1/auth"});
  };

  const Response deployed = ask("deployed");
  EXPECT_EQ(deployed.status, 204);
  EXPECT_EQ(deployed.headers.Get("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(Said(ask("documented")), R"(404 {"error":"not found"})");
}

TEST(Glowmarkt, RefusesTargetsThatItsProxyCannotRead) {
  for (const char* target : {"/api/v0-1/auth/token/%zz", "*", "api/v0-1/auth"}) {
    const Response response = Rig().Get(target);

    EXPECT_EQ(response.status, 400) << target;
    EXPECT_EQ(response.headers.Get("Content-Type"), "text/html");
    EXPECT_THAT(response.body, HasSubstr("<center><h1>400 Bad Request</h1></center>"));
    EXPECT_FALSE(response.headers.Has("x-powered-by"));
  }
}

TEST(Glowmarkt, WordsWhatItsHttpLayerRefusesAsTheProxy) {
  Rig rig;
  const auto refusal = [&](int status) { return rig.provider().Refuse({.status = status}); };

  EXPECT_THAT(refusal(414).body, HasSubstr("<title>414 Request-URI Too Large</title>"));
  EXPECT_THAT(refusal(408).body, HasSubstr("408 Request Time-out"));
  EXPECT_THAT(refusal(501).body, HasSubstr("501 Not Implemented"));
  EXPECT_EQ(refusal(431).status, 400);
  EXPECT_THAT(refusal(431).body, HasSubstr("Request Header Or Cookie Too Large"));
  EXPECT_EQ(refusal(400).headers.Get("Connection"), "close");
  EXPECT_EQ(refusal(400).headers.Get("Server"), "openresty");
}

TEST(Glowmarkt, WordsAnyStatusOnRequest) {
  Rig rig;
  Rig documented("documented");

  EXPECT_EQ(Said(rig.provider().Word(500)), R"(500 {"error":"An error has occurred"})");
  EXPECT_EQ(rig.provider().Word(500).headers.Get("x-powered-by"), "Express");
  EXPECT_EQ(Said(documented.provider().Word(401)), R"(401 {"error":"Access denied"})");
  EXPECT_THAT(rig.provider().Word(502).body, HasSubstr("<h1>502 Bad Gateway</h1>"));
  EXPECT_THAT(rig.provider().Word(503).body, HasSubstr("503 Service Temporarily Unavailable"));
  EXPECT_FALSE(rig.provider().Word(502).headers.Has("x-powered-by"));
  EXPECT_EQ(documented.provider().Word(204), (Response{.status = 204}));
}

TEST(Glowmarkt, DocumentsHaveNoHeadersOfTheServer) {
  const Response response = Rig("documented").LogIn("scotty", kPassword);

  EXPECT_EQ(response.headers, (Headers{{"Content-Type", "application/json"}}));
}

TEST(Glowmarkt, LeavesOtherSystemsUpWhenThePlatformIsDown) {
  Rig rig;
  const std::string token = rig.Token();
  ASSERT_TRUE(rig.provider().SetUp("platform_down", Json::object()));

  EXPECT_EQ(rig.StatusFor(token), 500);
  EXPECT_EQ(rig.Get("/api/v0-1/virtualentity", Rig::Keys(token)).status, 200);
  EXPECT_EQ(rig.Get("/api/v0-1/nothing", Rig::Keys(token)).status, 404);
}

TEST(Glowmarkt, EndsATokenInTheSecondItsClaimSays) {
  Rig rig("documented");
  rig.clock().Advance(Duration(900));
  const std::string token = rig.Token();
  const Json listed = rig.ListFor(token);

  EXPECT_EQ(TextAt(listed, "/0/createdAt"), "2026-01-01T00:00:00.900Z");
  EXPECT_EQ(TextAt(listed, "/0/expiresAt"), "2026-01-08T00:00:00.900Z");
  EXPECT_EQ(BodyOf(rig.Check(token)).at("exp"), 1767830400);
  rig.clock().Advance(7 * 24h - Duration(901));
  EXPECT_EQ(rig.StatusFor(token), 200);
  rig.clock().Advance(Duration(1));
  EXPECT_EQ(rig.StatusFor(token), 400);
  EXPECT_THAT(rig.ListFor(rig.Token()), ::testing::SizeIs(1));
}

TEST(Glowmarkt, ComparesSignaturesByTheirText) {
  Rig rig;
  const std::string token = rig.Token();
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::size_t last = alphabet.find(token.back());

  int accepted = 0;
  for (std::size_t spare = 0; spare < 4; ++spare) {
    accepted +=
        rig.StatusFor(token.substr(0, token.size() - 1) + alphabet[last / 4 * 4 + spare]) == 200;
  }

  EXPECT_EQ(accepted, 1) << "the last character has two bits that decode to nothing";
}

TEST(Glowmarkt, NamesNobodyInItsTokens) {
  Rig rig;
  const auto tail = [&](const std::string& token) {
    return TextAt(ReadJwtClaims(token).value(), "/tokenHash").substr(32);
  };

  EXPECT_THAT(tail(rig.Token()), Not(Eq(tail(rig.Token()))));
}

TEST(Glowmarkt, KnowsTokensItNoLongerLists) {
  Json world = Fixture("glowmarkt", "world.json");
  world["tokens"] = {{"remembered", 2U}};
  Rig rig("deployed", world);
  const std::string first = rig.Token();
  for (int i = 0; i < 3; ++i) rig.Token();

  EXPECT_EQ(rig.ListFor(first).size(), 2);
  EXPECT_EQ(TextAt(BodyOf(rig.Check(first)), "/accountId"), "ffe4f42e-7c1a-4ea3-9ec8-087d4a1071e6");
  EXPECT_EQ(rig.Delete("/api/v0-1/auth/deleteToken", Rig::Keys(first)).status, 200);
  EXPECT_EQ(rig.StatusFor(first), 401);
}

TEST(Glowmarkt, ShowsTheTokenIdToWhoeverSteersIt) {
  Rig rig;
  const std::string token = rig.Token();

  const Token* listed = rig.provider().tokens().List().front();

  EXPECT_EQ(listed->text, token);
  EXPECT_EQ(listed->account, "scotty");
  EXPECT_EQ(TextAt(rig.ListFor(token), "/0/tokenId"), listed->id);
}

TEST(Glowmarkt, AdvertisesALoginThatWorks) {
  for (const char* dialect : {"documented", "deployed"}) {
    Rig rig(dialect);

    Request example = rig.provider().Advertise().example;

    EXPECT_EQ(rig.Send(std::move(example)).status, 200) << dialect;
  }
}

TEST(Glowmarkt, AdvertisesWhatACaseMayAssume) {
  const Advertisement advertisement = Rig().provider().Advertise();
  const Json& given = advertisement.given;

  EXPECT_EQ(TextAt(given, "/application_id"), kApplication);
  EXPECT_EQ(TextAt(given, "/other_application_id"), kOtherApplication);
  EXPECT_EQ(TextAt(given, "/user/user_id"), "69f464fa-bca2-4f2a-83b1-0c69819c5cd0");
  EXPECT_EQ(TextAt(given, "/other_user/username"), "zaphod");
  EXPECT_EQ(TextAt(given, "/disabled_user/username"), "marvin");
  EXPECT_EQ(advertisement.variables[0], std::pair(std::string("USER"), std::string("scotty")));
  EXPECT_EQ(advertisement.variables.back(),
            std::pair(std::string("APPLICATION_ID"), std::string(kApplication)));
}

TEST(Glowmarkt, AdvertisesAWorldWithoutUsers) {
  Json world = Fixture("glowmarkt", "world.json");
  world["users"] = Json::array();
  Rig rig("deployed", world);

  const Advertisement advertisement = rig.provider().Advertise();

  EXPECT_FALSE(advertisement.given.contains("user"));
  EXPECT_EQ(rig.Send(advertisement.example).status, 400);
}

}  // namespace
}  // namespace authmock::glowmarkt
