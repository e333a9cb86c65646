// The seven things the suite can say about a case.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_VERDICT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_VERDICT_H_

#include <string>
#include <string_view>
#include <vector>

namespace authmock {

// Ordered: the worst of several wins.
enum class Word {
  kPass,          // the subject kept its promise
  kSkip,          // the target cannot be asked; `why` says what it lacks
  kNotExercised,  // client side: the occasion never came
  kKnownFailure,  // failed as a line in expected/ said it would, for that reason
  kFixed,         // was expected to fail and passed: the line must go
  kFail,          // the promise is broken
  kError,         // the suite could not find out: no connection, bad case, bad fixture
};
std::string_view WordName(Word word);  // "known_failure"

struct Verdict {
  Word word = Word::kError;  // a verdict nobody set is an error, never a pass
  std::string why = "no verdict was reached";

  static Verdict Pass() { return {.word = Word::kPass, .why = {}}; }
  bool IsGood() const { return word < Word::kFixed; }
};

// 0 all as expected; 1 a promise is broken; 2 the suite could not find out, or nothing ran.
int ExitCode(const std::vector<Verdict>& verdicts);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_VERDICT_H_
