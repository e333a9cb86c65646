// A value that a schema accepts, made from the schema.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_SAMPLE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_SAMPLE_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"

namespace authmock {

// The schema that `schema` stands for: its $ref within `document` followed, else itself; nullptr if
// a reference leads nowhere.
const Json* Resolve(const Json& document, const Json& schema);

// An instance with the required members only: their example, default, const or first enum value, or
// a short value of their type. It is a guess; who needs certainty asks the compiled schema. nullopt
// where no guess is worth making.
std::optional<Json> Sample(const Json& document, const Json& schema);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_SAMPLE_H_
