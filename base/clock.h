// Time is handed in. Nothing outside base/ asks the operating system what time it is.
#ifndef AUTHMOCK_BASE_CLOCK_H_
#define AUTHMOCK_BASE_CLOCK_H_

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"

namespace authmock {

using Duration = std::chrono::milliseconds;
using Time = std::chrono::sys_time<Duration>;  // UTC

// Tells the time, and waits. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time Now() const = 0;
  // Returns true once Now() >= when, false as soon as `stop` is requested.
  virtual bool WaitUntil(Time when, std::stop_token stop) = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  Time Now() const override;
  bool WaitUntil(Time when, std::stop_token stop) override;

 private:
  std::mutex mutex_{};
  std::condition_variable_any stopped_{};
};

// Stands still until told to move, or, after Run(), ticks with the machine from where it stood.
//
//   VirtualClock clock(Noon());
//   clock.Advance(1h);          // Now() is one o'clock; whoever waited for it wakes
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Time start) : now_(start) {}

  Time Now() const override;
  bool WaitUntil(Time when, std::stop_token stop) override;

  // Neither leaves the years 0000 to 9999: the clock stops at their ends.
  void Advance(Duration by);  // may be negative
  void Set(Time when);
  void Run();     // ticks from now on
  void Freeze();  // stands still again
  bool IsRunning() const;

 private:
  Time NowLocked() const;

  mutable std::mutex mutex_{};
  std::condition_variable_any moved_{};
  Time now_;
  std::optional<std::chrono::steady_clock::time_point> running_since_{};
};

// A reading of the machine's monotonic clock, for deadlines and durations on the wire; the clocks
// above are what the emulated APIs see.
using MonotonicTime = std::chrono::steady_clock::time_point;
MonotonicTime MonotonicNow();

std::int64_t ToUnix(Time time);       // whole seconds since 1970, rounded down
Time FromUnix(std::int64_t seconds);  // the nearest of the years 0000 to 9999

// "2026-01-02T03:04:05Z", with ".678" when there are milliseconds (RFC 3339).
std::string FormatRfc3339(Time time);
// Reads RFC 3339 with any offset and any number of fraction digits.
Result<Time> ParseRfc3339(std::string_view text);
// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, IMF-fixdate).
std::string FormatHttpDate(Time time);

// Reads "2h", "90m", "1h30m", "1200ms", "1.5s", "-1h": numbers each with a unit of ms, s, m, h, d.
Result<Duration> ParseDuration(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_CLOCK_H_
