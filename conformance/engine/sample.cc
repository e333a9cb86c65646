#include "conformance/engine/sample.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

constexpr int kDeepest = 16;

std::optional<Json> SampleAt(const Json& document, const Json& schema, int depth);

std::optional<Json> SampleObject(const Json& document, const Json& schema, int depth) {
  Json made = Json::object();
  const Json* required = At(schema, "/required");
  if (required == nullptr) return made;
  for (const Json& each : *required) {
    const std::string name = TextAt(each, "");
    const Json* property = At(schema, Child("/properties", name));
    if (property == nullptr) return std::nullopt;
    std::optional<Json> value = SampleAt(document, *property, depth + 1);
    if (!value) return std::nullopt;
    made[name] = std::move(*value);
  }
  return made;
}

// A value that the schema names itself.
std::optional<Json> NamedValue(const Json& schema) {
  for (const char* pointer : {"/const", "/example", "/examples/0", "/default", "/enum/0"}) {
    if (const Json* value = At(schema, pointer)) return *value;
  }
  return std::nullopt;
}

std::string SampleText(const Json& schema) {
  const std::string format = TextAt(schema, "/format");
  if (format == "email") return "someone@example.com";
  if (format == "uuid") return "00000000-0000-4000-8000-000000000000";
  if (format == "date-time") return "2026-01-01T00:00:00Z";
  if (format == "uri") return "https://example.com/";
  const Json* least = At(schema, "/minLength");
  const std::int64_t length =
      least != nullptr && least->is_number_integer() ? least->get<std::int64_t>() : 1;
  return std::string(static_cast<std::size_t>(std::clamp<std::int64_t>(length, 1, 4096)), 'x');
}

std::optional<Json> SampleAt(const Json& document, const Json& schema, int depth) {
  const Json* resolved = depth < kDeepest ? Resolve(document, schema) : nullptr;
  if (resolved == nullptr) return std::nullopt;
  if (std::optional<Json> named = NamedValue(*resolved)) return named;
  const Json* types = At(*resolved, "/type");
  const std::string type = types == nullptr ? "" : TextAt(*types, types->is_array() ? "/0" : "");
  if (type == "object") return SampleObject(document, *resolved, depth);
  if (type == "string") return SampleText(*resolved);
  if (type == "integer" || type == "number") {
    const Json* least = At(*resolved, "/minimum");
    return least != nullptr ? *least : Json(1);
  }
  if (type == "boolean") return Json(true);
  if (type == "array") return Json::array();
  if (type == "null") return Json();
  return std::nullopt;
}

}  // namespace

const Json* Resolve(const Json& document, const Json& schema) {
  const Json* at = &schema;
  for (int i = 0; i < kDeepest && at != nullptr; ++i) {
    const std::string reference = TextAt(*at, "/$ref");
    if (reference.empty()) return at;
    at = reference.starts_with("#/") ? At(document, reference.substr(1)) : nullptr;
  }
  return nullptr;
}

std::optional<Json> Sample(const Json& document, const Json& schema) {
  return SampleAt(document, schema, 0);
}

}  // namespace authmock
