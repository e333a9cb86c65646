// World, states and tokens through the control API.
#include "base/redact.h"
#include "mock_servers/core/control_fixture.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string TokenOf(const Response& response) { return TextAt(BodyOf(response), "/token"); }

TEST_F(ControlTest, ResetsToTheWorldItStartedWith) {
  Post("/states", {{"state", "no_users"}});
  ASSERT_EQ(LogIn(), 401);

  const Response response = Call("POST", "/reset", "{}");

  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(LogIn(), 200);
}

TEST_F(ControlTest, ResetClearsFaultsJournalAndClock) {
  const Time start = parts_->clock().Now();
  parts_->faults.Plan("", {{}});
  LogIn();
  Post("/clock", {{"advance", "1h"}});
  Post("/clock", {{"run", true}});

  EXPECT_EQ(Call("POST", "/reset").status, 204);

  EXPECT_EQ(parts_->faults.Left(), 0u);
  EXPECT_THAT(parts_->journal.Read(), IsEmpty());
  EXPECT_EQ(parts_->clock().Now(), start);
  EXPECT_FALSE(parts_->virtual_clock->IsRunning());
}

TEST_F(ControlTest, GivesTheSameTokensAgainAfterAReset) {
  const std::string first = TokenOf(AskProvider(LogInRequest()));
  const std::string second = TokenOf(AskProvider(LogInRequest()));

  Call("POST", "/reset");

  EXPECT_EQ(TokenOf(AskProvider(LogInRequest())), first);
  EXPECT_EQ(TokenOf(AskProvider(LogInRequest())), second);
}

TEST_F(ControlTest, RestoresAWorldExactlyAsItWasRead) {
  const std::string token = TokenOf(AskProvider(LogInRequest()));
  const Response snapshot = Get("/world");
  Call("POST", "/reset");

  EXPECT_EQ(Call("PUT", "/world", snapshot.body).status, 204);

  EXPECT_EQ(Get("/world").body, snapshot.body);
  EXPECT_EQ(AskProvider(GetRequest("/fake/me", token)).status, 200);
}

TEST_F(ControlTest, LeavesTheWorldOfAResetAloneWhenAnotherIsRestored) {
  Call("PUT", "/world", R"({"users": []})");
  ASSERT_EQ(LogIn(), 401);

  Call("POST", "/reset");

  EXPECT_EQ(LogIn(), 200);
}

TEST_F(ControlTest, PointsAtWhatIsWrongInAWorldAndKeepsThePresentOne) {
  EXPECT_THAT(Call("PUT", "/world", R"({"users": [{"name": "bob"}]})"),
              IsProblem(422, "/users/0/password", HasSubstr("a member of this name")));
  EXPECT_THAT(Call("PUT", "/world", R"({"users": [{"name": "b", "password": "1"},
                                                   {"name": "b", "password": "2"}]})"),
              IsProblem(422, "/users/1/name", HasSubstr("stands twice")));
  EXPECT_THAT(Call("PUT", "/world", R"({"users": [], "tokens": {"issued": [{}]}})"),
              IsProblem(422, "/tokens/issued/0", HasSubstr("lacks \"id\"")));
  EXPECT_THAT(Call("PUT", "/world", "7"), IsProblem(422, "", HasSubstr("an object")));

  EXPECT_EQ(LogIn(), 200);
}

TEST_F(ControlTest, ChangesSomeOfTheWorld) {
  const std::string token = TokenOf(AskProvider(LogInRequest()));

  const Response response =
      Call("PATCH", "/world", R"({"users": [{"name": "ann", "password": "new"}]})");

  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(LogIn("secret"), 401);
  EXPECT_EQ(LogIn("new"), 200);
  EXPECT_EQ(AskProvider(GetRequest("/fake/me", token)).status, 200);
}

TEST_F(ControlTest, TakesAMergePatchUnderItsOwnMediaType) {
  const Response response =
      Send({.method = "PATCH",
            .target = "/__mock__/world",
            .headers = {{"Host", "localhost"}, {"Content-Type", "application/merge-patch+json"}},
            .body = R"({"tokens": null})"});

  EXPECT_EQ(response.status, 204);
}

TEST_F(ControlTest, PointsAtWhatAPatchWouldBreak) {
  EXPECT_THAT(Call("PATCH", "/world", R"({"users": null})"),
              IsProblem(422, "/users", HasSubstr("a member of this name")));
  EXPECT_EQ(LogIn(), 200);
}

TEST_F(ControlTest, ListsStatesWithASentenceEach) {
  EXPECT_EQ(*At(BodyOf(Get("/states")), "/states/0"),
            Json({{"state", "no_users"}, {"says", "Nobody has an account."}}));
}

TEST_F(ControlTest, SetsUpAStateAsPactAsksForIt) {
  const Response response =
      Post("/states",
           {{"state", "password_is"}, {"params", {{"password", "new"}}}, {"action", "setup"}});

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(BodyOf(response), Json({{"state", "password_is"}}));
  EXPECT_EQ(LogIn("new"), 200);
}

