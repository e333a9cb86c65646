// Waits by the mock's clock for answers that go out later.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_LATE_QUEUE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_LATE_QUEUE_H_

#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "base/clock.h"

namespace authmock {

// Hands each item back when its time has come: one thread, started with the first item. A virtual
// clock that jumps wakes it. Thread-safe.
class LateQueue {
 public:
  using Due = std::function<void(void* item)>;

  // `due` is called on the queue's thread, or in Push() and Stop() once stopping; it must be
  // thread-safe. The clock outlives the queue.
  LateQueue(Clock& clock, Due due) : clock_(clock), due_(std::move(due)) {}
  ~LateQueue() { Stop(); }

  void Push(Time when, void* item);
  // Everything is due at once, now and from now on.
  void Stop();

 private:
  void Run();

  Clock& clock_;
  Due due_;
  std::mutex mutex_{};
  std::multimap<Time, void*> items_{};
  std::stop_source changed_{};  // ends the current wait: an earlier item came, or the end
  bool stopping_ = false;
  std::thread thread_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_LATE_QUEUE_H_
