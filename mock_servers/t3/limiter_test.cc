#include "mock_servers/t3/limiter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

namespace authmock::t3 {
namespace {

using namespace std::chrono_literals;
using ::testing::Optional;

constexpr Duration kMinute = 1min;
const Time kNoon = ParseRfc3339("2026-01-01T12:00:00Z").value();

TEST(Limiter, AdmitsSoManyInAWindow) {
  Limiter limiter;

  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(limiter.Admit("ann", 3, kMinute, kNoon + i * 1s), std::nullopt) << i;
  }
  EXPECT_THAT(limiter.Admit("ann", 3, kMinute, kNoon + 10s), Optional(Duration(50s)));
}

TEST(Limiter, BeginsAWindowAnewOnceItIsOver) {
  Limiter limiter;
  limiter.Admit("ann", 1, kMinute, kNoon);

  EXPECT_THAT(limiter.Admit("ann", 1, kMinute, kNoon + 59'999ms), Optional(Duration(1ms)));
  EXPECT_EQ(limiter.Admit("ann", 1, kMinute, kNoon + 60s), std::nullopt);
  EXPECT_THAT(limiter.Admit("ann", 1, kMinute, kNoon + 61s), Optional(Duration(59s)));
}

TEST(Limiter, DoesNotMakeAWindowLongerByRefusing) {
  Limiter limiter;
  limiter.Admit("ann", 1, kMinute, kNoon);
  for (int i = 0; i < 50; ++i) limiter.Admit("ann", 1, kMinute, kNoon + i * 1s);

  EXPECT_EQ(limiter.Admit("ann", 1, kMinute, kNoon + 60s), std::nullopt);
}

TEST(Limiter, KeepsUsersApart) {
  Limiter limiter;
  limiter.Admit("ann", 1, kMinute, kNoon);

  EXPECT_EQ(limiter.Admit("bob", 1, kMinute, kNoon), std::nullopt);
}

TEST(Limiter, AdmitsNobodyToALimitOfNone) {
  Limiter limiter;

  EXPECT_THAT(limiter.Admit("ann", 0, kMinute, kNoon), Optional(kMinute));
}

TEST(Limiter, LetsNobodyWaitForLongerThanAWindowWhenTheClockIsSetBack) {
  Limiter limiter;
  limiter.Admit("ann", 1, kMinute, kNoon);

  EXPECT_EQ(limiter.Admit("ann", 1, kMinute, kNoon - 1h), std::nullopt);
}

TEST(Limiter, ForgetsWindowsThatAreOver) {
  Limiter limiter;
  for (int i = 0; i < 5000; ++i) {
    limiter.Admit("user " + std::to_string(i), 1, kMinute, kNoon + i * 1s);
  }

  EXPECT_LT(limiter.Snapshot().size(), 2000u);
}

TEST(Limiter, RemembersLongNamesByADigest) {
  Limiter limiter;
  const std::string name(500'000, 'u');
  limiter.Admit(name, 1, kMinute, kNoon);

  EXPECT_THAT(limiter.Admit(name, 1, kMinute, kNoon), Optional(kMinute));
  EXPECT_EQ(limiter.Admit(name + "v", 1, kMinute, kNoon), std::nullopt);
  EXPECT_LT(WriteJson(limiter.Snapshot()).size(), 300u);
}

TEST(Limiter, IsRestoredFromItsSnapshot) {
  Limiter limiter;
  limiter.Admit("ann", 1, kMinute, kNoon);
  Limiter restored;

  restored.Restore(limiter.Snapshot());

  EXPECT_THAT(restored.Admit("ann", 1, kMinute, kNoon + 20s), Optional(Duration(40s)));
  EXPECT_EQ(limiter.Snapshot(),
            Json({{"ann", {{"count", 1}, {"ends_at", "2026-01-01T12:01:00Z"}}}}));
}

}  // namespace
}  // namespace authmock::t3
