#include "base/clock.h"

#include <date/date.h>

#include <algorithm>
#include <cstdio>
#include <limits>

namespace authmock {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// The ends of RFC 3339. Far enough from the ends of Time for sums not to overflow.
const Time kFirst =
    std::chrono::time_point_cast<Duration>(date::sys_days(date::year(0) / date::January / 1));
const Time kLast =
    std::chrono::time_point_cast<Duration>(date::sys_days(date::year(10000) / date::January / 1)) -
    Duration(1);

// A time taken apart, UTC.
struct Civil {
  explicit Civil(Time time)
      : days(date::floor<date::days>(std::clamp(time, kFirst, kLast))),
        day(days),
        clock(std::clamp(time, kFirst, kLast) - days) {}

  date::sys_days days;
  date::year_month_day day;
  date::hh_mm_ss<Duration> clock;
};

// Reads text from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool AtEnd() const { return rest_.empty(); }
  bool Take(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // All digits that stand here.
  std::string_view Digits() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    const std::string_view digits = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return digits;
  }
  // A number of exactly `width` digits up to `most`.
  bool Number(std::size_t width, int most, int& number) {
    const std::string_view digits = rest_.substr(0, width);
    if (digits.size() != width || digits.find_first_not_of("0123456789") != digits.npos) {
      return false;
    }
    number = 0;
    for (const char digit : digits) number = number * 10 + (digit - '0');
    rest_.remove_prefix(width);
    return number <= most;
  }

 private:
  std::string_view rest_;
};

bool ReadDate(Scanner& scanner, Time& time) {
  int year = 0, month = 0, day = 0;
  if (!scanner.Number(4, 9999, year) || !scanner.Take("-") || !scanner.Number(2, 12, month) ||
      !scanner.Take("-") || !scanner.Number(2, 31, day)) {
    return false;
  }
  const date::year_month_day date = date::year(year) / month / day;
  if (!date.ok()) return false;
  time = date::sys_days(date);
  return true;
}

bool ReadTimeOfDay(Scanner& scanner, Duration& time) {
  int hour = 0, minute = 0, second = 0;
  if (!scanner.Number(2, 23, hour) || !scanner.Take(":") || !scanner.Number(2, 59, minute) ||
      !scanner.Take(":") || !scanner.Number(2, 60, second)) {
    return false;
  }
  time = hours(hour) + minutes(minute) + seconds(second);
  if (!scanner.Take(".")) return true;
  const std::string_view fraction = scanner.Digits();
  if (fraction.empty()) return false;
  int unit = 100;
  for (const char digit : fraction.substr(0, 3)) {
    time += Duration((digit - '0') * unit);
    unit /= 10;
  }
  return true;
}

bool ReadOffset(Scanner& scanner, Duration& offset) {
  offset = {};
  if (scanner.Take("Zz")) return true;
  const bool west = scanner.Take("-");
  int hour = 0, minute = 0;
  if ((!west && !scanner.Take("+")) || !scanner.Number(2, 23, hour) || !scanner.Take(":") ||
      !scanner.Number(2, 59, minute)) {
    return false;
  }
  offset = hours(hour) + minutes(minute);
  if (west) offset = -offset;
  return true;
}

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

enum class Reading { kOk, kNonsense, kTooLong, kTooFine };

