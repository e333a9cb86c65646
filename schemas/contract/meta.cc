#include "schemas/contract/meta.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "schemas/embedded_schemas.h"

namespace authmock {

Result<Schema> MetaSchema(std::string_view kind) {
  const std::string name = "schemas/meta/" + std::string(kind) + ".schema.json";
  const EmbeddedFile* const file = FindFile(SchemaFiles(), name);
  if (file == nullptr) return Fail(name, "there is no such schema");
  const Result<Json> document = ParseJsonFile(name, file->text);
  if (!document) return tl::unexpected(document.error());
  return Schema::Compile(name, *document);
}

Result<void> CheckFile(const Schema& schema, std::string_view name, const Json& file) {
  std::vector<Violation> violations{};
  schema.Validate(file, violations);
  if (violations.empty()) return {};
  const Violation& first = violations.front();
  return Fail(std::string(name) + "#" + first.pointer,
              "expected " + first.expected + ", got " + first.actual);
}

}  // namespace authmock
