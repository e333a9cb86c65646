// Clock, faults and journal through the control API.
#include "mock_servers/core/control_fixture.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The exchanges of a journal's text, each held against the schema of its documentation.
std::vector<Json> ExchangesOf(const std::string& lines) {
  const auto schema = Schema::Compile("control.openapi.json", ControlContract().document(),
                                      "/components/schemas/Exchange");
  std::vector<Json> exchanges;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = lines.find('\n', start)) != std::string::npos; start = end + 1) {
    JsonText text = ReadJson(lines.substr(start, end - start));
    std::vector<Violation> violations;
    schema->Validate(text.value(), violations);
    for (const Violation& violation : violations) ADD_FAILURE() << violation.Text();
    exchanges.push_back(std::move(text).TakeValue());
  }
  return exchanges;
}

class JournalControlTest : public ControlTest {
 protected:
  std::vector<int> NumbersAt(const std::string& query) {
    std::vector<int> numbers;
    for (const Json& exchange : ExchangesOf(Get("/journal" + query).body)) {
      numbers.push_back(exchange["number"].get<int>());
    }
    return numbers;
  }
};

TEST_F(ControlTest, TellsTheTime) {
  EXPECT_EQ(BodyOf(Get("/clock")),
            Json({{"now", "2026-01-01T00:00:00Z"}, {"kind", "virtual"}, {"running", false}}));
}

TEST_F(ControlTest, AdvancesTheClock) {
  EXPECT_EQ(TextAt(BodyOf(Post("/clock", {{"advance", "1200ms"}})), "/now"),
            "2026-01-01T00:00:01.200Z");
  EXPECT_EQ(TextAt(BodyOf(Post("/clock", {{"advance", "-1h"}})), "/now"),
            "2025-12-31T23:00:01.200Z");
}

TEST_F(ControlTest, SetsTheClock) {
  const Response response = Post("/clock", {{"set", "2030-06-01T12:00:00+02:00"}});

  EXPECT_EQ(TextAt(BodyOf(response), "/now"), "2030-06-01T10:00:00Z");
}

TEST_F(ControlTest, LetsTheClockRunAndStand) {
  EXPECT_EQ(*At(BodyOf(Post("/clock", {{"run", true}})), "/running"), true);
  EXPECT_EQ(*At(BodyOf(Post("/clock", {{"freeze", true}})), "/running"), false);
}

TEST_F(ControlTest, EndsATokenByMovingTheClock) {
  const std::string token = TextAt(BodyOf(AskProvider(LogInRequest())), "/token");

  Post("/clock", {{"advance", "61m"}});

  EXPECT_EQ(AskProvider(GetRequest("/fake/me", token)).status, 401);
}

TEST_F(ControlTest, PointsAtWhatIsWrongWithAClockOrder) {
  EXPECT_THAT(Post("/clock", {{"advance", "2 hours"}}),
              IsProblem(422, "/advance", HasSubstr("2 hours")));
  EXPECT_THAT(Post("/clock", {{"advance", "99999999d"}}),
              IsProblem(422, "/advance", HasSubstr("99999999d")));
  EXPECT_THAT(Post("/clock", {{"advance", "-800000d"}}),
              IsProblem(422, "/advance", HasSubstr("years 0000 to 9999")));
  EXPECT_THAT(Post("/clock", {{"set", "noon"}}), IsProblem(422, "/set", HasSubstr("noon")));
  EXPECT_THAT(Post("/clock", {{"run", false}}), IsProblem(422, "/run", HasSubstr("true")));
  EXPECT_THAT(Post("/clock", Json::object()), IsProblem(422, "", HasSubstr("1 member")));
  EXPECT_THAT(Post("/clock", {{"run", true}, {"advance", "1h"}}),
              IsProblem(422, "", HasSubstr("2 members")));
}

TEST_F(ControlTest, MovesNoSystemClock) {
  MockOptions options = FakeOptions();
  options.virtual_clock = std::nullopt;
  Rebuild(options);

  EXPECT_THAT(Post("/clock", {{"advance", "1h"}}),
              IsProblem(409, "", HasSubstr("--clock virtual")));
  EXPECT_EQ(TextAt(BodyOf(Get("/clock")), "/kind"), "system");
}

TEST_F(ControlTest, PlansFaultsAndShowsWhatNobodyHasMet) {
  const Response planned =
      Post("/faults", {{"operation", "log_in"}, {"faults", {"reply:503", "delay:2s", "pass"}}});
  LogIn();

  EXPECT_EQ(planned.status, 201);
  EXPECT_EQ(planned.headers.Get("Location"), "/__mock__/faults/1");
  EXPECT_EQ(BodyOf(Get("/faults")), Json::parse(R"({"left": 2, "plans": [
      {"id": 1, "operation": "log_in", "left": ["delay:2s", "pass"]}]})"));
}

