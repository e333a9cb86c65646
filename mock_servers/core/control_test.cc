#include "mock_servers/core/control.h"

#include "mock_servers/core/control_fixture.h"
#include "schemas/contract/meta.h"
#include "schemas/embedded_schemas.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAreArray;

TEST(Control, OwnsWhatIsBelowItsPrefix) {
  EXPECT_TRUE(Control::Owns("/__mock__"));
  EXPECT_TRUE(Control::Owns("/__mock__/"));
  EXPECT_TRUE(Control::Owns("/__mock__/health"));
  EXPECT_TRUE(Control::Owns("/__mock__?x"));
  EXPECT_FALSE(Control::Owns("/__mock__s"));
  EXPECT_FALSE(Control::Owns("/api/__mock__/health"));
  EXPECT_FALSE(Control::Owns("/"));
}

TEST(Control, HandlesExactlyTheOperationsOfItsDocument) {
  std::vector<std::string_view> documented;
  for (const Operation& operation : ControlContract().operations()) {
    documented.push_back(operation.id);
  }

  EXPECT_THAT(Control::Handled(), UnorderedElementsAreArray(documented));
}

TEST_F(ControlTest, ServesItsOwnDocument) {
  const Response response = Get("/openapi.json");

  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, ControlDocument());
}

TEST_F(ControlTest, PointsFromAnUnknownPathToItsDocument) {
  EXPECT_THAT(Get("/helth"),
              IsProblem(404, "", AllOf(HasSubstr("/__mock__/helth"), HasSubstr("openapi.json"))));
  EXPECT_THAT(Get("/"), IsProblem(404, "", HasSubstr("openapi.json")));
  EXPECT_THAT(Get(""), IsProblem(404, "", HasSubstr("openapi.json")));
  EXPECT_THAT(Get("/tokens/a/b"), IsProblem(404, "", HasSubstr("openapi.json")));
}

TEST_F(ControlTest, NamesTheMethodsThatWorkInsteadOfAWrongOne) {
  const Response response = Call("DELETE", "/world");

  EXPECT_THAT(response, IsProblem(405, "", AllOf(HasSubstr("DELETE"), HasSubstr("PATCH"))));
  EXPECT_EQ(response.headers.Get("Allow"), "GET, HEAD, PUT, PATCH");
}

TEST_F(ControlTest, AnswersHeadAsGet) { EXPECT_EQ(Call("HEAD", "/health").status, 200); }

TEST_F(ControlTest, RefusesBodiesThatAreNoJson) {
  EXPECT_THAT(Call("POST", "/clock", "{\"advance\": 1h}"),
              IsProblem(400, "", HasSubstr("body:1:")));
  EXPECT_THAT(Call("POST", "/clock", "{\"advance\": \"1h\""),
              IsProblem(400, "", HasSubstr("ends inside a value")));
  EXPECT_THAT(Call("POST", "/clock", "  "), IsProblem(400, "", HasSubstr("is empty")));
  EXPECT_THAT(Call("POST", "/clock", "{\"run\": true} {}"),
              IsProblem(400, "", HasSubstr("text follows")));
  EXPECT_THAT(Call("POST", "/clock", "{\"advance\": \"1h\", \"advance\": \"2h\"}"),
              IsProblem(400, "", HasSubstr("/advance stands twice")));
  EXPECT_THAT(Call("PUT", "/world", std::string(1000, '[')),
              IsProblem(400, "", HasSubstr("levels deep")));
}

TEST_F(ControlTest, AsksForABodyWhereItNeedsOne) {
  EXPECT_THAT(Call("POST", "/clock"), IsProblem(400, "", HasSubstr("expected a body")));
}

TEST_F(ControlTest, TakesABodyWithoutContentTypeForJson) {
  const Response response = Send({.method = "POST",
                                  .target = "/__mock__/clock",
                                  .headers = {{"Host", "localhost"}},
                                  .body = R"({"advance": "1h"})"});

  EXPECT_EQ(response.status, 200);
}

TEST_F(ControlTest, RefusesAnotherMediaTypeAndNamesTheRemedy) {
  const Response response = Send(
      {.method = "POST",
       .target = "/__mock__/clock",
       .headers = {{"Host", "localhost"}, {"Content-Type", "application/x-www-form-urlencoded"}},
       .body = R"({"advance": "1h"})"});

  EXPECT_THAT(response, IsProblem(415, "",
                                  AllOf(HasSubstr("x-www-form-urlencoded"),
                                        HasSubstr("send application/json"))));
}

