#include "mock_servers/datameta/wsgi_request.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace authmock::datameta {
namespace {

constexpr std::size_t kHeaderLimit = 262144;

// str.strip() of Latin-1 text.
std::string Strip(std::string_view text) {
  constexpr std::string_view kBlanks = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlanks) - first + 1));
}

std::string Joined(const Headers& headers, std::string_view name) {
  std::string joined;
  bool is_first = true;
  for (const std::string_view value : headers.All(name)) {
    if (!std::exchange(is_first, false)) joined += ", ";
    joined += value;
  }
  return Strip(joined);
}

std::optional<unsigned char> HexPair(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  if (text.size() < 2 || digit(text[0]) < 0 || digit(text[1]) < 0) return std::nullopt;
  return static_cast<unsigned char>(digit(text[0]) * 16 + digit(text[1]));
}

std::size_t HeadSize(const Request& request) {
  constexpr std::size_t kLineEnd = 2;
  std::size_t size = request.method.size() + request.target.size() + request.version.size() + 2;
  for (const Header& line : request.headers) size += line.name.size() + line.value.size() + 4;
  return size + 2 * kLineEnd;
}

}  // namespace

std::string_view WsgiRequest::media_type() const {
  return std::string_view(content_type).substr(0, content_type.find(';'));
}

WsgiRequest ReadWsgiRequest(const Request& request) {
  std::string_view path = request.target;
  path = path.substr(0, path.find('#'));
  const std::size_t mark = std::min(path.find('?'), path.size());
  const std::string_view query = path.substr(std::min(mark + 1, path.size()));
  std::string decoded = Unquote(path.substr(0, mark));
  if (decoded.starts_with('/')) {
    decoded.erase(1, std::min(decoded.find_first_not_of('/'), decoded.size()) - 1);
  }
  return {.method = request.method,
          .path = std::move(decoded),
          .query = query,
          .authorization = Joined(request.headers, "Authorization"),
          .content_type = Joined(request.headers, "Content-Type"),
          .cookie = Joined(request.headers, "Cookie"),
          .accept = Joined(request.headers, "Accept"),
          .host = Joined(request.headers, "Host"),
          .body = request.body};
}

std::optional<WsgiRefusal> RefuseByWaitress(const Request& request) {
  if (HeadSize(request) >= kHeaderLimit) {
    return WsgiRefusal{431, "exceeds max_header of " + std::to_string(kHeaderLimit)};
  }
  if (std::ranges::any_of(request.method, [](char c) { return c >= 'a' && c <= 'z'; })) {
    return WsgiRefusal{400, "Malformed HTTP method \"" + request.method + "\""};
  }
  const bool is_split = !request.target.starts_with("//");
  if (is_split && std::ranges::any_of(request.target, [](unsigned char c) { return c > 0x7F; })) {
    return WsgiRefusal{400, "Bad URI"};
  }
  // Two lengths, even equal ones, are joined by a comma, which no number has.
  if (request.headers.All("Content-Length").size() > 1) {
    return WsgiRefusal{400, "Content-Length is invalid"};
  }
  return std::nullopt;
}

std::string Unquote(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = text[at] == '%' ? HexPair(text.substr(at + 1)) : std::nullopt;
    plain += byte ? static_cast<char>(*byte) : text[at];
    if (byte) at += 2;
  }
  return plain;
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string FromLatin1(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) AppendUtf8(text, static_cast<unsigned char>(byte));
  return text;
}

std::string UrlOf(const WsgiRequest& request, std::string_view path) {
  constexpr std::string_view kUsualPort = ":80";
  std::string_view host = request.host.empty() ? "localhost" : std::string_view(request.host);
  if (host.ends_with(kUsualPort)) host.remove_suffix(kUsualPort.size());
  return "http://" + std::string(host) + std::string(path);
}

}  // namespace authmock::datameta
