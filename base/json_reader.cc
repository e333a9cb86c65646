#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/json_number.h"
#include "base/utf8.h"

namespace authmock {
namespace {

// A pointer may be as long as the text, so a hostile text must not make us keep many.
constexpr std::size_t kDuplicatesListed = 16;
// Up to here comparing every pair of names beats sorting them.
constexpr std::size_t kFewMembers = 12;

// Characters of a string that stand for themselves and need no second look.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// RFC 8259 by recursive descent. Every method leaves `at_` behind what it read, or returns false
// with the fault told.
class Reader {
 public:
  Reader(std::string_view text, std::size_t depth, JsonText& out)
      : text_(text), depth_(depth), out_(out) {}

  void Run(Json& into);

 private:
  struct Member {
    std::string name;
    std::size_t at;
    Json value;
  };

  bool Value(Json& into);
  bool Object(Json& into);
  bool MemberInto(std::vector<Member>& members);
  bool Array(Json& into);
  bool String(std::string& into);
  bool Escape(std::string& into);
  bool UnicodeEscape(std::string& into);
  bool HexFour(std::size_t from, std::uint32_t& unit);
  void Rune(std::string& into);
  bool Number(Json& into);
  bool Literal(std::string_view word, Json value, Json& into);

  bool Enter();
  bool Take(char wanted);
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void SkipBlanks();
  bool Fault();
  bool FaultAt(JsonFault fault, std::size_t at);
  void NoteInvalid(std::string& into, std::size_t at);

  void DropDuplicates(std::vector<Member>& members);
  void NoteDuplicate(const Member& member);
  void PrefixDuplicates(std::size_t from, std::string_view step);

  const std::string_view text_;
  const std::size_t depth_;
  JsonText& out_;
  std::size_t at_ = 0;
  std::size_t open_ = 0;  // arrays and objects around this place
};

void Reader::Run(Json& into) {
  SkipBlanks();
  if (at_ == text_.size()) {
    FaultAt(JsonFault::kEmpty, at_);
    return;
  }
  if (!Value(into)) return;
  out_.fault = JsonFault::kNone;
  out_.at = at_;
  SkipBlanks();
  out_.trailing_text = at_ < text_.size();
}

bool Reader::Value(Json& into) {
  switch (Peek()) {
    case '{':
      return Object(into);
    case '[':
      return Array(into);
    case 't':
      return Literal("true", true, into);
    case 'f':
      return Literal("false", false, into);
    case 'n':
      return Literal("null", nullptr, into);
    case '"': {
      std::string text;
      if (!String(text)) return false;
      into = std::move(text);
      return true;
    }
    default:
      return Number(into);
  }
}

bool Reader::Object(Json& into) {
  if (!Enter()) return false;
  std::vector<Member> members;
  SkipBlanks();
  if (Peek() != '}') {
    do {
      if (!MemberInto(members)) return false;
      SkipBlanks();
    } while (Peek() == ',' && Take(','));
  }
  if (!Take('}')) return false;
  --open_;

  DropDuplicates(members);
  Json::object_t object;
  object.reserve(members.size());  // growing would copy every member: their names are const
  for (Member& member : members) {
    object.emplace_back(std::move(member.name), std::move(member.value));
  }
  into = std::move(object);
  return true;
}

bool Reader::MemberInto(std::vector<Member>& members) {
  SkipBlanks();
  Member member{{}, at_, {}};
  if (Peek() != '"') return Fault();
  if (!String(member.name)) return false;
  SkipBlanks();
  if (!Take(':')) return false;
  SkipBlanks();
  const std::size_t listed = out_.duplicate_keys.size();
  if (!Value(member.value)) return false;
  if (out_.duplicate_keys.size() > listed) PrefixDuplicates(listed, member.name);
  members.push_back(std::move(member));
  return true;
}

bool Reader::Array(Json& into) {
  if (!Enter()) return false;
  Json::array_t items;
  SkipBlanks();
  if (Peek() != ']') {
    do {
      SkipBlanks();
      const std::size_t listed = out_.duplicate_keys.size();
      Json item;
      if (!Value(item)) return false;
      if (out_.duplicate_keys.size() > listed) {
        PrefixDuplicates(listed, std::to_string(items.size()));
      }
      items.push_back(std::move(item));
      SkipBlanks();
    } while (Peek() == ',' && Take(','));
  }
  if (!Take(']')) return false;
  --open_;
  into = std::move(items);
  return true;
}

bool Reader::String(std::string& into) {
  ++at_;
  for (;;) {
    const std::size_t from = at_;
    while (at_ < text_.size() && kPlain[static_cast<unsigned char>(text_[at_])]) ++at_;
    into.append(text_.substr(from, at_ - from));
    if (at_ == text_.size()) return Fault();
    if (text_[at_] == '"') {
      ++at_;
      return true;
    }
    if (text_[at_] == '\\') {
      if (!Escape(into)) return false;
    } else if (static_cast<unsigned char>(text_[at_]) < 0x20) {
      return Fault();
    } else {
      Rune(into);
    }
  }
}

bool Reader::Escape(std::string& into) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  ++at_;
  if (Peek() == 'u') return UnicodeEscape(into);
  const std::size_t letter = kLetters.find(Peek());
  if (letter == std::string_view::npos) return Fault();
  into += kMeanings[letter];
  ++at_;
  return true;
}

bool Reader::UnicodeEscape(std::string& into) {
  const std::size_t start = at_ - 1;
  std::uint32_t unit = 0;
  if (!HexFour(at_ + 1, unit)) return false;
  at_ += 5;
  if (unit < 0xD800 || unit > 0xDFFF) {
    AppendUtf8(into, unit);
    return true;
  }
  if (unit <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
    std::uint32_t low = 0;
    if (!HexFour(at_ + 2, low)) return false;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      AppendUtf8(into, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
      at_ += 6;
      return true;
    }
  }
  NoteInvalid(into, start);
  return true;
}

bool Reader::HexFour(std::size_t from, std::uint32_t& unit) {
  unit = 0;
  for (std::size_t at = from; at < from + 4; ++at) {
    const char c = at < text_.size() ? text_[at] : '\0';
    const char lower = static_cast<char>(c | 0x20);
    if (!IsDigit(c) && (lower < 'a' || lower > 'f')) {
      at_ = std::min(at, text_.size());
      return Fault();
    }
    unit = unit << 4 | static_cast<std::uint32_t>(IsDigit(c) ? c - '0' : lower - 'a' + 10);
  }
  return true;
}

// Each byte that belongs to no valid sequence becomes one U+FFFD, the way Go's utf8 package counts.
void Reader::Rune(std::string& into) {
  const std::size_t length = Utf8Length(text_.substr(at_));
  if (length == 0) {
    NoteInvalid(into, at_++);
    return;
  }
  into.append(text_.substr(at_, length));
  at_ += length;
}

bool Reader::Number(Json& into) {
  const std::size_t from = at_;
  const JsonNumber number = ReadJsonNumber(text_.substr(from));
  at_ += number.length;
  if (!number.is_complete) return Fault();
  if (!number.value) return FaultAt(JsonFault::kMalformed, from);
  into = std::visit([](auto value) { return Json(value); }, *number.value);
  return true;
}

bool Reader::Literal(std::string_view word, Json value, Json& into) {
  for (const char c : word) {
    if (!Take(c)) return false;
  }
  into = std::move(value);
  return true;
}

bool Reader::Enter() {
  if (open_ == depth_) return FaultAt(JsonFault::kTooDeep, at_);
  ++open_;
  ++at_;
  return true;
}

bool Reader::Take(char wanted) {
  if (at_ == text_.size() || text_[at_] != wanted) return Fault();
  ++at_;
  return true;
}

void Reader::SkipBlanks() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
    ++at_;
  }
}

