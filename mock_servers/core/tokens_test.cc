#include "mock_servers/core/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Time kNow = FromUnix(1800000000);

Token Session(const std::string& id) {
  return {
      .id = id, .kind = "session", .account = "ann", .text = "text of " + id, .issued_at = kNow};
}

Token Jwt(const std::string& id) {
  return {
      .id = id, .kind = "jwt", .text = "text of " + id, .issued_at = kNow, .self_contained = true};
}

std::vector<std::string> IdsOf(const TokenTable& table) {
  std::vector<std::string> ids;
  for (const Token* token : table.List()) ids.push_back(token->id);
  return ids;
}

Error RestoreError(const Json& snapshot) {
  const auto table = TokenTable::Restore(snapshot, "/tokens");
  return table ? Error{"", "none"} : table.error();
}

TEST(TokenTable, FindsATokenByIdAndByText) {
  TokenTable table;
  table.Issue(Session("a"));

  EXPECT_EQ(table.FindById("a")->account, "ann");
  EXPECT_EQ(table.FindByText("session", "text of a")->id, "a");
  EXPECT_EQ(table.FindByText("api_key", "text of a"), nullptr);
  EXPECT_EQ(table.FindById("b"), nullptr);
}

TEST(TokenTable, LooksForTextsAmongThoseThatAreNotSelfContained) {
  TokenTable table;
  table.Issue(Jwt("a"));

  EXPECT_EQ(table.FindByText("jwt", "text of a"), nullptr);
  EXPECT_NE(table.FindById("a"), nullptr);
}

TEST(TokenTable, ListsInTheOrderOfIssue) {
  TokenTable table;
  for (const char* id : {"c", "a", "b", "d"}) table.Issue(Session(id));
  table.Erase("b");

  EXPECT_THAT(IdsOf(table), ElementsAre("c", "a", "d"));
}

TEST(TokenTable, ForgetsTheOldestSelfContainedTokenBeyondTheRemembered) {
  TokenTable table(2);
  for (const char* id : {"a", "b", "c"}) table.Issue(Jwt(id));

  EXPECT_THAT(IdsOf(table), ElementsAre("b", "c"));
  EXPECT_EQ(table.forgotten(), 1u);
  EXPECT_FALSE(table.IsRevoked("a"));
}

TEST(TokenTable, NeverForgetsWhatIsNotSelfContainedOrRevoked) {
  TokenTable table(1);
  table.Issue(Session("session"));
  table.Issue(Jwt("revoked"));
  table.Revoke("revoked", kNow, "logout");
  for (const char* id : {"a", "b", "c"}) table.Issue(Jwt(id));

  EXPECT_THAT(IdsOf(table), ElementsAre("session", "revoked", "c"));
  EXPECT_EQ(table.forgotten(), 2u);
}

TEST(TokenTable, KeepsTheTokenItHasJustIssued) {
  TokenTable table(0);

  const Token& issued = table.Issue(Jwt("a"));

  EXPECT_EQ(issued.id, "a");
}

TEST(TokenTable, RemembersTheRevocationOfATokenItHasForgotten) {
  TokenTable table(1);
  table.Issue(Jwt("a"));
  table.Issue(Jwt("b"));

  table.Revoke("a", kNow, "logout");

  EXPECT_TRUE(table.IsRevoked("a"));
  EXPECT_EQ(table.FindById("a"), nullptr);
}

TEST(TokenTable, IssuesATokenRevokedWhoseIdWasRevokedBefore) {
  TokenTable table;
  table.Revoke("a", kNow, "logout");

  table.Issue(Jwt("a"));

  EXPECT_TRUE(table.IsRevoked("a"));
  EXPECT_EQ(table.FindById("a")->revoked_because, "logout");
}

TEST(TokenTable, LetsTheFirstRevocationStand) {
  TokenTable table;
  table.Issue(Session("a"));
  table.Revoke("a", kNow, "logout");

  table.Revoke("a", kNow + Duration(1), "control");

  EXPECT_EQ(table.FindById("a")->revoked_at, kNow);
  EXPECT_EQ(table.FindById("a")->revoked_because, "logout");
}

TEST(TokenTable, ErasesATokenFromEveryIndex) {
  TokenTable table;
  table.Issue(Session("a"));

  EXPECT_TRUE(table.Erase("a"));

  EXPECT_EQ(table.FindById("a"), nullptr);
  EXPECT_EQ(table.FindByText("session", "text of a"), nullptr);
  EXPECT_EQ(table.size(), 0u);
  EXPECT_FALSE(table.Erase("a"));
}

