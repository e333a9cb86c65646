#include "mock_servers/python/python_uuid.h"

#include "base/http.h"
#include "mock_servers/python/python_text.h"

namespace authmock {
namespace {

constexpr std::size_t kDigits = 32;

void RemoveAll(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
}

std::string_view Strip(std::string_view text, std::string_view characters) {
  const std::size_t first = text.find_first_not_of(characters);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(characters) - first + 1);
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The digits that int(text, 16) reads, without its decorations; empty if it refuses them.
std::string HexDigits(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\v\f\r\x1c\x1d\x1e\x1f";
  text = Strip(text, kBlanks);
  if (text.starts_with('+')) text.remove_prefix(1);
  const bool has_base = text.starts_with("0x") || text.starts_with("0X");
  if (has_base) text.remove_prefix(2);
  std::string digits;
  bool may_be_underscore = has_base;  // between digits, and behind the base
  for (const char c : text) {
    if (c == '_') {
      if (!may_be_underscore) return {};
      may_be_underscore = false;
    } else if (IsHexDigit(c)) {
      digits += c;
      may_be_underscore = true;
    } else {
      return {};
    }
  }
  return may_be_underscore ? digits : std::string();
}

}  // namespace

std::optional<std::string> ReadPythonUuid(std::string_view text) {
  std::string bare(text);
  RemoveAll(bare, "urn:");
  RemoveAll(bare, "uuid:");
  bare = Strip(bare, "{}");
  RemoveAll(bare, "-");
  if (PythonLength(bare) != kDigits) return std::nullopt;
  std::string digits = LowerCase(HexDigits(bare));
  if (digits.empty()) return std::nullopt;
  digits.insert(0, kDigits - digits.size(), '0');
  for (const std::size_t at : {20, 16, 12, 8}) digits.insert(at, 1, '-');
  return digits;
}

}  // namespace authmock
