#include "conformance/engine/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

std::vector<Verdict> Of(std::initializer_list<Word> words) {
  std::vector<Verdict> verdicts{};
  for (const Word word : words) verdicts.push_back({word, "because"});
  return verdicts;
}

TEST(Verdict, IsAnErrorUntilSomebodyDecides) {
  EXPECT_EQ(Verdict{}.word, Word::kError);
  EXPECT_FALSE(Verdict{}.IsGood());
}

TEST(Verdict, OfAKnownFailureIsGoodAndOfAFixedOneIsNot) {
  EXPECT_TRUE((Verdict{Word::kKnownFailure, ""}).IsGood());
  EXPECT_FALSE((Verdict{Word::kFixed, ""}).IsGood());
}

TEST(ExitCode, IsZeroWhenAllIsAsExpected) {
  EXPECT_EQ(ExitCode(Of({Word::kPass, Word::kSkip, Word::kKnownFailure})), 0);
}

TEST(ExitCode, IsOneWhenAPromiseIsBroken) {
  EXPECT_EQ(ExitCode(Of({Word::kPass, Word::kFail})), 1);
}

TEST(ExitCode, IsOneWhenAnExpectedFailureWentAway) {
  EXPECT_EQ(ExitCode(Of({Word::kPass, Word::kFixed})), 1);
}

TEST(ExitCode, IsTwoWhenTheSuiteCouldNotFindOutEvenIfSomethingFailed) {
  EXPECT_EQ(ExitCode(Of({Word::kFail, Word::kError, Word::kPass})), 2);
}

TEST(ExitCode, IsTwoWhenNothingRan) { EXPECT_EQ(ExitCode({}), 2); }

TEST(ExitCode, IsTwoWhenEverythingWasSkipped) {
  EXPECT_EQ(ExitCode(Of({Word::kSkip, Word::kNotExercised})), 2);
}

TEST(WordName, IsWhatReportsPrint) {
  EXPECT_EQ(WordName(Word::kKnownFailure), "known_failure");
  EXPECT_EQ(WordName(Word::kNotExercised), "not_exercised");
  EXPECT_EQ(WordName(Word::kError), "error");
}

}  // namespace
}  // namespace authmock
