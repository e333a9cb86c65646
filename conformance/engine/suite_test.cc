#include "conformance/engine/suite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_contract.h"
#include "conformance/engine/test_sender.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Case Make(std::string name, int status, std::string dialect = {}) {
  return {.provider = "acme",
          .group = "login",
          .name = std::move(name),
          .dialect = std::move(dialect),
          .steps = {SendStep{.operation = "login", .expect = {.statuses = {{status, status}}}}}};
}

class SuiteTest : public ::testing::Test {
 protected:
  // Every login is answered with 422.
  Result<std::vector<CaseResult>> Run(const SuiteOptions& options) {
    return RunSuite(cases_,
                    {.contract = *contract_,
                     .target = target_,
                     .sender = sender_,
                     .control = control_,
                     .env = env_,
                     .clock = clock_},
                    options);
  }
  std::string SelectError(const std::vector<std::string>& ids) {
    const auto selected = SelectCases(cases_, {}, ids);
    return selected ? "no error" : selected.error().Text();
  }

  const std::shared_ptr<const Contract> contract_ = TestContract();
  const Target target_{.name = "door", .base_url = "http://door.example/api"};
  ScriptedSender script_{{EmptyAnswer(422)}};
  const Sender sender_ = script_.AsSender();
  const Control control_{};
  const Environment env_{};
  VirtualClock clock_{Time{}};
  std::vector<Case> cases_{Make("one", 422), Make("two", 200), Make("old", 422, "deployed")};
};

TEST(IdMatches, KnowsStarsAndQuestionMarks) {
  EXPECT_TRUE(IdMatches("a.b.c", "a.b.c"));
  EXPECT_TRUE(IdMatches("*", ""));
  EXPECT_TRUE(IdMatches("a.*.c", "a.b.b.c"));
  EXPECT_TRUE(IdMatches("*b*", "abc"));
  EXPECT_TRUE(IdMatches("a?c*", "abc"));
  EXPECT_TRUE(IdMatches("*ab", "aab"));
  EXPECT_FALSE(IdMatches("a.b", "a.b.c"));
  EXPECT_FALSE(IdMatches("?", ""));
  EXPECT_FALSE(IdMatches("*b", "abc"));
  EXPECT_FALSE(IdMatches("", "a"));
}

TEST_F(SuiteTest, RunsTheCasesOfItsDialectInOrder) {
  const auto results = Run({});

  ASSERT_TRUE(results) << results.error().Text();
  ASSERT_THAT(*results, SizeIs(2));
  EXPECT_EQ((*results)[0].subject, &cases_[0]);
  EXPECT_EQ((*results)[0].verdict.word, Word::kPass);
  EXPECT_EQ((*results)[1].verdict.word, Word::kFail);
}

TEST_F(SuiteTest, RunsWhatOneOfThePatternsSelectsOnce) {
  const auto results = Run({.ids = {"acme.login.one", "*one"}});

  ASSERT_TRUE(results) << results.error().Text();
  ASSERT_THAT(*results, SizeIs(1));
  EXPECT_EQ((*results)[0].subject->name, "one");
}

TEST_F(SuiteTest, RefusesAPatternThatSelectsNothing) {
  EXPECT_EQ(SelectError({"*one", "*tree"}),
            "\"*tree\": selects no case; an id is like \"acme.login.one\", and '*' stands for any "
            "part of it");
}

TEST_F(SuiteTest, SaysThatAnotherDialectHasTheCase) {
  EXPECT_EQ(SelectError({"acme.login.old"}),
            "\"acme.login.old\": selects cases of dialect deployed only; this run is of "
            "documented");
}

TEST_F(SuiteTest, RefusesToRunNothing) {
  cases_ = {Make("old", 422, "deployed")};
  EXPECT_THAT(SelectError({}), HasSubstr("no case for dialect documented"));
  cases_.clear();
  EXPECT_THAT(SelectError({"*"}), HasSubstr("no case at all"));
}

TEST_F(SuiteTest, TellsItsProgress) {
  std::vector<std::string> told{};

  const auto results = Run({.progress = [&](const Progress& at) {
    told.push_back(std::to_string(at.done) + " of " + std::to_string(at.total) + ", " +
                   std::to_string(at.failing) + " failing");
  }});

  ASSERT_TRUE(results);
  EXPECT_THAT(told, ElementsAre("1 of 2, 0 failing", "2 of 2, 1 failing"));
}

TEST_F(SuiteTest, LetsInferredPromisesInformOnly) {
  for (Case& each : cases_) each.basis = Basis::kInferred;

  const auto informed = Run({.inferred = false});
  const auto judged = Run({.inferred = true});

  ASSERT_TRUE(informed && judged);
  EXPECT_EQ((*informed)[0].verdict.word, Word::kPass);
  EXPECT_EQ((*informed)[1].verdict.word, Word::kSkip);
  EXPECT_EQ((*informed)[1].verdict.why,
            "the promise is only inferred (--inferred judges it): step 1: expected status 200, got "
            "status 422");
  EXPECT_EQ((*judged)[1].verdict.word, Word::kFail);
}

TEST_F(SuiteTest, JudgesOtherPromisesAnyway) {
  const auto results = Run({.inferred = false});

  ASSERT_TRUE(results);
  EXPECT_EQ((*results)[1].verdict.word, Word::kFail);
}

}  // namespace
}  // namespace authmock
