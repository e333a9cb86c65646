#include <charconv>

#include "client/core/transport.h"

namespace authmock {
namespace {

constexpr std::string_view kRemedy = "; write a URL such as http://127.0.0.1:9402/api";

int DefaultPort(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

tl::unexpected<Error> Bad(std::string_view text, const std::string& why) {
  return Fail(std::string(text), why + std::string(kRemedy));
}

std::optional<int> ReadPort(std::string_view text) {
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (port < 1 || port > 65535) return std::nullopt;
  return port;
}

bool IsHost(std::string_view host) {
  return !host.empty() && host.find_first_of(" \t\r\n[]<>\"\\^`{|}%") == std::string_view::npos;
}

}  // namespace

Result<BaseUrl> BaseUrl::Parse(std::string_view text) {
  const std::size_t colon = text.find("://");
  BaseUrl url;
  url.scheme = LowerCase(text.substr(0, colon));
  if (colon == std::string_view::npos || (url.scheme != "http" && url.scheme != "https")) {
    return Bad(text, "is no http or https URL");
  }
  std::string_view rest = text.substr(colon + 3);
  if (rest.find_first_of("?#") != std::string_view::npos) {
    return Bad(text, "has a query or a fragment, which a base URL cannot have");
  }
  const std::string_view authority = rest.substr(0, rest.find('/'));
  rest.remove_prefix(authority.size());
  if (authority.find('@') != std::string_view::npos) {
    return Bad("the URL", "holds a user name or a password, which belong into a request");
  }
  const bool bracketed = authority.starts_with('[');
  const std::size_t host_end = bracketed ? authority.find(']') : authority.find(':');
  url.host = authority.substr(bracketed ? 1 : 0, host_end - (bracketed ? 1 : 0));
  std::string_view port;
  if (host_end != std::string_view::npos) port = authority.substr(host_end + (bracketed ? 1 : 0));
  if (!IsHost(url.host) || (bracketed && host_end == std::string_view::npos)) {
    return Bad(text, "has no valid host");
  }
  const auto number = port.empty() ? DefaultPort(url.scheme) : ReadPort(port.substr(1));
  if (!number || (!port.empty() && port[0] != ':')) {
    return Bad(text, "has no valid port (1 to 65535)");
  }
  url.port = *number;
  while (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.find_first_of(" \t\r\n") != std::string_view::npos) {
    return Bad(text, "has a blank in its path");
  }
  url.path = rest;
  return url;
}

std::string BaseUrl::Authority() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == DefaultPort(scheme) ? name : name + ":" + std::to_string(port);
}

std::string BaseUrl::Origin() const { return scheme + "://" + Authority(); }

}  // namespace authmock
