#include "conformance/engine/suite.h"

#include <algorithm>

namespace authmock {
namespace {

bool IsSelected(const Case& each, const std::vector<std::string>& ids) {
  return ids.empty() || std::ranges::any_of(ids, [&](const std::string& pattern) {
           return IdMatches(pattern, each.Id());
         });
}

// Why `pattern` selects none of the cases of this dialect.
Error NothingSelected(const std::vector<Case>& cases, const Dialect& dialect,
                      const std::string& pattern) {
  for (const Case& each : cases) {
    if (!each.RunsIn(dialect) && IdMatches(pattern, each.Id())) {
      return {"\"" + pattern + "\"", "selects cases of dialect " + each.dialect +
                                         " only; this run is of " + dialect.Text()};
    }
  }
  return {"\"" + pattern + "\"", "selects no case; an id is like \"" + cases.front().Id() +
                                     "\", and '*' stands for any part of it"};
}

void MakeInformative(CaseResult& result) {
  if (result.verdict.word != Word::kFail || result.subject->basis != Basis::kInferred) return;
  result.verdict = {Word::kSkip,
                    "the promise is only inferred (--inferred judges it): " + result.verdict.why};
}

}  // namespace

bool IdMatches(std::string_view pattern, std::string_view id) {
  // On a mismatch the latest '*' takes one character more.
  std::size_t p = 0, i = 0, star = std::string_view::npos, taken = 0;
  while (i < id.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = i;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == id[i])) {
      ++p, ++i;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Result<std::vector<const Case*>> SelectCases(const std::vector<Case>& cases, const Dialect& dialect,
                                             const std::vector<std::string>& ids) {
  if (cases.empty()) return Fail("", "there is no case at all");
  for (const std::string& pattern : ids) {
    const bool found = std::ranges::any_of(cases, [&](const Case& each) {
      return each.RunsIn(dialect) && IdMatches(pattern, each.Id());
    });
    if (!found) return tl::unexpected(NothingSelected(cases, dialect, pattern));
  }
  std::vector<const Case*> selected{};
  for (const Case& each : cases) {
    if (each.RunsIn(dialect) && IsSelected(each, ids)) selected.push_back(&each);
  }
  if (selected.empty()) return Fail("", "there is no case for dialect " + dialect.Text());
  return selected;
}

Result<std::vector<CaseResult>> RunSuite(const std::vector<Case>& cases, const RunSetting& setting,
                                         const SuiteOptions& options) {
  const auto selected = SelectCases(cases, setting.dialect, options.ids);
  if (!selected) return tl::unexpected(selected.error());
  std::vector<CaseResult> results{};
  Progress progress{.total = selected->size()};
  for (const Case* each : *selected) {
    CaseResult result = RunCase(*each, setting);
    if (!options.inferred) MakeInformative(result);
    ++progress.done;
    if (!result.verdict.IsGood()) ++progress.failing;
    results.push_back(std::move(result));
    if (options.progress) options.progress(progress);
  }
  return results;
}

}  // namespace authmock
