// What no conformance case can say from outside, and the routing around the operations.
#include "mock_servers/portainer/provider.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "mock_servers/portainer/provider_rig.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(Portainer, HandlesEveryOperationOfItsContractAndNoOther) {
  Rig rig;
  std::set<std::string_view> promised;
  for (const Operation& operation : rig.contract().operations()) promised.insert(operation.id);

  const auto handled = rig.provider().Handled();

  EXPECT_EQ(std::set<std::string_view>(handled.begin(), handled.end()), promised);
}

TEST(Portainer, RefusesTargetsThatGoCannotRead) {
  Rig rig;

  const Response response = rig.Get("/api/users/%zz");

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, "400 Bad Request");
  EXPECT_EQ(response.headers.Get("Connection"), "close");
}

TEST(Portainer, RoutesOnTheDecodedPath) {
  Rig rig;

  EXPECT_EQ(rig.Post("/api/%61uth", "{}").status, 400);
  EXPECT_EQ(rig.Post("/api/auth%2Flogout", "").status, 204);
  EXPECT_EQ(rig.Get("/api/auth%2Flogout").status, 405);
}

TEST(Portainer, RedirectsUncleanPathsToWhereTheRouterSeesThem) {
  Rig rig;
  const auto location = [&](std::string target) {
    const Response response = rig.Post(std::move(target), "");
    return std::to_string(response.status) + " " + std::string(response.headers.Get("Location"));
  };

  EXPECT_EQ(location("/api/auth//?a=b"), "301 /auth/?a=b");
  EXPECT_EQ(location("/api/auth/./logout"), "301 /auth/logout");
  EXPECT_EQ(location("/api/users/.."), "301 /");
  EXPECT_EQ(location("/api/auth//%C3%A9%20b"), "301 /auth/%C3%A9%20b");
}

TEST(Portainer, TellsTheRoutersNotFoundFromTheFileServers) {
  Rig rig;
  const auto caching = [&](std::string target) {
    const Response response = rig.Get(std::move(target));
    return std::to_string(response.status) + " " +
           std::string(response.headers.Get("Cache-Control"));
  };

  EXPECT_EQ(caching("/api/auth/"), "404 ");
  EXPECT_EQ(caching("/api/authx"), "404 ");
  EXPECT_EQ(caching("/%61pi/auth"), "404 ");
  EXPECT_EQ(caching("/api//auth"), "404 max-age=31536000");
  EXPECT_EQ(caching("/api/AUTH"), "404 max-age=31536000");
}

TEST(Portainer, AnswersOtherMethodsWithAnEmpty405) {
  Rig rig;

  for (const char* method : {"GET", "PUT", "DELETE", "PATCH", "post", "OPTIONS"}) {
    const Response response = rig.Send({.method = method, .target = "/api/auth"});

    EXPECT_EQ(response.status, 405) << method;
    EXPECT_THAT(response.body, IsEmpty());
    EXPECT_THAT(response.headers, IsEmpty());
  }
}

TEST(Portainer, AnswersOptionsOfTheServerItself) {
  EXPECT_EQ(Rig().Send({.method = "OPTIONS", .target = "*"}).status, 200);
}

TEST(Portainer, LetsAFormEatTheBody) {
  Rig rig;
  const std::string jwt = rig.Token();
  const Response pair = rig.Get("/api/users/me", Rig::Cookie(jwt));
  const std::string_view set_cookie = pair.headers.Get("Set-Cookie");
  const std::string cookie =
      "portainer_api_key=" + jwt + "; " + std::string(set_cookie.substr(0, set_cookie.find(';')));
  const std::string token = PercentEncode(pair.headers.Get("X-Csrf-Token"));

  const Response response =
      rig.Put("/api/users/1", "gorilla.csrf.Token=" + token,
              {{"Cookie", cookie}, {"Content-Type", "application/x-www-form-urlencoded"}});

  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(Details(response), "EOF");
}

TEST(Portainer, CountsOnlyAuthenticatedRequestsOnTheUserRoutes) {
  Rig rig;
  for (int i = 0; i < 20; ++i) rig.Post("/api/users/1/tokens", "{}");

  EXPECT_EQ(rig.LogIn("admin", "correct-horse-battery").status, 200);
}

TEST(Portainer, ClosesTheConnectionOnlyInTheVersionThatCrashed) {
  for (const auto& [dialect, status] :
       {std::pair("deployed", 0), std::pair("deployed@2.23.0+logout-fix", 204),
        std::pair("documented", 204)}) {
    Rig rig(dialect);
    ASSERT_TRUE(rig.provider().SetUp("legacy_logout_crash", Json::object()));

    EXPECT_EQ(rig.Post("/api/auth/logout", "").status, status) << dialect;
  }
}

