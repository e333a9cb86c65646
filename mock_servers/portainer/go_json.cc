#include "mock_servers/portainer/go_json.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/utf8.h"

namespace authmock::portainer {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Every method leaves `at_` behind what it read, or returns false with the end told. The order of
// the checks is the decoder's: it decides between "cut off" and "wrong".
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  void SkipBlanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  void Take() { ++at_; }
  std::size_t at() const { return at_; }
  GoJsonEnd end() const { return end_; }

  bool Value();
  bool String();

 private:
  struct Open {
    bool is_object;
    bool is_first = true;
  };

  bool Begin();
  bool Continue();
  bool MemberName();
  bool Escape();
  bool Word(std::string_view word);
  bool Number();
  bool Digits();

  std::size_t Left() const { return text_.size() - at_; }
  bool CutOff() { return Stop(GoJsonEnd::kCutOff); }
  bool Wrong() { return Stop(GoJsonEnd::kSyntax); }
  // Of a mistake found where the text may also simply end.
  bool WrongOrCutOff() { return AtEnd() ? CutOff() : Wrong(); }
  bool Stop(GoJsonEnd end) {
    end_ = end;
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  GoJsonEnd end_ = GoJsonEnd::kValue;
  std::vector<Open> open_{};
};

bool Scanner::Value() {
  if (!Begin()) return false;
  while (!open_.empty()) {
    if (!Continue()) return false;
  }
  return true;
}

// Reads a scalar, or the opening of an array or object.
bool Scanner::Begin() {
  switch (Peek()) {
    case '{':
    case '[':
      if (Left() < 2) return CutOff();
      open_.push_back({.is_object = Peek() == '{'});
      Take();
      return true;
    case '"':
      return String();
    case 'n':
      return Word("null");
    case 't':
      return Word("true");
    case 'f':
      return Word("false");
    default:
      if (Peek() == '-' || IsDigit(Peek())) return Number();
      return WrongOrCutOff();
  }
}

// Closes the innermost array or object, or begins its next element.
bool Scanner::Continue() {
  Open& open = open_.back();
  const char close = open.is_object ? '}' : ']';
  SkipBlanks();
  if (AtEnd()) return CutOff();
  if (Peek() == close) {
    Take();
    open_.pop_back();
    return true;
  }
  if (!open.is_first) {
    if (Peek() != ',') return Wrong();
    Take();
    SkipBlanks();
    if (Peek() == close) return Wrong();
  }
  open.is_first = false;
  if (open.is_object && !MemberName()) return false;
  return Begin();
}

bool Scanner::MemberName() {
  if (!String()) return false;
  SkipBlanks();
  if (Peek() != ':') return WrongOrCutOff();
  Take();
  SkipBlanks();
  return true;
}

bool Scanner::String() {
  if (Left() < 2) return CutOff();
  if (Peek() != '"') return Wrong();
  if (text_.find('"', at_ + 1) == std::string_view::npos) return CutOff();
  for (Take(); !AtEnd(); Take()) {
    if (Peek() == '"') {
      Take();
      return true;
    }
    if (static_cast<unsigned char>(Peek()) < 0x20) return Wrong();
    if (Peek() == '\\' && !Escape()) return false;
  }
  return CutOff();
}

// Leaves `at_` on the last character of the escape.
bool Scanner::Escape() {
  Take();
  if (AtEnd()) return CutOff();
  if (std::string_view("\"\\/nrtfb").find(Peek()) != std::string_view::npos) return true;
  if (Peek() != 'u') return Wrong();
  const std::string_view digits = text_.substr(at_ + 1, 4);
  at_ += digits.size();
  const bool are_hex = std::ranges::all_of(digits, [](char c) { return HexValue(c) >= 0; });
  if (digits.size() == 4 && are_hex) return true;
  Take();
  return WrongOrCutOff();
}

bool Scanner::Word(std::string_view word) {
  if (text_.substr(at_).starts_with(word)) {
    at_ += word.size();
    return true;
  }
  return Left() < word.size() ? CutOff() : Wrong();
}

bool Scanner::Number() {
  if (Peek() == '-') Take();
  if (Peek() == '0') {
    Take();
    if (IsDigit(Peek())) return true;  // "01" is a zero, and then something else
  } else if (!Digits()) {
    return false;
  }
  if (Peek() == '.') {
    Take();
    if (!Digits()) return false;
  }
  if (Peek() != 'e' && Peek() != 'E') return true;
  Take();
  if (Peek() == '+' || Peek() == '-') Take();
  // The decoder forgets to say where it stopped here, and so takes the text for cut off.
  return IsDigit(Peek()) ? Digits() : CutOff();
}

bool Scanner::Digits() {
  if (!IsDigit(Peek())) return WrongOrCutOff();
  while (IsDigit(Peek())) Take();
  return true;
}

// Reads the four digits at the front of `hex`.
std::uint32_t TakeUnit(std::string_view& hex) {
  std::uint32_t unit = 0;
  for (const char c : hex.substr(0, 4)) unit = unit << 4 | static_cast<std::uint32_t>(HexValue(c));
  hex.remove_prefix(4);
  return unit;
}

// `rest` stands behind "\u".
void AppendEscaped(std::string& out, std::string_view& rest) {
  const std::uint32_t unit = TakeUnit(rest);
  if (unit < 0xD800 || unit > 0xDFFF) return AppendUtf8(out, unit);
  if (unit < 0xDC00 && rest.starts_with("\\u")) {
    std::string_view behind = rest.substr(2);
    const std::uint32_t low = TakeUnit(behind);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      rest = behind;
      return AppendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    }
  }
  out += kReplacementCharacter;
}

