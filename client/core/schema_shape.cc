#include "client/core/schema_shape.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

Json Shape(const Json& document, const Json& schema);

// Properties and required names of an object schema and of all it is made of.
void Merge(const Json& document, const Json& schema, Json& properties, Json& required) {
  if (schema.contains("$ref")) {
    const Json* target = At(document, TextAt(schema, "/$ref").substr(1));
    if (target != nullptr) Merge(document, *target, properties, required);
  }
  if (const Json* parts = At(schema, "/allOf")) {
    for (const Json& part : *parts) Merge(document, part, properties, required);
  }
  if (const Json* own = At(schema, "/properties")) {
    for (const auto& [name, property] : own->items()) {
      properties[name] = Shape(document, property);
    }
  }
  if (const Json* names = At(schema, "/required")) {
    for (const Json& name : *names) required.push_back(name);
  }
}

Json ObjectShape(const Json& document, const Json& schema) {
  Json properties = Json::object();
  Json named = Json::array();
  Merge(document, schema, properties, named);
  Json required = Json::array();
  for (const auto& [name, property] : properties.items()) {
    if (std::ranges::find(named, Json(name)) != named.end()) required.push_back(name);
  }
  return {{"type", "object"}, {"required", required}, {"properties", properties}};
}

// "object or null" without properties says nothing that a struct could say.
bool IsOpen(const Json& schema, const Json& type) {
  const bool holds_values =
      std::ranges::any_of(type, [](const Json& one) { return one == "object" || one == "array"; });
  return type.is_array() && holds_values && !schema.contains("items");
}

Json Shape(const Json& document, const Json& schema) {
  if (schema.contains("$ref") && schema.size() == 1) {
    const Json* target = At(document, TextAt(schema, "/$ref").substr(1));
    return target == nullptr ? schema : Shape(document, *target);
  }
  if (schema.contains("properties") || schema.contains("allOf")) {
    return ObjectShape(document, schema);
  }
  const Json* type = At(schema, "/type");
  if (type == nullptr || IsOpen(schema, *type)) return Json::object();
  Json shape = {{"type", *type}};
  for (const char* member : {"items", "additionalProperties"}) {
    if (schema.contains(member)) shape[member] = Shape(document, schema[member]);
  }
  return shape;
}

}  // namespace

Json SchemaShape(const Json& document, std::string_view pointer) {
  const Json* schema = At(document, pointer);
  return schema == nullptr ? Json() : Shape(document, *schema);
}

}  // namespace authmock
