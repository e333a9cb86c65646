#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "base/totp.h"
#include "mock_servers/t3/provider_rig.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock::t3 {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

std::string SchemaError(const Json& world) {
  const auto path = "schemas/t3/world.schema.json";
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
  rig.LogIn();
  rig.MakeKey();
  rig.MakeKey();
  rig.UseApiKey("e829nde3l87ks9d832gfdavhg450d9mw", "MO");
  rig.LogIn({{"password", "wrong"}});
  rig.LogIn({{"hostname", "mi.metrc.com"}, {"otp", "123456"}});
  rig.LogIn({{"username", "janedoe"},
             {"hostname", "mi.metrc.com"},
             {"otp", TotpCode(*Base32Decode("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
                              TotpStep(rig.clock().Now()))}});
  rig.provider().Revoke(rig.provider().Mint({.account = "johndoe"}).value_or(Token{}).id);
  rig.SetUp("route_limit", {{"operation", "v2_auth_whoami_get"}, {"requests", 7}});
  rig.SetUp("colorado_email_off");
}

TEST(World, FixturesKeepToTheirSchema) {
  EXPECT_EQ(SchemaError(Fixture("t3", "world.json")), "no error");
  EXPECT_EQ(SchemaError(Fixture("t3", "edge.json")), "no error");
}

TEST(World, SnapshotKeepsToTheSchemaAndIsRestoredExactly) {
  for (const char* fixture : {"world.json", "edge.json"}) {
    Rig rig("deployed", Fixture("t3", fixture));
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
  const Token ended = rig.provider().Mint({.account = "johndoe"}).value();
  rig.provider().Revoke(ended.id);
  const std::string first = rig.SecretKey();
  const std::string second = rig.SecretKey();

  Rig restored("deployed", rig.provider().World());

  EXPECT_EQ(restored.WhoAmI(good).status, 200);
  EXPECT_EQ(restored.WhoAmI(ended.text).status, 401);
  EXPECT_EQ(restored.StatusForKey(first), 401);
  EXPECT_EQ(restored.StatusForKey(second), 200);
}

TEST(World, TakesAKeyThatWasChangedByHand) {
  Rig rig;
  Json world = rig.provider().World();
  world["accounts"][0]["secret_key"] = "another-key";

  Rig changed("deployed", world);

  EXPECT_EQ(changed.StatusForKey("another-key"), 200);
  EXPECT_EQ(changed.StatusForKey("2616ec56-fa2a-4c5b-86c0-acacf23c9ef7"), 401);
}

TEST(World, EdgesBehave) {
  Rig rig("deployed", Fixture("t3", "edge.json"));
  const Json world = Fixture("t3", "edge.json");
  const auto message = [&](int i) {
    const Response response =
        rig.WhoAmI(TextAt(world, "/tokens/issued/" + std::to_string(i) + "/text"));
    return response.status == 200 ? "200" : Message(response).substr(26);
  };

  EXPECT_EQ(message(0), "Token has expired");
  EXPECT_EQ(message(1), "Invalid token") << "revoked";
  EXPECT_EQ(message(2), "200");
  EXPECT_THAT(message(3), HasSubstr("session of this token is over")) << "never had one";
  EXPECT_THAT(message(4), HasSubstr("session of this token is over")) << "ended";
  EXPECT_EQ(message(5), "Invalid token") << "a refresh token";
  EXPECT_EQ(rig.StatusForKey("short-key"), 200);
  EXPECT_EQ(rig.StatusForKey("22222222-2222-4222-8222-222222222222"), 200);
  EXPECT_EQ(rig.StatusForKey("11111111-1111-4111-8111-111111111111"), 401);
}

TEST(World, EdgesOfLoginsBehave) {
  Rig rig("deployed", Fixture("t3", "edge.json"));
  rig.SetUp("rate_limit_off");
  const auto login = [&](const char* username, std::string_view hostname, std::string_view otp,
                         std::string_view password = "secretpassword") {
    return rig
        .LogIn(
            {{"username", username}, {"password", password}, {"hostname", hostname}, {"otp", otp}})
        .status;
  };
  const std::string key = *Base32Decode("jbswy3dp");
  const std::int64_t step = TotpStep(rig.clock().Now());

  EXPECT_EQ(login("jörg-łω-管理-🦊", "ca.metrc.com", "", "pässwörter-sind-länger-🦊"),
            200);
  EXPECT_EQ(login("jörg-łω-管理-🦊", "metrc.com", "", "x"), 200);
  EXPECT_EQ(login("nobody", "ca.metrc.com", "", ""), 403) << "an empty password lets nobody in";
  EXPECT_EQ(login("codes", "mi.metrc.com", TotpCode(key, step)), 403) << "taken before";
  EXPECT_EQ(login("codes", "mi.metrc.com", TotpCode(key, step + 1)), 200);
  EXPECT_EQ(login("broken-seed", "mi.metrc.com", "123456"), 403);
  EXPECT_EQ(login("no-seed", "mi.metrc.com", "123456"), 403);
}

TEST(World, EdgesOfTheLimiterBehave) {
  Rig rig("deployed", Fixture("t3", "edge.json"));
  const Response full = rig.LogIn({{"username", "nobody"}});

  EXPECT_EQ(full.status, 429);
  EXPECT_EQ(full.headers.Get("Retry-After"), "2");
  EXPECT_EQ(rig.LogIn({{"username", "over"}}).status, 403);
  EXPECT_EQ(rig.MakeKey({{"username", "over"}}).status, 403);
  EXPECT_EQ(rig.MakeKey({{"username", "over"}}).status, 429) << "one a window";
}

TEST(World, SaysWhatIsWrongWithIt) {
  const auto with = [](std::string_view pointer, Json value) {
    Json world = Fixture("t3", "world.json");
    world[nlohmann::ordered_json::json_pointer(std::string(pointer))] = std::move(value);
    return MakeError(world);
  };

  EXPECT_EQ(with("/accounts/1/hostname", "ca.metrc.com"),
            "/accounts/1/username: \"johndoe\" is another user's name at ca.metrc.com; give each "
            "user its own");
  EXPECT_EQ(with("/accounts/1/secret_key", "2616ec56-fa2a-4c5b-86c0-acacf23c9ef7"),
            "/accounts/1/secret_key: is another user's, too; give each key its own");
  EXPECT_EQ(with("/api_keys/1", {{"key", "e829nde3l87ks9d832gfdavhg450d9mw"},
                                 {"username", "janedoe"},
                                 {"states", Json::array({"CA"})}}),
            "/api_keys/1/key: is another's, too; give each key its own");
  EXPECT_EQ(with("/settings", {{"token_lifetime", "8"}}),
            "/settings/token_lifetime: \"8\" is no length of time; write numbers with a unit each, "
            "as \"15m\"");
  EXPECT_THAT(with("/settings", {{"rate_limit", {{"window", "0s"}}}}),
              HasSubstr("/settings/rate_limit/window: \"0s\" is no length of time"));
  EXPECT_THAT(SchemaError({{"accounts", Json::array()}, {"users", 1}}), HasSubstr("users"));
}

}  // namespace
}  // namespace authmock::t3
