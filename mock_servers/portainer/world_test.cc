#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/portainer/provider_rig.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

std::string SchemaError(const Json& world) {
  const auto path = "schemas/portainer/world.schema.json";
  const Json document = ParseJsonFile(path, FindFile(SchemaFiles(), path)->text).value();
  const Schema schema = Schema::Compile("world.schema.json", document).value();
  const auto valid = CheckFile(schema, "world", world);
  return valid ? "no error" : valid.error().Text();
}

std::string MakeError(const Json& world) {
  Rig rig;
  SeededRandom random(1);
  const auto made = Make({.contract = rig.contract(),
                          .dialect = {},
                          .world = world,
                          .clock = rig.clock(),
                          .random = random});
  return made ? "no error" : made.error().Text();
}

// A server on which a lot has happened.
void Live(Rig& rig) {
  const std::string jwt = rig.Token();
  const Headers bearer = Rig::Bearer(jwt);
  rig.Post("/api/users", R"({"username":"Zoë","password":"zoes-long-password","role":2})", bearer);
  rig.Put("/api/users/2", R"({"newPassword":"bobs-newer-password","theme":{"color":"dark"}})",
          bearer);
  rig.Post("/api/users/1/tokens", R"({"description":"d","password":"correct-horse-battery"})",
           bearer);
  rig.Send({.method = "DELETE", .target = "/api/users/2/tokens/2", .headers = bearer});
  rig.Put("/api/settings", R"({"UserSessionTimeout":"90m","LDAPSettings":{"ReaderDN":"dn"}})",
          bearer);
  rig.provider().SetUp("oauth_enabled_auto_users", Json::object());
  rig.Post("/api/auth/oauth/validate", R"({"code":"ok:carol"})");
  rig.provider().Revoke(rig.provider().Mint({.account = "carol"})->id);
  for (int i = 0; i < 12; ++i) rig.LogIn("admin", "wrong");
}

TEST(World, FixturesKeepToTheirSchema) {
  EXPECT_EQ(SchemaError(Fixture("portainer", "world.json")), "no error");
  EXPECT_EQ(SchemaError(Fixture("portainer", "edge.json")), "no error");
}

TEST(World, SnapshotKeepsToTheSchemaAndIsRestoredExactly) {
  for (const char* fixture : {"world.json", "edge.json"}) {
    Rig rig("deployed", Fixture("portainer", fixture));
    ASSERT_TRUE(rig.provider().SetUp("session_timeout", {{"timeout", "8h"}}));
    ASSERT_TRUE(rig.provider().SetUp("rate_limit_on", Json::object()));
    Live(rig);
    const Json snapshot = rig.provider().World();

    EXPECT_EQ(SchemaError(snapshot), "no error");
    Rig restored("deployed", ReadJson(WriteJson(snapshot)).value());
    EXPECT_EQ(restored.provider().World(), snapshot) << fixture;
  }
}

TEST(World, CredentialsOutliveASnapshot) {
  Rig rig;
  const std::string good = rig.Token();
  const std::string ended = rig.provider().Mint({.account = "bob"})->text;
  rig.provider().Revoke(TextAt(*ReadJwtClaims(ended), "/jti"));
  const std::string key = rig.provider().Mint({.account = "bob", .kind = "api_key"})->text;
  const Response pair = rig.Get("/api/users/me", Rig::Cookie(good));
  const std::string_view csrf = pair.headers.Get("Set-Cookie");
  const Headers logout{
      {"Cookie", "portainer_api_key=" + good + "; " + std::string(csrf.substr(0, csrf.find(';')))},
      {"X-CSRF-Token", std::string(pair.headers.Get("X-Csrf-Token"))}};

  Rig restored("deployed", rig.provider().World());

  EXPECT_EQ(restored.StatusFor(good), 200);
  EXPECT_EQ(restored.StatusFor(ended), 401);
  EXPECT_EQ(restored.Get("/api/users/me", {{"X-API-KEY", key}}).status, 200);
  EXPECT_EQ(restored.Post("/api/auth/logout", "", logout).status, 204);
  EXPECT_EQ(restored.StatusFor(good), 401);
}

