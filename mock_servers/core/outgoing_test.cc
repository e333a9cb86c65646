#include "mock_servers/core/outgoing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace authmock {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""h;

constexpr Time kStart{};

// "HEAD" stands for the head.
WireAnswer AnswerOf(const std::string& body) { return {.bytes = "HEAD" + body, .body_at = 4}; }

TEST(Outgoing, GoesOutAtOnceWhenPlain) {
  Outgoing outgoing(AnswerOf("body"), {}, kStart);

  EXPECT_EQ(outgoing.Due(kStart), "HEADbody");
  outgoing.Sent(5);
  EXPECT_EQ(outgoing.Due(kStart), "ody");
  outgoing.Sent(3);
  EXPECT_TRUE(outgoing.IsFinished());
  EXPECT_FALSE(outgoing.closes());
}

TEST(Outgoing, WaitsWholeUntilItsTime) {
  const Outgoing outgoing(AnswerOf("body"), {.not_before = kStart + 3s}, kStart);

  EXPECT_EQ(outgoing.Due(kStart + 2999ms), "");
  EXPECT_EQ(outgoing.NextAt(), kStart + 3s);
  EXPECT_EQ(outgoing.Due(kStart + 3s), "HEADbody");
}

TEST(Outgoing, EndsTheConnectionAfterACut) {
  const Outgoing cut(AnswerOf("body"), {.cut_after = 2}, kStart);
  const Outgoing beyond(AnswerOf("body"), {.cut_after = 9}, kStart);

  EXPECT_EQ(cut.Due(kStart), "HEADbo");
  EXPECT_TRUE(cut.closes());
  EXPECT_EQ(beyond.Due(kStart), "HEADbody");
  EXPECT_TRUE(beyond.closes());
}

TEST(Outgoing, TricklesTheBodyAfterTheHead) {
  Outgoing outgoing(AnswerOf("0123456789"), {.bytes_a_second = 4}, kStart);

  EXPECT_EQ(outgoing.Due(kStart), "HEAD");
  outgoing.Sent(4);
  EXPECT_EQ(outgoing.NextAt(), kStart + 250ms);
  EXPECT_EQ(outgoing.Due(kStart + 249ms), "");
  EXPECT_EQ(outgoing.Due(kStart + 250ms), "0");
  EXPECT_EQ(outgoing.Due(kStart + 1s), "0123");
  outgoing.Sent(4);
  EXPECT_EQ(outgoing.Due(kStart + 1s), "");
  EXPECT_EQ(outgoing.NextAt(), kStart + 1250ms);
  EXPECT_EQ(outgoing.Due(kStart + 1'000'000h), "456789");
}

TEST(Outgoing, TricklesInTenthsOfASecond) {
  Outgoing outgoing(AnswerOf(std::string(1000, 'x')), {.bytes_a_second = 100}, kStart);
  outgoing.Sent(4);

  EXPECT_EQ(outgoing.NextAt(), kStart + 100ms);
  EXPECT_EQ(outgoing.Due(outgoing.NextAt()).size(), 10u);
}

TEST(Outgoing, TricklesFromItsLateBeginning) {
  const Outgoing outgoing(AnswerOf("ab"), {.not_before = kStart + 2s, .bytes_a_second = 1}, kStart);

  EXPECT_EQ(outgoing.Due(kStart + 1s), "");
  EXPECT_EQ(outgoing.Due(kStart + 2s), "HEAD");
  EXPECT_EQ(outgoing.Due(kStart + 3s), "HEADa");
}

TEST(Outgoing, IsAllDueWhenHurried) {
  Outgoing outgoing(AnswerOf("body"), {.not_before = kStart + 1h, .bytes_a_second = 1}, kStart);

  outgoing.Hurry();

  EXPECT_EQ(outgoing.Due(kStart), "HEADbody");
}

}  // namespace
}  // namespace authmock