TEST_F(ControlTest, PointsAtMembersThatAreUnknownOrOfAWrongType) {
  EXPECT_THAT(Post("/clock", {{"advanse", "1h"}}),
              IsProblem(422, "/advanse", HasSubstr("a member of another name")));
  EXPECT_THAT(Post("/clock", {{"advance", 3600}}),
              IsProblem(422, "/advance", HasSubstr("a string, got an integer")));
  EXPECT_THAT(Call("POST", "/clock", "[]"), IsProblem(422, "", HasSubstr("an object")));
  EXPECT_THAT(Post("/reset", {{"hard", true}}),
              IsProblem(422, "/hard", HasSubstr("a member of another name")));
}

TEST_F(ControlTest, NamesAnUnknownQueryParameterAndTheKnownOnes) {
  EXPECT_THAT(Get("/journal?stauts=200"),
              IsProblem(400, "", AllOf(HasSubstr("\"stauts\""), HasSubstr("status"))));
  EXPECT_THAT(Get("/health?verbose"),
              IsProblem(400, "", AllOf(HasSubstr("\"verbose\""), HasSubstr("none"))));
}

TEST_F(ControlTest, NamesTheValueOfABadParameter) {
  EXPECT_THAT(Get("/journal?status=ok"),
              IsProblem(400, "", AllOf(HasSubstr("status"), HasSubstr("\"ok\""))));
  EXPECT_THAT(Call("DELETE", "/faults/first"),
              IsProblem(400, "", AllOf(HasSubstr("id"), HasSubstr("\"first\""))));
}

TEST_F(ControlTest, IsNotJournaled) {
  Get("/health");
  Get("/nowhere");
  Control(*parts_).Refuse(431, "header_too_long");

  EXPECT_EQ(parts_->journal.total(), 0u);
}

TEST_F(ControlTest, SaysThatItIsWell) {
  EXPECT_EQ(BodyOf(Get("/health")),
            Json({{"status", "ok"}, {"provider", "fake"}, {"dialect", "documented"}}));
}

TEST_F(ControlTest, SaysThatTheJournalsFileIsNotComplete) {
  MockOptions options = FakeOptions();
  options.journal_file = "/dev/full";
  Rebuild(options);
  LogIn();

  EXPECT_THAT(Get("/health"),
              IsProblem(503, "", AllOf(HasSubstr("/dev/full"), HasSubstr("No space left"))));
}

TEST_F(ControlTest, DescribesItselfAsAConformanceTarget) {
  parts_->port = 9499;
  const Json target = BodyOf(Get("/target"));

  EXPECT_TRUE(CheckFile(*MetaSchema("target"), "target", target)) << WriteJson(target);
  EXPECT_EQ(TextAt(target, "/base_url"), "http://127.0.0.1:9499/fake");
  EXPECT_EQ(TextAt(target, "/given/user/name"), "ann");
  EXPECT_EQ(*At(target, "/environment"),
            (Json{{"AUTHMOCK_FAKE_URL", "http://127.0.0.1:9499/fake"},
                  {"AUTHMOCK_FAKE_CONTROL", "http://127.0.0.1:9499/__mock__"},
                  {"AUTHMOCK_FAKE_USER", "ann"}}));
  EXPECT_EQ(*At(target, "/can"), Json({"reset", "state", "fault", "journal", "advance"}));
}

TEST_F(ControlTest, OffersNoAdvanceOnTheSystemsClock) {
  MockOptions options = FakeOptions();
  options.virtual_clock = std::nullopt;
  Rebuild(options);

  EXPECT_THAT(WriteJson(BodyOf(Get("/target"))), Not(HasSubstr("advance")));
}

TEST_F(ControlTest, ShowsTheProvidersContract) {
  EXPECT_EQ(BodyOf(Get("/contract")), parts_->contract->document());
}

TEST_F(ControlTest, CountsForPrometheus) {
  LogIn();
  LogIn("wrong");
  parts_->faults.Plan("", {{}});

  const Response response = Get("/metrics");

  EXPECT_THAT(response.headers.Get("Content-Type"), HasSubstr("text/plain; version=0.0.4"));
  EXPECT_THAT(response.body,
              AllOf(HasSubstr("authmock_exchanges_total{operation=\"log_in\",status=\"401\"} 1\n"),
                    HasSubstr("authmock_tokens 1\n"), HasSubstr("authmock_faults_left 1\n")));
}

}  // namespace
}  // namespace authmock
