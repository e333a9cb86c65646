// Runs many cases against one target, one after another.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_SUITE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_SUITE_H_

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/run.h"

namespace authmock {

struct Progress {
  std::size_t done = 0;
  std::size_t failing = 0;
  std::size_t total = 0;
};

struct SuiteOptions {
  // Ids, or patterns of ids: '*' stands for any text, '?' for one character. None: every case.
  std::vector<std::string> ids{};
  // Whether promises that were only inferred are held against the target. If not, a case of basis
  // inferred that fails becomes a skip that says what was seen: it informs and does not judge.
  bool inferred = true;
  std::function<void(const Progress&)> progress{};  // called after each case
};

// Whether `id` is what `pattern` stands for.
bool IdMatches(std::string_view pattern, std::string_view id);

// The cases that run in `dialect` and that one of `ids` selects, in their order. An id or pattern
// that selects nothing is an Error, and so is an empty suite: a run of nothing proves nothing.
Result<std::vector<const Case*>> SelectCases(const std::vector<Case>& cases, const Dialect& dialect,
                                             const std::vector<std::string>& ids);

// Selects as SelectCases does, and runs. `cases` outlives the results.
Result<std::vector<CaseResult>> RunSuite(const std::vector<Case>& cases, const RunSetting& setting,
                                         const SuiteOptions& options);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_SUITE_H_
