#include "conformance/engine/verdict.h"

#include <algorithm>

namespace authmock {

std::string_view WordName(Word word) {
  switch (word) {
    case Word::kPass:
      return "pass";
    case Word::kSkip:
      return "skip";
    case Word::kNotExercised:
      return "not_exercised";
    case Word::kKnownFailure:
      return "known_failure";
    case Word::kFixed:
      return "fixed";
    case Word::kFail:
      return "fail";
    case Word::kError:
      break;
  }
  return "error";
}

int ExitCode(const std::vector<Verdict>& verdicts) {
  if (verdicts.empty()) return 2;
  const auto by_word = [](const Verdict& a, const Verdict& b) { return a.word < b.word; };
  const Verdict& worst = *std::ranges::max_element(verdicts, by_word);
  if (worst.word == Word::kError) return 2;
  if (!worst.IsGood()) return 1;
  // A run that could ask nothing has found out nothing.
  const bool asked = std::ranges::any_of(verdicts, [](const Verdict& each) {
    return each.word != Word::kSkip && each.word != Word::kNotExercised;
  });
  return asked ? 0 : 2;
}

}  // namespace authmock
