#include "mock_servers/python/python_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/unicode_case.h"
#include "base/utf8.h"
#include "mock_servers/python/python_chars.h"

namespace authmock {
namespace {

void AppendHex(std::string& out, char32_t value, int digits) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += kDigits[(value >> shift) & 0xF];
  }
}

bool IsSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// Single quotes, unless double ones save escapes.
char QuoteFor(std::string_view text) {
  return text.find('\'') != text.npos && text.find('"') == text.npos ? '"' : '\'';
}

// The escapes that str and bytes have in common; false if `c` has none of them.
bool AppendCommonEscape(std::string& out, char32_t c, char quote) {
  if (c == '\t') {
    out += "\\t";
  } else if (c == '\n') {
    out += "\\n";
  } else if (c == '\r') {
    out += "\\r";
  } else if (c == '\\' || c == static_cast<unsigned char>(quote)) {
    (out += '\\') += static_cast<char>(c);
  } else if (c < 0x20 || c == 0x7F) {
    AppendHex(out += "\\x", c, 2);
  } else {
    return false;
  }
  return true;
}

void AppendStringRepr(std::string& out, std::string_view text) {
  const char quote = QuoteFor(text);
  out += quote;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = NextPythonChar(text, at);
    if (AppendCommonEscape(out, c, quote)) continue;
    if (IsPythonPrintable(c)) {
      out.append(text.substr(from, at - from));
    } else if (c <= 0xFF) {
      AppendHex(out += "\\x", c, 2);
    } else if (c <= 0xFFFF) {
      AppendHex(out += "\\u", c, 4);
    } else {
      AppendHex(out += "\\U", c, 8);
    }
  }
  out += quote;
}

void AppendInteger(std::string& out, const Json& value) {
  out += value.is_number_unsigned() ? std::to_string(value.get<std::uint64_t>())
                                    : std::to_string(value.get<std::int64_t>());
}

// The shortest digits that read back the same; as 1e+16 from there on and as 1e-05 below 0.0001.
void AppendFinite(std::string& out, double value) {
  constexpr int kFirstLarge = 16;
  constexpr int kFirstSmall = -5;
  std::array<char, 40> buffer{};
  auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                           std::chars_format::scientific);
  const std::string_view text(buffer.data(), end.ptr - buffer.data());
  const std::string_view digits = text.substr(text.find('e') + 1);
  int exponent = 0;
  std::from_chars(digits.data() + (digits.front() == '+'), digits.data() + digits.size(), exponent);
  if (exponent <= kFirstSmall || exponent >= kFirstLarge) {
    out.append(text);
    return;
  }
  std::array<char, 400> fixed{};
  end = std::to_chars(fixed.data(), fixed.data() + fixed.size(), value, std::chars_format::fixed);
  const std::string_view plain(fixed.data(), end.ptr - fixed.data());
  out.append(plain);
  if (plain.find('.') == plain.npos) out += ".0";
}

struct FloatNames {
  std::string_view nan;
  std::string_view infinity;
};

void AppendFloat(std::string& out, double value, const FloatNames& names) {
  if (std::isnan(value)) {
    out += names.nan;
  } else if (std::isinf(value)) {
    if (value < 0) out += '-';
    out += names.infinity;
  } else {
    AppendFinite(out, value);
  }
}

void AppendBinary(std::string& out, const Json& value) {
  const auto& digits = value.get_binary();
  out.append(digits.begin(), digits.end());
}

void AppendRepr(std::string& out, const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      out += "None";
      break;
    case Json::value_t::boolean:
      out += value.get<bool>() ? "True" : "False";
      break;
    case Json::value_t::number_float:
      AppendFloat(out, value.get<double>(), {"nan", "inf"});
      break;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      AppendInteger(out, value);
      break;
    case Json::value_t::string:
      AppendStringRepr(out, value.get_ref<const std::string&>());
      break;
    case Json::value_t::array: {
      std::string_view before = "[";
      for (const Json& item : value) {
        AppendRepr(out += before, item);
        before = ", ";
      }
      out += value.empty() ? "[]" : "]";
      break;
    }
    case Json::value_t::object: {
      std::string_view before = "{";
      for (const auto& [name, member] : value.items()) {
        AppendStringRepr(out += before, name);
        AppendRepr(out += ": ", member);
        before = ", ";
      }
      out += value.empty() ? "{}" : "}";
      break;
    }
    default:
      AppendBinary(out, value);
  }
}

// Writes JSON as the module json does.
class Dumper {
 public:
  Dumper(std::string& out, std::string_view comma, std::string_view colon)
      : out_(out), comma_(comma), colon_(colon) {}

  void Value(const Json& value);

 private:
  void String(std::string_view text);

  std::string& out_;
  std::string_view comma_;
  std::string_view colon_;
};