TEST_F(ControlTest, PlansFaultsForAnyRequest) {
  Post("/faults", {{"faults", {"reply:503"}}});

  EXPECT_EQ(AskProvider(GetRequest("/elsewhere")).status, 503);
}

TEST_F(ControlTest, CancelsFaults) {
  Post("/faults", {{"faults", {"pass"}}});
  Post("/faults", {{"faults", {"pass"}}});

  EXPECT_EQ(Call("DELETE", "/faults/1").status, 204);
  EXPECT_EQ(parts_->faults.Left(), 1u);
  EXPECT_THAT(Call("DELETE", "/faults/1"), IsProblem(404, "", HasSubstr("plan 1")));
  EXPECT_EQ(Call("DELETE", "/faults").status, 204);
  EXPECT_EQ(parts_->faults.Left(), 0u);
}

TEST_F(ControlTest, PointsAtWhatIsWrongWithAFaultOrderAndPlansNothing) {
  EXPECT_THAT(Post("/faults", {{"faults", {"pass", "explode"}}}),
              IsProblem(422, "/faults/1", AllOf(HasSubstr("\"explode\""), HasSubstr("spoil"))));
  EXPECT_THAT(Post("/faults", {{"operation", "log_on"}, {"faults", {"pass"}}}),
              IsProblem(422, "/operation", AllOf(HasSubstr("\"log_on\""), HasSubstr("log_in"))));
  EXPECT_THAT(Post("/faults", {{"operation", ""}, {"faults", {"pass"}}}),
              IsProblem(422, "/operation", HasSubstr("\"\"")));
  EXPECT_THAT(Post("/faults", {{"faults", Json::array()}}),
              IsProblem(422, "/faults", HasSubstr("1 item")));
  EXPECT_THAT(Post("/faults", {{"faults", {503}}}),
              IsProblem(422, "/faults/0", HasSubstr("a string")));

  EXPECT_EQ(parts_->faults.Left(), 0u);
}

TEST_F(ControlTest, TakesNoOtherWritingOfANumberForAPlan) {
  Post("/faults", {{"faults", {"pass"}}});

  for (const char* id : {"99999999999999999999999", "1e0", "1.0", "+1", "0x1"}) {
    EXPECT_THAT(Call("DELETE", "/faults/" + std::string(id)),
                IsProblem(400, "", HasSubstr("\"" + std::string(id) + "\"")));
  }
  EXPECT_EQ(parts_->faults.Left(), 1u);
}

TEST_F(JournalControlTest, WritesALineForEachExchange) {
  LogIn();
  LogIn("wrong");

  const Response response = Get("/journal");

  const auto exchanges = ExchangesOf(response.body);
  EXPECT_THAT(response.headers.Get("Content-Type"), HasSubstr("text/jsonl"));
  ASSERT_EQ(exchanges.size(), 2u);
  EXPECT_EQ(TextAt(exchanges[0], "/operation"), "log_in");
  EXPECT_EQ(*At(exchanges[1], "/response/status"), 401);
}

TEST_F(JournalControlTest, MasksSecretsInJournals) {
  const std::string token = TextAt(BodyOf(AskProvider(LogInRequest())), "/token");
  AskProvider(GetRequest("/fake/me", token));

  const std::string lines = Get("/journal").body;

  EXPECT_THAT(lines, Not(HasSubstr("secret\\\"")));
  EXPECT_THAT(lines, Not(HasSubstr(token)));
}

TEST_F(JournalControlTest, ReadsWhatTheFiltersWant) {
  LogIn();                                // 1
  AskProvider(GetRequest("/fake/me"));    // 2: no credential
  AskProvider(GetRequest("/elsewhere"));  // 3
  LogIn("wrong");                         // 4

  EXPECT_THAT(NumbersAt(""), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(NumbersAt("?operation=log_in"), ElementsAre(1, 4));
  EXPECT_THAT(NumbersAt("?status=401"), ElementsAre(2, 4));
  EXPECT_THAT(NumbersAt("?violation=true"), ElementsAre(2, 3));
  EXPECT_THAT(NumbersAt("?violation=false"), ElementsAre(1, 4));
  EXPECT_THAT(NumbersAt("?since=3"), ElementsAre(4));
  EXPECT_THAT(NumbersAt("?operation=log_in&status=401&since=1"), ElementsAre(4));
}

TEST_F(JournalControlTest, NamesAnUnknownOperationAndTheKnownOnes) {
  EXPECT_THAT(Get("/journal?operation=log_on"),
              IsProblem(400, "", AllOf(HasSubstr("\"log_on\""), HasSubstr("log_in"))));
}

TEST_F(JournalControlTest, EmptiesTheJournalAndNumbersOn) {
  LogIn();

  EXPECT_EQ(Call("DELETE", "/journal").status, 204);

  EXPECT_THAT(NumbersAt(""), IsEmpty());
  LogIn();
  EXPECT_THAT(NumbersAt(""), ElementsAre(2));
}

}  // namespace
}  // namespace authmock
