#include "conformance/engine/coverage.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/json.h"
#include "conformance/engine/strict.h"

namespace authmock {
namespace {

constexpr std::string_view kDeployed = "deployed";

// A promise that only one dialect makes is not shown by a case that runs in the other alone.
bool RunsInDialectOf(const CoverageRow& row, std::string_view dialect) {
  if (dialect.empty()) return true;
  if (!dialect.starts_with(kDeployed)) return row.scope != Scope::kDeployed;
  if (row.scope == Scope::kDocumented) return false;
  if (dialect == kDeployed || row.versions.empty()) return true;
  return std::ranges::find(row.versions, dialect.substr(kDeployed.size() + 1)) !=
         row.versions.end();
}

// What an operation promises in one dialect only, its answers do too.
Scope Narrower(Scope operation, Scope answer) {
  return operation == Scope::kBoth ? answer : operation;
}

void AddOperation(const Operation& operation, std::vector<CoverageRow>& rows) {
  for (const auto& [status, response] : operation.responses) {
    rows.push_back({.promise = operation.id + "/" + std::to_string(status),
                    .basis = response.basis,
                    .scope = Narrower(operation.scope, response.scope),
                    .versions = response.versions.empty() ? operation.versions : response.versions,
                    .companion = operation.companion,
                    .says = response.description});
  }
  std::set<std::string> seen{};
  for (const SecurityRequirement& alternative : operation.security) {
    for (const std::string& scheme : alternative) {
      if (!seen.insert(scheme).second) continue;
      rows.push_back({.promise = operation.id + "/security:" + scheme,
                      .basis = operation.companion ? Basis::kObserved : Basis::kDocumented,
                      .scope = operation.scope,
                      .versions = operation.versions,
                      .companion = operation.companion,
                      .says = "The credential " + scheme + " is accepted."});
    }
  }
}

void ReadWaiver(const Json& entry, const std::string& where, StrictReader& reader,
                CoverageReport& report) {
  if (!reader.Keys(entry, where, {"covers", "why"})) return;
  const std::string covers = reader.Text(entry, where, "covers");
  std::string why = reader.Text(entry, where, "why");
  if (!reader.ok()) return;
  CoverageRow* row = report.Find(covers);
  if (row == nullptr) {
    reader.Complain(where, "nobody promises \"" + covers + "\": take the waiver out");
  } else if (!row->cases.empty()) {
    reader.Complain(
        where, "\"" + covers + "\" is covered by " + row->cases.front() + ": take the waiver out");
  } else if (!row->waived.empty()) {
    reader.Complain(where, "\"" + covers + "\" is waived twice");
  } else {
    row->waived = std::move(why);
  }
}

}  // namespace

std::vector<const CoverageRow*> CoverageReport::Gaps() const {
  std::vector<const CoverageRow*> gaps{};
  for (const CoverageRow& row : rows) {
    if (row.IsGap()) gaps.push_back(&row);
  }
  return gaps;
}

CoverageRow* CoverageReport::Find(std::string_view promise) {
  const auto found = std::ranges::find(rows, promise, &CoverageRow::promise);
  return found == rows.end() ? nullptr : &*found;
}

CoverageReport ComputeCoverage(const Contract& contract, const std::vector<Case>& cases) {
  CoverageReport report{};
  for (const Operation& operation : contract.operations()) AddOperation(operation, report.rows);
  for (const Statement& statement : contract.statements()) {
    report.rows.push_back({.promise = "statement:" + statement.id,
                           .basis = statement.basis,
                           .scope = statement.scope,
                           .versions = statement.versions,
                           .says = statement.says});
  }
  for (const Case& each : cases) {
    for (const std::string& covers : each.covers) {
      CoverageRow* row = report.Find(covers);
      if (row != nullptr && RunsInDialectOf(*row, each.dialect)) row->cases.push_back(each.Id());
    }
  }
  return report;
}

Result<void> ApplyWaivers(std::string_view path, std::string_view text, CoverageReport& report) {
  const Result<Json> document = ParseJsonFile(path, text);
  if (!document) return tl::unexpected(document.error());
  StrictReader reader(path, text);
  if (!reader.Keys(*document, "", {"waivers"})) return tl::unexpected(reader.error());
  const Json* waivers = At(*document, "/waivers");
  if (waivers == nullptr || !waivers->is_array()) {
    reader.Complain("", "\"waivers\" must be an array");
    return tl::unexpected(reader.error());
  }
  for (std::size_t i = 0; i < waivers->size(); ++i) {
    ReadWaiver((*waivers)[i], "/waivers/" + std::to_string(i), reader, report);
  }
  if (!reader.ok()) return tl::unexpected(reader.error());
  return {};
}

Result<void> ApplyWaivers(std::string_view provider, std::span<const EmbeddedFile> files,
                          CoverageReport& report) {
  const std::string path = "conformance/cases/" + std::string(provider) + "/waivers.json";
  const EmbeddedFile* file = FindFile(files, path);
  if (file == nullptr) return {};
  return ApplyWaivers(path, file->text, report);
}

}  // namespace authmock
