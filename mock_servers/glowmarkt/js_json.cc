#include "mock_servers/glowmarkt/js_json.h"

#include <cstdint>
#include <utility>

#include "base/utf8.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool IsHighSurrogate(std::uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Every method that reads leaves its place behind what it read, or returns false. Nothing recurses:
// a body may be nested as deeply as it is long.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Members(TextMembers& members);

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char wanted);
  bool TakeAfterBlanks(char wanted);
  bool SkipValue();
  bool EndValues();
  bool Name(std::string& into);
  bool Scalar();
  bool String(std::string& into);
  bool Escape(std::string& into);
  bool UnicodeEscape(std::string& into);
  std::optional<std::uint32_t> HexFour();
  bool Word(std::string_view word);
  bool Number();
  bool Digits();
  void SkipBlanks();

  std::string_view text_;
  std::size_t at_ = 0;
  std::string open_{};     // the closing brackets that are waited for
  std::string skipped_{};  // a string nobody asked for
};

void Scanner::SkipBlanks() {
  while (Peek() == ' ' || Peek() == '\t' || Peek() == '\r' || Peek() == '\n') ++at_;
}

bool Scanner::Take(char wanted) {
  if (at_ == text_.size() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool Scanner::TakeAfterBlanks(char wanted) {
  SkipBlanks();
  return Take(wanted);
}

// The whole text, an object.
bool Scanner::Members(TextMembers& members) {
  if (!TakeAfterBlanks('{')) return false;
  if (!TakeAfterBlanks('}')) {
    do {
      std::string name;
      std::string value;
      if (!Name(name)) return false;
      SkipBlanks();
      const bool is_text = Peek() == '"';
      if (is_text ? !String(value) : !SkipValue()) return false;
      members.erase(name);
      if (is_text) members.emplace(std::move(name), std::move(value));
    } while (TakeAfterBlanks(','));
    if (!Take('}')) return false;
  }
  SkipBlanks();
  return at_ == text_.size();
}

bool Scanner::Name(std::string& into) {
  SkipBlanks();
  return String(into) && TakeAfterBlanks(':');
}

bool Scanner::SkipValue() {
  do {
    SkipBlanks();
    if (Take('{')) {
      open_ += '}';
      SkipBlanks();
      if (Peek() != '}') {
        if (!Name(skipped_)) return false;
        continue;
      }
    } else if (Take('[')) {
      open_ += ']';
      SkipBlanks();
      if (Peek() != ']') continue;
    } else if (!Scalar()) {
      return false;
    }
    if (!EndValues()) return false;
  } while (!open_.empty());
  return true;
}

// Behind a value: closes what closes here, and goes on to the next value, if one must follow.
bool Scanner::EndValues() {
  while (!open_.empty()) {
    if (TakeAfterBlanks(open_.back())) {
      open_.pop_back();
    } else {
      return Take(',') && (open_.back() == ']' || Name(skipped_));
    }
  }
  return true;
}

bool Scanner::Scalar() {
  switch (Peek()) {
    case '"':
      return String(skipped_);
    case 't':
      return Word("true");
    case 'f':
      return Word("false");
    case 'n':
      return Word("null");
    default:
      return Number();
  }
}

bool Scanner::Word(std::string_view word) {
  if (!text_.substr(at_).starts_with(word)) return false;
  at_ += word.size();
  return true;
}

bool Scanner::Number() {
  Take('-');
  if (!Take('0') && !Digits()) return false;
  if (Take('.') && !Digits()) return false;
  if (!Take('e') && !Take('E')) return true;
  if (!Take('+')) Take('-');
  return Digits();
}

bool Scanner::Digits() {
  const std::size_t begin = at_;
  while (Peek() >= '0' && Peek() <= '9') ++at_;
  return at_ > begin;
}

bool Scanner::String(std::string& into) {
  into.clear();
  if (!Take('"')) return false;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') return true;
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c != '\\') {
      into += c;
    } else if (!Escape(into)) {
      return false;
    }
  }
  return false;
}

bool Scanner::Escape(std::string& into) {
  constexpr std::string_view kNames = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  if (Take('u')) return UnicodeEscape(into);
  const std::size_t known = kNames.find(Peek());
  if (at_ == text_.size() || known == kNames.npos) return false;
  into += kMeant[known];
  ++at_;
  return true;
}

bool Scanner::UnicodeEscape(std::string& into) {
  const auto unit = HexFour();
  if (!unit) return false;
  std::uint32_t code_point = *unit;
  if (IsHighSurrogate(*unit) && text_.substr(at_).starts_with("\\u")) {
    const std::size_t second = at_;
    at_ += 2;
    const auto low = HexFour();
    if (!low) return false;
    if (IsLowSurrogate(*low)) {
      code_point = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
    } else {
      at_ = second;
    }
  }
  const bool is_lone = IsHighSurrogate(code_point) || IsLowSurrogate(code_point);
  if (is_lone) {
    into += kReplacementCharacter;
  } else {
    AppendUtf8(into, code_point);
  }
  return true;
}

std::optional<std::uint32_t> Scanner::HexFour() {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = HexValue(Peek());
    if (digit < 0) return std::nullopt;
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
    ++at_;
  }
  return unit;
}

}  // namespace

std::optional<TextMembers> ReadTextMembers(std::string_view body) {
  if (body.starts_with(kByteOrderMark)) body.remove_prefix(kByteOrderMark.size());
  TextMembers members;
  if (!IsUtf8(body) || !Scanner(body).Members(members)) return std::nullopt;
  return members;
}

}  // namespace authmock::glowmarkt
