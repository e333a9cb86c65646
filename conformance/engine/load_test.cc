#include "conformance/engine/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "conformance/engine/test_contract.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kPath = "conformance/cases/acme/login.json";

Result<std::vector<Case>> Load(std::string_view text, std::string_view path = kPath) {
  return LoadCaseFile(*TestContract(), path, text);
}

// A file of one case, whose members `more` replaces or adds.
std::string FileOf(const Json& more) {
  Json one = {{"id", "refuses"},
              {"says", "A wrong password is refused."},
              {"covers", {"login/422"}},
              {"steps", {{{"send", {{"json", Json::object()}}}, {"expect", {{"status", 422}}}}}}};
  for (const auto& [name, value] : more.items()) one[name] = value;
  return WriteJsonPretty({{"operation", "login"}, {"cases", {one}}});
}

std::string FileOfStep(const Json& step) { return FileOf({{"steps", {step}}}); }

std::string ErrorOf(std::string_view text) {
  const Result<std::vector<Case>> cases = Load(text);
  return cases ? "no error" : cases.error().Text();
}

TEST(LoadCaseFile, ReadsACase) {
  const auto cases = Load(FileOf({{"dialect", "deployed@2.0"}}));

  ASSERT_TRUE(cases) << cases.error().Text();
  ASSERT_EQ(cases->size(), 1u);
  const Case& made = cases->front();
  EXPECT_EQ(made.Id(), "acme.login.refuses");
  EXPECT_EQ(made.says, "A wrong password is refused.");
  EXPECT_THAT(made.covers, ElementsAre("login/422"));
  EXPECT_EQ(made.dialect, "deployed@2.0");
  EXPECT_EQ(made.basis, Basis::kDocumented);
  EXPECT_EQ(made.source, CaseSource::kWritten);
  EXPECT_EQ(made.file, kPath);
  EXPECT_EQ(made.line, 5);
  ASSERT_EQ(made.steps.size(), 1u);
  EXPECT_EQ(std::get<SendStep>(made.steps[0]).operation, "login");
}

TEST(LoadCaseFile, GivesACaseItsWeakestBasis) {
  const auto cases =
      Load(FileOf({{"covers", {"login/422", "login/500", "statement:second_is_slow"}}}));

  ASSERT_TRUE(cases) << cases.error().Text();
  EXPECT_EQ(cases->front().basis, Basis::kInferred);
}

TEST(LoadCaseFile, ReadsNeedsFromTheTextOfACase) {
  const auto cases =
      Load(FileOf({{"steps",
                    {{{"state", "closed"}},
                     {{"advance", "2h"}},
                     {{"send", {{"json", {{"name", "${given.user.name}"}}}, {"from", "127.0.0.2"}}},
                      {"expect", {{"status", 200}}},
                      {"save", {{"token", "/token"}}}},
                     {{"call", "logout"},
                      {"send", {{"bearer", "${saved.token}"}, {"omit", {"Host"}}}},
                      {"expect", {{"status", 204}, {"text", "${env.WORDS}"}}}}}}}));

  ASSERT_TRUE(cases) << cases.error().Text();
  using Kind = Need::Kind;
  EXPECT_THAT(cases->front().needs,
              ElementsAre(Need{Kind::kReset, ""}, Need{Kind::kState, ""}, Need{Kind::kAdvance, ""},
                          Need{Kind::kGiven, "user.name"}, Need{Kind::kFrom, ""},
                          Need{Kind::kExactWire, ""}, Need{Kind::kEnv, "WORDS"}));
}

TEST(LoadCaseFile, NamesFileLineAndPointer) {
  EXPECT_EQ(ErrorOf("{\n \"operation\": \"login\",\n \"casess\": []\n}"),
            "conformance/cases/acme/login.json:3#/casess: unknown key \"casess\"; did you mean "
            "\"cases\"?");
}

