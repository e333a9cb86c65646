#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/report.h"
#include "conformance/engine/test_report.h"
#include "schemas/contract/meta.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json JsonOf(const Report& report) {
  return JsonReport(report, Redactor(report.contract->secrets()));
}

// What the meta-schema has against a report, or empty.
std::string WrongWith(const Json& report) {
  const Result<Schema> schema = MetaSchema("report");
  if (!schema) return schema.error().Text();
  const Result<void> fits = CheckFile(*schema, "report.json", report);
  return fits ? "" : fits.error().Text();
}

TEST(JsonReport, KeepsItsSchema) {
  Report report = TestReport(OneOfEach());
  report.complaints = {"known.txt:2: there is no such case"};

  EXPECT_EQ(WrongWith(JsonOf(report)), "");
}

TEST(JsonReport, KeepsItsSchemaWhenTheConnectionClosed) {
  CaseResult result = TestFailure();
  result.seen[0].reply = {.response = Response::None(), .broken = "ended after 0 bytes"};
  const Json report = JsonOf(TestReport({result}));

  EXPECT_EQ(WrongWith(report), "");
  ASSERT_NE(At(report, "/cases/0/exchanges/0/response"), nullptr);
  EXPECT_TRUE(At(report, "/cases/0/exchanges/0/response")->is_null());
}

TEST(JsonReport, HasASchemaThatNoticesWhatIsMissing) {
  Json report = JsonOf(TestReport(OneOfEach()));
  report["cases"][0].erase("verdict");

  EXPECT_THAT(WrongWith(report), HasSubstr("/cases/0"));
}

TEST(JsonReport, TellsVerdictReasonAndCommand) {
  const Json report = JsonOf(TestReport({TestFailure()}));

  EXPECT_EQ(TextAt(report, "/cases/0/id"), "acme.login.fails");
  EXPECT_EQ(TextAt(report, "/cases/0/verdict"), "fail");
  EXPECT_EQ(TextAt(report, "/cases/0/differences/0/actual"), "status 403");
  EXPECT_EQ(TextAt(report, "/cases/0/again"), "authmock conform desk.json acme.login.fails");
  EXPECT_EQ(TextAt(report, "/started_at"), "2026-01-01T00:00:00Z");
}

TEST(JsonReport, CountsEveryVerdict) {
  const Json report = JsonOf(TestReport(OneOfEach()));

  for (const char* word :
       {"pass", "skip", "not_exercised", "known_failure", "fixed", "fail", "error"}) {
    EXPECT_EQ(report["counts"][word], 1) << word;
  }
}

TEST(JsonReport, HoldsNoSecret) {
  const std::string text = WriteJson(JsonOf(TestReport({TestFailure()})));

  EXPECT_THAT(text, Not(HasSubstr(kTestToken)));
  EXPECT_THAT(text, Not(HasSubstr(kTestPassword)));
  EXPECT_THAT(text, HasSubstr(Redactor::Digest(kTestToken)));
}

TEST(JsonReport, IsJsonWhateverBytesCame) {
  CaseResult result = TestFailure();
  result.seen[0].reply.response.headers = {{"X-Raw", "\xFF\x01"}};
  result.seen[0].reply.response.body = "\xC3 \xED\xA0\x80";

  const JsonText text = ReadJson(WriteJson(JsonOf(TestReport({result}))));

  EXPECT_TRUE(text.ok());
  EXPECT_FALSE(text.invalid_utf8);
}

}  // namespace
}  // namespace authmock