bool ReadUnit(Scanner& scanner, std::int64_t& unit) {
  static constexpr std::pair<std::string_view, std::int64_t> kUnits[] = {
      {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
  for (const auto& [name, length] : kUnits) {
    if (scanner.TakeWord(name)) {
      unit = length;
      return true;
    }
  }
  return false;
}

// Of the fraction "5" of the unit s, 500. False unless that is a whole number of milliseconds.
bool FractionOf(std::string_view fraction, std::int64_t unit, std::int64_t& length) {
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  // No unit has more than ten factors of 2 or of 5, so that longer fractions never come out even.
  if (fraction.size() > 10) return false;
  std::int64_t numerator = 0, denominator = 1;
  for (const char digit : fraction) {
    numerator = numerator * 10 + (digit - '0');
    denominator *= 10;
  }
  length = numerator * unit / denominator;
  return numerator * unit % denominator == 0;
}

// Adds one number with its unit.
Reading ReadTerm(Scanner& scanner, std::int64_t& total) {
  const std::string_view digits = scanner.Digits();
  if (digits.empty()) return Reading::kNonsense;
  std::string_view fraction;
  if (scanner.Take(".")) {
    fraction = scanner.Digits();
    if (fraction.empty()) return Reading::kNonsense;
  }
  std::int64_t unit = 0, number = 0, part = 0;
  if (!ReadUnit(scanner, unit)) return Reading::kNonsense;
  for (const char digit : digits) {
    const std::int64_t value = digit - '0';
    if (number > (kMost - value) / 10) return Reading::kTooLong;
    number = number * 10 + value;
  }
  if (!FractionOf(fraction, unit, part)) return Reading::kTooFine;
  if (number > (kMost - total - part) / unit) return Reading::kTooLong;
  total += number * unit + part;
  return Reading::kOk;
}

}  // namespace

Time SystemClock::Now() const {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

bool SystemClock::WaitUntil(Time when, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  return stopped_.wait_until(lock, stop, when, [&] { return Now() >= when; });
}

Time VirtualClock::Now() const {
  std::lock_guard lock(mutex_);
  return NowLocked();
}

Time VirtualClock::NowLocked() const {
  if (!running_since_) return now_;
  return now_ + std::chrono::floor<Duration>(MonotonicNow() - *running_since_);
}

bool VirtualClock::WaitUntil(Time when, std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (true) {
    const Time now = NowLocked();
    if (now >= when) return true;
    if (stop.stop_requested()) return false;
    const auto moved = [this, seen = now_, since = running_since_] {
      return now_ != seen || running_since_ != since;
    };
    if (running_since_) {
      // In slices, so that no far `when` overflows the machine's nanoseconds.
      const Time until = std::min(when, now + hours(24));
      moved_.wait_until(lock, stop, MonotonicNow() + (until - now), moved);
    } else {
      moved_.wait(lock, stop, moved);
    }
  }
}

void VirtualClock::Advance(Duration by) {
  std::lock_guard lock(mutex_);
  now_ = std::clamp(now_, kFirst, kLast);
  now_ += std::clamp(by, kFirst - now_, kLast - now_);
  moved_.notify_all();
}

void VirtualClock::Set(Time when) {
  std::lock_guard lock(mutex_);
  now_ = std::clamp(when, kFirst, kLast);
  if (running_since_) running_since_ = MonotonicNow();
  moved_.notify_all();
}

void VirtualClock::Run() {
  std::lock_guard lock(mutex_);
  if (!running_since_) running_since_ = MonotonicNow();
  moved_.notify_all();
}

void VirtualClock::Freeze() {
  std::lock_guard lock(mutex_);
  now_ = NowLocked();
  running_since_.reset();
  moved_.notify_all();
}

bool VirtualClock::IsRunning() const {
  std::lock_guard lock(mutex_);
  return running_since_.has_value();
}

MonotonicTime MonotonicNow() { return std::chrono::steady_clock::now(); }

std::int64_t ToUnix(Time time) {
  return std::chrono::floor<seconds>(time).time_since_epoch().count();
}

Time FromUnix(std::int64_t count) {
  return Time(seconds(std::clamp(count, ToUnix(kFirst), ToUnix(kLast))));
}

std::string FormatRfc3339(Time time) {
  const Civil civil(time);
  char text[64];
  const auto milliseconds = civil.clock.subseconds().count();
  const int length = std::snprintf(
      text, sizeof text,
      milliseconds ? "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ" : "%04d-%02u-%02uT%02d:%02d:%02dZ",
      static_cast<int>(civil.day.year()), static_cast<unsigned>(civil.day.month()),
      static_cast<unsigned>(civil.day.day()), static_cast<int>(civil.clock.hours().count()),
      static_cast<int>(civil.clock.minutes().count()),
      static_cast<int>(civil.clock.seconds().count()), static_cast<int>(milliseconds));
  return {text, static_cast<std::size_t>(length)};
}

Result<Time> ParseRfc3339(std::string_view text) {
  Scanner scanner(text);
  Time day;
  Duration time_of_day, offset;
  if (!ReadDate(scanner, day) || !scanner.Take("Tt") || !ReadTimeOfDay(scanner, time_of_day) ||
      !ReadOffset(scanner, offset) || !scanner.AtEnd()) {
    return Fail("", '"' + std::string(text) +
                        "\" is no time of RFC 3339; write it like \"2026-01-02T03:04:05Z\"");
  }
  const Time time = day + time_of_day - offset;
  if (time < kFirst || time > kLast) {
    return Fail("", '"' + std::string(text) + "\" lies outside the years 0000 to 9999 in UTC");
  }
  return time;
}

std::string FormatHttpDate(Time time) {
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Civil civil(time);
  char text[64];
  const int length = std::snprintf(
      text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
      kDays[date::weekday(civil.days).c_encoding()], static_cast<unsigned>(civil.day.day()),
      kMonths[static_cast<unsigned>(civil.day.month()) - 1], static_cast<int>(civil.day.year()),
      static_cast<int>(civil.clock.hours().count()),
      static_cast<int>(civil.clock.minutes().count()),
      static_cast<int>(civil.clock.seconds().count()));
  return {text, static_cast<std::size_t>(length)};
}

Result<Duration> ParseDuration(std::string_view text) {
  Scanner scanner(text);
  const bool negative = scanner.Take("-");
  std::int64_t total = 0;
  Reading reading = Reading::kOk;
  do {
    reading = ReadTerm(scanner, total);
  } while (reading == Reading::kOk && !scanner.AtEnd());
  const std::string quoted = '"' + std::string(text) + '"';
  switch (reading) {
    case Reading::kOk:
      return Duration(negative ? -total : total);
    case Reading::kTooLong:
      return Fail("", quoted + " is longer than a clock can count");
    case Reading::kTooFine:
      return Fail("", quoted + " is no whole number of milliseconds; round it");
    case Reading::kNonsense:
      break;
  }
  return Fail("", quoted +
                      " is no duration; write numbers each with a unit of ms, s, m, h or d, like "
                      "\"1h30m\"");
}

}  // namespace authmock
