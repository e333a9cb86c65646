#include "conformance/engine/plain_text.h"

#include <cstdio>

#include "base/utf8.h"

namespace authmock {
namespace {

// Calls `take` with each character of `text`, empty for a byte that belongs to none.
template <typename Take>
void EachCharacter(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t length = Utf8Length(text);
    take(text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
}

std::string Escaped(unsigned char byte) {
  if (byte == '\n') return "\\n";
  if (byte == '\r') return "\\r";
  if (byte == '\t') return "\\t";
  char text[8];
  std::snprintf(text, sizeof text, "\\x%02x", byte);
  return text;
}

// C1 controls steer terminals as well: U+009B begins a sequence.
bool IsC1Control(std::string_view character) {
  return character.size() == 2 && character[0] == '\xC2' && character[1] < '\xA0';
}

bool IsForbiddenInXml(std::string_view character) {
  if (character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") return true;  // U+FFFE, U+FFFF
  const auto byte = static_cast<unsigned char>(character.front());
  return byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r';
}

}  // namespace

std::string OneLine(std::string_view text) {
  std::string line{};
  EachCharacter(text, [&line](std::string_view character) {
    if (character.empty() || IsC1Control(character)) {
      line += kReplacementCharacter;
    } else if (static_cast<unsigned char>(character.front()) < ' ' || character == "\x7F") {
      line += Escaped(static_cast<unsigned char>(character.front()));
    } else {
      line += character;
    }
  });
  return line;
}

std::string XmlText(std::string_view text) {
  std::string safe{};
  EachCharacter(text, [&safe](std::string_view character) {
    safe += character.empty() || IsForbiddenInXml(character) ? kReplacementCharacter : character;
  });
  return safe;
}

}  // namespace authmock
