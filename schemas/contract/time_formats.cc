#include "schemas/contract/time_formats.h"

#include <cstddef>
#include <optional>

namespace authmock {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Takes `digits` digits off the front of `text`.
std::optional<int> Number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!IsDigit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool Skip(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

int DaysIn(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
};

std::optional<TimeOfDay> HourAndMinute(std::string_view& text) {
  const auto hour = Number(text, 2);
  if (!hour || *hour > 23 || !Skip(text, ':')) return std::nullopt;
  const auto minute = Number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return TimeOfDay{*hour, *minute};
}

// Minutes east of UTC.
std::optional<int> Offset(std::string_view& text) {
  if (Skip(text, 'Z') || Skip(text, 'z')) return 0;
  const bool west = text.starts_with('-');
  if (!Skip(text, '+') && !Skip(text, '-')) return std::nullopt;
  const auto offset = HourAndMinute(text);
  if (!offset) return std::nullopt;
  const int minutes = offset->hour * 60 + offset->minute;
  return west ? -minutes : minutes;
}

}  // namespace

bool IsDate(std::string_view text) {
  const auto year = Number(text, 4);
  if (!year || !Skip(text, '-')) return false;
  const auto month = Number(text, 2);
  if (!month || *month < 1 || *month > 12 || !Skip(text, '-')) return false;
  const auto day = Number(text, 2);
  return day && *day >= 1 && *day <= DaysIn(*year, *month) && text.empty();
}

bool IsTime(std::string_view text) {
  constexpr int kMinutesOfDay = 24 * 60;
  const auto time = HourAndMinute(text);
  if (!time || !Skip(text, ':')) return false;
  const auto second = Number(text, 2);
  if (!second || *second > 60) return false;
  if (Skip(text, '.')) {
    if (text.empty() || !IsDigit(text.front())) return false;
    while (!text.empty() && IsDigit(text.front())) text.remove_prefix(1);
  }
  const auto offset = Offset(text);
  if (!offset || !text.empty()) return false;
  if (*second < 60) return true;
  const int utc = (time->hour * 60 + time->minute - *offset + kMinutesOfDay) % kMinutesOfDay;
  return utc == kMinutesOfDay - 1;
}

bool IsDateTime(std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  if (text.size() <= kDateLength) return false;
  const bool separated = text[kDateLength] == 'T' || text[kDateLength] == 't';
  return separated && IsDate(text.substr(0, kDateLength)) && IsTime(text.substr(kDateLength + 1));
}

}  // namespace authmock
