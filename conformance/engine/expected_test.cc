#include "conformance/engine/expected.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Case& Subject() {
  static const Case subject{.provider = "acme", .group = "login", .name = "is_refused"};
  return subject;
}

CaseResult Failed(std::string expected, std::string actual) {
  return {.subject = &Subject(),
          .verdict = {Word::kFail, "step 1"},
          .differences = {{std::move(expected), std::move(actual)}}};
}

KnownFailures Known(std::string_view text) {
  return ReadKnownFailures("known.txt", text).value_or(KnownFailures{});
}

const std::vector<std::string> kIds{"acme.login.is_refused"};

TEST(KnownFailures, ReadsIdsAndReasonsAndLeavesCommentsOut) {
  const auto known = ReadKnownFailures("known.txt", "# why\n\n  a.b.c   status 403 \r\nd.e.f x");

  ASSERT_TRUE(known.has_value());
  ASSERT_THAT(known->entries, SizeIs(2));
  EXPECT_EQ(known->entries[0].id, "a.b.c");
  EXPECT_EQ(known->entries[0].reason, "status 403");
  EXPECT_EQ(known->entries[0].line, 3);
  EXPECT_EQ(known->entries[1].line, 4);
}

TEST(KnownFailures, RefusesALineWithoutAReason) {
  const auto known = ReadKnownFailures("known.txt", "\na.b.c\n");

  ASSERT_FALSE(known.has_value());
  EXPECT_EQ(known.error().where, "known.txt:2");
  EXPECT_THAT(known.error().what, AllOf(HasSubstr("\"a.b.c\""), HasSubstr("no reason")));
}

TEST(KnownFailures, RefusesAnIdThatComesTwice) {
  const auto known = ReadKnownFailures("known.txt", "a.b.c one\na.b.c two\n");

  ASSERT_FALSE(known.has_value());
  EXPECT_EQ(known.error().Text(), "known.txt:2: \"a.b.c\" is listed twice");
}

TEST(KnownFailures, ExcuseAFailureOfTheExpectedReason) {
  std::vector<CaseResult> results{Failed("status 422", "status 403")};

  const auto complaints =
      ApplyKnownFailures(Known("acme.login.is_refused got status 403"), kIds, results);

  EXPECT_THAT(complaints, IsEmpty());
  EXPECT_EQ(results[0].verdict.word, Word::kKnownFailure);
  EXPECT_EQ(results[0].verdict.why, "got status 403 (known.txt:1)");
}

TEST(KnownFailures, DoNotExcuseAnotherFailure) {
  std::vector<CaseResult> results{Failed("status 422", "status 500")};

  ApplyKnownFailures(Known("acme.login.is_refused status 403"), kIds, results);

  EXPECT_EQ(results[0].verdict.word, Word::kFail);
  EXPECT_THAT(results[0].verdict.why, HasSubstr("known.txt:1 expects another failure: status 403"));
}

TEST(KnownFailures, OfACasesThatPassesNowFailTheRun) {
  std::vector<CaseResult> results{{.subject = &Subject(), .verdict = Verdict::Pass()}};

  ApplyKnownFailures(Known("acme.login.is_refused status 403"), kIds, results);

  EXPECT_EQ(results[0].verdict.word, Word::kFixed);
  EXPECT_THAT(results[0].verdict.why, AllOf(HasSubstr("known.txt:1"), HasSubstr("take the line")));
}

TEST(KnownFailures, DoNotExcuseAnErrorOfTheSuite) {
  std::vector<CaseResult> results{
      {.subject = &Subject(), .verdict = {Word::kError, "connection refused"}}};

  ApplyKnownFailures(Known("acme.login.is_refused connection refused"), kIds, results);

  EXPECT_EQ(results[0].verdict.word, Word::kError);
}

TEST(KnownFailures, OfACaseThatDoesNotExistAreComplaints) {
  std::vector<CaseResult> results{};

  const auto complaints = ApplyKnownFailures(Known("# old\nacme.gone x"), kIds, results);

  EXPECT_THAT(complaints,
              ElementsAre("known.txt:2: there is no case \"acme.gone\": take the line out"));
}

TEST(KnownFailures, OfACaseThatAFilterLeftOutAreNoConcern) {
  std::vector<CaseResult> results{};

  EXPECT_THAT(ApplyKnownFailures(Known("acme.login.is_refused x"), kIds, results), IsEmpty());
}

}  // namespace
}  // namespace authmock
