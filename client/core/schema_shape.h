// The shape of a schema, to compare structs with.
#ifndef AUTHMOCK_CLIENT_CORE_SCHEMA_SHAPE_H_
#define AUTHMOCK_CLIENT_CORE_SCHEMA_SHAPE_H_

#include <string>
#include <string_view>

#include "base/json.h"

namespace authmock {

// What Body<T>::Schema() says of the struct that fits the schema at `pointer` of an OpenAPI
// document: references followed, allOf merged, and nothing but type, properties, required (in the
// order of the properties), items and additionalProperties. A schema that leaves the shape open is
// an empty object.
Json SchemaShape(const Json& document, std::string_view pointer);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_SCHEMA_SHAPE_H_