char Unescaped(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    default:
      return letter;
  }
}

}  // namespace

GoJsonText ScanGoJson(std::string_view text) {
  Scanner scanner(text);
  scanner.SkipBlanks();
  if (scanner.AtEnd()) return {};
  const std::size_t start = scanner.at();
  if (!scanner.Value()) return {.end = scanner.end()};
  return {.end = GoJsonEnd::kValue, .value = text.substr(start, scanner.at() - start)};
}

bool GoJsonMembers::Next() {
  Scanner scanner(rest_);
  scanner.SkipBlanks();
  if (scanner.Peek() == ',') {
    scanner.Take();
    scanner.SkipBlanks();
  }
  if (scanner.Peek() != '"') return false;
  const std::size_t name = scanner.at();
  scanner.String();
  name_ = GoJsonString(rest_.substr(name, scanner.at() - name));
  scanner.SkipBlanks();
  scanner.Take();
  scanner.SkipBlanks();
  const std::size_t value = scanner.at();
  scanner.Value();
  value_ = rest_.substr(value, scanner.at() - value);
  rest_.remove_prefix(scanner.at());
  return true;
}

std::string GoJsonString(std::string_view quoted) {
  std::string_view rest = quoted.substr(1, quoted.size() - 2);
  std::string out;
  out.reserve(rest.size());
  while (!rest.empty()) {
    if (rest[0] == '\\') {
      const char letter = rest[1];
      rest.remove_prefix(2);
      if (letter == 'u') {
        AppendEscaped(out, rest);
      } else {
        out += Unescaped(letter);
      }
      continue;
    }
    const std::size_t length = static_cast<unsigned char>(rest[0]) < 0x80 ? 1 : Utf8Length(rest);
    out += length == 0 ? kReplacementCharacter : rest.substr(0, length);
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::optional<std::int64_t> GoJsonInteger(std::string_view number) {
  std::int64_t value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ec != std::errc{} || read.ptr != number.data() + number.size()) return std::nullopt;
  return value;
}

std::string FoldFieldName(std::string_view name) {
  constexpr std::string_view kLongS = "\u017F";
  constexpr std::string_view kKelvin = "\u212A";
  const bool is_ascii =
      std::ranges::all_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string folded;
  folded.reserve(name.size());
  while (!name.empty()) {
    std::size_t length = 1;
    if (name[0] >= 'A' && name[0] <= 'Z') {
      folded += static_cast<char>(name[0] + 32);
    } else if (!is_ascii && name[0] == 's') {
      folded += kLongS;
    } else if (!is_ascii && name[0] == 'k') {
      folded += kKelvin;
    } else if (name.starts_with(kLongS)) {
      folded += 's';
      length = kLongS.size();
    } else if (name.starts_with(kKelvin)) {
      folded += 'k';
      length = kKelvin.size();
    } else {
      folded += name[0];
    }
    name.remove_prefix(length);
  }
  return folded;
}

}  // namespace authmock::portainer
