#include "client/core/retry.h"

#include <algorithm>
#include <charconv>

#include "client/core/request_text.h"

namespace authmock {
namespace {

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<Time> ParseHttpDate(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const std::size_t month = kMonths.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
  std::string number = std::to_string(month / 3 + 1);
  if (number.size() == 1) number.insert(0, "0");
  const std::string iso = std::string(text.substr(12, 4)) + "-" + number + "-" +
                          std::string(text.substr(5, 2)) + "T" + std::string(text.substr(17, 8)) +
                          "Z";
  const Result<Time> time = ParseRfc3339(iso);
  if (!time) return std::nullopt;
  return *time;
}

std::optional<Duration> ParseRetryAfter(std::string_view text, Time now) {
  std::int32_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seconds);
  if (error == std::errc() && stop == end && seconds >= 0) return std::chrono::seconds(seconds);
  if (const auto date = ParseHttpDate(text)) return std::max(Duration(0), *date - now);
  return std::nullopt;
}

}  // namespace

bool MayRepeat(const Operation& operation, const ClientOptions& options) {
  const auto named_in = [&](const std::vector<std::string>& names) {
    return std::ranges::find(names, operation.id) != names.end();
  };
  if (named_in(options.unrepeatable)) return false;
  return IsIdempotent(operation.method) || named_in(options.repeatable);
}

bool IsPassing(int status) {
  return status == 429 || status == 500 || (status >= 502 && status <= 504);
}

std::optional<Duration> WaitBefore(int next, std::string_view retry_after, Time now,
                                   const ClientOptions& options) {
  if (const auto told = ParseRetryAfter(retry_after, now)) {
    if (*told > options.longest_wait) return std::nullopt;
    return told;
  }
  Duration wait = options.backoff;
  for (int i = 1; i < next && wait < options.longest_wait; ++i) wait *= 2;
  return std::min(wait, options.longest_wait);
}

}  // namespace authmock
