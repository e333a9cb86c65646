// Waits for many sockets at once.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_

#include <sys/epoll.h>

#include <array>
#include <span>

#include "base/clock.h"

namespace authmock {

// epoll, one-shot: what Wait() returns is disarmed until it is armed again, so that exactly one
// thread has it. Thread-safe.
class Poller {
 public:
  enum class Interest { kRead, kWrite, kReadOrWrite };
  using Batch = std::array<epoll_event, 8>;

  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  bool ok() const { return epoll_ >= 0 && bell_ >= 0 && timer_ >= 0; }
  // `who` comes back as the event's data.ptr.
  bool Add(int fd, void* who, Interest interest);
  void Arm(int fd, void* who, Interest interest);
  void Remove(int fd);

  // Blocks. An event whose data.ptr is nullptr is the bell; one with timer() is the timer.
  std::span<epoll_event> Wait(Batch& batch);
  // Wakes every thread, now and for ever.
  void Ring();
  // One event with data.ptr == timer(), after `delay`.
  void SetTimer(Duration delay);
  void* timer() { return &timer_; }

 private:
  int epoll_;
  int bell_;
  int timer_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_