TEST(Token, IsLiveUntilTheInstantItExpires) {
  Token token = Session("a");
  token.expires_at = kNow;

  EXPECT_TRUE(token.IsLive(kNow - Duration(1)));
  EXPECT_FALSE(token.IsLive(kNow));
}

TEST(TokenTable, RestoresWhatItSnapshots) {
  TokenTable table(2);
  Token full = Session("full");
  full.expires_at = kNow + Duration(5);
  table.Issue(full);
  for (const char* id : {"a", "b", "c"}) table.Issue(Jwt(id));
  table.Revoke("b", kNow, "logout");
  table.Revoke("stranger", kNow, "");

  const auto restored = TokenTable::Restore(table.Snapshot(), "/tokens");

  ASSERT_TRUE(restored) << restored.error().Text();
  EXPECT_EQ(restored->Snapshot(), table.Snapshot());
  EXPECT_TRUE(restored->IsRevoked("stranger"));
  EXPECT_EQ(restored->forgotten(), 1u);
  EXPECT_EQ(restored->FindById("full")->expires_at, kNow + Duration(5));
}

RC_GTEST_PROP(TokenTable, RoundTripsAfterAnyHistory, ()) {
  TokenTable table(3);
  const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(0, 8)));
  for (const auto& [what, which] : steps) {
    const std::string id = std::to_string(which);
    if (what == 0 && table.FindById(id) == nullptr) table.Issue(Session(id));
    if (what == 1 && table.FindById(id) == nullptr) table.Issue(Jwt(id));
    if (what == 2) table.Revoke(id, kNow, "property");
    if (what == 3) table.Erase(id);
  }

  const auto restored = TokenTable::Restore(table.Snapshot(), "");

  RC_ASSERT(restored.has_value());
  RC_ASSERT(restored->Snapshot() == table.Snapshot());
}

TEST(TokenTable, PointsAtWhatIsWrongInASnapshot) {
  const Json good = {{"id", "a"}, {"kind", "jwt"}, {"issued_at", "2026-01-01T00:00:00Z"}};
  const auto with = [&](const char* name, const Json& value) {
    Json token = good;
    token[name] = value;
    return Json{{"issued", Json::array({good, token})}};
  };

  EXPECT_EQ(RestoreError("none"), (Error{"/tokens", "expected an object, got string"}));
  EXPECT_EQ(RestoreError({{"isued", Json::array()}}).where, "/tokens/isued");
  EXPECT_EQ(RestoreError(with("id", 1)),
            (Error{"/tokens/issued/1/id", "expected a string, got integer"}));
  EXPECT_EQ(RestoreError(with("owner", "ann")).where, "/tokens/issued/1/owner");
  EXPECT_THAT(RestoreError(with("expires_at", "soon")).what, HasSubstr("\"soon\" is no time"));
  EXPECT_THAT(RestoreError(with("kind", "session")).what, HasSubstr("another token's id"));
  EXPECT_EQ(RestoreError({{"issued", Json::array({Json::object()})}}),
            (Error{"/tokens/issued/0", "lacks \"id\""}));
  EXPECT_EQ(RestoreError({{"revoked", Json::array({{{"id", "a"}}})}}),
            (Error{"/tokens/revoked/0", "lacks \"at\""}));
  EXPECT_EQ(RestoreError({{"forgotten", -1}}).where, "/tokens/forgotten");
}

TEST(TokenTable, RefusesASnapshotInWhichTwoTokensHaveOneText) {
  Json a = {{"id", "a"}, {"kind", "key"}, {"text", "same"}, {"issued_at", "2026-01-01T00:00:00Z"}};
  Json b = a;
  b["id"] = "b";

  const Error error = RestoreError({{"issued", Json::array({a, b})}});

  EXPECT_EQ(error.where, "/tokens/issued/1/text");
  EXPECT_THAT(error.what, HasSubstr("give each token its own"));
}

TEST(Flaw, IsReadFromItsName) {
  for (int i = 0; i <= static_cast<int>(Flaw::kNoSignature); ++i) {
    const Flaw flaw = static_cast<Flaw>(i);
    EXPECT_EQ(ParseFlaw(FlawName(flaw)), flaw);
  }
  EXPECT_EQ(FlawName(Flaw::kNotYetValid), "not_yet_valid");
}

TEST(Flaw, NamesAnUnknownOneAndTheKnownOnes) {
  const auto flaw = ParseFlaw("ugly");

  ASSERT_FALSE(flaw);
  EXPECT_THAT(flaw.error().what, AllOf(HasSubstr("\"ugly\""), HasSubstr("alg_none")));
}

}  // namespace
}  // namespace authmock
