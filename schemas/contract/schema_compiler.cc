#include "schemas/contract/schema_compiler.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/http.h"
#include "schemas/contract/schema_node.h"
#include "schemas/contract/schema_reader.h"

namespace authmock {
namespace {

// Validation goes so deep at one instance at most; a document of ours needs a handful.
constexpr int kHighest = 200;
constexpr int kBeingMeasured = -1;

}  // namespace

// Of an array, the mark of its items.
Secret SchemaCompiler::SecretOf(const Node& node) {
  constexpr int kMostArrays = 8;
  const Node* inner = &node;
  for (int i = 0; i < kMostArrays && inner->secret == Secret::kNone; ++i) {
    if (inner->arrays == nullptr || inner->arrays->items == nullptr) break;
    inner = inner->arrays->items;
  }
  return inner->secret;
}

void SchemaCompiler::CollectSecrets(SecretNames& names) const {
  for (const Node& node : *nodes_) {
    if (node.objects == nullptr) continue;
    for (const auto& [name, property] : node.objects->properties) {
      const Secret secret = SecretOf(*property);
      if (secret == Secret::kNone) continue;
      (secret == Secret::kPassword ? names.passwords : names.tokens).insert(LowerCase(name));
    }
  }
}

std::vector<Schema::Node*> SchemaCompiler::AppliedInPlace(const Node& node) {
  if (node.in_place == nullptr) return {};
  const Node::InPlace& parts = *node.in_place;
  std::vector<Node*> all{};
  for (Node* part :
       {parts.reference, parts.negated, parts.condition, parts.consequence, parts.alternative}) {
    if (part != nullptr) all.push_back(part);
  }
  for (const auto* list : {&parts.all_of, &parts.any_of, &parts.one_of}) {
    all.insert(all.end(), list->begin(), list->end());
  }
  return all;
}

SchemaCompiler::SchemaCompiler(std::string_view name, const Json& document)
    : name_(name), document_(document), nodes_(std::make_shared<std::deque<Node>>()) {}

Result<Schema> SchemaCompiler::Compile(std::string_view pointer) {
  const std::size_t known = nodes_->size();
  const auto compiled = by_pointer_.find(pointer);
  const Node* root = compiled == by_pointer_.end() ? nullptr : compiled->second;
  if (root == nullptr) {
    const Json* const value = At(document_, pointer);
    if (value == nullptr) {
      return Fail(name_ + "#" + std::string(pointer), "there is no schema at this place");
    }
    root = NodeAt(pointer, *value);
  }
  if (const auto read = ReadPending(); !read) return tl::unexpected(read.error());
  for (std::size_t i = known; i < nodes_->size(); ++i) {
    const auto measured = Measure((*nodes_)[i], 1);
    if (!measured) return tl::unexpected(measured.error());
  }
  Schema schema;
  schema.root_ = std::shared_ptr<const Node>(nodes_, root);
  return schema;
}

Result<SchemaCompiler::Target> SchemaCompiler::Follow(std::string_view reference,
                                                      std::string_view at) const {
  const auto fail = [&](const std::string& why) {
    return Fail(name_ + "#" + std::string(at), "\"" + std::string(reference) + "\" " + why);
  };
  if (!reference.starts_with('#')) {
    return fail("leads out of this document; references begin with #/");
  }
  auto pointer = PercentDecode(reference.substr(1));
  if (!pointer || (!pointer->empty() && pointer->front() != '/')) {
    return fail("is no JSON Pointer; references begin with #/");
  }
  const Json* const value = At(document_, *pointer);
  if (value == nullptr) return fail("leads nowhere");
  return Target{std::move(*pointer), value};
}

Schema::Node* SchemaCompiler::NodeAt(std::string_view pointer, const Json& value) {
  if (const auto known = by_pointer_.find(pointer); known != by_pointer_.end()) {
    return known->second;
  }
  Node& node = nodes_->emplace_back();
  node.statement = name_ + "#" + std::string(pointer);
  by_pointer_.emplace(pointer, &node);
  pending_.push_back({std::string(pointer), &value, &node});
  return &node;
}

Result<void> SchemaCompiler::ReadPending() {
  for (; !pending_.empty(); pending_.pop_front()) {
    Pending& next = pending_.front();
    SchemaReader reader(*this, *next.node, std::move(next.pointer));
    if (const auto read = reader.Read(*next.value); !read) return read;
  }
  return {};
}

Result<void> SchemaCompiler::Measure(Node& node, int depth) {
  if (node.height == kBeingMeasured) {
    return Fail(node.statement,
                "this schema refers to itself without going down into its instance");
  }
  if (depth + node.height > kHighest) {
    return Fail(node.statement, "schemas refer to each other more than 200 deep");
  }
  if (node.height > 0) return {};
  node.height = kBeingMeasured;
  int highest = 0;
  for (Node* part : AppliedInPlace(node)) {
    if (const auto measured = Measure(*part, depth + 1); !measured) return measured;
    highest = std::max(highest, part->height);
    if (node.secret == Secret::kNone) node.secret = part->secret;
  }
  node.height = highest + 1;
  return {};
}

}  // namespace authmock
