#include "mock_servers/python/python_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/json_number.h"
#include "base/utf8.h"
#include "mock_servers/python/python_text.h"

namespace authmock {
namespace {

// The interpreter stops at 1000 calls; a web framework needs some of them for itself.
constexpr int kDeepest = 900;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// By recursive descent. Every method leaves `at_` behind what it read, or returns false.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  PythonDocument Read() {
    PythonDocument document;
    SkipBlanks();
    if (Value(document.value)) {
      SkipBlanks();
      if (at_ == text_.size()) document.fault = PythonDocument::Fault::kNone;
    }
    if (is_too_deep_) document.fault = PythonDocument::Fault::kTooDeep;
    if (!document.ok()) document.value = nullptr;
    return document;
  }

 private:
  using Members = std::vector<std::pair<std::string, Json>>;

  bool Value(Json& into);
  bool Object(Json& into);
  bool Array(Json& into);
  bool String(std::string& into);
  bool Escape(std::string& into);
  std::optional<std::uint32_t> HexFour(std::size_t from) const;
  bool Number(Json& into);
  bool Literal(std::string_view word, Json value, Json& into);

  bool Enter() {
    ++at_;
    is_too_deep_ = ++open_ > kDeepest;
    return !is_too_deep_;
  }
  bool Take(char wanted) {
    if (Peek() != wanted || at_ == text_.size()) return false;
    ++at_;
    return true;
  }
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void SkipBlanks() { at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size()); }

  std::string_view text_;
  std::size_t at_ = 0;
  int open_ = 0;  // arrays and objects around this place
  bool is_too_deep_ = false;
};

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
    case 'N':
      return Literal("NaN", std::numeric_limits<double>::quiet_NaN(), into);
    case 'I':
      return Literal("Infinity", kInfinity, into);
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

// A member that came twice keeps its first place and gets its last value.
Json::object_t WithoutDuplicates(std::vector<std::pair<std::string, Json>> members) {
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto [place, is_new] = places.try_emplace(members[i].first, i);
    if (is_new) {
      kept.push_back(i);
    } else {
      members[place->second].second = std::move(members[i].second);
    }
  }
  Json::object_t object;
  object.reserve(kept.size());
  for (const std::size_t i : kept) {
    object.emplace_back(std::move(members[i].first), std::move(members[i].second));
  }
  return object;
}

bool Reader::Object(Json& into) {
  if (!Enter()) return false;
  Members members;
  SkipBlanks();
  if (Peek() != '}') {
    do {
      SkipBlanks();
      auto& [name, value] = members.emplace_back();
      if (Peek() != '"' || !String(name)) return false;
      SkipBlanks();
      if (!Take(':')) return false;
      SkipBlanks();
      if (!Value(value)) return false;
      SkipBlanks();
    } while (Take(','));
  }
  if (!Take('}')) return false;
  --open_;
  into = WithoutDuplicates(std::move(members));
  return true;
}

bool Reader::Array(Json& into) {
  if (!Enter()) return false;
  Json::array_t items;
  SkipBlanks();
  if (Peek() != ']') {
    do {
      SkipBlanks();
      Json item;
      if (!Value(item)) return false;
      items.push_back(std::move(item));
      SkipBlanks();
    } while (Take(','));
  }
  if (!Take(']')) return false;
  --open_;
  into = std::move(items);
  return true;
}

bool Reader::String(std::string& into) {
  ++at_;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) return false;
    if (c == '\\') {
      if (!Escape(into)) return false;
    } else {
      into += c;
      ++at_;
    }
  }
  return false;
}

bool Reader::Escape(std::string& into) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  ++at_;
  if (Peek() != 'u') {
    const std::size_t letter = kLetters.find(Peek());
    if (at_ == text_.size() || letter == std::string_view::npos) return false;
    into += kMeanings[letter];
    ++at_;
    return true;
  }
  const auto unit = HexFour(at_ + 1);
  if (!unit) return false;
  at_ += 5;
  if (*unit >= 0xD800 && *unit <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
    const auto low = HexFour(at_ + 2);
    if (!low) return false;
    if (*low >= 0xDC00 && *low <= 0xDFFF) {
      at_ += 6;
      AppendUtf8(into, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      return true;
    }
  }
  AppendPythonChar(into, *unit);
  return true;
}

std::optional<std::uint32_t> Reader::HexFour(std::size_t from) const {
  const std::string_view digits = text_.substr(std::min(from, text_.size()), 4);
  if (digits.size() < 4) return std::nullopt;
  std::uint32_t unit = 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    unit = unit << 4 | static_cast<std::uint32_t>(is_digit ? c - '0' : lower - 'a' + 10);
  }
  return unit;
}

bool Reader::Number(Json& into) {
  if (text_.substr(at_).starts_with("-I")) return Literal("-Infinity", -kInfinity, into);
  const JsonNumber number = ReadJsonNumber(text_.substr(at_));
  const std::string_view text = text_.substr(at_, number.length);
  if (!number.is_complete) return false;
  at_ += number.length;
  const bool is_integer = text.find_first_of(".eE") == text.npos;
  if (text == "-0") {
    into = 0;
  } else if (is_integer && (!number.value || std::holds_alternative<double>(*number.value))) {
    into = Json::binary(std::vector<std::uint8_t>(text.begin(), text.end()));
  } else if (!number.value) {
    into = text.starts_with('-') ? -kInfinity : kInfinity;
  } else {
    into = std::visit([](auto value) { return Json(value); }, *number.value);
  }
  return true;
}

bool Reader::Literal(std::string_view word, Json value, Json& into) {
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  into = std::move(value);
  return true;
}

}  // namespace

PythonDocument ReadPythonJson(std::string_view bytes) {
  if (!IsUtf8(bytes)) return {};
  return Reader(bytes).Read();
}

}  // namespace authmock
