#include "conformance/engine/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_contract.h"
#include "conformance/engine/test_sender.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Target Door() {
  return {.provider = "acme",
          .name = "door",
          .base_url = "http://door.example/api",
          .given = {{"name", "ann"}}};
}

SendStep Login(int status) {
  return {.operation = "login", .expect = {.statuses = {{status, status}}}};
}

// Runs one case and keeps what its control was told.
class RunCaseTest : public ::testing::Test {
 protected:
  CaseResult Run(const Case& subject, std::vector<Reply> answers, const Target& target = Door()) {
    ScriptedSender script(std::move(answers));
    const Sender sender = script.AsSender();
    CaseResult result = RunCase(subject, {.contract = *contract_,
                                          .target = target,
                                          .sender = sender,
                                          .control = control_,
                                          .env = env_,
                                          .clock = clock_});
    orders_ = std::move(script.orders);
    return result;
  }

  static Target Steerable() {
    Target target = Door();
    target.can = {Ability::kReset, Ability::kAdvance, Ability::kState};
    return target;
  }

  const std::shared_ptr<const Contract> contract_ = TestContract();
  std::vector<std::string> told_{};
  const Control control_{
      .reset = [this]() -> Result<void> { return Tell("reset"); },
      .advance = [this](Duration by) { return Tell("advance " + std::to_string(by.count())); },
      .set_up =
          [this](std::string_view state, const Json& params) {
            return Tell(std::string(state) + " " + WriteJson(params));
          },
      .now = []() -> Result<Time> { return FromUnix(60); }};
  const Environment env_{};
  VirtualClock clock_{Time{}};
  std::vector<SendOrder> orders_{};
  bool obeys_ = true;

 private:
  Result<void> Tell(std::string what) {
    told_.push_back(std::move(what));
    if (!obeys_) return Fail("http://door.example/__mock__/", "no");
    return {};
  }
};

TEST_F(RunCaseTest, PassesWhenEveryStepIsAsExpected) {
  const Case subject{.steps = {Login(200), Login(422)}};

  const CaseResult result = Run(subject, {JsonAnswer(200, Json::object()), EmptyAnswer(422)});

  EXPECT_EQ(result.verdict.word, Word::kPass);
  EXPECT_EQ(result.subject, &subject);
  EXPECT_THAT(result.differences, IsEmpty());
  EXPECT_THAT(result.seen, SizeIs(2));
}

TEST_F(RunCaseTest, FailsAtTheFirstStepThatIsNot) {
  const CaseResult result =
      Run({.steps = {Login(422), Login(200), Login(200)}}, {EmptyAnswer(422)});

  EXPECT_EQ(result.verdict.word, Word::kFail);
  EXPECT_EQ(result.verdict.why, "step 2: expected status 200, got status 422");
  EXPECT_THAT(result.differences, ElementsAre(Difference{"status 200", "status 422", ""}));
  EXPECT_THAT(orders_, SizeIs(2));
  EXPECT_EQ(result.seen.back().reply.response.status, 422);
}

TEST_F(RunCaseTest, CouldNotFindOutWhenNobodyAnswers) {
  const CaseResult result = Run({.steps = {Login(200)}}, {});

  EXPECT_EQ(result.verdict.word, Word::kError);
  EXPECT_EQ(result.verdict.why, "step 1: http://server.example: nobody listens");
  EXPECT_THAT(result.seen, SizeIs(1));
}

TEST_F(RunCaseTest, HoldsEveryAnswerAgainstTheContract) {
  const CaseResult undocumented = Run({.steps = {Login(403)}}, {EmptyAnswer(403)});
  const CaseResult ill_typed = Run({.steps = {Login(200)}}, {JsonAnswer(200, {{"token", 1}})});

  EXPECT_EQ(undocumented.verdict.word, Word::kFail);
  EXPECT_EQ(ill_typed.verdict.word, Word::kFail);
  ASSERT_THAT(ill_typed.differences, SizeIs(1));
  EXPECT_EQ(ill_typed.differences[0].expected, "body /token: a string");
  EXPECT_THAT(ill_typed.differences[0].promise, ::testing::HasSubstr("openapi.json#"));
}

TEST_F(RunCaseTest, HoldsTheAnswerAgainstTheOperationThatWasReallyAsked) {
  SendStep elsewhere = Login(404);
  elsewhere.send.target = "/nowhere";

  EXPECT_EQ(Run({.steps = {elsewhere}}, {EmptyAnswer(404)}).verdict.word, Word::kPass);
}

