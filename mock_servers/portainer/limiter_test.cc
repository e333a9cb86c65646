#include "mock_servers/portainer/limiter.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;

constexpr Time kStart{};

// How many of `tries` at one instant are admitted.
int Admitted(Limiter& limiter, int tries, Time now, std::string_view address = "a") {
  int admitted = 0;
  for (int i = 0; i < tries; ++i) admitted += limiter.Admit({}, address, now);
  return admitted;
}

TEST(Limiter, AdmitsTheBurstAndBansTheNext) {
  Limiter limiter;

  EXPECT_EQ(Admitted(limiter, 12, kStart), 10);
}

TEST(Limiter, RefillsOneASecond) {
  Limiter limiter;
  Admitted(limiter, 10, kStart);

  EXPECT_EQ(Admitted(limiter, 3, kStart + 2300ms), 2);
}

TEST(Limiter, NeverHoldsMoreThanTheBurst) {
  Limiter limiter;
  Admitted(limiter, 1, kStart);

  EXPECT_EQ(Admitted(limiter, 20, kStart + 24h), 10);
}

TEST(Limiter, BansForAnHourFromTheRequestThatFoundNothing) {
  Limiter limiter;
  Admitted(limiter, 11, kStart);

  EXPECT_FALSE(limiter.Admit({}, "a", kStart + 1h - 1ms));
  EXPECT_TRUE(limiter.Admit({}, "a", kStart + 1h));
}

TEST(Limiter, DoesNotExtendABanByTries) {
  Limiter limiter;
  Admitted(limiter, 11, kStart);
  Admitted(limiter, 11, kStart + 59min);

  EXPECT_TRUE(limiter.Admit({}, "a", kStart + 1h));
}

TEST(Limiter, KeepsAddressesApart) {
  Limiter limiter;
  Admitted(limiter, 11, kStart, "a");

  EXPECT_TRUE(limiter.Admit({}, "b", kStart));
}

TEST(Limiter, ObeysItsSettings) {
  Limiter limiter;
  const RateLimit limit{.burst = 2, .per_second = 0.5, .ban = 1s};

  EXPECT_TRUE(limiter.Admit(limit, "a", kStart));
  EXPECT_TRUE(limiter.Admit(limit, "a", kStart));
  EXPECT_TRUE(limiter.Admit(limit, "a", kStart + 2s));
  EXPECT_FALSE(limiter.Admit(limit, "a", kStart + 3s));
  EXPECT_TRUE(limiter.Admit(limit, "a", kStart + 4s));
}

TEST(Limiter, IsNotFilledByAClockThatIsSetBack) {
  Limiter limiter;
  Admitted(limiter, 10, kStart + 10s);

  EXPECT_EQ(Admitted(limiter, 1, kStart), 0);
}

TEST(Limiter, ForgetsWhenCleared) {
  Limiter limiter;
  Admitted(limiter, 11, kStart);

  limiter.Clear();

  EXPECT_TRUE(limiter.Admit({}, "a", kStart));
  EXPECT_EQ(Admitted(limiter, 20, kStart), 9);
}

RC_GTEST_PROP(Limiter, GoesOnAsBeforeAfterASnapshot, ()) {
  Limiter limiter;
  Time now = kStart;
  const auto step = [&](Limiter& subject) {
    return subject.Admit({.burst = 3, .per_second = 1.5, .ban = 10s}, "a", now);
  };
  for (const int gap : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4000))) {
    now += Duration(gap);
    step(limiter);
  }
  Limiter restored;
  restored.Restore(limiter.Snapshot());

  RC_ASSERT(restored.Snapshot() == limiter.Snapshot());
  for (int i = 0; i < 10; ++i) {
    now += 700ms;
    RC_ASSERT(step(restored) == step(limiter));
  }
}

}  // namespace
}  // namespace authmock::portainer
