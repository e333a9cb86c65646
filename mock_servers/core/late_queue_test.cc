#include "mock_servers/core/late_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace authmock {
namespace {

using std::chrono_literals::operator""s;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Time kStart{};

// Collects what came due; waits for it.
class Inbox {
 public:
  LateQueue::Due Door() {
    return [this](void* item) {
      std::lock_guard lock(mutex_);
      items_.push_back(*static_cast<int*>(item));
      came_.notify_all();
    };
  }
  std::vector<int> WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait_for(lock, 10s, [&] { return items_.size() >= count; });
    return items_;
  }

 private:
  std::mutex mutex_{};
  std::condition_variable came_{};
  std::vector<int> items_{};
};

int numbers[] = {0, 1, 2, 3};

TEST(LateQueue, HandsBackInTheOrderOfTimes) {
  VirtualClock clock(kStart);
  Inbox inbox;
  LateQueue queue(clock, inbox.Door());
  queue.Push(kStart + 3s, &numbers[3]);
  queue.Push(kStart + 1s, &numbers[1]);
  queue.Push(kStart + 2s, &numbers[2]);

  clock.Advance(2s);
  EXPECT_THAT(inbox.WaitFor(2), ElementsAre(1, 2));
  clock.Advance(1s);

  EXPECT_THAT(inbox.WaitFor(3), ElementsAre(1, 2, 3));
}

TEST(LateQueue, HandsBackAtOnceWhatIsDueAlready) {
  VirtualClock clock(kStart + 5s);
  Inbox inbox;
  LateQueue queue(clock, inbox.Door());

  queue.Push(kStart, &numbers[1]);

  EXPECT_THAT(inbox.WaitFor(1), ElementsAre(1));
}

TEST(LateQueue, KeepsTimeOnTheMachinesClockToo) {
  SystemClock clock;
  Inbox inbox;
  LateQueue queue(clock, inbox.Door());

  queue.Push(clock.Now() + Duration(20), &numbers[1]);

  EXPECT_THAT(inbox.WaitFor(1), ElementsAre(1));
}

TEST(LateQueue, HandsEverythingBackWhenItStops) {
  VirtualClock clock(kStart);
  Inbox inbox;
  LateQueue queue(clock, inbox.Door());
  queue.Push(kStart + 2s, &numbers[2]);
  queue.Push(kStart + 1s, &numbers[1]);
  EXPECT_THAT(inbox.WaitFor(0), IsEmpty());

  queue.Stop();
  queue.Push(kStart + 3s, &numbers[3]);

  EXPECT_THAT(inbox.WaitFor(3), ElementsAre(1, 2, 3));
}

}  // namespace
}  // namespace authmock