void Dumper::String(std::string_view text) {
  constexpr std::string_view kEscaped = "\"\\\n\r\t\f\b";
  constexpr std::string_view kLetters = "\"\\nrtfb";
  out_ += '"';
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextPythonChar(text, at);
    const std::size_t special =
        c < 0x80 ? kEscaped.find(static_cast<char>(c)) : std::string_view::npos;
    if (special != std::string_view::npos) {
      (out_ += '\\') += kLetters[special];
    } else if (c >= 0x20 && c < 0x7F) {
      out_ += static_cast<char>(c);
    } else if (c <= 0xFFFF) {
      AppendHex(out_ += "\\u", c, 4);
    } else {
      AppendHex(out_ += "\\u", 0xD800 + ((c - 0x10000) >> 10), 4);
      AppendHex(out_ += "\\u", 0xDC00 + ((c - 0x10000) & 0x3FF), 4);
    }
  }
  out_ += '"';
}

void Dumper::Value(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      out_ += "null";
      break;
    case Json::value_t::boolean:
      out_ += value.get<bool>() ? "true" : "false";
      break;
    case Json::value_t::number_float:
      AppendFloat(out_, value.get<double>(), {"NaN", "Infinity"});
      break;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      AppendInteger(out_, value);
      break;
    case Json::value_t::string:
      String(value.get_ref<const std::string&>());
      break;
    case Json::value_t::array: {
      std::string_view before = "[";
      for (const Json& item : value) {
        out_ += before;
        Value(item);
        before = comma_;
      }
      out_ += value.empty() ? "[]" : "]";
      break;
    }
    case Json::value_t::object: {
      std::string_view before = "{";
      for (const auto& [name, member] : value.items()) {
        out_ += before;
        String(name);
        out_ += colon_;
        Value(member);
        before = comma_;
      }
      out_ += value.empty() ? "{}" : "}";
      break;
    }
    default:
      AppendBinary(out_, value);
  }
}

// The surrogate that the three bytes at the start of `text` stand for.
std::optional<char32_t> ReadSurrogate(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.size() < 3 || byte(0) != 0xED || (byte(1) & 0xE0) != 0xA0 || (byte(2) & 0xC0) != 0x80) {
    return std::nullopt;
  }
  return 0xD000u | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
}

bool LetterFollows(std::string_view text, std::size_t at) {
  return at < text.size() && IsPythonAlpha(NextPythonChar(text, at));
}

}  // namespace

std::string PythonRepr(const Json& value) {
  std::string out;
  AppendRepr(out, value);
  return out;
}

std::string PythonBytesRepr(std::string_view bytes) {
  const char quote = QuoteFor(bytes);
  std::string out = "b";
  out += quote;
  for (const char byte : bytes) {
    const auto c = static_cast<unsigned char>(byte);
    if (AppendCommonEscape(out, c, quote)) continue;
    if (c < 0x7F) {
      out += byte;
    } else {
      AppendHex(out += "\\x", c, 2);
    }
  }
  return out += quote;
}

std::string PythonJson(const Json& value) {
  std::string out;
  Dumper(out, ", ", ": ").Value(value);
  return out;
}

std::string PythonJsonCompact(const Json& value) {
  std::string out;
  Dumper(out, ",", ":").Value(value);
  return out;
}

char32_t NextPythonChar(std::string_view text, std::size_t& at) {
  const std::string_view rest = text.substr(at);
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  const std::size_t length = Utf8Length(rest);
  if (length == 0) {
    const auto surrogate = ReadSurrogate(rest);
    at += surrogate ? 3 : 1;
    return surrogate.value_or(0xFFFD);
  }
  at += length;
  if (length == 1) return byte(0);
  char32_t c = byte(0) & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) c = c << 6 | (byte(i) & 0x3Fu);
  return c;
}

void AppendPythonChar(std::string& text, char32_t c) {
  if (!IsSurrogate(c)) return AppendUtf8(text, c);
  text += '\xED';
  text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  text += static_cast<char>(0x80 | (c & 0x3F));
}

std::size_t PythonLength(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++length) NextPythonChar(text, at);
  return length;
}

std::string PythonLower(std::string_view text) {
  constexpr char32_t kSigma = 0x3A3;
  constexpr char32_t kFinalSigma = 0x3C2;
  constexpr char32_t kDottedI = 0x130;
  std::string lower;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = NextPythonChar(text, at);
    if (c == kSigma && in_word && !LetterFollows(text, at)) {
      AppendPythonChar(lower, kFinalSigma);
    } else if (c == kDottedI) {
      lower += "i\xCC\x87";
    } else {
      AppendPythonChar(lower, LowerCaseOf(c));
    }
    in_word = IsPythonAlpha(c);
  }
  return lower;
}

bool HasLoneSurrogate(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (IsSurrogate(NextPythonChar(text, at))) return true;
  }
  return false;
}

}  // namespace authmock
