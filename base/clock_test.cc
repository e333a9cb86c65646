#include "base/clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>

namespace authmock {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// 2026-01-02T03:04:05Z.
const Time kStart = FromUnix(1767323045);

// Waits on a thread of its own. Its end stops the wait.
class Waiter {
 public:
  Waiter(Clock& clock, Time when)
      : thread_([this, &clock, when](std::stop_token stop) {
          reached_ = clock.WaitUntil(when, std::move(stop));
          done_ = true;
        }) {}

  void Stop() { thread_.request_stop(); }
  bool IsDone() const { return done_; }
  // What WaitUntil returned, once it did.
  bool Reached() {
    thread_.join();
    return reached_;
  }

 private:
  std::atomic<bool> reached_ = false;
  std::atomic<bool> done_ = false;
  std::jthread thread_;
};

TEST(VirtualClock, StandsStill) {
  const VirtualClock clock(kStart);

  EXPECT_EQ(clock.Now(), kStart);
  EXPECT_FALSE(clock.IsRunning());
}

TEST(VirtualClock, MovesBothWays) {
  VirtualClock clock(kStart);

  clock.Advance(hours(2));
  EXPECT_EQ(clock.Now(), kStart + hours(2));
  clock.Advance(-hours(3));
  EXPECT_EQ(clock.Now(), kStart - hours(1));
}

TEST(VirtualClock, IsSetToAnyTime) {
  VirtualClock clock(kStart);

  clock.Set(FromUnix(0));

  EXPECT_EQ(clock.Now(), FromUnix(0));
}

TEST(VirtualClock, StopsAtTheEndsOfItsCalendar) {
  VirtualClock clock(kStart);

  clock.Advance(Duration::max());
  EXPECT_EQ(FormatRfc3339(clock.Now()), "9999-12-31T23:59:59.999Z");
  clock.Advance(Duration::min());
  EXPECT_EQ(FormatRfc3339(clock.Now()), "0000-01-01T00:00:00Z");
  clock.Set(Time::max());
  EXPECT_EQ(FormatRfc3339(clock.Now()), "9999-12-31T23:59:59.999Z");
}

TEST(VirtualClock, DoesNotWaitForWhatIsPast) {
  VirtualClock clock(kStart);
  std::stop_source stopped;
  stopped.request_stop();

  EXPECT_TRUE(clock.WaitUntil(kStart, {}));
  EXPECT_TRUE(clock.WaitUntil(kStart - hours(1), stopped.get_token()));
}

TEST(VirtualClock, DoesNotWaitWhenStoppedBefore) {
  VirtualClock clock(kStart);
  std::stop_source stopped;
  stopped.request_stop();

  EXPECT_FALSE(clock.WaitUntil(kStart + hours(1), stopped.get_token()));
}

TEST(VirtualClock, WakesWhoeverWaitedForTheTimeItReaches) {
  VirtualClock clock(kStart);
  Waiter soon(clock, kStart + minutes(30)), exactly(clock, kStart + hours(1));
  Waiter later(clock, kStart + hours(2));

  clock.Advance(hours(1));

  EXPECT_TRUE(soon.Reached());
  EXPECT_TRUE(exactly.Reached());
  EXPECT_FALSE(later.IsDone());
}

TEST(VirtualClock, WakesAWaiterThatSeveralStepsReachTogether) {
  VirtualClock clock(kStart);
  Waiter waiter(clock, kStart + hours(1));

  clock.Advance(minutes(59));
  EXPECT_FALSE(waiter.IsDone());
  clock.Set(kStart + hours(1));

  EXPECT_TRUE(waiter.Reached());
}

TEST(VirtualClock, WakesAWaiterThatIsToldToStop) {
  VirtualClock clock(kStart);
  Waiter waiter(clock, kStart + hours(1));

  waiter.Stop();

  EXPECT_FALSE(waiter.Reached());
}

TEST(VirtualClock, TicksAfterRunAndReachesTheTimeByItself) {
  VirtualClock clock(kStart);

  clock.Run();

  EXPECT_TRUE(clock.IsRunning());
  EXPECT_TRUE(clock.WaitUntil(kStart + milliseconds(5), {}));
  EXPECT_GE(clock.Now(), kStart + milliseconds(5));
}

TEST(VirtualClock, WakesAWaiterThatWaitedWhileItStoodStill) {
  VirtualClock clock(kStart);
  Waiter waiter(clock, kStart + milliseconds(5));

  clock.Run();

  EXPECT_TRUE(waiter.Reached());
}

TEST(VirtualClock, WakesAWaiterEarlierWhenItJumpsWhileRunning) {
  VirtualClock clock(kStart);
  clock.Run();
  Waiter waiter(clock, kStart + hours(1));

  clock.Advance(hours(1) - milliseconds(5));

  EXPECT_TRUE(waiter.Reached());
}

TEST(VirtualClock, StandsStillAgainAfterFreeze) {
  VirtualClock clock(kStart);
  clock.Run();
  ASSERT_TRUE(clock.WaitUntil(kStart + milliseconds(2), {}));

  clock.Freeze();

  const Time frozen = clock.Now();
  const MonotonicTime later = MonotonicNow() + milliseconds(3);
  while (MonotonicNow() < later) {
  }
  EXPECT_FALSE(clock.IsRunning());
  EXPECT_GE(frozen, kStart + milliseconds(2));
  EXPECT_EQ(clock.Now(), frozen);
}

TEST(VirtualClock, CanBeStoppedWhileRunningTowardsTheEndOfTime) {
  VirtualClock clock(kStart);
  clock.Run();
  Waiter waiter(clock, Time::max());

  waiter.Stop();

  EXPECT_FALSE(waiter.Reached());
}

TEST(VirtualClock, IsReadAndMovedFromManyThreads) {
  VirtualClock clock(kStart);

  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int step = 0; step < 250; ++step) {
          clock.Advance(seconds(1));
          clock.WaitUntil(clock.Now() - hours(1), {});
        }
      });
    }
  }

  EXPECT_EQ(clock.Now(), kStart + seconds(1000));
}

TEST(SystemClock, GoesOn) {
  SystemClock clock;
  const Time before = clock.Now();

  EXPECT_GT(before, kStart - hours(24));
  EXPECT_TRUE(clock.WaitUntil(before + milliseconds(5), {}));
  EXPECT_GE(clock.Now(), before + milliseconds(5));
}

TEST(SystemClock, WakesAWaiterThatIsToldToStop) {
  SystemClock clock;
  Waiter waiter(clock, Time::max());

  waiter.Stop();

  EXPECT_FALSE(waiter.Reached());
}

TEST(UnixTime, IsRoundedDown) {
  EXPECT_EQ(ToUnix(Time(milliseconds(1999))), 1);
  EXPECT_EQ(ToUnix(Time(milliseconds(-1))), -1);
}

TEST(UnixTime, StaysWithinTheYearsOfTheCalendar) {
  EXPECT_EQ(FormatRfc3339(FromUnix(std::numeric_limits<std::int64_t>::max())),
            "9999-12-31T23:59:59Z");
  EXPECT_EQ(FormatRfc3339(FromUnix(std::numeric_limits<std::int64_t>::min())),
            "0000-01-01T00:00:00Z");
}

TEST(FormatHttpDate, WritesTheFixedFormOfRfc9110) {
  EXPECT_EQ(FormatHttpDate(FromUnix(784111777)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(FormatHttpDate(FromUnix(951782399)), "Mon, 28 Feb 2000 23:59:59 GMT");
}

}  // namespace
}  // namespace authmock
