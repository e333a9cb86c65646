#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mock_servers/datameta/provider_rig.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kZoe = "aaaaaaaa-0000-4000-8000-0000000000e1";
constexpr std::string_view kFour = "aaaaaaaa-0000-4000-8000-0000000000e4";

std::string SchemaError(const Json& world) {
  const auto path = "schemas/datameta/world.schema.json";
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
  const auto set_up = [&](std::string_view state, Json params = Json::object()) {
    const auto done = rig.provider().SetUp(state, params);
    ASSERT_TRUE(done) << state << ": " << done.error().Text();
  };
  set_up("user_exists", {{"email", "Carol@Example.org"}, {"password", "Carol.Pass.0001"}});
  set_up("max_expiration_days", {{"days", 30}});
  set_up("reset_token_exists", {{"email", "carol@example.org"}, {"token", "t"}});
  set_up("reset_token_exists", {{"email", "carol@example.org"}, {"token", "u"}});
  set_up("tfa_on");
  rig.clock().Advance(Duration(1234));
  rig.LogIn("carol@example.org", "Carol.Pass.0001");
  const std::string session = rig.SessionOf("carol@example.org", "Carol.Pass.0001");
  const Json key = BodyOf(rig.Create(R"({"label": "\u2028"})", {{"Cookie", session}}));
  rig.Create(R"({"label": "stays"})", {{"Cookie", session}});
  rig.DeleteKey(TextAt(key, "/id/uuid"), {{"Cookie", session}});
  rig.Change("0", "u", "Carols.Pass.0002");
  rig.provider().Revoke(
      rig.provider().Mint({.account = "carol@example.org", .kind = "session"})->id);
  rig.provider().Mint({.account = "carol@example.org", .flaw = Flaw::kExpired}).value();
}

TEST(World, FixturesKeepToTheirSchema) {
  EXPECT_EQ(SchemaError(Fixture("datameta", "world.json")), "no error");
  EXPECT_EQ(SchemaError(Fixture("datameta", "edge.json")), "no error");
}

TEST(World, SnapshotKeepsToTheSchemaAndIsRestoredExactly) {
  for (const char* fixture : {"world.json", "edge.json"}) {
    for (const char* dialect : {"documented", "deployed", "deployed@1.1.1", "deployed@0.2.0"}) {
      Rig rig(dialect, Fixture("datameta", fixture));
      Live(rig);
      const Json snapshot = rig.provider().World();

      EXPECT_EQ(SchemaError(snapshot), "no error");
      Rig restored(dialect, ReadJson(WriteJson(snapshot)).value());
      EXPECT_EQ(restored.provider().World(), snapshot) << fixture << " " << dialect;
    }
  }
}

TEST(World, CredentialsOutliveASnapshot) {
  Rig rig;
  const std::string minted =
      TextAt(BodyOf(rig.LogIn("alice@example.org", "Alice.Pass.0001")), "/token");
  const std::string session = rig.SessionOf("alice@example.org", "Alice.Pass.0001");
  rig.DeleteKey(kAliceSecondId, Rig::Bearer(minted));

  Rig restored("deployed", rig.provider().World());

  EXPECT_EQ(restored.StatusFor(minted), 200);
  EXPECT_EQ(restored.List(kAlice, {{"Cookie", session}}).status, 200);
  EXPECT_EQ(restored.DeleteKey(kAliceSecondId, Rig::Bearer(minted)).status, 403);
  EXPECT_EQ(restored.List(kAlice, Rig::Bearer(minted)), rig.List(kAlice, Rig::Bearer(minted)));
  EXPECT_EQ(restored.Change("0", kAliceResetToken, "New.Passw0rd.1").status, 204);
}

TEST(World, KeepsPasswordHistoryAndFailedLogins) {
  Rig rig("deployed@1.1.1");
  rig.Change(kAlice, "Alice.Pass.0001", "New.Passw0rd.1", Rig::Bearer(kAliceKey));
  for (int i = 0; i < 4; ++i) rig.StatusFor(kAliceExpiredKey);

  Rig restored("deployed@1.1.1", rig.provider().World());

  EXPECT_EQ(restored.Change("0", kAliceResetToken, "Alice.Pass.0001").status, 400);
  restored.StatusFor(kAliceExpiredKey);
  EXPECT_EQ(restored.StatusFor(kAliceKey), 401);
}

