#include "mock_servers/t3/flask_request.h"

#include <algorithm>

namespace authmock::t3 {
namespace {

// The target without query and, if it is absolute, without scheme and authority.
std::string_view RawPath(std::string_view target) {
  std::string_view path = target.substr(0, target.find('?'));
  if (path.starts_with('/')) return path;
  const std::size_t scheme = path.find("://");
  if (scheme == path.npos) return path;
  path.remove_prefix(scheme + 3);
  path.remove_prefix(std::min(path.find('/'), path.size()));
  return path;
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// PercentDecode() gives up on a bad escape; Python leaves it.
std::string Unquote(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape =
        text[i] == '%' && i + 2 < text.size() && IsHexDigit(text[i + 1]) && IsHexDigit(text[i + 2]);
    if (is_escape) {
      out += PercentDecode(text.substr(i, 3)).value_or("");
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool IsUnescapedInPaths(char c) {
  const bool is_alphanumeric =
      (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return is_alphanumeric ||
         std::string_view("-_.~!$&'()*+,/:;=@").find(c) != std::string_view::npos;
}

}  // namespace

std::string PathOf(std::string_view target) {
  const std::string decoded = Unquote(RawPath(target));
  return "/" + decoded.substr(std::min(decoded.find_first_not_of('/'), decoded.size()));
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

std::string MergeSlashes(std::string_view path) {
  std::string merged;
  for (const char c : path) {
    if (c != '/' || !merged.ends_with('/')) merged += c;
  }
  return merged;
}

std::string UrlOf(const Request& request) {
  const std::string_view host = request.headers.Get("Host", "localhost");
  return "http://" + std::string(host) + EscapePath(PathOf(request.target));
}

bool IsJson(std::string_view content_type) {
  const std::string media_type = MediaType(content_type);
  return media_type == "application/json" ||
         (media_type.starts_with("application/") && media_type.ends_with("+json"));
}

std::vector<std::string_view> Words(std::string_view value) {
  constexpr std::string_view kBlanks = " \t";
  std::vector<std::string_view> words;
  while (true) {
    value.remove_prefix(std::min(value.find_first_not_of(kBlanks), value.size()));
    if (value.empty()) return words;
    words.push_back(value.substr(0, value.find_first_of(kBlanks)));
    value.remove_prefix(words.back().size());
  }
}

std::optional<std::string> QueryValue(const Request& request, std::string_view name) {
  if (request.Query().empty()) return std::nullopt;
  for (auto& [key, value] : ParseForm(request.Query())) {
    if (key == name) return std::move(value);
  }
  return std::nullopt;
}

}  // namespace authmock::t3
