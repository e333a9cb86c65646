#include "conformance/engine/derive.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/engine/sample.h"

namespace authmock {
namespace {

constexpr std::string_view kJsonType = "application/json";

std::vector<StatusRange> Ranges(const std::vector<int>& statuses) {
  std::vector<StatusRange> ranges{};
  for (const int status : statuses) ranges.push_back({status, status});
  return ranges;
}

bool NeedsCredential(const Operation& operation) {
  return !operation.security.empty() &&
         std::ranges::none_of(operation.security,
                              [](const SecurityRequirement& each) { return each.empty(); });
}

// A name that can stand in an id: "reset_token" of "resetToken".
std::string IdWord(std::string_view name) {
  std::string word{};
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      if (!word.empty() && word.back() != '_') word += '_';
      word += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty() && word.back() != '_') {
      word += '_';
    }
  }
  return word;
}

// One value of each type; a property refuses those of other types than its own.
std::vector<Json> OneOfEachType() {
  return {Json(17), Json("text"), Json(true), Json::array({1}), Json::object({{"a", 1}})};
}

// Derives the cases of one operation.
class Deriver {
 public:
  // `document` is the contract's, and outlives the deriver as all of them do.
  Deriver(const Contract& contract, const Json& document, const Dialect& dialect,
          const Operation& operation)
      : contract_(contract), document_(document), dialect_(dialect), operation_(operation) {}

  std::vector<Case> Derive() {
    if (!NeedsCredential(operation_)) {
      if (!operation_.companion) DeriveBodies();
    } else {
      DeriveWithoutCredential();
    }
    DeriveOtherMethods();
    return std::move(cases_);
  }

 private:
  // Those of `wanted` that the operation lists in this dialect.
  std::vector<int> Listed(std::initializer_list<int> wanted) const {
    std::vector<int> listed{};
    for (const int status : wanted) {
      const auto found = operation_.responses.find(status);
      if (found != operation_.responses.end() && HoldsIn(found->second, dialect_)) {
        listed.push_back(status);
      }
    }
    return listed;
  }

  // A case that each of `sends` is answered with one of `statuses`, which the operation lists.
  void Add(const std::string& what, std::string says, const std::vector<int>& statuses,
           std::vector<Send> sends) {
    std::vector<std::string> covers{};
    for (const int status : statuses) {
      covers.push_back(operation_.id + "/" + std::to_string(status));
    }
    Add(what, std::move(says), std::move(covers), Ranges(statuses), std::move(sends));
  }

  void Add(const std::string& what, std::string says, std::vector<std::string> covers,
           const std::vector<StatusRange>& statuses, std::vector<Send> sends) {
    const std::string name = "derived_" + what;
    if (sends.empty() || !names_.insert(name).second) return;
    Case made{.provider = contract_.provider(),
              .group = operation_.id,
              .name = name,
              .says = std::move(says),
              .covers = std::move(covers),
              .dialect = dialect_.Text(),
              .source = CaseSource::kDerived,
              .file = "schemas/" + contract_.provider() + "/openapi.json#" + operation_.pointer};
    // What no entry of the contract says outright is our conclusion.
    made.basis = made.covers.empty()
                     ? Basis::kInferred
                     : WeakestBasis(contract_, made.covers).value_or(Basis::kInferred);
    for (Send& send : sends) {
      made.steps.emplace_back(SendStep{
          .operation = operation_.id, .send = std::move(send), .expect = {.statuses = statuses}});
    }
    cases_.push_back(std::move(made));
  }

  // Of an operation with a JSON body, a sample that its schema accepts.
  bool PrepareBody() {
    if (!operation_.body || !operation_.body->required) return false;
    const auto content = operation_.body->content.find(kJsonType);
    if (content == operation_.body->content.end()) return false;
    compiled_ = &content->second;
    const Json* body = At(document_, operation_.body->pointer);
    if (body != nullptr) body = Resolve(document_, *body);
    const Json* schema =
        body == nullptr ? nullptr : At(*body, Child("/content", kJsonType) + "/schema");
    schema_ = schema == nullptr ? nullptr : Resolve(document_, *schema);
    if (schema_ == nullptr) return false;
    std::optional<Json> sample = Sample(document_, *schema_);
    if (!sample || !sample->is_object() || !compiled_->Accepts(*sample)) return false;
    sample_ = std::move(*sample);
    return true;
  }

  // A request whose body is the sample but for one defect; none if the schema does not mind it.
  void Break(std::vector<Send>& sends, const Json& body) const {
    if (!compiled_->Accepts(body)) sends.push_back({.json = body});
  }