TEST(World, TakesAKeyThatWasChangedByHand) {
  Rig rig;
  Json world = rig.provider().World();
  for (Json& key : world["api_keys"]) {
    if (key["token"] == kAliceKey) key["token"] = "another-key";
  }

  Rig changed("deployed", world);

  EXPECT_EQ(changed.StatusFor("another-key"), 200);
  EXPECT_EQ(changed.StatusFor(kAliceKey), 401);
}

TEST(World, EdgesBehave) {
  Rig rig("deployed", Fixture("datameta", "edge.json"));
  const auto status = [&](std::string_view user, std::string_view token) {
    return rig.List(user, Rig::Bearer(token)).status;
  };

  EXPECT_EQ(status(kZoe, "ends-now"), 401);
  EXPECT_EQ(status(kZoe, "ends-later"), 200);
  EXPECT_EQ(status(kZoe, "deleted-key"), 401);
  EXPECT_EQ(status(kFour, "endless-of-four"), 200);
  EXPECT_EQ(rig.List(kZoe, {{"Cookie", "datameta=of-a-group-she-has-left"}}).status, 401);
  EXPECT_EQ(rig.List(kFour, {{"Cookie", "datameta=of-a-disabled-user"}}).status, 401);
  EXPECT_EQ(rig.List(kFour, {{"Cookie", "datameta=good"}}).status, 200);
  EXPECT_EQ(rig.Change("0", "ends-now", "x").status, 204) << "over when it has ended, not yet now";
  EXPECT_EQ(rig.Change("0", "over", "x").status, 410);
  EXPECT_THAT(BodyOf(rig.List(kZoe, Rig::Bearer("ends-with-time"))), SizeIs(3));
}

TEST(World, CountsFailedLoginsOfTheLastHourOnly) {
  Rig rig("deployed@1.1.1", Fixture("datameta", "edge.json"));
  rig.clock().Advance(1ms);  // now the one of an hour ago is over, too
  const auto status = [&](std::string_view token) {
    return rig.List(kFour, Rig::Bearer(token)).status;
  };

  status("expired-of-four");
  EXPECT_EQ(rig.LogIn("four@example.org", "Fourf.Pass.0001").status, 200);
  status("expired-of-four");

  EXPECT_EQ(rig.LogIn("four@example.org", "Fourf.Pass.0001").status, 401);
}

TEST(World, RefusesWhatContradictsItself) {
  const auto error = [](const char* pointer, const Json& value) {
    Json world = Fixture("datameta", "world.json");
    world[Json::json_pointer(pointer)] = value;
    return MakeError(world);
  };

  EXPECT_EQ(error("/users/1/id", "aaaaaaaa-0000-4000-8000-000000000000"),
            "/users/1/id: \"aaaaaaaa-0000-4000-8000-000000000000\" is another user's; give each "
            "user one of its own");
  EXPECT_THAT(error("/users/1/site", "DMU-00000000"), HasSubstr("/users/1/site: "));
  EXPECT_THAT(error("/users/1/email", "admin@example.org"), HasSubstr("/users/1/email: "));
  EXPECT_EQ(error("/api_keys/0/user", "nobody@example.org"),
            "/api_keys/0/user: there is no user \"nobody@example.org\"; write the e-mail of one of "
            "/users");
  EXPECT_THAT(error("/api_keys/1/id", "bbbbbbbb-0000-4000-8000-000000000001"),
              HasSubstr("is another key's; give each its own"));
  EXPECT_THAT(error("/api_keys/0/token", std::string(kAliceKey)),
              HasSubstr("is another key's, too; give each its own"));
  EXPECT_EQ(error("/api_keys/0/expires", "2026-13-01T00:00:00"),
            "/api_keys/0/expires: \"2026-13-01T00:00:00\" is no time; write it as "
            "\"2026-12-01T06:30:00\"");
  EXPECT_EQ(error("/reset_tokens/1/user", "alice@example.org"),
            "/reset_tokens/1/user: has a reset token already; a user has one at most");
  EXPECT_EQ(error("/reset_tokens/1/token", std::string(kAliceResetToken)),
            "/reset_tokens/1/token: is another user's, too; give each its own");
  EXPECT_THAT(error("/sessions/0/user", "nobody@example.org"), HasSubstr("there is no user"));
  EXPECT_THAT(error("/tokens", {{"issued", {{{"id", "x"}}}}}), HasSubstr("/tokens/issued/0"));
}

}  // namespace
}  // namespace authmock::datameta
