// A closed subset of JSON Schema (the OpenAPI 3.1 base dialect), proven with the official suite.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_JSON_SCHEMA_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_JSON_SCHEMA_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "schemas/contract/violation.h"

namespace authmock {

// The mark `x-secret` of a schema: what its instances are.
enum class Secret : unsigned char { kNone, kPassword, kToken };

// One schema, compiled once. Immutable, thread-safe, cheap to copy; a default-constructed one
// accepts everything. `true` and `false` are schemas too. Keywords:
//   type enum const | properties required additionalProperties patternProperties minProperties
//   maxProperties propertyNames | items minItems maxItems uniqueItems contains | minimum maximum
//   exclusiveMinimum exclusiveMaximum multipleOf | minLength maxLength pattern format
//   | $ref (within the document) $defs definitions allOf anyOf oneOf not if then else
// (formats: formats.h; patterns: pattern.h) and the annotations title, description, default,
// example, examples, deprecated, readOnly, writeOnly, $comment and every "x-...". Any other keyword
// is a load error, so that no promise is written down and never looked at.
class Schema {
 public:
  // Compiles the schema at `pointer` of `document`; `name` names the document in errors and in
  // Violation::statement. $ref are resolved within `document`, recursion is fine.
  static Result<Schema> Compile(std::string_view name, const Json& document,
                                std::string_view pointer = "");

  // Appends what `instance` breaks. Violation::pointer is relative to `instance`; Part is kBody.
  void Validate(const Json& instance, std::vector<Violation>& violations) const;
  bool Accepts(const Json& instance) const;
  // The mark of the schema, or of one that it applies to the same instance.
  Secret secret() const;

 private:
  friend class SchemaCompiler;
  friend class SchemaReader;
  friend class SchemaValidator;
  struct Node;
  std::shared_ptr<const Node> root_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_JSON_SCHEMA_H_
