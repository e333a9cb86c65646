#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "conformance/engine/report.h"
#include "conformance/engine/test_junit.h"
#include "conformance/engine/test_report.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string JunitOf(const Report& report) {
  return JunitReport(report, Redactor(report.contract->secrets()));
}

// A report that was read; its nodes live as long.
class Parsed {
 public:
  explicit Parsed(const std::string& xml) { document_.load_string(xml.c_str()); }
  pugi::xml_node Suite() const { return document_.child("testsuites").child("testsuite"); }
  // Of the first suite.
  pugi::xml_node Case(const char* name) const {
    return Suite().find_child_by_attribute("testcase", "name", name);
  }

 private:
  pugi::xml_document document_{};
};

TEST(JunitReport, IsValid) {
  Report report = TestReport(OneOfEach());
  report.complaints = {"known.txt:2: there is no such case"};

  EXPECT_THAT(JunitChecker::Check(JunitOf(report)), IsEmpty());
}

TEST(JunitReport, IsValidWhenNothingRan) {
  EXPECT_THAT(JunitChecker::Check(JunitOf(TestReport({}))), IsEmpty());
}

TEST(JunitReport, IsValidWhateverBytesCame) {
  std::string bytes{};
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  CaseResult result = TestFailure();
  result.seen = {TestExchange(bytes)};
  result.seen[0].reply.response.headers = {{"X-Raw", bytes}};
  result.differences = {{"]]> <&> \"'", bytes}};
  result.verdict.why = bytes;
  Report report =
      TestReport({result, {.subject = &TestCase("skips"), .verdict = {Word::kSkip, bytes}}});
  report.complaints = {bytes};

  EXPECT_THAT(JunitChecker::Check(JunitOf(report)), IsEmpty());
}

TEST(JunitReport, CountsFailuresErrorsAndSkips) {
  const Parsed xml(JunitOf(TestReport(OneOfEach())));

  EXPECT_EQ(xml.Suite().attribute("tests").as_int(), 7);
  EXPECT_EQ(xml.Suite().attribute("failures").as_int(), 2);  // one of them is fixed
  EXPECT_EQ(xml.Suite().attribute("errors").as_int(), 1);
  EXPECT_EQ(xml.Suite().attribute("skipped").as_int(), 2);  // one of them is not exercised
}

TEST(JunitReport, ShowsAFailureInFull) {
  const Parsed xml(JunitOf(TestReport({TestFailure()})));

  const pugi::xml_node failure = xml.Case("fails").child("failure");

  EXPECT_STREQ(failure.attribute("message").value(), "expected status 422, got status 403");
  EXPECT_THAT(failure.text().get(), AllOf(HasSubstr("covers    login/422"), HasSubstr("again")));
}

TEST(JunitReport, TellsAnErrorFromAFailure) {
  const Parsed xml(JunitOf(TestReport(OneOfEach())));

  EXPECT_STREQ(xml.Case("errs").child("error").attribute("message").value(), "nobody listens");
  EXPECT_FALSE(xml.Case("errs").child("failure"));
}

TEST(JunitReport, SaysWhyACaseWasSkipped) {
  const Parsed xml(JunitOf(TestReport(OneOfEach())));

  EXPECT_STREQ(xml.Case("skips").child("skipped").attribute("message").value(),
               "has no given.user");
}

TEST(JunitReport, LetsAKnownFailurePassAndNamesItInTheSuite) {
  const Parsed xml(JunitOf(TestReport(OneOfEach())));

  EXPECT_FALSE(xml.Case("is_known").first_child());
  EXPECT_STREQ(xml.Suite()
                   .child("properties")
                   .find_child_by_attribute("property", "name", "known_failure:is_known")
                   .attribute("value")
                   .value(),
               "status 403");
}

TEST(JunitReport, HoldsNoSecret) {
  EXPECT_THAT(JunitOf(TestReport({TestFailure()})), Not(HasSubstr(kTestToken)));
}

TEST(JunitChecker, NoticesWhatNoReportMayHave) {
  EXPECT_THAT(JunitChecker::Check("<testsuites>\x01</testsuites>"),
              Contains("a character that XML forbids"));
  EXPECT_THAT(JunitChecker::Check("<testsuites><testsuite id=\"0\"/></testsuites>"),
              AllOf(Contains("testsuite lacks name"), Contains("children are:")));
  EXPECT_THAT(JunitChecker::Check("<testsuites>"), Contains(HasSubstr("not well-formed")));
}

}  // namespace
}  // namespace authmock
