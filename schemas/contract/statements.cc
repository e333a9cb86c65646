#include "schemas/contract/statements.h"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "schemas/contract/names.h"

namespace authmock {
namespace {

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::vector<std::string> TextsAt(const Json& value, std::string_view pointer) {
  const Json* const list = At(value, pointer);
  return list == nullptr ? std::vector<std::string>() : list->get<std::vector<std::string>>();
}

Statement ReadStatement(const Json& entry) {
  return {.id = TextAt(entry, "/id"),
          .basis = BasisNamed(TextAt(entry, "/basis")),
          .scope = ScopeNamed(TextAt(entry, "/dialect")),
          .says = TextAt(entry, "/says"),
          .source = TextAt(entry, "/source"),
          .contradicts = TextAt(entry, "/contradicts"),
          .operations = TextsAt(entry, "/operations"),
          .versions = TextsAt(entry, "/versions")};
}

// What is wrong with one statement among all, with the member where it stands.
class Checker {
 public:
  Checker(const std::vector<Statement>& statements, const DocumentParts& document)
      : document_(document) {
    for (const Statement& statement : statements) by_id_.emplace(statement.id, &statement);
  }

  std::optional<Error> Check(const Statement& statement) const {
    if (by_id_.at(statement.id) != &statement) {
      return Error{"/id", Quoted(statement.id) + " is already the id of another statement"};
    }
    for (const std::string& id : statement.operations) {
      if (std::ranges::find(document_.operations, id, &Operation::id) ==
          document_.operations.end()) {
        return Error{"/operations", "there is no operation " + Quoted(id) + " in the contract"};
      }
    }
    if (const auto error = CheckVersions(statement)) return error;
    return statement.contradicts.empty() ? std::nullopt : CheckContradiction(statement);
  }

 private:
  std::optional<Error> CheckVersions(const Statement& statement) const {
    if (!statement.versions.empty() && statement.scope != Scope::kDeployed) {
      return Error{"/versions", "versions are of deployed servers; add \"dialect\": \"deployed\""};
    }
    for (const std::string& version : statement.versions) {
      if (std::ranges::find(document_.versions, version) == document_.versions.end()) {
        return Error{"/versions", Quoted(version) + " is none of x-deployed-versions"};
      }
    }
    return std::nullopt;
  }

  std::optional<Error> CheckContradiction(const Statement& statement) const {
    const auto other = by_id_.find(statement.contradicts);
    if (other == by_id_.end()) {
      return Error{"/contradicts", "there is no statement " + Quoted(statement.contradicts)};
    }
    if (other->second->basis != Basis::kDocumented) {
      return Error{"/contradicts", Quoted(statement.contradicts) +
                                       " is not documented; only what is documented can be "
                                       "contradicted"};
    }
    if (statement.scope != Scope::kDeployed) {
      return Error{"/contradicts",
                   "what contradicts the document holds in one dialect; add \"dialect\": "
                   "\"deployed\""};
    }
    return std::nullopt;
  }

  const DocumentParts& document_;
  std::map<std::string_view, const Statement*, std::less<>> by_id_{};
};

}  // namespace

Result<std::vector<Statement>> ReadStatements(std::string_view name, const Json& file,
                                              const DocumentParts& document) {
  std::vector<Statement> statements{};
  for (const Json& entry : *At(file, "/statements")) statements.push_back(ReadStatement(entry));
  const Checker checker(statements, document);
  for (std::size_t i = 0; i < statements.size(); ++i) {
    if (const auto error = checker.Check(statements[i])) {
      return Fail(std::string(name) + "#/statements/" + std::to_string(i) + error->where,
                  error->what);
    }
  }
  return statements;
}

}  // namespace authmock
