// The syntax tree of a regular expression; internal to pattern.cc.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_SYNTAX_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_SYNTAX_H_

#include <bitset>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace authmock {

// A set of code points.
class CharSet {
 public:
  void Add(char32_t first, char32_t last) { ranges_.emplace_back(first, last); }
  void Add(const CharSet& other) {
    ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
  }
  // Sorts what was added, so that Contains may be asked.
  void Finish();
  CharSet Complement() const;  // of a finished set; finished too
  bool Contains(char32_t code_point) const;
  char32_t First() const { return ranges_.front().first; }  // of a set that is not empty

 private:
  std::vector<std::pair<char32_t, char32_t>> ranges_{};
  std::bitset<128> ascii_{};
};

// One part of an expression, with its parts below it.
struct PatternNode {
  enum class Kind {
    kSequence,      // all of `parts` in order; none: the empty text
    kAlternatives,  // one of `parts`
    kRepeat,        // the only part, `least` to `most` times
    kSet,           // one code point of `set`
    kBegin,
    kEnd,
    kWordBorder,
    kNoWordBorder,
  };
  static constexpr std::uint32_t kNoLimit = UINT32_MAX;

  Kind kind = Kind::kSequence;
  std::vector<PatternNode> parts{};
  CharSet set{};
  std::uint32_t least = 0;
  std::uint32_t most = kNoLimit;
};

// Groups may be nested 100 deep.
Result<PatternNode> ParsePattern(std::string_view expression);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_PATTERN_SYNTAX_H_
