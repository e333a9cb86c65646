#include "mock_servers/core/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <cstdint>

namespace authmock {
namespace {

std::uint32_t Events(Poller::Interest interest) {
  switch (interest) {
    case Poller::Interest::kRead:
      return EPOLLIN | EPOLLONESHOT;
    case Poller::Interest::kWrite:
      return EPOLLOUT | EPOLLONESHOT;
    case Poller::Interest::kReadOrWrite:
      break;
  }
  return EPOLLIN | EPOLLOUT | EPOLLONESHOT;
}

epoll_event EventFor(void* who, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = who;
  return event;
}

// Straight to the kernel. The thread it wakes may close the socket before this call has returned:
// rightly so, but ThreadSanitizer's wrapper of epoll_ctl() takes that for a race.
bool Control(int epoll, int operation, int fd, epoll_event* event) {
  return ::syscall(SYS_epoll_ctl, epoll, operation, fd, event) == 0;
}

}  // namespace

Poller::Poller()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  epoll_event ring = EventFor(nullptr, EPOLLIN);  // not one-shot: it wakes all
  Control(epoll_, EPOLL_CTL_ADD, bell_, &ring);
  Add(timer_, timer(), Interest::kRead);
}

Poller::~Poller() {
  for (const int fd : {timer_, bell_, epoll_}) {
    if (fd >= 0) ::close(fd);
  }
}

bool Poller::Add(int fd, void* who, Interest interest) {
  epoll_event event = EventFor(who, Events(interest));
  return Control(epoll_, EPOLL_CTL_ADD, fd, &event);
}

void Poller::Arm(int fd, void* who, Interest interest) {
  epoll_event event = EventFor(who, Events(interest));
  Control(epoll_, EPOLL_CTL_MOD, fd, &event);
}

void Poller::Remove(int fd) { Control(epoll_, EPOLL_CTL_DEL, fd, nullptr); }

void* Poller::Wait() {
  epoll_event event{};
  while (::epoll_wait(epoll_, &event, 1, -1) != 1) {
  }
  return event.data.ptr;
}

void Poller::Ring() { ::eventfd_write(bell_, 1); }

void Poller::SetTimer(Duration delay) {
  itimerspec when{};
  when.it_value.tv_sec = delay.count() / 1000;
  when.it_value.tv_nsec = delay.count() % 1000 * 1'000'000 + 1;  // zero would disarm
  ::timerfd_settime(timer_, 0, &when, nullptr);
  Arm(timer_, timer(), Interest::kRead);
}

}  // namespace authmock