TEST(LoadCaseFile, ExplainsAMisspeltWord) {
  EXPECT_THAT(ErrorOf(FileOfStep({{"send", Json::object()}, {"expects", {{"status", 200}}}})),
              HasSubstr("#/cases/0/steps/0/expects: unknown key \"expects\"; did you mean "
                        "\"expect\"?"));
  EXPECT_THAT(ErrorOf(FileOfStep({{"snd", Json::object()}})),
              HasSubstr("unknown key \"snd\"; did you mean \"send\"?"));
  EXPECT_THAT(ErrorOf(FileOf({{"comment", "x"}})),
              HasSubstr("unknown key \"comment\"; known are id says covers dialect steps"));
}

TEST(LoadCaseFile, ExplainsWhatTheContractDoesNotKnow) {
  EXPECT_THAT(ErrorOf(FileOf({{"covers", {"login/404"}}})),
              HasSubstr("\"login/404\": the contract makes no such promise"));
  EXPECT_THAT(ErrorOf(FileOfStep({{"call", "lgout"}, {"expect", {{"status", 204}}}})),
              HasSubstr("the contract has no operation \"lgout\""));
  EXPECT_THAT(ErrorOf(FileOf({{"dialect", "deployed@9"}})), HasSubstr("9"));
  EXPECT_THAT(
      ErrorOf(FileOfStep({{"send", {{"path", {{"id", 1}}}}}, {"expect", {{"status", 422}}}})),
      HasSubstr("/login has no variable \"id\""));
}

TEST(LoadCaseFile, RefusesASavedNameThatNobodySaves) {
  EXPECT_THAT(
      ErrorOf(FileOfStep({{"send", {{"bearer", "${saved.tokn}"}}}, {"expect", {{"status", 422}}}})),
      HasSubstr("${saved.tokn}: no earlier step saves it"));
}

TEST(LoadCaseFile, RefusesAStepThatExpectsNothing) {
  EXPECT_THAT(ErrorOf(FileOfStep({{"send", Json::object()}})),
              HasSubstr("a step that expects nothing tests nothing"));
  EXPECT_THAT(ErrorOf(FileOfStep({{"send", Json::object()}, {"expect", Json::object()}})),
              HasSubstr("\"status\" is missing"));
}

TEST(LoadCaseFile, RefusesTwoCasesOfOneId) {
  Json file = ParseJsonFile("x", FileOf(Json::object())).value();
  file["cases"].push_back(file["cases"][0]);

  EXPECT_THAT(ErrorOf(WriteJsonPretty(file)),
              HasSubstr("#/cases/1/id: \"refuses\" is the id of an earlier case too"));
}

TEST(LoadCaseFile, RefusesAFileThatIsNamedAfterAnotherOperation) {
  const auto cases = Load(FileOf(Json::object()), "conformance/cases/acme/logout.json");

  ASSERT_FALSE(cases);
  EXPECT_THAT(cases.error().Text(), HasSubstr("the file is named after \"logout\""));
}

TEST(LoadCaseFile, RefusesWhatIsNoJson) {
  EXPECT_THAT(ErrorOf("{"), StartsWith("conformance/cases/acme/login.json"));
}

// Each of them is one slip in an otherwise good step or case.
struct Slip {
  Json step;
  std::string says{};

  friend std::ostream& operator<<(std::ostream& out, const Slip& slip) {
    return out << WriteJson(slip.step);
  }
};

class SlipTest : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipTest, IsExplained) {
  EXPECT_THAT(ErrorOf(FileOfStep(GetParam().step)), HasSubstr(GetParam().says));
}

Slip InSend(const Json& send, std::string says) {
  return {{{"send", send}, {"expect", {{"status", 422}}}}, std::move(says)};
}

Slip InExpect(Json expect, std::string says) {
  if (!expect.contains("status")) expect["status"] = 422;
  return {{{"send", Json::object()}, {"expect", std::move(expect)}}, std::move(says)};
}

