#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/glowmarkt/provider_rig.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock::glowmarkt {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string SchemaError(const Json& world) {
  const auto path = "schemas/glowmarkt/world.schema.json";
  const Json document = ParseJsonFile(path, FindFile(SchemaFiles(), path)->text).value();
  const Schema schema = Schema::Compile("world.schema.json", document).value();
  const auto valid = CheckFile(schema, "world", world);
  return valid ? "no error" : valid.error().Text();
}

std::string MakeError(const Json& world) {
  Rig rig;
  VirtualClock clock(Time{});
  SeededRandom random(1);
  const auto made = Make({.contract = rig.contract(),
                          .dialect = {},
                          .world = world,
                          .clock = clock,
                          .random = random});
  return made ? "no error" : made.error().Text();
}

// A server on which a lot has happened.
void Live(Rig& rig) {
  const auto set_up = [&](std::string_view state, Json params = Json::object()) {
    const auto done = rig.provider().SetUp(state, params);
    ASSERT_TRUE(done) << state << ": " << done.error().Text();
  };
  for (const char* state : {"rotate_off", "revoke_on_change_off", "strict_slashes_off"}) {
    set_up(state);
  }
  set_up("token_lifetime", {{"lifetime", "90m"}});
  set_up("oauth_token_exists", {{"token_id", "an id"}});
  set_up("user_exists", {{"username", "Zoë"}, {"password", "p"}, {"name", "Z"}});
  rig.clock().Advance(Duration(1234));
  const std::string one = rig.Token();
  const std::string two = rig.Token("scotty", kPassword, kOtherApplication);
  rig.Get("/api/v0-1/auth/newToken", Rig::Keys(two, kOtherApplication));
  rig.Delete("/api/v0-1/auth/deleteToken", Rig::Keys(one));
  rig.Delete("/api/v0-1/auth/token/an%20id", Rig::Keys(two, kOtherApplication));
  rig.provider().Mint({.account = "Zoë", .flaw = Flaw::kAlgNone}).value();
  set_up("platform_down");
}

TEST(World, FixturesKeepToTheirSchema) {
  EXPECT_EQ(SchemaError(Fixture("glowmarkt", "world.json")), "no error");
  EXPECT_EQ(SchemaError(Fixture("glowmarkt", "edge.json")), "no error");
}

TEST(World, SnapshotKeepsToTheSchemaAndIsRestoredExactly) {
  for (const char* fixture : {"world.json", "edge.json"}) {
    Rig rig("deployed", Fixture("glowmarkt", fixture));
    Live(rig);
    const Json snapshot = rig.provider().World();

    EXPECT_EQ(SchemaError(snapshot), "no error");
    Rig restored("deployed", ReadJson(WriteJson(snapshot)).value());
    EXPECT_EQ(restored.provider().World(), snapshot) << fixture;
  }
}

TEST(World, TokensOutliveASnapshot) {
  Rig rig;
  const std::string good = rig.Token();
  const std::string ended = rig.Token();
  rig.Delete("/api/v0-1/auth/deleteToken", Rig::Keys(ended));
  const std::string of_other = rig.Token("scotty", kPassword, kOtherApplication);

  Rig restored("deployed", rig.provider().World());

  EXPECT_EQ(restored.StatusFor(good), 200);
  EXPECT_EQ(restored.StatusFor(ended), 401);
  EXPECT_EQ(restored.StatusFor(of_other), 401);
  EXPECT_EQ(restored.Check(of_other, kOtherApplication).status, 200);
  EXPECT_EQ(restored.ListFor(good), rig.ListFor(good));
}

TEST(World, TakesAStandingTokenThatWasChangedByHand) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));
  Json world = rig.provider().World();
  for (Json& token : world["standing_tokens"]) {
    if (token["text"] == "known-by-its-text") token["text"] = "another text";
  }

  Rig changed("deployed", world);

  EXPECT_EQ(changed.StatusFor("another text"), 200);
  EXPECT_EQ(changed.StatusFor("known-by-its-text"), 401);
}

TEST(World, EdgesBehave) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));
  const Json world = Fixture("glowmarkt", "edge.json");
  const auto token = [&](int i) {
    return TextAt(world, "/tokens/issued/" + std::to_string(i) + "/text");
  };

  EXPECT_EQ(rig.StatusFor(token(0)), 401) << "over";
  EXPECT_EQ(rig.StatusFor(token(1)), 401) << "ended";
  EXPECT_EQ(rig.StatusFor(token(2)), 200);
  EXPECT_EQ(rig.StatusFor(token(3)), 401) << "of the second application";
  EXPECT_EQ(rig.Check(token(3), kOtherApplication).status, 200);
  EXPECT_EQ(rig.StatusFor(token(4)), 401) << "of nobody";
  EXPECT_EQ(rig.StatusFor("known-by-its-text"), 200);
  EXPECT_EQ(rig.StatusFor("of-a-disabled-user"), 200);
  EXPECT_EQ(rig.StatusFor("oauth-token-of-scotty"), 401) << "opens no door here";
  EXPECT_EQ(rig.Check("of-the-second-application", kOtherApplication).status, 200);
  rig.clock().Advance(Duration(1));
  EXPECT_EQ(rig.Check("of-the-second-application", kOtherApplication).status, 401);
}

