// Compiles the schemas of one document, sharing what they refer to.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_COMPILER_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_COMPILER_H_

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/redact.h"
#include "base/result.h"
#include "schemas/contract/json_schema.h"

namespace authmock {

// Not thread-safe; the schemas it returns are, once the last Compile has returned.
class SchemaCompiler {
 public:
  // `document` outlives the compiler. `name` names it in errors and violations.
  SchemaCompiler(std::string_view name, const Json& document);

  // Equal pointers give one shared schema. After an error nothing more should be compiled.
  Result<Schema> Compile(std::string_view pointer);

  // Adds the names of all members, in all schemas compiled so far, that are marked x-secret.
  void CollectSecrets(SecretNames& names) const;

  // A value of the document and where it stands.
  struct Target {
    std::string pointer{};
    const Json* value = nullptr;
  };
  // The place a local reference leads to: of "#/components/x" the pointer "/components/x". An
  // Error if it is not local or leads nowhere; `at` is where the reference stands.
  Result<Target> Follow(std::string_view reference, std::string_view at) const;

 private:
  friend class SchemaReader;
  using Node = Schema::Node;

  // The node of that place, which is read later if it is new.
  Node* NodeAt(std::string_view pointer, const Json& value);
  Result<void> ReadPending();
  static std::vector<Node*> AppliedInPlace(const Node& node);
  static Secret SecretOf(const Node& node);
  // Sets the height of `node` and spreads the mark x-secret up to it.
  Result<void> Measure(Node& node, int depth);

  std::string name_;
  const Json& document_;
  std::shared_ptr<std::deque<Node>> nodes_{};
  std::map<std::string, Node*, std::less<>> by_pointer_{};
  struct Pending {
    std::string pointer{};
    const Json* value = nullptr;
    Node* node = nullptr;
  };
  std::deque<Pending> pending_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_COMPILER_H_
