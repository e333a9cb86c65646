#include "mock_servers/glowmarkt/node_request.h"

namespace authmock::glowmarkt {
namespace {

// The value of the parameter `charset`, in lower case; empty if there is none.
std::string CharsetOf(std::string_view content_type) {
  const std::string lower = LowerCase(content_type);
  std::size_t at = lower.find(';');
  while (at != std::string::npos) {
    const std::size_t name = lower.find_first_not_of("; \t", at);
    if (name == std::string::npos) break;
    constexpr std::string_view kName = "charset=";
    if (lower.compare(name, kName.size(), kName) == 0) {
      const std::string value = lower.substr(name + kName.size());
      const std::size_t begin = value.starts_with('"') ? 1 : 0;
      return value.substr(begin, value.find_first_of("\"; \t", begin) - begin);
    }
    at = lower.find(';', name);
  }
  return {};
}

}  // namespace

std::string HeaderOf(const Headers& headers, std::string_view name) {
  std::string joined;
  bool is_first = true;
  for (const Header& line : headers) {
    if (!EqualIgnoringCase(line.name, name)) continue;
    if (!is_first) joined += ", ";
    joined += line.value;
    is_first = false;
  }
  return joined;
}

bool IsCalledJson(const Headers& headers) {
  const std::string_view type = headers.Get("Content-Type");
  if (MediaType(type) != "application/json") return false;
  const std::string charset = CharsetOf(type);
  return charset.empty() || charset.starts_with("utf-");
}

std::optional<std::string_view> PathOf(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?'));
  if (const std::size_t scheme = path.find("://"); !path.starts_with('/') && scheme != path.npos) {
    const std::size_t slash = path.find('/', scheme + 3);
    path = slash == path.npos ? std::string_view("/") : path.substr(slash);
  }
  if (!path.starts_with('/') || !PercentDecode(path)) return std::nullopt;
  return path;
}

std::string MergeSlashes(std::string_view path) {
  std::string merged;
  for (const char c : path) {
    if (c != '/' || !merged.ends_with('/')) merged += c;
  }
  if (merged.size() > 1 && merged.ends_with('/')) merged.pop_back();
  return merged;
}

}  // namespace authmock::glowmarkt
