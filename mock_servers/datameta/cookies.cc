#include "mock_servers/datameta/cookies.h"

#include <algorithm>
#include <array>

#include "base/http.h"

namespace authmock::datameta {
namespace {

using CharSet = std::array<bool, 256>;

constexpr CharSet WordsAnd(std::string_view marks) {
  CharSet set{};
  for (int c = '0'; c <= '9'; ++c) set[c] = true;
  for (int c = 'A'; c <= 'Z'; ++c) set[c] = set[c + 'a' - 'A'] = true;
  for (const char c : marks) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr CharSet kWord = WordsAnd("_");
// Of WebOb.
constexpr CharSet kLoose = WordsAnd("~!@#$%^&*()_+=-`.?|:/(){}<>'");
// Of http.cookies.
constexpr CharSet kKey = WordsAnd("!#%&'~_`><@,:/$*+-.^|)(?}{=");
constexpr CharSet kValue = WordsAnd("!#%&'~_`><@,:/$*+-.^|)(?}{=[]");
constexpr CharSet kName = WordsAnd("!#$%&'*+-.^_`|~:");

constexpr std::string_view kReserved[] = {"expires", "path",     "comment", "domain",  "max-age",
                                          "secure",  "httponly", "version", "samesite"};

bool IsIn(const CharSet& set, char c) { return set[static_cast<unsigned char>(c)]; }

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t SkipBlanks(std::string_view text, std::size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at;
}

// Behind the '=' and the blanks around it at `at`; npos if there is none.
std::size_t BehindEqualSign(std::string_view text, std::size_t at) {
  at = SkipBlanks(text, at);
  if (at >= text.size() || text[at] != '=') return text.npos;
  return SkipBlanks(text, at + 1);
}

std::size_t EndOfRun(std::string_view text, std::size_t at, const CharSet& set) {
  while (at < text.size() && IsIn(set, text[at])) ++at;
  return at;
}

// Behind a double-quoted string that begins at `at`; npos if none does.
std::size_t EndOfQuoted(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '"') return text.npos;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return text.npos;
}

// "Wdy, DD-Mon-YYYY HH:MM:SS GMT" at `at`, or something of that shape: the one value with blanks.
// `day_marks`: what the day may hold besides letters and digits.
std::size_t EndOfDate(std::string_view text, std::size_t at, std::string_view day_marks) {
  constexpr std::string_view kZone = "GMT";
  const auto is_word = [&](std::size_t i) { return i < text.size() && IsIn(kWord, text[i]); };
  const auto is_blank = [&](std::size_t i) { return i < text.size() && IsBlank(text[i]); };
  const auto is_day = [&](std::size_t i) {
    return is_word(i) || (i < text.size() && day_marks.find(text[i]) != day_marks.npos);
  };
  const auto is_clock = [&](std::size_t i) {
    return i < text.size() && ((text[i] >= '0' && text[i] <= '9') || text[i] == ':');
  };
  if (!is_word(at) || !is_word(at + 1) || !is_word(at + 2)) return text.npos;
  if (text.substr(at + 3, 1) != "," || !is_blank(at + 4)) return text.npos;
  for (std::size_t length = 11; length >= 9; --length) {
    std::size_t next = at + 5;
    const std::size_t day = next + length;
    while (next < day && is_day(next)) ++next;
    if (next < day || !is_blank(next++)) continue;
    const std::size_t clock = next + 8;
    while (next < clock && is_clock(next)) ++next;
    if (next < clock || !is_blank(next++)) continue;
    if (text.substr(next, kZone.size()) == kZone) return next + kZone.size();
  }
  return text.npos;
}

// Behind the value that WebOb reads at `at`, which may be empty.
std::size_t EndOfLooseValue(std::string_view text, std::size_t at) {
  if (const std::size_t end = EndOfQuoted(text, at); end != text.npos) return end;
  if (const std::size_t end = EndOfDate(text, at, "-"); end != text.npos) return end;
  for (;;) {
    at = EndOfRun(text, at, kLoose);
    if (at + 1 >= text.size() || text[at] != '\\') return at;
    at += 2;
  }
}

std::size_t EndOfStrictValue(std::string_view text, std::size_t at) {
  if (const std::size_t end = EndOfQuoted(text, at); end != text.npos) return end;
  if (const std::size_t end = EndOfDate(text, at, "- \t\n\v\f\r"); end != text.npos) return end;
  return EndOfRun(text, at, kValue);
}

// One part of a header as http.cookies splits it.
struct Part {
  std::string_view key{};
  std::optional<std::string_view> value{};
  std::size_t end = 0;  // behind it and its separator
};

// Behind the separator at `at`: blanks, a semicolon, or the end.
std::size_t BehindSeparator(std::string_view text, std::size_t at) {
  const std::size_t behind = SkipBlanks(text, at);
  if (behind == text.size()) return behind;
  if (text[behind] == ';') return behind + 1;
  return behind > at ? behind : text.npos;
}

std::optional<Part> ReadPartWithValue(std::string_view text, std::size_t from, std::size_t end) {
  const std::size_t value = BehindEqualSign(text, end);
  if (value == text.npos) return std::nullopt;
  const std::size_t value_end = EndOfStrictValue(text, value);
  const std::size_t behind = BehindSeparator(text, value_end);
  const std::string_view key = text.substr(from, end - from);
  if (behind != text.npos) return Part{key, text.substr(value, value_end - value), behind};
  // Then the blanks behind the equal sign are the separator of an empty value.
  if (IsBlank(text[value - 1])) return Part{key, text.substr(value, 0), value};
  return std::nullopt;
}

// A key may hold '=', but ends at the first one that lets the rest be read: that is the first, the
// last, or one behind blanks, for what follows the others ends where the first one's value does.
std::optional<Part> ReadPart(std::string_view text, std::size_t at) {
  const std::size_t from = SkipBlanks(text, at);
  const std::size_t longest = EndOfRun(text, from, kKey);
  if (longest == from) return std::nullopt;
  const std::string_view run = text.substr(0, longest);
  const std::size_t first = std::min(run.find('=', from + 1), longest);
  const std::size_t last = run.rfind('=');
  for (const std::size_t end : {first, last == run.npos ? first : last, longest}) {
    if (end <= from) continue;
    if (auto part = ReadPartWithValue(text, from, end)) return part;
  }
  const std::size_t behind = BehindSeparator(text, longest);
  if (behind == text.npos) return std::nullopt;
  return Part{text.substr(from, longest - from), std::nullopt, behind};
}

bool IsReserved(std::string_view key) {
  return std::ranges::any_of(kReserved,
                             [&](std::string_view word) { return EqualIgnoringCase(word, key); });
}

bool IsFlag(std::string_view key) {
  return EqualIgnoringCase(key, "secure") || EqualIgnoringCase(key, "httponly");
}

bool IsName(std::string_view key) { return EndOfRun(key, 0, kName) == key.size(); }

std::string WithoutQuotes(std::string_view value) {
  while (value.starts_with('"')) value.remove_prefix(1);
  while (value.ends_with('"')) value.remove_suffix(1);
  return std::string(value);
}

}  // namespace

bool FindsCookie(std::string_view header, std::string_view name) {
  for (std::size_t at = 0; at < header.size();) {
    const std::size_t longest = EndOfRun(header, at, kLoose);
    std::size_t value = header.npos;
    std::size_t end = at + 1;
    for (; end <= longest && value == header.npos; ++end) value = BehindEqualSign(header, end);
    if (value == header.npos) {
      // No part of this run is a name that a value follows.
      at = std::max(longest, at + 1);
      continue;
    }
    if (header.substr(at, end - 1 - at) == name) return true;
    at = EndOfLooseValue(header, value);
  }
  return false;
}

std::optional<std::string> ReadCookie(std::string_view header, std::string_view name) {
  std::optional<std::string> found;
  bool is_behind_cookie = false;
  for (std::size_t at = 0; at < header.size();) {
    const auto part = ReadPart(header, at);
    if (!part) break;
    at = part->end;
    if (part->key.starts_with('$')) continue;
    if (IsReserved(part->key)) {
      if (!is_behind_cookie || (!part->value && !IsFlag(part->key))) return std::nullopt;
      continue;
    }
    if (!part->value || !IsName(part->key)) return std::nullopt;
    is_behind_cookie = true;
    if (part->key == name) found = WithoutQuotes(*part->value);
  }
  return found;
}

}  // namespace authmock::datameta
