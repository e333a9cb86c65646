#include "mock_servers/core/control_guard.h"

#include <arpa/inet.h>

#include "base/crypto.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

// "[::1]:80" -> "::1", "localhost:80" -> "localhost"
std::string NameOf(std::string_view host) {
  const bool bracketed = host.starts_with('[');
  const std::size_t end = host.find(bracketed ? ']' : ':');
  if (!bracketed) return std::string(host.substr(0, end));
  return end == std::string_view::npos ? std::string() : std::string(host.substr(1, end - 1));
}

bool IsAddress(const std::string& name) {
  in6_addr address{};
  return inet_pton(AF_INET, name.c_str(), &address) == 1 ||
         inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

bool IsLoopback(const std::string& name) {
  if (EqualIgnoringCase(name, "localhost")) return true;
  return IsAddress(name) && (name.starts_with("127.") || name == "::1");
}

std::optional<Response> RefuseForeignPage(const Request& request, const std::string& bind) {
  const std::string host(request.headers.Get("Host"));
  if (!IsOwnHost(host, bind)) {
    return Problem(403, "Host \"" + host +
                            "\" is not this mock's own; use its address, as http://127.0.0.1:PORT");
  }
  for (const std::string_view origin : request.headers.All("Origin")) {
    if (EqualIgnoringCase(origin, "http://" + host)) continue;
    return Problem(403, "Origin \"" + std::string(origin) +
                            "\" is not this mock's own; web pages from elsewhere may not steer it");
  }
  return std::nullopt;
}

bool CarriesToken(const Request& request, const std::string& token) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view given = request.headers.Get("Authorization");
  return EqualIgnoringCase(given.substr(0, kScheme.size()), kScheme) &&
         EqualInConstantTime(given.substr(kScheme.size()), token);
}

}  // namespace

bool IsOwnHost(std::string_view host, std::string_view bind) {
  const std::string name = NameOf(host);
  if (IsLoopback(name)) return true;
  return !IsLoopback(std::string(bind)) && (IsAddress(name) || EqualIgnoringCase(name, bind));
}

std::optional<Response> RefuseStranger(const Request& request, const std::string& bind,
                                       const std::string& token) {
  if (auto refused = RefuseForeignPage(request, bind)) return refused;
  if (token.empty() || CarriesToken(request, token)) return std::nullopt;
  Response refused = Problem(
      401,
      "this mock was started with --control-token; send it as \"Authorization: Bearer TOKEN\"");
  refused.headers.Add("WWW-Authenticate", "Bearer");
  return refused;
}

}  // namespace authmock
