#include "mock_servers/python/python_time.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "mock_servers/python/python_text.h"

namespace authmock {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kDateLength = 10;

std::optional<int> Digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

struct TimeOfDay {
  std::array<int, 3> fields{};  // hour, minute, second; not held against any range
  int microsecond = 0;
  bool has_rest = false;  // something follows that is no part of it
};

// Three digits or six, and nothing else.
std::optional<int> Fraction(std::string_view text) {
  if (text.size() != 3 && text.size() != 6) return std::nullopt;
  const auto digits = Digits(text, 0, text.size());
  if (!digits) return std::nullopt;
  return text.size() == 3 ? *digits * 1000 : *digits;
}

// HH[:MM[:SS]][.fff[fff]]. The parser of Python looks at the character behind a field before it
// sees that the text ends there: `next` is the one behind `text`, '\0' if there is none. It takes a
// fraction behind any field, and a colon behind the last one for its point.
std::optional<TimeOfDay> ReadTimeOfDay(std::string_view text, char next) {
  TimeOfDay time;
  std::size_t at = 0;
  for (std::size_t i = 0; i < time.fields.size(); ++i) {
    const auto field = Digits(text, at, 2);
    if (!field) return std::nullopt;
    time.fields[i] = *field;
    at += 2;
    const char separator = at < text.size() ? text[at] : next;
    ++at;
    if (at >= text.size()) {
      time.has_rest = separator != '\0';
      return time;
    }
    if (separator == '.') break;
    if (separator != ':') return std::nullopt;
  }
  const auto fraction = Fraction(text.substr(at));
  if (!fraction) return std::nullopt;
  time.microsecond = *fraction;
  time.has_rest = next != '\0';
  return time;
}

// "+HH:MM[:SS[.ffffff]]", less than a day either way.
bool IsOffset(std::string_view text) {
  if (text.size() != 6 && text.size() != 9 && text.size() != 16) return false;
  const auto offset = ReadTimeOfDay(text.substr(1), '\0');
  if (!offset || offset->has_rest) return false;
  const auto& [hour, minute, second] = offset->fields;
  const seconds whole = hours(hour) + minutes(minute) + seconds(second);
  return whole < hours(24);
}

struct Clock {
  TimeOfDay time{};
  bool has_offset = false;
};

std::optional<Clock> ReadClock(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::size_t sign = std::min(text.find_first_of("+-"), text.size());
  const char next = sign < text.size() ? text[sign] : '\0';
  const auto time = ReadTimeOfDay(text.substr(0, sign), next);
  if (!time) return std::nullopt;
  if (sign < text.size()) {
    if (!IsOffset(text.substr(sign))) return std::nullopt;
    return Clock{*time, true};
  }
  if (time->has_rest) return std::nullopt;
  return Clock{*time, false};
}

std::optional<PythonTime> Midnight(std::string_view text) {
  const auto year = Digits(text, 0, 4);
  const auto month = Digits(text, 5, 2);
  const auto day = Digits(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-' || *year == 0) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return PythonTime(std::chrono::sys_days(date));
}

}  // namespace

std::optional<IsoTime> ReadIsoFormat(std::string_view text) {
  const auto midnight = Midnight(text);
  if (!midnight) return std::nullopt;
  if (text.size() == kDateLength) return IsoTime{*midnight};
  std::size_t at = kDateLength;
  NextPythonChar(text, at);  // whatever separates them, a lone surrogate too
  if (HasLoneSurrogate(text.substr(at))) return std::nullopt;
  const auto clock = ReadClock(text.substr(at));
  if (!clock) return std::nullopt;
  const auto& [hour, minute, second] = clock->time.fields;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return IsoTime{*midnight + hours(hour) + minutes(minute) + seconds(second) +
                     microseconds(clock->time.microsecond),
                 clock->has_offset};
}

std::string IsoFormat(PythonTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 48> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  std::string out(text.data(), static_cast<std::size_t>(length));
  if (const auto fraction = clock.subseconds().count(); fraction != 0) {
    const int digits =
        std::snprintf(text.data(), text.size(), ".%06lld", static_cast<long long>(fraction));
    out.append(text.data(), static_cast<std::size_t>(digits));
  }
  return out;
}

}  // namespace authmock
