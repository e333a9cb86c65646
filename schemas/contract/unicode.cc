#include "schemas/contract/unicode.h"

namespace authmock {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Lead {
  std::size_t length = 0;  // of the sequence; 0: no lead byte
  char32_t bits = 0;
  char32_t least = 0;  // anything smaller is an overlong form
};

constexpr Lead ReadLead(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07u, 0x10000};
  return {};
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  ++at;
  if (first < 0x80) return first;
  const Lead lead = ReadLead(first);
  if (lead.length == 0 || at + lead.length - 1 > text.size()) return kReplacement;
  char32_t code_point = lead.bits;
  for (std::size_t i = 0; i + 1 < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0u) != 0x80) return kReplacement;
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < lead.least || code_point > 0x10FFFF || surrogate) return kReplacement;
  at += lead.length - 1;
  return code_point;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) NextCodePoint(text, at);
  return count;
}

std::string_view FirstCodePoints(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size() && count > 0; --count) NextCodePoint(text, at);
  return text.substr(0, at);
}

}  // namespace authmock
