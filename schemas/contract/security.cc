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

// "abc" of "Bearer abc" (RFC 9110, section 11.4: the scheme's name in any case).
std::optional<std::string> AfterScheme(std::string_view value, std::string_view scheme) {
  const std::size_t blank = value.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  if (!EqualIgnoringCase(value.substr(0, blank), scheme)) return std::nullopt;
  value.remove_prefix(std::min(value.find_first_not_of(' ', blank), value.size()));
  return NotEmpty(value);
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

// Walks an OpenAPI document for the mark x-secret.
class SecretFinder {
 public:
  SecretFinder(const Json& document, SecretNames& names) : document_(document), names_(names) {}

  // `member` is the property that `value` describes, if any.
  void Visit(const Json& value, const std::string& member) {
    if (value.is_array()) {
      for (const Json& item : value) Visit(item, member);
    }
    if (!value.is_object()) return;
    if (value.contains("name") && value.contains("in")) return VisitParameter(value);
    Add(MarkOf(value), "query", member);
    for (const auto& [name, child] : value.items()) {
      if (name == "properties" && child.is_object()) {
        for (const auto& [property, schema] : child.items()) Visit(schema, property);
      } else {
        Visit(child, IsAnnotation(name) ? std::string() : member);
      }
    }
  }

 private:
  static bool IsAnnotation(std::string_view name) {
    return name == "example" || name == "examples" || name == "default";
  }

  // The mark of a schema or of the one it refers to.
  std::string MarkOf(const Json& schema) const {
    const std::string mark = TextAt(schema, "/x-secret");
    const std::string reference = TextAt(schema, "/$ref");
    if (!mark.empty() || !reference.starts_with('#')) return mark;
    return TextAt(document_, reference.substr(1) + "/x-secret");
  }

  void VisitParameter(const Json& parameter) {
    std::string mark = TextAt(parameter, "/x-secret");
    const Json* const schema = At(parameter, "/schema");
    if (mark.empty() && schema != nullptr) mark = MarkOf(*schema);
    Add(mark, TextAt(parameter, "/in"), TextAt(parameter, "/name"));
  }

  void Add(const std::string& mark, const std::string& place, const std::string& name) {
    if (mark.empty() || name.empty()) return;
    if (place == "header") {
      names_.headers.insert(LowerCase(name));
    } else if (place == "cookie") {
      names_.cookies.insert(LowerCase(name));
    } else {
      (mark == "password" ? names_.passwords : names_.tokens).insert(LowerCase(name));
    }
  }

  const Json& document_;
  SecretNames& names_;
};

}  // namespace

std::optional<std::string> Credential(const SecurityScheme& scheme, const Request& request) {
  switch (scheme.place) {
    case Place::kQuery:
      return FromQuery(request, scheme.name);
    case Place::kCookie:
      return FromCookie(request, scheme.name);
    default:
      const std::string_view value = request.headers.Get(scheme.name);
      return scheme.type == "http" ? AfterScheme(value, scheme.scheme) : NotEmpty(value);
  }
}

bool CarriesCredentials(const Contract& contract, const Operation& operation,
                        const Request& request) {
  const auto met = [&](const SecurityRequirement& requirement) {
    return std::ranges::all_of(requirement, [&](const std::string& id) {
      return Credential(contract.security_schemes().find(id)->second, request).has_value();
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

SecretNames CollectSecrets(
    const Json& document,
    const std::map<std::string, SecurityScheme, std::less<>>& security_schemes) {
  SecretNames names{};
  SecretFinder(document, names).Visit(document, "");
  for (const auto& [id, scheme] : security_schemes) {
    const std::string name = LowerCase(scheme.name);
    if (scheme.place == Place::kHeader) names.headers.insert(name);
    if (scheme.place == Place::kCookie) names.cookies.insert(name);
    if (scheme.place == Place::kQuery) names.tokens.insert(name);
  }
  return names;
}

}  // namespace authmock
