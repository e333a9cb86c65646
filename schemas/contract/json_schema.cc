#include "schemas/contract/json_schema.h"

#include "schemas/contract/schema_compiler.h"
#include "schemas/contract/schema_validator.h"

namespace authmock {

Result<Schema> Schema::Compile(std::string_view name, const Json& document,
                               std::string_view pointer) {
  return SchemaCompiler(name, document).Compile(pointer);
}

void Schema::Validate(const Json& instance, std::vector<Violation>& violations) const {
  if (root_ != nullptr) SchemaValidator(&violations).Check(*root_, instance, {});
}

bool Schema::Accepts(const Json& instance) const {
  return root_ == nullptr || SchemaValidator(nullptr).Check(*root_, instance, {});
}

Secret Schema::secret() const { return root_ == nullptr ? Secret::kNone : root_->secret; }

}  // namespace authmock
