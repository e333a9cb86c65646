#include "schemas/contract/pattern.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schemas/contract/pattern_syntax.h"
#include "schemas/contract/unicode.h"

namespace authmock {
namespace {

constexpr std::size_t kMostSteps = 10'000;

enum class Op : std::uint8_t { kSet, kSplit, kJump, kBegin, kEnd, kWord, kNoWord, kMatch };

struct Step {
  Op op = Op::kMatch;
  std::uint16_t first = 0;   // kSet: index of the set; kSplit, kJump: where to go on
  std::uint16_t second = 0;  // kSplit: the other way
};

bool IsWord(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char c = text[at];
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= 'a' && c <= 'z');
}

}  // namespace

struct Pattern::Program {
  std::vector<Step> steps{};
  std::vector<CharSet> sets{};
};

// Writes a syntax tree as steps for a machine that follows all ways at once (Thompson, 1968).
class PatternCompiler {
 public:
  // False when the program would grow beyond kMostSteps.
  static bool Write(const PatternNode& tree, Pattern::Program& program) {
    PatternCompiler compiler(program);
    compiler.Emit(tree);
    compiler.Add(Op::kMatch);
    return compiler.work_ <= kMostSteps;
  }

 private:
  using Kind = PatternNode::Kind;
  explicit PatternCompiler(Pattern::Program& program) : program_(program) {}

  std::uint16_t Here() const { return static_cast<std::uint16_t>(program_.steps.size()); }
  Step& At(std::uint16_t step) { return program_.steps[step]; }

  std::uint16_t Add(Op op, std::uint16_t first = 0, std::uint16_t second = 0) {
    const std::uint16_t here = Here();
    program_.steps.push_back({op, first, second});
    return here;
  }

  void Emit(const PatternNode& node) {
    if (++work_ > kMostSteps) return;  // counted too: repetitions of nothing write no step
    switch (node.kind) {
      case Kind::kSequence:
        for (const PatternNode& part : node.parts) Emit(part);
        break;
      case Kind::kAlternatives:
        return EmitAlternatives(node);
      case Kind::kRepeat:
        return EmitRepeat(node);
      case Kind::kSet:
        Add(Op::kSet, IndexOf(node));
        break;
      case Kind::kBegin:
        Add(Op::kBegin);
        break;
      case Kind::kEnd:
        Add(Op::kEnd);
        break;
      case Kind::kWordBorder:
        Add(Op::kWord);
        break;
      case Kind::kNoWordBorder:
        Add(Op::kNoWord);
        break;
    }
  }

  // A repeated part is emitted several times and its set kept once.
  std::uint16_t IndexOf(const PatternNode& node) {
    const auto next = static_cast<std::uint16_t>(program_.sets.size());
    const auto [place, added] = sets_.try_emplace(&node, next);
    if (added) program_.sets.push_back(node.set);
    return place->second;
  }

  void EmitAlternatives(const PatternNode& node) {
    std::vector<std::uint16_t> ends{};
    for (std::size_t i = 0; i + 1 < node.parts.size(); ++i) {
      const std::uint16_t split = Add(Op::kSplit);
      At(split).first = Here();
      Emit(node.parts[i]);
      ends.push_back(Add(Op::kJump));
      At(split).second = Here();
    }
    Emit(node.parts.back());
    for (const std::uint16_t end : ends) At(end).first = Here();
  }

  void EmitRepeat(const PatternNode& node) {
    const PatternNode& part = node.parts.front();
    for (std::uint32_t i = 0; i < node.least && work_ <= kMostSteps; ++i) Emit(part);
    if (node.most == PatternNode::kNoLimit) {
      const std::uint16_t split = Add(Op::kSplit);
      At(split).first = Here();
      Emit(part);
      Add(Op::kJump, split);
      At(split).second = Here();
      return;
    }
    std::vector<std::uint16_t> splits{};
    for (std::uint32_t i = node.least; i < node.most && work_ <= kMostSteps; ++i) {
      splits.push_back(Add(Op::kSplit));
      At(splits.back()).first = Here();
      Emit(part);
    }
    for (const std::uint16_t split : splits) At(split).second = Here();
  }

  Pattern::Program& program_;
  std::map<const PatternNode*, std::uint16_t> sets_{};
  std::size_t work_ = 0;
};

