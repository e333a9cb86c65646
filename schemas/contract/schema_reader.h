// Reads the keywords of one schema into its node; internal to SchemaCompiler.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_READER_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_READER_H_

#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/result.h"
#include "schemas/contract/schema_compiler.h"
#include "schemas/contract/schema_node.h"

namespace authmock {

// Asks the compiler for the nodes of subschemas; those are read on their own.
class SchemaReader {
 public:
  SchemaReader(SchemaCompiler& compiler, Schema::Node& node, std::string pointer)
      : compiler_(compiler), node_(node), pointer_(std::move(pointer)) {}

  Result<void> Read(const Json& schema);

 private:
  using Node = Schema::Node;
  using ReadKeyword = Result<void> (SchemaReader::*)(const Json& value);
  struct Keyword {
    std::string_view name{};
    ReadKeyword read = nullptr;
  };
  static const Keyword* FindKeyword(std::string_view name);

  // The pointer of the keyword being read, and an Error there.
  std::string Here() const;
  tl::unexpected<Error> Expected(std::string_view what, const Json& value) const;
  // The node of the keyword's own value, or of that member or item of it.
  Node* Sub(const Json& schema) const;
  Node* Sub(std::string_view name, const Json& schema) const;

  template <auto kFamily>
  auto& Family();
  template <auto kFamily, auto kMember>
  Result<void> ReadSize(const Json& value);
  template <auto kMember>
  Result<void> ReadLimit(const Json& value);
  template <auto kFamily, auto kMember>
  Result<void> ReadSchema(const Json& value);
  template <auto kMember>
  Result<void> ReadSchemas(const Json& value);
  Result<void> ReadType(const Json& value);
  Result<void> ReadEnum(const Json& value);
  Result<void> ReadConst(const Json& value);
  Result<void> ReadFormat(const Json& value);
  Result<void> ReadPattern(const Json& value);
  Result<void> ReadMultipleOf(const Json& value);
  Result<void> ReadUniqueItems(const Json& value);
  Result<void> ReadProperties(const Json& value);
  Result<void> ReadPatternProperties(const Json& value);
  Result<void> ReadRequired(const Json& value);
  Result<void> ReadReference(const Json& value);
  Result<void> ReadDefinitions(const Json& value);
  Result<void> ReadSecret(const Json& value);
  Result<void> ReadText(const Json& value);
  Result<void> ReadFlag(const Json& value);
  Result<void> ReadExamples(const Json& value);
  Result<void> ReadAnything(const Json& value);

  SchemaCompiler& compiler_;
  Node& node_;
  std::string pointer_;
  std::string keyword_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_READER_H_
