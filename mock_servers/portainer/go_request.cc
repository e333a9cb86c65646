#include "mock_servers/portainer/go_request.h"

#include <algorithm>

namespace authmock::portainer {
namespace {

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The text up to the mark, which goes with it; all of it if there is no mark.
std::string_view TakeUntil(std::string_view& text, char mark) {
  const std::string_view head = text.substr(0, text.find(mark));
  text.remove_prefix(std::min(head.size() + 1, text.size()));
  return head;
}

bool IsCookieByte(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != ';' && c != '\\'; }

std::string_view Unquoted(std::string_view value) {
  const bool is_quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

bool IsUnescapedInPaths(char c) {
  const bool is_alphanumeric =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_alphanumeric || std::string_view("-_.~$&+,/:;=@").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> FindCookie(const Headers& headers, std::string_view name) {
  for (const Header& line : headers) {
    if (!EqualIgnoringCase(line.name, "Cookie")) continue;
    std::string_view rest = line.value;
    while (!rest.empty()) {
      std::string_view part = Trimmed(TakeUntil(rest, ';'));
      if (Trimmed(TakeUntil(part, '=')) != name) continue;
      const std::string_view value = Unquoted(part);
      if (std::ranges::all_of(value, IsCookieByte)) return value;
    }
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> ParseGoQuery(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!text.empty()) {
    std::string_view pair = TakeUntil(text, '&');
    if (pair.empty() || pair.find(';') != std::string_view::npos) continue;
    auto name = PercentDecode(TakeUntil(pair, '='), true);
    auto value = PercentDecode(pair, true);
    if (name && value) pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

std::optional<std::string_view> PathOf(std::string_view target) {
  const bool has_control = std::ranges::any_of(
      target, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (has_control) return std::nullopt;
  std::string_view path = target.substr(0, target.find('?'));
  if (!path.starts_with('/') && path != "*") {
    const std::size_t scheme = path.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    path.remove_prefix(scheme + 3);
    path.remove_prefix(std::min(path.find('/'), path.size()));
  }
  if (!PercentDecode(path)) return std::nullopt;
  return path;
}

std::string EscapePath(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    if (IsUnescapedInPaths(c)) {
      escaped += c;
    } else {
      escaped += PercentEncode(std::string_view(&c, 1));
    }
  }
  return escaped;
}

std::string CleanPath(std::string_view path) {
  std::vector<std::string_view> kept;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::string_view segment = TakeUntil(rest, '/');
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (!segment.empty() && segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string clean;
  for (const std::string_view segment : kept) clean.append("/").append(segment);
  if (clean.empty() || path.ends_with('/')) clean += '/';
  return clean;
}

}  // namespace authmock::portainer