TEST(World, KeepsABanAndTheStartOfTheServer) {
  Rig rig;
  rig.provider().SetUp("no_administrator", Json::object());
  for (int i = 0; i < 11; ++i) rig.LogIn("admin", "x");
  rig.clock().Advance(4min);
  const Json snapshot = rig.provider().World();

  Rig restored("deployed", snapshot);
  restored.clock().Advance(4min);

  EXPECT_EQ(restored.LogIn("admin", "x").status, 403);
  restored.clock().Advance(1min);
  EXPECT_EQ(restored.LogIn("admin", "x").status, 303);
}

TEST(World, TakesAKeyThatWasChangedByHand) {
  Rig rig;
  Json world = rig.provider().World();
  world["api_keys"][0]["raw"] = "another-key";

  Rig changed("deployed", world);

  EXPECT_EQ(changed.Get("/api/users/me", {{"X-API-KEY", "another-key"}}).status, 200);
  EXPECT_EQ(changed
                .Get("/api/users/me",
                     {{"X-API-KEY", TextAt(Fixture("portainer", "world.json"), "/api_keys/0/raw")}})
                .status,
            401);
}

TEST(World, EdgesBehave) {
  Rig rig("deployed", Fixture("portainer", "edge.json"));
  const Json world = Fixture("portainer", "edge.json");
  const auto token = [&](int i) {
    return rig.StatusFor(TextAt(world, "/tokens/issued/" + std::to_string(i) + "/text"));
  };

  EXPECT_EQ(token(0), 401) << "expired";
  EXPECT_EQ(token(1), 401) << "revoked";
  EXPECT_EQ(token(2), 200);
  EXPECT_EQ(token(3), 401) << "older than the password";
  EXPECT_EQ(token(4), 401) << "of nobody";
  EXPECT_EQ(rig.Get("/api/users/me", {{"X-API-KEY", "short-key"}}).status, 200);
}

TEST(World, EdgesKeepBansApart) {
  Rig rig("deployed", Fixture("portainer", "edge.json"));
  const auto login = [&](std::string address) {
    return rig
        .Send({.method = "POST",
               .target = "/api/auth",
               .body = "{}",
               .client_address = std::move(address)})
        .status;
  };

  EXPECT_EQ(login("127.0.0.66"), 403);
  EXPECT_EQ(login("127.0.0.67"), 400);
}

TEST(World, SaysWhatIsWrongWithIt) {
  const auto with = [](std::string_view pointer, Json value) {
    Json world = Fixture("portainer", "world.json");
    world[nlohmann::ordered_json::json_pointer(std::string(pointer))] = std::move(value);
    return MakeError(world);
  };

  EXPECT_EQ(with("/users/1/id", 1), "/users/1/id: 1 is another user's id; give each user its own");
  EXPECT_EQ(with("/users/1/name", "ADMIN"),
            "/users/1/name: \"admin\" is another user's name, letter case ignored; give each user "
            "its own");
  EXPECT_EQ(with("/api_keys/0/user", 7),
            "/api_keys/0/user: there is no user 7; name the id of one of /users");
  EXPECT_EQ(with("/api_keys/1/id", 1),
            "/api_keys/1/id: 1 is another key's id; give each key its own");
  EXPECT_EQ(with("/api_keys/1/raw", TextAt(Fixture("portainer", "world.json"), "/api_keys/0/raw")),
            "/api_keys/1/raw: is another key's, too; give each key its own");
  EXPECT_EQ(with("/settings/session_timeout", "8"),
            "/settings/session_timeout: \"8\" is no duration; write numbers with a unit each, as "
            "\"8h\"");
  EXPECT_EQ(with("/settings/rate_limit", {{"ban", "long"}}),
            "/settings/rate_limit/ban: \"long\" is no duration; write numbers with a unit each, as "
            "\"1h\"");
  EXPECT_THAT(SchemaError({{"users", Json::array()}, {"keys", 1}}), HasSubstr("keys"));
}

}  // namespace
}  // namespace authmock::portainer