TEST(Portainer, EndsTheTokenAtADocumentedLogoutAndLeavesTheKey) {
  Rig rig("documented");
  const std::string jwt = rig.Token();
  const std::string key = rig.provider().Advertise().given.at("admin_api_key");

  const Response response =
      rig.Post("/api/auth/logout", "", {{"Authorization", jwt}, {"X-API-KEY", key}});

  EXPECT_EQ(response.status, 204);
  EXPECT_THAT(response.headers, IsEmpty());
  EXPECT_EQ(rig.StatusFor(jwt), 401);
  EXPECT_EQ(rig.Get("/api/users/me", {{"X-API-KEY", key}}).status, 200);
}

TEST(Portainer, KeepsToTheDocumentedStatusesWhateverStateIsSetUp) {
  for (const char* state : {"rate_limit_on", "admin_init_timed_out", "oauth_provider_down",
                            "oauth_enabled_no_auto_users", "ldap_directory_down"}) {
    Rig rig("documented");
    ASSERT_TRUE(rig.provider().SetUp(state, Json::object())) << state;

    // The rig holds each answer against the contract.
    for (int i = 0; i < 12; ++i) rig.LogIn("bob", "bobs-long-password");
    rig.Post("/api/auth/oauth/validate", R"({"code":"ok:carol"})");
    rig.Post("/api/auth/logout", "");
  }
}

TEST(Portainer, CountsSeventyTwoBytesOfAPassword) {
  Rig rig("deployed", Fixture("portainer", "edge.json"));
  ASSERT_TRUE(rig.provider().SetUp("rate_limit_off", Json::object()));
  const std::string password =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01234567";

  EXPECT_EQ(rig.LogIn("seventy-two", password).status, 200);
  EXPECT_EQ(rig.LogIn("seventy-two", password + "tail").status, 200);
  EXPECT_EQ(rig.LogIn("seventy-two", password.substr(0, 71)).status, 422);
}

TEST(Portainer, AcceptsTheMessageItsHttpLayerRefusesInItsWords) {
  Rig rig;
  const auto body = [&](int status, std::string_view reason) {
    return rig.provider().Refuse({.status = status, .reason = reason}).body;
  };

  EXPECT_EQ(body(400, "missing_host"), "400 Bad Request: missing required Host header");
  EXPECT_EQ(body(400, "malformed_host"), "400 Bad Request: malformed Host header");
  EXPECT_EQ(body(400, "conflicting_length"), "400 Bad Request");
  EXPECT_EQ(body(431, ""), "431 Request Header Fields Too Large");
  EXPECT_EQ(body(501, ""), "Unsupported transfer encoding");
  EXPECT_EQ(body(505, ""), "505 HTTP Version Not Supported: unsupported protocol version");
  EXPECT_EQ(body(417, ""), "");
}

TEST(Portainer, WordsAnyStatusOnRequest) {
  Rig rig;

  EXPECT_EQ(Message(rig.provider().Word(422)), "Invalid credentials");
  EXPECT_EQ(Message(rig.provider().Word(503)), "Service Unavailable");
  EXPECT_EQ(rig.provider().Word(405), (Response{.status = 405}));
  EXPECT_EQ(rig.provider().Word(204), (Response{.status = 204}));
}

TEST(Portainer, AdvertisesALoginThatWorks) {
  Rig rig;

  Request example = rig.provider().Advertise().example;

  EXPECT_EQ(rig.Send(std::move(example)).status, 200);
}

TEST(Portainer, AdvertisesWhatACaseMayAssume) {
  const Advertisement advertisement = Rig().provider().Advertise();

  EXPECT_EQ(TextAt(advertisement.given, "/admin/name"), "admin");
  EXPECT_EQ(advertisement.given.at("user").at("id"), 2);
  EXPECT_THAT(TextAt(advertisement.given, "/user_api_key"), StartsWith("ptr_"));
  EXPECT_EQ(TextAt(advertisement.given, "/oauth_code/known_user"), "ok:bob");
  EXPECT_EQ(advertisement.variables[0], std::pair(std::string("USER"), std::string("admin")));
}

TEST(Portainer, AdvertisesTheStatusOfAServerWithoutUsers) {
  Rig rig;
  ASSERT_TRUE(rig.provider().SetUp("no_administrator", Json::object()));

  Request example = rig.provider().Advertise().example;

  EXPECT_EQ(rig.Send(std::move(example)).status, 200);
}

}  // namespace
}  // namespace authmock::portainer
