#include "conformance/engine/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_report.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Explained(const CaseResult& result) {
  const Report report = TestReport({result});
  return Explain(result, report, Redactor(report.contract->secrets()));
}

std::string Text(const Report& report, bool color = false) {
  return TextReport(report, Redactor(report.contract->secrets()), color);
}

TEST(Explain, SaysAllThatIsNeededToActOnAFailure) {
  const std::string digest = Redactor::Digest(kTestToken);

  EXPECT_EQ(
      Explained(TestFailure()),
      "FAIL acme.login.fails                                                           documented\n"
      "  says      A known user with a wrong password is refused.\n"
      "  covers    login/422   schemas/acme/openapi.json#/paths/~1login/post/responses/422\n"
      "            statement:logout_ends   Logout ends the session.\n"
      "  expected  status 422\n"
      "  actual    status 403\n"
      "  at        step 1\n"
      "  sent      POST /api/login  {\"name\":\"alice\",\"password\":\"***\"}\n"
      "            X-Key: " +
          digest +
          "\n"
          "  received  403 application/json  {\"token\":\"" +
          digest +
          "\"}\n"
          "  case      cases/acme/login.json:7\n"
          "  again     authmock conform desk.json acme.login.fails\n");
}

TEST(Explain, SaysWhenNothingCameBack) {
  CaseResult result = TestFailure();
  result.seen[0].reply = {.response = Response::None(), .broken = "ended after 64 of 211 bytes"};

  EXPECT_THAT(Explained(result), HasSubstr("received  nothing: the connection closed without a "
                                           "byte  (ended after 64 of 211 bytes)"));
}

TEST(Explain, SaysWhatWentWrongWhenNothingDiffers) {
  EXPECT_THAT(Explained({.subject = &TestCase("errs"), .verdict = {Word::kError, "no route"}}),
              AllOf(HasSubstr("ERROR acme.login.errs"), HasSubstr("  why       no route\n"),
                    Not(HasSubstr("expected"))));
}

TEST(Explain, NamesWhereTheContractMakesThePromise) {
  CaseResult result = TestFailure();
  result.differences = {{"a string", "a number", "openapi.json#/paths/~1login"}};

  EXPECT_THAT(Explained(result), HasSubstr("  promised  openapi.json#/paths/~1login\n"));
}

TEST(Explain, KeepsSecretsOutOfDifferences) {
  CaseResult result = TestFailure();
  result.differences = {{"no /token", "/token is \"" + std::string(kTestToken) + "\""}};
  result.verdict.why = "the token was " + std::string(kTestToken);

  EXPECT_THAT(Explained(result), Not(HasSubstr(kTestToken)));
}

TEST(Explain, LetsNoServerSteerTheTerminal) {
  CaseResult result = TestFailure();
  result.seen = {TestExchange("{\"name\": \"\x1b[2J\"}\nFAIL forged")};
  result.seen[0].reply.response.headers = {{"Content-Type", "text/plain\x1b[0m"}};

  EXPECT_THAT(Explained(result), AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\nFAIL forged")),
                                       HasSubstr("\\x1b[0m")));
}

TEST(Explain, CutsLongBodiesAndSaysHowLongTheyAre) {
  CaseResult result = TestFailure();
  result.seen = {TestExchange("\"" + std::string(5000, 'y') + "\"")};

  EXPECT_THAT(Explained(result), HasSubstr("yyy... (5002 bytes)\n"));
}

TEST(Explain, CountsTheExchangesBefore) {
  CaseResult result = TestFailure();
  result.seen.push_back(result.seen.front());

  EXPECT_THAT(Explained(result), HasSubstr("before    1 exchange; --json FILE has them"));
}

TEST(TextReport, GroupsSkipsByReason) {
  std::vector<CaseResult> results(
      5, {.subject = &TestCase("skips"), .verdict = {Word::kSkip, "has no given.user"}});

  EXPECT_THAT(Text(TestReport(std::move(results))),
              HasSubstr("skipped 5 cases: has no given.user\n  acme.login.skips\n"
                        "  acme.login.skips\n  acme.login.skips\n  and 2 more\n"));
}

TEST(TextReport, ClosesWithCounts) {
  EXPECT_THAT(Text(TestReport(OneOfEach())),
              EndsWith("1 passed, 1 failed, 1 could not be judged, 1 unexpectedly passed, 1 failed "
                       "as expected, 1 skipped, 1 not exercised (my desk, documented, 1.23 s)\n"));
}

TEST(TextReport, ExplainsEveryFailureAndNoSuccess) {
  EXPECT_THAT(Text(TestReport(OneOfEach())),
              AllOf(HasSubstr("FAIL acme.login.fails"), HasSubstr("FIXED acme.login.is_fixed"),
                    HasSubstr("ERROR acme.login.errs"), Not(HasSubstr("acme.login.passes"))));
}

TEST(TextReport, PrintsComplaints) {
  Report report = TestReport({{.subject = &TestCase("passes"), .verdict = Verdict::Pass()}});
  report.complaints = {"known.txt:2: there is no case \"x\": take the line out"};

  EXPECT_THAT(Text(report), HasSubstr("FAIL known.txt:2: there is no case \"x\""));
  EXPECT_EQ(report.ExitCode(), 1);
}

TEST(TextReport, SaysWhenNothingRan) {
  EXPECT_THAT(Text(TestReport({})), HasSubstr("nothing ran\n0 passed, 0 failed"));
}

TEST(TextReport, IsColoredOnlyWhenAsked) {
  EXPECT_THAT(Text(TestReport(OneOfEach())), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Text(TestReport(OneOfEach()), true), HasSubstr("\x1b[31mFAIL acme.login.fails"));
}

TEST(Report, IsTwoWhenACaseCouldNotBeJudgedEvenWithComplaints) {
  Report report = TestReport({{.subject = &TestCase("errs"), .verdict = {Word::kError, "x"}}});
  report.complaints = {"a complaint"};

  EXPECT_EQ(report.ExitCode(), 2);
}

}  // namespace
}  // namespace authmock
