#include "schemas/contract/pattern_syntax.h"

#include <algorithm>
#include <optional>
#include <string>

#include "schemas/contract/unicode.h"

namespace authmock {
namespace {

constexpr int kDeepest = 100;
constexpr std::string_view kSyntaxCharacters = "^$\\.*+?()[]{}|/";

CharSet Ranges(std::initializer_list<std::pair<char32_t, char32_t>> ranges) {
  CharSet set;
  for (const auto& [first, last] : ranges) set.Add(first, last);
  set.Finish();
  return set;
}

const CharSet& Digits() {
  static const CharSet set = Ranges({{'0', '9'}});
  return set;
}

const CharSet& WordCharacters() {
  static const CharSet set = Ranges({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
  return set;
}

// ECMA-262: WhiteSpace and LineTerminator.
const CharSet& Blanks() {
  static const CharSet set = Ranges({{'\t', '\r'},
                                     {' ', ' '},
                                     {0xA0, 0xA0},
                                     {0x1680, 0x1680},
                                     {0x2000, 0x200A},
                                     {0x2028, 0x2029},
                                     {0x202F, 0x202F},
                                     {0x205F, 0x205F},
                                     {0x3000, 0x3000},
                                     {0xFEFF, 0xFEFF}});
  return set;
}

const CharSet& AllButLineTerminators() {
  static const CharSet set = Ranges({{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}).Complement();
  return set;
}

// The set behind \d \D \w \W \s \S.
std::optional<CharSet> Shorthand(char32_t letter) {
  switch (letter) {
    case 'd':
      return Digits();
    case 'D':
      return Digits().Complement();
    case 'w':
      return WordCharacters();
    case 'W':
      return WordCharacters().Complement();
    case 's':
      return Blanks();
    case 'S':
      return Blanks().Complement();
    default:
      return std::nullopt;
  }
}

std::optional<char32_t> ControlEscape(char32_t letter) {
  switch (letter) {
    case 't':
      return '\t';
    case 'n':
      return '\n';
    case 'v':
      return '\v';
    case 'f':
      return '\f';
    case 'r':
      return '\r';
    default:
      return std::nullopt;
  }
}

// A recursive-descent parser over ECMA-262's Pattern production in Unicode mode.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<PatternNode> Parse() {
    Result<PatternNode> all = Alternatives();
    if (all && !AtEnd()) return Bad("a \")\" without its \"(\"");
    return all;
  }

 private:
  using Kind = PatternNode::Kind;

  bool AtEnd() const { return at_ >= text_.size(); }
  bool Sees(char c) const { return !AtEnd() && text_[at_] == c; }
  bool Skip(char c) {
    if (!Sees(c)) return false;
    ++at_;
    return true;
  }
  bool Skip(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  tl::unexpected<Error> Bad(const std::string& what) const {
    return Fail("", "the regular expression \"" + std::string(text_) + "\" has " + what +
                        " (before byte " + std::to_string(at_) + ")");
  }

  Result<PatternNode> Alternatives() {
    PatternNode all{.kind = Kind::kAlternatives};
    do {
      Result<PatternNode> sequence = Sequence();
      if (!sequence) return sequence;
      all.parts.push_back(std::move(*sequence));
    } while (Skip('|'));
    if (all.parts.size() == 1) return std::move(all.parts.front());
    return all;
  }

  Result<PatternNode> Sequence() {
    PatternNode sequence{};
    while (!AtEnd() && !Sees('|') && !Sees(')')) {
      Result<PatternNode> part = Quantified();
      if (!part) return part;
      sequence.parts.push_back(std::move(*part));
    }
    return sequence;
  }

  Result<PatternNode> Quantified() {
    Result<PatternNode> atom = Atom();
    if (!atom) return atom;
    PatternNode repeat{.kind = Kind::kRepeat};
    if (Skip('*')) {
    } else if (Skip('+')) {
      repeat.least = 1;
    } else if (Skip('?')) {
      repeat.most = 1;
    } else if (Skip('{')) {
      if (!Count(repeat)) return Bad("a \"{\" that begins no {n}, {n,} or {n,m}; write \\{");
    } else {
      return atom;
    }
    if (atom->kind != Kind::kSet && !group_) return Bad("a quantifier after an assertion");
    Skip('?');  // lazy: finds another match first, but never whether there is one
    repeat.parts.push_back(std::move(*atom));
    return repeat;
  }

  std::optional<std::uint32_t> Number() {
    std::optional<std::uint32_t> number{};
    for (; !AtEnd() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      const std::uint32_t digit = text_[at_] - '0';
      number = std::min(number.value_or(0) * 10 + digit, 1'000'000u);
    }
    return number;
  }

  bool Count(PatternNode& repeat) {
    const auto least = Number();
    if (!least) return false;
    repeat.least = *least;
    repeat.most = *least;
    if (Skip(',')) repeat.most = Number().value_or(PatternNode::kNoLimit);
    return repeat.least <= repeat.most && Skip('}');
  }

  Result<PatternNode> Atom() {
    group_ = false;
    const char32_t first = NextCodePoint(text_, at_);
    switch (first) {
      case '^':
        return PatternNode{.kind = Kind::kBegin};
      case '$':
        return PatternNode{.kind = Kind::kEnd};
      case '.':
        return OneOf(AllButLineTerminators());
      case '(':
        return Group();
      case '[':
        return Class();
      case '\\':
        return AtomEscape();
      case '*':
      case '+':
      case '?':
        return Bad("a quantifier with nothing to repeat");
      case '{':
      case '}':
      case ']':
        return Bad("a lone bracket; put a \\ before it");
      default:
        return Literal(first);
    }
  }

  static PatternNode OneOf(CharSet set) {
    return PatternNode{.kind = Kind::kSet, .set = std::move(set)};
  }
  static PatternNode Literal(char32_t code_point) {
    return OneOf(Ranges({{code_point, code_point}}));
  }

  Result<PatternNode> Group() {
    if (Skip('?') && !Skip(':')) {
      if (Skip("<=") || Skip("<!") || Skip('=') || Skip('!')) {
        return Bad("look-around, which is not supported");
      }
      const std::size_t end = text_.find('>', at_);
      if (!Skip('<') || end == std::string_view::npos || end == at_) return Bad("a bad group");
      at_ = end + 1;  // a name is of use only to back-references
    }
    if (++depth_ > kDeepest) return Bad("groups nested more than 100 deep");
    Result<PatternNode> inside = Alternatives();
    --depth_;
    if (!inside) return inside;
    if (!Skip(')')) return Bad("a \"(\" without its \")\"");
    group_ = true;
    return inside;
  }

  Result<PatternNode> AtomEscape() {
    if (Skip('b')) return PatternNode{.kind = Kind::kWordBorder};
    if (Skip('B')) return PatternNode{.kind = Kind::kNoWordBorder};
    Result<CharSet> set = Escape(/*in_class=*/false);
    if (!set) return tl::unexpected(set.error());
    return OneOf(std::move(*set));
  }

  // After a backslash.
  Result<CharSet> Escape(bool in_class) {
    if (AtEnd()) return Bad("a \\ at its end");
    const char32_t letter = NextCodePoint(text_, at_);
    if (auto set = Shorthand(letter)) return std::move(*set);
    if (const auto control = ControlEscape(letter)) return Ranges({{*control, *control}});
    std::optional<char32_t> code_point{};
    const bool syntax = letter < 128 && kSyntaxCharacters.find(letter) != std::string_view::npos;
    if (syntax || (in_class && letter == '-')) {
      code_point = letter;
    } else if (in_class && letter == 'b') {
      code_point = '\b';
    } else if (letter == '0') {
      code_point = 0;
    } else if (letter == 'c' && !AtEnd() && IsLetter(text_[at_])) {
      code_point = text_[at_++] & 0x1F;
    } else if (letter == 'x') {
      code_point = Hex(2);
    } else if (letter == 'u') {
      code_point = UnicodeEscape();
    } else if (letter >= '1' && letter <= '9') {
      return Bad("a back-reference, which is not supported");
    }
    if (!code_point) return Bad("an escape that ECMA-262 does not know");
    return Ranges({{*code_point, *code_point}});
  }

  static bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  std::optional<char32_t> Hex(std::size_t digits) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      if (AtEnd()) return std::nullopt;
      const std::size_t digit = std::string_view("0123456789abcdef").find(text_[at_] | 0x20);
      if (digit == std::string_view::npos) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
  }

  std::optional<char32_t> UnicodeEscape() {
    if (Skip('{')) {
      const std::size_t end = text_.find('}', at_);
      if (end == std::string_view::npos || end == at_ || end - at_ > 6) return std::nullopt;
      const auto value = Hex(end - at_);
      return value && *value <= 0x10FFFF && Skip('}') ? value : std::nullopt;
    }
    const auto high = Hex(4);
    if (!high || *high < 0xD800 || *high > 0xDBFF || !Skip("\\u")) return high;
    const auto low = Hex(4);
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return std::nullopt;
    return 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00);
  }

  Result<PatternNode> Class() {
    const bool negated = Skip('^');
    CharSet set;
    while (!Skip(']')) {
      if (const auto added = ClassRange(set); !added) return tl::unexpected(added.error());
    }
    set.Finish();
    return OneOf(negated ? set.Complement() : std::move(set));
  }

  Result<void> ClassRange(CharSet& set) {
    std::optional<char32_t> first{};
    if (const auto read = ClassAtom(set, first); !read) return read;
    const bool range = Sees('-') && !text_.substr(at_).starts_with("-]");
    if (!range) {
      if (first) set.Add(*first, *first);
      return {};
    }
    Skip('-');
    std::optional<char32_t> last{};
    if (const auto read = ClassAtom(set, last); !read) return read;
    if (!first || !last || *last < *first) return Bad("a range that runs backwards");
    set.Add(*first, *last);
    return {};
  }

  // Reads one code point, or adds a shorthand to `set` and leaves `one` empty.
  Result<void> ClassAtom(CharSet& set, std::optional<char32_t>& one) {
    if (AtEnd()) return Bad("a \"[\" without its \"]\"");
    if (!Skip('\\')) {
      one = NextCodePoint(text_, at_);
      return {};
    }
    const std::size_t letter = at_;
    Result<CharSet> escape = Escape(/*in_class=*/true);
    if (!escape) return tl::unexpected(escape.error());
    if (Shorthand(text_[letter])) {
      set.Add(*escape);
    } else {
      one = escape->First();
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool group_ = false;  // the last atom was a group, which may be repeated
};

}  // namespace

Result<PatternNode> ParsePattern(std::string_view expression) { return Parser(expression).Parse(); }

}  // namespace authmock