  void DeriveBodies() {
    refusals_ = Listed({400, 422});
    const bool has_variables = operation_.path.find('{') != std::string::npos;
    if (has_variables || refusals_.empty() || !PrepareBody()) return;
    if (const Json* properties = At(*schema_, "/properties")) {
      for (const auto& [name, property] : properties->items()) DeriveProperty(name);
    }
    Json more = sample_;
    more["a_field_nobody_knows"] = "x";
    std::vector<Send> unknown{};
    Break(unknown, more);
    Add("unknown_field", "A field the schema does not allow is refused.", refusals_, unknown);
    DeriveMalformed();
    DeriveOtherMediaType();
  }

  void DeriveProperty(const std::string& name) {
    const std::string word = IdWord(name);
    if (word.empty()) return;
    std::vector<Send> without{};
    Json body = sample_;
    body.erase(name);
    Break(without, body);
    Add("without_" + word, "A body without the required \"" + name + "\" is refused.", refusals_,
        without);

    std::vector<Send> wrong_type{};
    for (const Json& other : OneOfEachType()) {
      body = sample_;
      body[name] = other;
      Break(wrong_type, body);
    }
    Add(word + "_of_wrong_type", "A \"" + name + "\" of another JSON type is refused.", refusals_,
        wrong_type);

    std::vector<Send> null{};
    body = sample_;
    body[name] = Json();
    Break(null, body);
    Add("null_" + word, "A \"" + name + "\" of null is refused.", refusals_, null);
  }

  void DeriveMalformed() {
    std::vector<Send> malformed{};
    std::string cut = WriteJson(sample_);
    cut.pop_back();
    for (const std::string& text : {std::string("{"), cut, std::string("{\"a\":}"),
                                    std::string("{'a':1}"), std::string("nul")}) {
      malformed.push_back({.text = text});
    }
    Add("malformed_json", "A body that is no JSON is refused.", refusals_, malformed);

    std::vector<Send> other{};
    for (const Json& value : {Json::array(), Json("text"), Json(17), Json(true)}) {
      Break(other, value);
    }
    Add("other_json", "A JSON value that the schema does not allow is refused.", refusals_, other);
  }

  void DeriveOtherMediaType() {
    const std::vector<int> unsupported = Listed({415});
    if (unsupported.empty() || operation_.body->content.contains("text/plain")) return;
    Add("other_media_type", "A body of another media type is refused.", unsupported,
        {{.text = WriteJson(sample_), .headers = {{"Content-Type", "text/plain"}}}});
  }

  // Where variables or a body stand in the way, which refusal comes first is nobody's promise.
  void DeriveWithoutCredential() {
    const bool plain = operation_.path.find('{') == std::string::npos && !operation_.body;
    if (Listed({401}).empty() || !plain) return;
    Add("without_credential", "A request without any credential is refused.", Listed({400, 401}),
        {{}});
  }

  // For the first operation of each path.
  void DeriveOtherMethods() {
    const bool is_elsewhere = operation_.prefix.has_value();
    if (is_elsewhere || operation_.path.find('{') != std::string::npos) return;
    const auto& all = contract_.operations();
    const auto first = std::ranges::find(all, operation_.path, &Operation::path);
    if (first == all.end() || first->id != operation_.id) return;
    std::vector<Send> sends{};
    for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
      const Match match =
          contract_.MatchOperation(method, contract_.prefix(dialect_) + operation_.path, dialect_);
      if (!match && match.path_known()) sends.push_back({.method = method});
    }
    Add("other_methods", "A method that the contract does not know here is not served.", {},
        {{400, 499}, {501, 501}}, std::move(sends));
  }

  const Contract& contract_;
  const Json& document_;
  const Dialect& dialect_;
  const Operation& operation_;
  std::vector<int> refusals_{};
  const Schema* compiled_ = nullptr;
  const Json* schema_ = nullptr;
  Json sample_{};
  std::set<std::string> names_{};
  std::vector<Case> cases_{};
};

}  // namespace

std::vector<Case> DeriveCases(const Contract& contract, const Dialect& dialect) {
  const Json document = contract.document();
  std::vector<Case> cases{};
  for (const Operation& operation : contract.operations()) {
    if (!HoldsIn(operation, dialect)) continue;
    std::ranges::move(Deriver(contract, document, dialect, operation).Derive(),
                      std::back_inserter(cases));
  }
  return cases;
}

}  // namespace authmock
