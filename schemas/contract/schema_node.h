// A schema as its validator walks it; internal to json_schema.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_NODE_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_NODE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "schemas/contract/formats.h"
#include "schemas/contract/json_schema.h"
#include "schemas/contract/pattern.h"

namespace authmock {

// Nodes of one compilation refer to each other by plain pointers; a Schema keeps all of them alive.
// Families of keywords that a schema does not use cost it one null pointer.
struct Schema::Node {
  struct Numbers {
    std::optional<Json> minimum{};
    std::optional<Json> maximum{};
    std::optional<Json> exclusive_minimum{};
    std::optional<Json> exclusive_maximum{};
    std::optional<Json> multiple_of{};
  };
  struct Strings {
    std::optional<std::size_t> min_length{};
    std::optional<std::size_t> max_length{};
    std::optional<Pattern> pattern{};
    std::string expression{};  // text of `pattern`
  };
  struct Arrays {
    std::optional<std::size_t> min_items{};
    std::optional<std::size_t> max_items{};
    bool unique_items = false;
    const Node* items = nullptr;
    const Node* contains = nullptr;
  };
  struct Objects {
    std::vector<std::pair<std::string, const Node*>> properties{};  // sorted by name
    std::vector<std::string> required{};
    std::vector<std::pair<Pattern, const Node*>> pattern_properties{};
    const Node* additional_properties = nullptr;
    const Node* property_names = nullptr;
    std::optional<std::size_t> min_properties{};
    std::optional<std::size_t> max_properties{};
  };
  // Keywords that apply schemas to the same instance.
  struct InPlace {
    Node* reference = nullptr;
    std::vector<Node*> all_of{};
    std::vector<Node*> any_of{};
    std::vector<Node*> one_of{};
    Node* negated = nullptr;
    Node* condition = nullptr;
    Node* consequence = nullptr;
    Node* alternative = nullptr;
  };
  // Bits of `types`.
  enum : std::uint8_t {
    kObject = 1,
    kArray = 2,
    kString = 4,
    kNumber = 8,
    kInteger = 16,
    kBoolean = 32,
    kNull = 64,
  };

  std::string statement{};        // "name#/pointer", for Violation::statement
  bool never = false;             // the schema `false`
  Secret secret = Secret::kNone;  // here or in a schema applied in place
  int height = 0;                 // longest chain of schemas applied in place; 0: not known yet
  std::uint8_t types = 0;         // 0: any
  std::vector<Json> enumeration{};
  std::optional<Json> constant{};
  const Format* format = nullptr;
  std::unique_ptr<Numbers> numbers{};
  std::unique_ptr<Strings> strings{};
  std::unique_ptr<Arrays> arrays{};
  std::unique_ptr<Objects> objects{};
  std::unique_ptr<InPlace> in_place{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_NODE_H_