bool Reader::Fault() {
  return FaultAt(at_ == text_.size() ? JsonFault::kTruncated : JsonFault::kMalformed, at_);
}

bool Reader::FaultAt(JsonFault fault, std::size_t at) {
  out_.fault = fault;
  out_.at = at;
  return false;
}

void Reader::NoteInvalid(std::string& into, std::size_t at) {
  if (!out_.invalid_utf8) out_.invalid_utf8_at = at;
  out_.invalid_utf8 = true;
  into += kReplacementCharacter;
}

bool AllDiffer(std::vector<std::string_view> names) {
  if (names.size() > kFewMembers) {
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) == names.end();
  }
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + i, names[i]) != names.begin() + i) return false;
  }
  return true;
}

// A member that came twice keeps its first place and gets its last value.
void Reader::DropDuplicates(std::vector<Member>& members) {
  if (members.size() < 2) return;
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const Member& member : members) names.push_back(member.name);
  if (AllDiffer(std::move(names))) return;

  struct Seen {
    std::size_t place;
    bool noted;
  };
  std::map<std::string, Seen> seen;
  std::vector<Member> kept;
  for (Member& member : members) {
    const auto [entry, is_new] = seen.try_emplace(member.name, Seen{kept.size(), false});
    if (is_new) {
      kept.push_back(std::move(member));
      continue;
    }
    if (!std::exchange(entry->second.noted, true)) NoteDuplicate(member);
    kept[entry->second.place].value = std::move(member.value);
  }
  members = std::move(kept);
}

void Reader::NoteDuplicate(const Member& member) {
  if (out_.duplicate_keys.size() == kDuplicatesListed) return;
  if (out_.duplicate_keys.empty()) out_.duplicate_at = member.at;
  out_.duplicate_keys.push_back(Child("", member.name));
}

void Reader::PrefixDuplicates(std::size_t from, std::string_view step) {
  const std::string prefix = Child("", step);
  for (std::size_t i = from; i < out_.duplicate_keys.size(); ++i) {
    out_.duplicate_keys[i].insert(0, prefix);
  }
}

}  // namespace

JsonText::JsonText() = default;
JsonText::JsonText(JsonText&&) noexcept = default;
JsonText& JsonText::operator=(JsonText&&) noexcept = default;
JsonText::~JsonText() = default;

const Json& JsonText::value() const {
  static const Json kNull;
  return ok() && value_ ? *value_ : kNull;
}

Json JsonText::TakeValue() && { return ok() && value_ ? std::move(*value_) : Json(); }

JsonText ReadJson(std::string_view text, JsonLimits limits) {
  JsonText out;
  if (text.size() > limits.bytes) {
    out.fault = JsonFault::kTooLong;
    out.at = limits.bytes;
    return out;
  }
  out.value_ = std::make_unique<Json>();
  Reader(text, limits.depth, out).Run(*out.value_);
  return out;
}

}  // namespace authmock
