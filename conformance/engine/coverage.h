// What is promised, and which cases show it.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_COVERAGE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_COVERAGE_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "schemas/contract/contract.h"

namespace authmock {

// One promise: a status of an operation, a security scheme of an operation, or a statement.
struct CoverageRow {
  std::string promise{};  // as in `covers`: "logout/204", "logout/security:jwt", "statement:ID"
  Basis basis = Basis::kDocumented;
  Scope scope = Scope::kBoth;
  std::vector<std::string> versions{};  // deployed versions it is made for; empty: all
  bool companion = false;  // of an operation that is there for testing only: no case is demanded
  std::string says{};      // the response's description or the statement's sentence
  std::vector<std::string> cases{};  // ids
  std::string waived{};              // why no case can show it

  bool IsGap() const { return cases.empty() && waived.empty() && !companion; }
};

struct CoverageReport {
  std::vector<CoverageRow> rows{};  // in the contract's order

  std::vector<const CoverageRow*> Gaps() const;
  CoverageRow* Find(std::string_view promise);
};

// Only cases that run in a promise's own dialect count for it: of a statement about one deployed
// version, a case written for another shows nothing.
CoverageReport ComputeCoverage(const Contract& contract, const std::vector<Case>& cases);

// Notes the waivers of one waivers.json (schemas/meta/waivers.schema.json). A waiver of a promise
// that nobody makes, that comes twice, or that a case covers, is an Error that names its line: the
// file cannot rot.
Result<void> ApplyWaivers(std::string_view path, std::string_view text, CoverageReport& report);

// The same for conformance/cases/<provider>/waivers.json among `files`, if there is one.
Result<void> ApplyWaivers(std::string_view provider, std::span<const EmbeddedFile> files,
                          CoverageReport& report);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_COVERAGE_H_
