#include "mock_servers/core/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
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

}  // namespace

Poller::Poller()
    : epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  epoll_event ring = EventFor(nullptr, EPOLLIN);  // not one-shot: it wakes all
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, bell_, &ring);
  Add(timer_, timer(), Interest::kRead);
}

Poller::~Poller() {
  for (const int fd : {timer_, bell_, epoll_}) {
    if (fd >= 0) ::close(fd);
  }
}

bool Poller::Add(int fd, void* who, Interest interest) {
  epoll_event event = EventFor(who, Events(interest));
  return ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) == 0;
}

void Poller::Arm(int fd, void* who, Interest interest) {
  epoll_event event = EventFor(who, Events(interest));
  ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event);
}

void Poller::Remove(int fd) { ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr); }

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