INSTANTIATE_TEST_SUITE_P(
    InSend, SlipTest,
    ::testing::Values(InSend({{"json", 1}, {"text", "x"}}, "a request has one body"),
                      InSend({{"text", 1}}, "expected a string"),
                      InSend({{"query", Json::object()}}, "expected an object that is not empty"),
                      InSend({{"query", {{"a", 1}}}}, "expected a string, got integer"),
                      InSend({{"headers", {{{"a"}}}}}, "expected a [name, value] pair"),
                      InSend({{"http_version", "2"}}, "expected \"1.0\" or \"1.1\""),
                      InSend({{"from", "10.0.0.1"}}, "\"10.0.0.1\" is no loopback address"),
                      InSend({{"target", "auth"}}, "a target begins with a slash"),
                      InSend({{"omit", {"Accept"}}}, "is none of Host, Content-Length"),
                      InSend({{"bearer", ""}}, "expected a string that is not empty"),
                      InSend({{"bearer", "${given.x"}}, "has no closing brace"),
                      InSend({{"method", "GE T"}}, "send/method: pattern")));

INSTANTIATE_TEST_SUITE_P(
    InExpect, SlipTest,
    ::testing::Values(InExpect({{"status", 99}}, "expected 100 to 599"),
                      InExpect({{"status", "ok"}}, "expected a status, an array of them"),
                      InExpect({{"status", Json::array()}}, "expected a status"),
                      InExpect({{"absent", {"jwt"}}}, "\"jwt\" is no JSON Pointer"),
                      InExpect({{"absent", {"/a", "/b~"}}}, "expect/absent/1: pattern"),
                      InExpect({{"matches", {{"/a", "("}}}}, "regular expression"),
                      InExpect({{"matches", {{"/a", "${saved.x}"}}}}, "holds no templates"),
                      InExpect({{"headers", {{"A", 1}}}}, "expected a string, null, or"),
                      InExpect({{"headers", {{"A", {{"like", "x"}}}}}}, "unknown key \"like\""),
                      InExpect({{"claims", Json::object()}}, "expected an object that is not")));

INSTANTIATE_TEST_SUITE_P(
    InOtherSteps, SlipTest,
    ::testing::Values(
        Slip{{{"advance", "soon"}}, "#/cases/0/steps/0/advance"},
        Slip{{{"reset", false}}, "expected true"},
        Slip{{{"state", "x"}, {"params", 1}}, "expected an object"},
        Slip{{{"state", "Big Crash"}}, "#/cases/0/steps/0"},
        Slip{Json::object(), "a step is one of send, call, advance, reset, state"},
        Slip{{{"send", Json::object()}, {"times", 0}, {"expect", {{"status", 422}}}},
             "expected a whole number from 1 to 1000"},
        Slip{{{"send", Json::object()}, {"expect", {{"status", 422}}}, {"save", {{"x", "token"}}}},
             "is none of /POINTER, header:NAME, cookie:NAME"}));

TEST(LoadCases, TakesTheFilesOfItsProviderInTheOrderOfTheirPaths) {
  const std::string text = FileOf(Json::object());
  const std::string journeys = R"({"cases": [{"id": "goes", "says": "It all goes well here.",
      "covers": ["logout/204"], "steps": [{"call": "logout", "expect": {"status": 204}}]}]})";
  const std::vector<EmbeddedFile> files{{"conformance/cases/acme/login.json", text},
                                        {"conformance/cases/acme/edge_cases.json", "{}"},
                                        {"conformance/cases/other/login.json", "{}"},
                                        {"conformance/cases/acme/journeys.json", journeys}};

  const auto cases = LoadCases(*TestContract(), files);

  ASSERT_TRUE(cases) << cases.error().Text();
  ASSERT_EQ(cases->size(), 2u);
  EXPECT_EQ((*cases)[0].Id(), "acme.journeys.goes");
  EXPECT_EQ((*cases)[1].Id(), "acme.login.refuses");
}

TEST(LoadCases, RefusesAnEmptySuite) {
  const auto cases = LoadCases(*TestContract(), {});

  ASSERT_FALSE(cases);
  EXPECT_EQ(cases.error().Text(), "conformance/cases/acme/: holds no case");
}

}  // namespace
}  // namespace authmock
