#include "mock_servers/portainer/go_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace authmock::portainer {
namespace {

// A run of upper-case letters: every `step`-th from first to last, lower case `shift` further.
struct UpperRun {
  char32_t first;
  char32_t last;
  int step;
  int shift;
};

// Unicode's simple lower-case mappings, sorted by `first`.
constexpr UpperRun kUpperRuns[] = {
    {0x41, 0x5A, 1, 32},        {0xC0, 0xD6, 1, 32},     {0xD8, 0xDE, 1, 32},
    {0x100, 0x12E, 2, 1},       {0x132, 0x136, 2, 1},    {0x139, 0x147, 2, 1},
    {0x14A, 0x176, 2, 1},       {0x178, 0x178, 1, -121}, {0x179, 0x17D, 2, 1},
    {0x1CD, 0x1DB, 2, 1},       {0x1DE, 0x1EE, 2, 1},    {0x1F8, 0x21E, 2, 1},
    {0x222, 0x232, 2, 1},       {0x386, 0x386, 1, 38},   {0x388, 0x38A, 1, 37},
    {0x38C, 0x38C, 1, 64},      {0x38E, 0x38F, 1, 63},   {0x391, 0x3A1, 1, 32},
    {0x3A3, 0x3AB, 1, 32},      {0x400, 0x40F, 1, 80},   {0x410, 0x42F, 1, 32},
    {0x460, 0x480, 2, 1},       {0x48A, 0x4BE, 2, 1},    {0x4C1, 0x4CD, 2, 1},
    {0x4D0, 0x52E, 2, 1},       {0x531, 0x556, 1, 48},   {0x1E00, 0x1E94, 2, 1},
    {0x1E9E, 0x1E9E, 1, -7615}, {0x1EA0, 0x1EFE, 2, 1},  {0x212A, 0x212A, 1, -8383},
    {0x212B, 0x212B, 1, -8262}, {0xFF21, 0xFF3A, 1, 32},
};

char32_t LowerOf(char32_t letter) {
  for (const UpperRun& run : kUpperRuns) {
    if (letter < run.first) break;
    if (letter > run.last) continue;
    if ((letter - run.first) % static_cast<char32_t>(run.step) == 0) return letter + run.shift;
  }
  return letter;
}

char32_t FoldOf(char32_t letter) {
  switch (letter) {
    case 0xB5:
      return 0x3BC;
    case 0x17F:
      return 's';
    case 0x3C2:
      return 0x3C3;
    default:
      return LowerOf(letter);
  }
}

void AppendUtf8(std::string& out, char32_t letter) {
  if (letter < 0x80) {
    out += static_cast<char>(letter);
  } else if (letter < 0x800) {
    out += static_cast<char>(0xC0 | letter >> 6);
    out += static_cast<char>(0x80 | (letter & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | letter >> 12);
    out += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (letter & 0x3F));
  }
}

// Maps every letter of up to three bytes; longer sequences have no case here and are copied.
template <typename Map>
std::string MapLetters(std::string_view text, Map map) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(i) < 0x80) {
      const char letter = text[i++];
      out += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    } else if ((byte(i) & 0xE0) == 0xC0 && i + 1 < text.size()) {
      AppendUtf8(out, map((byte(i) & 0x1Fu) << 6 | (byte(i + 1) & 0x3Fu)));
      i += 2;
    } else if ((byte(i) & 0xF0) == 0xE0 && i + 2 < text.size()) {
      AppendUtf8(out,
                 map((byte(i) & 0x0Fu) << 12 | (byte(i + 1) & 0x3Fu) << 6 | (byte(i + 2) & 0x3Fu)));
      i += 3;
    } else {
      out += text[i++];
    }
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

std::string GoLower(std::string_view text) { return MapLetters(text, LowerOf); }

std::string GoFold(std::string_view text) { return MapLetters(text, FoldOf); }

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