namespace {

// The steps that the machine stands at, each once.
struct Threads {
  std::uint16_t* steps = nullptr;
  std::size_t count = 0;
};

// Memory of one run: on the stack for expressions as they occur, so that a match allocates nothing.
class Scratch {
 public:
  explicit Scratch(std::size_t size) {
    std::uint16_t* lists = lists_.data();
    marks_ = small_marks_.data();
    if (size > kSmall) {
      large_lists_.resize(3 * size);
      large_marks_.resize(size);
      lists = large_lists_.data();
      marks_ = large_marks_.data();
    } else {
      std::fill_n(marks_, size, 0u);
    }
    now = {lists, 0};
    next = {lists + size, 0};
    ahead = {lists + 2 * size, 0};
  }

  // Whether `step` was not yet reached at this place.
  bool Mark(std::uint16_t step) {
    if (marks_[step] == place_) return false;
    marks_[step] = place_;
    return true;
  }
  void NextPlace() { ++place_; }

  Threads now{};
  Threads next{};
  Threads ahead{};

 private:
  static constexpr std::size_t kSmall = 256;
  std::array<std::uint16_t, 3 * kSmall> lists_;  // written before read
  std::array<std::uint32_t, kSmall> small_marks_;
  std::vector<std::uint16_t> large_lists_{};
  std::vector<std::uint32_t> large_marks_{};
  std::uint32_t* marks_ = nullptr;
  std::uint32_t place_ = 1;
};

// Follows the ways from `start` that read nothing. Returns true if one of them ends the match.
bool Reach(const std::vector<Step>& steps, std::string_view text, std::size_t at,
           std::uint16_t start, Scratch& scratch, Threads& into) {
  bool matched = false;
  const auto push = [&](std::uint16_t step) {
    if (scratch.Mark(step)) scratch.ahead.steps[scratch.ahead.count++] = step;
  };
  push(start);
  while (scratch.ahead.count > 0) {
    const std::uint16_t here = scratch.ahead.steps[--scratch.ahead.count];
    const Step& step = steps[here];
    const auto on_border = [&] { return (at > 0 && IsWord(text, at - 1)) != IsWord(text, at); };
    switch (step.op) {
      case Op::kSet:
        into.steps[into.count++] = here;
        break;
      case Op::kSplit:
        push(step.first);
        push(step.second);
        break;
      case Op::kJump:
        push(step.first);
        break;
      case Op::kBegin:
        if (at == 0) push(here + 1);
        break;
      case Op::kEnd:
        if (at == text.size()) push(here + 1);
        break;
      case Op::kWord:
        if (on_border()) push(here + 1);
        break;
      case Op::kNoWord:
        if (!on_border()) push(here + 1);
        break;
      case Op::kMatch:
        matched = true;
        break;
    }
  }
  return matched;
}

}  // namespace

Result<Pattern> Pattern::Compile(std::string_view expression) {
  const Result<PatternNode> tree = ParsePattern(expression);
  if (!tree) return tl::unexpected(tree.error());
  auto program = std::make_shared<Program>();
  if (!PatternCompiler::Write(*tree, *program)) {
    return Fail("", "the regular expression \"" + std::string(expression) +
                        "\" is longer than 10000 steps; repeat less often");
  }
  Pattern pattern;
  pattern.program_ = std::move(program);
  return pattern;
}

bool Pattern::Search(std::string_view text) const { return Run(text, /*whole=*/false); }
bool Pattern::Matches(std::string_view text) const { return Run(text, /*whole=*/true); }

bool Pattern::Run(std::string_view text, bool whole) const {
  const std::vector<Step>& steps = program_->steps;
  Scratch scratch(steps.size());
  const bool anchored = whole || steps.front().op == Op::kBegin;
  bool matched = Reach(steps, text, 0, 0, scratch, scratch.now);
  for (std::size_t at = 0; at < text.size();) {
    if (matched && !whole) return true;
    if (scratch.now.count == 0 && anchored) return false;
    const char32_t code_point = NextCodePoint(text, at);
    scratch.NextPlace();
    matched = false;
    for (std::size_t i = 0; i < scratch.now.count; ++i) {
      const std::uint16_t step = scratch.now.steps[i];
      if (!program_->sets[steps[step].first].Contains(code_point)) continue;
      matched |= Reach(steps, text, at, step + 1, scratch, scratch.next);
    }
    if (!anchored) matched |= Reach(steps, text, at, 0, scratch, scratch.next);
    std::swap(scratch.now, scratch.next);
    scratch.next.count = 0;
  }
  return matched;
}

}  // namespace authmock