TEST(World, EdgesAreListedOldestFirst) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));

  std::vector<std::string> shown;
  for (const Json& token : rig.ListFor("known-by-its-text")) {
    shown.push_back(TextAt(token, "/createdAt") + " " + TextAt(token, "/authenticationFramework"));
  }

  EXPECT_THAT(shown, ElementsAre("2025-12-30T00:00:00.000Z jwt", "2025-12-31T12:02:09.865Z oauth",
                                 "2025-12-31T22:00:00.000Z jwt", "2025-12-31T22:00:00.000Z jwt"));
}

TEST(World, EdgesOfNamesLogIn) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));

  EXPECT_EQ(rig.LogIn("Mixed Case ", " blanks around ").status, 200);
  EXPECT_EQ(Said(rig.LogIn("mixed case", " blanks around ")), R"(200 {"valid":false})");
  EXPECT_EQ(rig.LogIn("jörg-管理-🦊", "pässwörter-sind-länger").status, 200);
  EXPECT_EQ(rig.LogIn("__proto__", "constructor").status, 200);
  EXPECT_EQ(rig.LogIn("\x01\"'; --", std::string(1000, 'p')).status, 200);
}

TEST(World, EdgesOfHomesAreShown) {
  Rig rig("deployed", Fixture("glowmarkt", "edge.json"));

  const Json homes = BodyOf(rig.Get("/api/v0-1/virtualentity", Rig::Keys("known-by-its-text")));

  EXPECT_EQ(homes.size(), 2);
  EXPECT_EQ(TextAt(homes, "/0/veId"), "one");
  EXPECT_EQ(TextAt(homes, "/1/name"), "Haus Ünnötig");
}

TEST(World, SaysWhatIsWrongWithIt) {
  const auto with = [](std::string_view pointer, Json value) {
    Json world = Fixture("glowmarkt", "edge.json");
    world[nlohmann::ordered_json::json_pointer(std::string(pointer))] = std::move(value);
    return MakeError(world);
  };

  EXPECT_EQ(with("/applications/1/id", kApplication),
            "/applications/1/id: \"b0f1b774-a586-4f72-9edd-27ead8aa7a8d\" is another "
            "application's id; give each its own");
  EXPECT_EQ(with("/users/1/username", " SCOTTY"),
            "/users/1/username: \" SCOTTY\" is another user's name, letter case and blanks around "
            "it ignored; give each user its own");
  EXPECT_EQ(with("/users/1/user_id", "69f464fa-bca2-4f2a-83b1-0c69819c5cd0"),
            "/users/1/user_id: \"69f464fa-bca2-4f2a-83b1-0c69819c5cd0\" is another user's id; give "
            "each user its own");
  EXPECT_EQ(with("/settings/token_lifetime", "soon"),
            "/settings/token_lifetime: \"soon\" is no duration; write numbers each with a "
            "unit of ms, s, m, h or d, like \"1h30m\"");
  EXPECT_EQ(with("/settings/token_lifetime", "1500ms"),
            "/settings/token_lifetime: \"1500ms\" is no lifetime; tokens live whole seconds, from "
            "\"1s\" to \"36500d\"");
  EXPECT_EQ(with("/standing_tokens/0/username", "Scotty"),
            "/standing_tokens/0/username: there is no user \"Scotty\"; name the username of one of "
            "/users");
  EXPECT_EQ(with("/standing_tokens/2/application", "7"),
            "/standing_tokens/2/application: there is no application \"7\"; name the id of one of "
            "/applications");
  EXPECT_EQ(with("/standing_tokens/1/id", "1aa61ab4-92a0-4f04-b883-e5abdf380523"),
            "/standing_tokens/1/id: \"1aa61ab4-92a0-4f04-b883-e5abdf380523\" is another token's "
            "id; give each token its own");
  EXPECT_EQ(with("/standing_tokens/1/text", "oauth-token-of-scotty"),
            "/standing_tokens/1/text: is another token's, too; give each token its own");
  EXPECT_THAT(SchemaError({{"applications", 1}, {"users", Json::array()}}),
              HasSubstr("/applications: "));
}

}  // namespace
}  // namespace authmock::glowmarkt
