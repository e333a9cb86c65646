#include "mock_servers/core/late_queue.h"

#include <utility>

namespace authmock {

void LateQueue::Push(Time when, void* item) {
  {
    std::lock_guard lock(mutex_);
    if (!stopping_) {
      const auto at = items_.emplace(when, item);
      if (!thread_.joinable()) {
        thread_ = std::thread([this] { Run(); });
      } else if (at == items_.begin()) {
        changed_.request_stop();
      }
      return;
    }
  }
  due_(item);
}

void LateQueue::Stop() {
  std::multimap<Time, void*> rest;
  std::thread thread;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    rest = std::exchange(items_, {});
    thread = std::move(thread_);
    changed_.request_stop();
  }
  for (const auto& [when, item] : rest) due_(item);
  if (thread.joinable()) thread.join();
}

void LateQueue::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    // With nothing to wait for, any time will do: Push() ends the wait.
    const Time next = items_.empty() ? clock_.Now() + std::chrono::hours(1) : items_.begin()->first;
    changed_ = {};
    const std::stop_token changed = changed_.get_token();
    lock.unlock();
    const bool reached = clock_.WaitUntil(next, changed);
    lock.lock();
    if (!reached) continue;
    const Time now = clock_.Now();
    while (!items_.empty() && items_.begin()->first <= now) {
      void* item = items_.extract(items_.begin()).mapped();
      lock.unlock();
      due_(item);
      lock.lock();
    }
  }
}

}  // namespace authmock
