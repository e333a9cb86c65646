// Regular expressions of `pattern`, matched in linear time.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_H_

#include <memory>
#include <string_view>

#include "base/result.h"

namespace authmock {

// The regular part of ECMA-262's expressions, over code points: literals, `.`, classes, \d \w \s
// and their opposites, \b \B, ^ $, groups, |, and the quantifiers * + ? {n} {n,} {n,m}, greedy or
// lazy. Look-around and back-references are refused: they are what makes matching explode. Here
// time is at most proportional to the text's length times the expression's, whatever the text.
// Immutable, thread-safe, cheap to copy.
class Pattern {
 public:
  // The Error names the place in the expression. Counted repetition may make the compiled
  // expression at most 10000 steps long.
  static Result<Pattern> Compile(std::string_view expression);

  bool Search(std::string_view text) const;   // somewhere in `text`, as JSON Schema has it
  bool Matches(std::string_view text) const;  // all of `text`

 private:
  friend class PatternCompiler;
  struct Program;
  bool Run(std::string_view text, bool whole) const;
  std::shared_ptr<const Program> program_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_H_
