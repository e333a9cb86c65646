#include "mock_servers/portainer/go_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/unicode_case.h"
#include "base/utf8.h"

namespace authmock::portainer {
namespace {

// `length` bytes of valid UTF-8, at least two.
char32_t CodePointOf(std::string_view text, std::size_t length) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  char32_t point = byte(0) & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) point = point << 6 | (byte(i) & 0x3Fu);
  return point;
}

// Maps every letter; a byte that belongs to none becomes U+FFFD.
std::string MapLetters(std::string_view text, char32_t (*map)(char32_t)) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t length = 1;
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      out += static_cast<char>(map(static_cast<unsigned char>(text[0])));
    } else if (length = Utf8Length(text); length == 0) {
      out += kReplacementCharacter;
      length = 1;
    } else {
      AppendUtf8(out, map(CodePointOf(text, length)));
    }
    text.remove_prefix(length);
  }
  return out;
}

// Milliseconds in one of Go's units; 0 for a word that is none.
double MillisecondsIn(std::string_view unit) {
  if (unit == "ns") return 1e-6;
  if (unit == "us" || unit == "\u00b5s" || unit == "\u03bcs") return 1e-3;
  if (unit == "ms") return 1;
  if (unit == "s") return 1e3;
  if (unit == "m") return 60e3;
  if (unit == "h") return 3600e3;
  return 0;
}

bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::string GoLower(std::string_view text) { return MapLetters(text, LowerCaseOf); }

std::string GoFold(std::string_view text) { return MapLetters(text, FoldedCaseOf); }

std::optional<Duration> ParseGoDuration(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration{0};
  if (text.empty()) return std::nullopt;
  double sum = 0;
  while (!text.empty()) {
    const auto number_end =
        std::find_if(text.begin(), text.end(), [](char c) { return !IsDigit(c) && c != '.'; });
    const std::string_view number(text.begin(), number_end);
    const auto unit_end =
        std::find_if(number_end, text.end(), [](char c) { return IsDigit(c) || c == '.'; });
    const double unit = MillisecondsIn(std::string_view(number_end, unit_end));
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value,
                                      std::chars_format::fixed);
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || unit == 0) {
      return std::nullopt;
    }
    sum += value * unit;
    text = std::string_view(unit_end, text.end());
  }
  constexpr double kLongest = 9223372036854.0;  // of a Go Duration, 292 years
  if (sum > kLongest) return std::nullopt;
  const auto milliseconds = static_cast<std::int64_t>(std::floor(sum));
  return Duration{negative ? -milliseconds : milliseconds};
}

Result<std::int64_t> ParseGoInt(std::string_view text) {
  std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  if (digits.size() < text.size() && digits.starts_with('-')) digits = {};
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const auto failed = [&](std::string_view why) {
    return Fail("",
                "Strconv.Atoi: parsing " + WriteJson(std::string(text)) + ": " + std::string(why));
  };
  if (read.ec == std::errc::result_out_of_range) return failed("value out of range");
  if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) {
    return failed("invalid syntax");
  }
  return value;
}

std::string WriteGoJson(const Json& value) {
  const std::string text = WriteJson(value);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (text[i] == '<') {
      out += "\\u003c";
    } else if (text[i] == '>') {
      out += "\\u003e";
    } else if (text[i] == '&') {
      out += "\\u0026";
    } else if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
      out += rest[2] == '\xa8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace authmock::portainer
