// The verdict on what was seen so far.
#include "mock_servers/core/control_fixture.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

TEST_F(ControlTest, SaysThatNothingWasSeenBeforeItPraises) {
  const Json verdict = BodyOf(Get("/verdict"));

  EXPECT_EQ(TextAt(verdict, "/word"), "not_exercised");
  EXPECT_EQ(TextAt(verdict, "/why"), "no request was seen");
}

TEST_F(ControlTest, PassesAClientThatKeepsToTheContract) {
  LogIn();

  const Json verdict = BodyOf(Get("/verdict"));

  EXPECT_EQ(TextAt(verdict, "/word"), "pass");
  EXPECT_EQ(verdict.at("exchanges"), 1);
}

TEST_F(ControlTest, FailsAClientAndNamesTheExchange) {
  LogIn();
  AskProvider(GetRequest("/fake/nowhere"));

  const Json verdict = BodyOf(Get("/verdict"));

  EXPECT_EQ(TextAt(verdict, "/word"), "fail");
  EXPECT_EQ(TextAt(verdict, "/why"), "1 of 2 requests broke the contract");
  EXPECT_EQ(*At(verdict, "/client/0/exchange"), 2);
  EXPECT_THAT(TextAt(verdict, "/client/0/violations/0"), HasSubstr("path"));
  EXPECT_TRUE(verdict.at("mock").empty());
}

TEST_F(ControlTest, CannotJudgeByAContractThatTheMockBreaks) {
  Exchange exchange{.request = GetRequest("/fake/me"), .response = {.status = 299}};
  exchange.response_violations.push_back({.part = Part::kStatus, .rule = "status"});
  parts_->journal.Append(std::move(exchange));

  const Json verdict = BodyOf(Get("/verdict"));

  EXPECT_EQ(TextAt(verdict, "/word"), "error");
  EXPECT_EQ(*At(verdict, "/mock/0/exchange"), 1);
}

TEST_F(ControlTest, CountsWhatTheJournalNoLongerHolds) {
  AskProvider(GetRequest("/fake/nowhere"));
  Request large = LogInRequest();
  large.headers.Add("X-Filler", std::string(9u << 20, 'x'));
  AskProvider(std::move(large));

  const Json verdict = BodyOf(Get("/verdict"));

  EXPECT_EQ(TextAt(verdict, "/word"), "fail");
  EXPECT_EQ(verdict.at("not_listed"), 1);
}

TEST_F(ControlTest, JudgesAnewAfterAReset) {
  AskProvider(GetRequest("/fake/nowhere"));
  Call("POST", "/reset");

  EXPECT_EQ(TextAt(BodyOf(Get("/verdict")), "/word"), "not_exercised");
}

}  // namespace
}  // namespace authmock
