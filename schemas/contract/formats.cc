#include "schemas/contract/formats.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "schemas/contract/json_values.h"
#include "schemas/contract/pattern.h"
#include "schemas/contract/time_formats.h"

namespace authmock {
namespace {

// An expression of ours; that each compiles is tested.
Pattern Compiled(std::string_view expression) { return Pattern::Compile(expression).value(); }

bool IsEmail(std::string_view text) {
  static const Pattern pattern = Compiled(
      "[A-Za-z0-9!#$%&'*+\\/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+\\/=?^_`{|}~-]+)*"
      "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  return pattern.Matches(text);
}

// RFC 1123, section 2.1.
bool IsHostname(std::string_view text) {
  constexpr std::size_t kLongest = 253;
  constexpr std::size_t kLongestLabel = 63;
  if (text.empty() || text.size() > kLongest) return false;
  const auto letter_or_digit = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  for (;;) {
    const std::string_view label = text.substr(0, text.find('.'));
    if (label.empty() || label.size() > kLongestLabel) return false;
    if (!letter_or_digit(label.front()) || !letter_or_digit(label.back())) return false;
    const bool fits =
        std::ranges::all_of(label, [&](char c) { return letter_or_digit(c) || c == '-'; });
    if (!fits) return false;
    if (label.size() == text.size()) return true;
    text.remove_prefix(label.size() + 1);
  }
}

bool IsIpv4(std::string_view text) {
  static const Pattern pattern =
      Compiled("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.|$)){4}");
  return !text.ends_with('.') && pattern.Matches(text);
}

// RFC 4291, section 2.2: eight groups, or fewer around one "::"; the last two may be IPv4.
bool IsIpv6(std::string_view text) {
  static const Pattern group = Compiled("[0-9A-Fa-f]{1,4}");
  const std::size_t gap = text.find("::");
  const auto count = [](std::string_view groups, bool last) -> int {
    int found = 0;
    while (!groups.empty()) {
      const std::size_t colon = groups.find(':');
      const std::string_view one = groups.substr(0, colon);
      const bool ends = colon == std::string_view::npos;
      const bool is_ipv4 = last && ends && IsIpv4(one);
      if (!is_ipv4 && !group.Matches(one)) return 9;
      found += is_ipv4 ? 2 : 1;
      if (ends) break;
      groups.remove_prefix(colon + 1);
      if (groups.empty()) return 9;
    }
    return found;
  };
  if (gap == std::string_view::npos) return count(text, true) == 8;
  return count(text.substr(0, gap), false) + count(text.substr(gap + 2), true) < 8;
}

// RFC 3986, appendix A, with the authority's parts told apart by their characters only.
constexpr char kUriTail[] =
    "(\\/\\/([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*"
    "(\\[[0-9A-Fa-fvV:.]+\\](:[0-9]*)?)?(\\/([A-Za-z0-9._~!$&'()*+,;=:@\\/-]|"
    "%[0-9A-Fa-f]{2})*)?|([A-Za-z0-9._~!$&'()*+,;=:@\\/-]|%[0-9A-Fa-f]{2})*)"
    "(\\?([A-Za-z0-9._~!$&'()*+,;=:@\\/?-]|%[0-9A-Fa-f]{2})*)?"
    "(#([A-Za-z0-9._~!$&'()*+,;=:@\\/?-]|%[0-9A-Fa-f]{2})*)?";

bool IsUri(std::string_view text) {
  static const Pattern pattern = Compiled("[A-Za-z][A-Za-z0-9+.-]*:" + std::string(kUriTail));
  return pattern.Matches(text);
}

bool IsUriReference(std::string_view text) {
  static const Pattern pattern = Compiled(kUriTail);
  // Without a scheme the first segment of a path has no colon.
  const std::string_view first = text.substr(0, text.find_first_of("/?#"));
  const bool scheme = first.find(':') != std::string_view::npos;
  return scheme ? IsUri(text) : pattern.Matches(text);
}

bool IsUuid(std::string_view text) {
  static const Pattern pattern = Compiled("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  return pattern.Matches(text);
}

bool IsJsonPointer(std::string_view text) {
  static const Pattern pattern = Compiled("(\\/([^~\\/]|~[01])*)*");
  return pattern.Matches(text);
}

bool IsRegex(std::string_view text) { return Pattern::Compile(text).has_value(); }

bool IsBase64(std::string_view text) {
  static const Pattern pattern =
      Compiled("([A-Za-z0-9+\\/]{4})*([A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=)?");
  return pattern.Matches(text);
}

bool IsInt32(const Json& value) {
  return IsInteger(value) && value >= Json(INT32_MIN) && value <= Json(INT32_MAX);
}

bool IsInt64(const Json& value) {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= INT64_MAX;
  if (value.is_number_integer()) return true;
  const double number = value.get<double>();
  return IsInteger(value) && number >= -kLimit && number < kLimit;
}

constexpr Format kFormats[] = {
    {"byte", "base64 (RFC 4648)", IsBase64},
    {"date", "a date (RFC 3339)", IsDate},
    {"date-time", "a date and time (RFC 3339)", IsDateTime},
    {"double", "a number"},
    {"email", "an e-mail address", IsEmail},
    {"float", "a number"},
    {"hostname", "a host name (RFC 1123)", IsHostname},
    {"int32", "an integer of 32 bits", nullptr, IsInt32},
    {"int64", "an integer of 64 bits", nullptr, IsInt64},
    {"ipv4", "an IPv4 address", IsIpv4},
    {"ipv6", "an IPv6 address", IsIpv6},
    {"json-pointer", "a JSON Pointer (RFC 6901)", IsJsonPointer},
    {"password", "a string"},
    {"regex", "a regular expression", IsRegex},
    {"time", "a time (RFC 3339)", IsTime},
    {"uri", "a URI (RFC 3986)", IsUri},
    {"uri-reference", "a URI reference (RFC 3986)", IsUriReference},
    {"uuid", "a UUID (RFC 9562)", IsUuid},
};

}  // namespace

const Format* FindFormat(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &Format::name);
  return found == std::end(kFormats) ? nullptr : found;
}

std::string FormatNames() {
  std::string names;
  for (const Format& format : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

}  // namespace authmock
