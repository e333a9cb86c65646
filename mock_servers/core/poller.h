// Waits for many sockets at once.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_

#include "base/clock.h"

namespace authmock {

// epoll, one-shot: what Wait() returns is disarmed until it is armed again, so that exactly one
// thread has it. Thread-safe.
class Poller {
 public:
  enum class Interest { kRead, kWrite, kReadOrWrite };

  Poller();
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  bool ok() const { return epoll_ >= 0 && bell_ >= 0 && timer_ >= 0; }
  // `who` is what Wait() returns.
  bool Add(int fd, void* who, Interest interest);
  void Arm(int fd, void* who, Interest interest);
  void Remove(int fd);

  // Blocks. One at a time: a thread that held several could keep the others of them waiting.
  // nullptr is the bell, timer() the timer, and whatever else was given to Add() or Arm().
  void* Wait();
  // Wakes every thread, now and for ever.
  void Ring();
  // Wait() returns timer() once, after `delay`.
  void SetTimer(Duration delay);
  void* timer() { return &timer_; }

 private:
  int epoll_;
  int bell_;
  int timer_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_POLLER_H_