TEST_F(RunCaseTest, SendsAsOftenAsToldAndStopsAtTheFirstFailure) {
  SendStep often = Login(422);
  often.times = 3;

  EXPECT_EQ(Run({.steps = {often}}, {EmptyAnswer(422)}).verdict.word, Word::kPass);
  EXPECT_THAT(orders_, SizeIs(3));
  EXPECT_EQ(Run({.steps = {often}}, {EmptyAnswer(422), EmptyAnswer(401)}).verdict.word,
            Word::kFail);
  EXPECT_THAT(orders_, SizeIs(2));
}

TEST_F(RunCaseTest, CarriesSavedValuesToLaterSteps) {
  SendStep first = Login(200);
  first.saves = {{"token", Save::From::kBody, "/token"}};
  const SendStep second{.operation = "logout",
                        .send = {.bearer = "${saved.token}"},
                        .expect = {.statuses = {{204, 204}}}};

  const CaseResult result =
      Run({.steps = {first, second}}, {JsonAnswer(200, {{"token", "t1"}}), EmptyAnswer(204)});

  EXPECT_EQ(result.verdict.word, Word::kPass) << result.verdict.why;
  EXPECT_EQ(orders_[1].request.headers.Get("X-Key"), "t1");
}

TEST_F(RunCaseTest, FailsWhenAnAnswerDoesNotGiveWhatMustBeSaved) {
  SendStep first = Login(200);
  first.saves = {{"token", Save::From::kBody, "/token"}};

  const CaseResult result = Run({.steps = {first}}, {JsonAnswer(200, Json::object())});

  EXPECT_EQ(result.verdict.word, Word::kFail);
  EXPECT_EQ(result.verdict.why, "step 1: expected a value at /token to go on with, got none");
}

TEST_F(RunCaseTest, SkipsWhatTheTargetCannotBeAsked) {
  const CaseResult result =
      Run({.steps = {Login(200)}, .needs = {{Need::Kind::kGiven, "admin"}}}, {EmptyAnswer(200)});

  EXPECT_EQ(result.verdict.word, Word::kSkip);
  EXPECT_EQ(result.verdict.why, "target \"door\" has no given.admin");
  EXPECT_THAT(orders_, IsEmpty());
}

TEST_F(RunCaseTest, SteersTheTargetStepByStep) {
  const Case subject{.steps = {StateStep{"closed", {{"who", "${given.name}"}}},
                               AdvanceStep{Duration(1500)}, ResetStep{}, Login(422)}};

  EXPECT_EQ(Run(subject, {EmptyAnswer(422)}, Steerable()).verdict.word, Word::kPass);

  EXPECT_THAT(told_, ElementsAre("reset", "closed {\"who\":\"ann\"}", "advance 1500", "reset"));
}

TEST_F(RunCaseTest, LeavesATargetThatCannotBeResetAlone) {
  Run({.steps = {Login(422)}}, {EmptyAnswer(422)});

  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(RunCaseTest, CouldNotFindOutWhenTheTargetIsNotSteered) {
  obeys_ = false;

  const CaseResult result = Run({.steps = {Login(422)}}, {EmptyAnswer(422)}, Steerable());

  EXPECT_EQ(result.verdict.word, Word::kError);
  EXPECT_EQ(result.verdict.why, "cannot be reset: http://door.example/__mock__/: no");
  EXPECT_THAT(orders_, IsEmpty());
}

TEST_F(RunCaseTest, TellsTheTargetsTime) {
  SendStep step = Login(422);
  step.send.headers = {{"X-At", "${now+1m}"}};

  Run({.steps = {step}}, {EmptyAnswer(422)});

  EXPECT_EQ(orders_[0].request.headers.Get("X-At"), "1970-01-01T00:02:00Z");
}

TEST_F(RunCaseTest, TakesTheWordOfACodedCase) {
  const auto says = [](Result<std::vector<Difference>> found) {
    return Case{.coded = [found = std::move(found)](const RunSetting&) { return found; }};
  };

  EXPECT_EQ(Run(says(std::vector<Difference>{}), {}).verdict.word, Word::kPass);
  EXPECT_EQ(Run(says(std::vector{Difference{"20", "19", ""}}), {}).verdict.why,
            "expected 20, got 19");
  EXPECT_EQ(Run(says(Fail("", "no socket")), {}).verdict.word, Word::kError);
}

TEST_F(RunCaseTest, TimesTheCase) {
  const Case slow{.coded = [this](const RunSetting&) -> Result<std::vector<Difference>> {
    clock_.Advance(Duration(250));
    return std::vector<Difference>{};
  }};

  EXPECT_EQ(Run(slow, {}).took, Duration(250));
}

}  // namespace
}  // namespace authmock
