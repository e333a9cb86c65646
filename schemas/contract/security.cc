#include "schemas/contract/security.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "schemas/contract/describe.h"

namespace authmock {
namespace {

std::optional<std::string> NotEmpty(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

// "abc" of "Bearer abc" (RFC 9110, section 11.4: the scheme's name in any case), or empty.
std::string_view AfterScheme(std::string_view value, std::string_view scheme) {
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos) return {};
  if (!EqualIgnoringCase(value.substr(0, blank), scheme)) return {};
  return value.substr(std::min(value.find_first_not_of(' ', blank), value.size()));
}

std::string_view FromHeader(const SecurityScheme& scheme, const Request& request) {
  const std::string_view value = request.headers.Get(scheme.name);
  return scheme.type == "http" ? AfterScheme(value, scheme.scheme) : value;
}

std::optional<std::string> FromQuery(const Request& request, std::string_view name) {
  if (request.Query().empty()) return std::nullopt;
  for (const auto& [key, value] : ParseForm(request.Query())) {
    if (key == name && !value.empty()) return value;
  }
  return std::nullopt;
}

std::optional<std::string> FromCookie(const Request& request, std::string_view name) {
  for (const auto& [key, value] : Cookies(request.headers)) {
    if (key == name && !value.empty()) return std::string(value);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> Credential(const SecurityScheme& scheme, const Request& request) {
  switch (scheme.place) {
    case Place::kQuery:
      return FromQuery(request, scheme.name);
    case Place::kCookie:
      return FromCookie(request, scheme.name);
    default:
      return NotEmpty(FromHeader(scheme, request));
  }
}

bool CarriesCredentials(const Contract& contract, const Operation& operation,
                        const Request& request) {
  const auto met = [&](const SecurityRequirement& requirement) {
    return std::ranges::all_of(requirement, [&](const std::string& id) {
      const SecurityScheme& scheme = contract.security_schemes().find(id)->second;
      if (scheme.place == Place::kHeader) return !FromHeader(scheme, request).empty();
      return Credential(scheme, request).has_value();
    });
  };
  return operation.security.empty() || std::ranges::any_of(operation.security, met);
}

std::string SecurityPhrase(const Contract& contract, const Operation& operation) {
  std::vector<std::string> alternatives{};
  for (const SecurityRequirement& requirement : operation.security) {
    std::string all;
    for (const std::string& id : requirement) {
      const SecurityScheme& scheme = contract.security_schemes().find(id)->second;
      all += (all.empty() ? "" : " and ") + id + " (" + std::string(PlaceName(scheme.place)) + " " +
             scheme.name + ")";
    }
    alternatives.push_back(all.empty() ? "no credential" : all);
  }
  return AnyOf(alternatives);
}

}  // namespace authmock
