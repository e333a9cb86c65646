#include "mock_servers/t3/payload.h"

#include <algorithm>

#include "mock_servers/python/python_json.h"
#include "mock_servers/python/python_text.h"
#include "mock_servers/t3/flask_request.h"
#include "schemas/contract/pattern.h"

namespace authmock::t3 {
namespace {

constexpr std::size_t kLargest = 1u << 20;
constexpr std::string_view kHostPattern = R"(^([a-zA-Z0-9-]+\.)*metrc\.com$)";

// repr(), but arrays and objects are cut short: they may be long, and hold a secret.
std::string Shown(const Json& value) {
  if (value.is_array()) return value.empty() ? "[]" : "[...]";
  if (value.is_object()) return value.empty() ? "{}" : "{...}";
  return PythonRepr(value);
}

Refusal NotOneOf(std::string_view text, const Json& values) {
  return InvalidBody(PythonRepr(text) + " is not one of " + PythonRepr(values));
}

bool IsOldHost(std::string_view hostname) {
  return std::ranges::any_of(StateCodes(),
                             [&](std::string_view code) { return HostOf(code) == hostname; });
}

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// nullopt: a string, or absent.
std::optional<Refusal> CheckText(const Json& body, const Field& field) {
  const auto found = body.find(field.name);
  if (found == body.end() || found->is_string()) return std::nullopt;
  if (found->is_null() && field.may_be_null) return std::nullopt;
  return InvalidBody((field.is_secret ? "***" : Shown(*found)) + " is not of type 'string'" +
                     (field.may_be_null ? ", 'null'" : ""));
}

}  // namespace

tl::expected<Json, Refusal> ReadBody(const Request& request, std::span<const Field> fields) {
  if (!IsJson(request.headers.Get("Content-Type"))) return tl::unexpected(NotCalledJson());
  if (request.body.size() > kLargest) return tl::unexpected(TooLarge());
  PythonDocument document = ReadPythonJson(request.body);
  if (!document.ok()) return tl::unexpected(NoJson());
  Json& body = document.value;
  if (!body.is_object()) {
    return tl::unexpected(InvalidBody(Shown(body) + " is not of type 'object'"));
  }
  for (const Field& field : fields) {
    if (!field.required || body.contains(field.name)) continue;
    return tl::unexpected(InvalidBody("'" + std::string(field.name) + "' is a required property"));
  }
  for (const Field& field : fields) {
    if (auto refusal = CheckText(body, field)) return tl::unexpected(*std::move(refusal));
  }
  return std::move(body);
}

// Python's `$` lets a line feed at the end through; the document means the whole text (dossier 7,
// row 18).
std::optional<Refusal> CheckHost(std::string_view hostname, bool only_old) {
  static const Pattern kPattern = Pattern::Compile(kHostPattern).value();
  if (only_old) {
    if (IsOldHost(hostname)) return std::nullopt;
    Json hosts = Json::array();
    for (const std::string_view code : StateCodes()) hosts.push_back(HostOf(code));
    return NotOneOf(hostname, hosts);
  }
  if (kPattern.Matches(hostname)) return std::nullopt;
  return InvalidBody(PythonRepr(hostname) + " does not match " + PythonRepr(kHostPattern));
}

std::optional<Refusal> CheckStateCode(std::string_view code) {
  const auto codes = StateCodes();
  if (std::ranges::find(codes, UpperCase(code)) != codes.end()) return std::nullopt;
  Json known = Json::array();
  for (const std::string_view each : codes) known.push_back(each);
  return NotOneOf(code, known);
}

}  // namespace authmock::t3