TEST_F(ControlTest, RefusesToTearDownBecauseNothingWouldBe) {
  Post("/states", {{"state", "no_users"}});

  EXPECT_THAT(Post("/states", {{"state", "no_users"}, {"action", "teardown"}}),
              IsProblem(422, "/action", HasSubstr("until POST /__mock__/reset")));
}

TEST_F(ControlTest, PointsAtWhatIsWrongWithAStateOrder) {
  EXPECT_THAT(Post("/states", {{"state", "all_users"}}),
              IsProblem(422, "/state", AllOf(HasSubstr("\"all_users\""), HasSubstr("no_users"))));
  EXPECT_THAT(Post("/states", {{"state", "password_is"}}),
              IsProblem(422, "/params/password", HasSubstr("a string")));
  EXPECT_THAT(Post("/states", {{"state", "no_users"}, {"action", "undo"}}),
              IsProblem(422, "/action", HasSubstr("teardown")));
  EXPECT_THAT(Post("/states", {{"params", Json::object()}}),
              IsProblem(422, "/state", HasSubstr("a member of this name")));
}

TEST_F(ControlTest, ListsTokensByDigestAndWhatBecameOfThem) {
  const std::string token = TokenOf(AskProvider(LogInRequest()));

  const Response response = Get("/tokens");

  const Json body = BodyOf(response);
  EXPECT_EQ(TextAt(body, "/tokens/0/kind"), "session");
  EXPECT_EQ(TextAt(body, "/tokens/0/account"), "ann");
  EXPECT_EQ(TextAt(body, "/tokens/0/digest"), Redactor::Digest(token));
  EXPECT_EQ(TextAt(body, "/tokens/0/expires_at"), "2026-01-01T01:00:00Z");
  EXPECT_EQ(*At(body, "/tokens/0/live"), true);
  EXPECT_THAT(response.body, Not(HasSubstr(token)));
}

TEST_F(ControlTest, MintsATokenThatWorks) {
  const Response response = Post("/tokens", {{"account", "ann"}, {"lifetime", "5m"}});

  const Json body = BodyOf(response);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(TextAt(body, "/expires_at"), "2026-01-01T00:05:00Z");
  EXPECT_EQ(AskProvider(GetRequest("/fake/me", TextAt(body, "/text"))).status, 200);
}

TEST_F(ControlTest, MintsATokenWithAFlaw) {
  const Json body = BodyOf(Post("/tokens", {{"account", "ann"}, {"flaw", "expired"}}));

  EXPECT_EQ(AskProvider(GetRequest("/fake/me", TextAt(body, "/text"))).status, 401);
}

TEST_F(ControlTest, KnowsEveryFlawByItsName) {
  for (int i = 0; i <= static_cast<int>(Flaw::kNoSignature); ++i) {
    const std::string_view flaw = FlawName(static_cast<Flaw>(i));
    EXPECT_EQ(Post("/tokens", {{"account", "ann"}, {"flaw", flaw}}).status, 201) << flaw;
  }
}

TEST_F(ControlTest, PointsAtWhatIsWrongWithATokenOrder) {
  EXPECT_THAT(Post("/tokens", {{"account", "bob"}}),
              IsProblem(422, "/account", HasSubstr("\"bob\"")));
  EXPECT_THAT(Post("/tokens", {{"account", "ann"}, {"lifetime", "soon"}}),
              IsProblem(422, "/lifetime", HasSubstr("soon")));
  EXPECT_THAT(Post("/tokens", {{"account", "ann"}, {"flaw", "ugly"}}),
              IsProblem(422, "/flaw", AllOf(HasSubstr("alg_none"), HasSubstr("ugly"))));
  EXPECT_THAT(Post("/tokens", Json::object()),
              IsProblem(422, "/account", HasSubstr("a member of this name")));
}

TEST_F(ControlTest, RevokesAToken) {
  const std::string token = TokenOf(AskProvider(LogInRequest()));
  const std::string id = TextAt(BodyOf(Get("/tokens")), "/tokens/0/id");

  EXPECT_EQ(Call("DELETE", "/tokens/" + id).status, 204);

  const Json body = BodyOf(Get("/tokens"));
  EXPECT_EQ(AskProvider(GetRequest("/fake/me", token)).status, 401);
  EXPECT_EQ(*At(body, "/tokens/0/live"), false);
  EXPECT_EQ(TextAt(body, "/tokens/0/revoked_because"), "control");
}

TEST_F(ControlTest, ReadsAnEscapedTokenIdAndNamesAnUnknownOne) {
  EXPECT_THAT(Call("DELETE", "/tokens/a%2Fb"), IsProblem(404, "", HasSubstr("\"a/b\"")));
}

}  // namespace
}  // namespace authmock
