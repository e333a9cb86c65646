// Known failures: a file that cannot rot.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_EXPECTED_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_EXPECTED_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "conformance/engine/run.h"

namespace authmock {

// One line: the id of a case, blanks, and the reason its failure is expected to give: a part of
// FailureText(). Empty lines and lines that begin with '#' are comments.
struct KnownFailure {
  std::string id{};
  std::string reason{};
  int line = 0;
};

struct KnownFailures {
  std::string file{};
  std::vector<KnownFailure> entries{};
};

// A line without a reason, or an id that came before, is an Error.
Result<KnownFailures> ReadKnownFailures(std::string_view name, std::string_view text);

// "expected status 422, got status 403": the first difference, or why the verdict is what it is.
std::string FailureText(const CaseResult& result);

// Turns the verdicts of cases that are listed: fail with the expected reason into known_failure,
// pass into fixed; fail with another reason stays fail and says what was expected. Returns one
// sentence for each entry that names no case of this suite: these fail the run too. Entries whose
// case was left out by a filter (`all_ids` has it, `results` has not) are no concern.
std::vector<std::string> ApplyKnownFailures(const KnownFailures& known,
                                            const std::vector<std::string>& all_ids,
                                            std::vector<CaseResult>& results);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_EXPECTED_H_
