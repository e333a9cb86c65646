#include "base/totp.h"

#include <algorithm>
#include <array>

namespace authmock {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kBase32Group = 8;  // characters, for five bytes

// How many characters the last group may have, and so how many carry 0 to 5 bytes.
bool IsGroupLength(std::size_t characters) {
  return characters != 1 && characters != 3 && characters != 6;
}

// The text without its padding; nullopt if that does not fill the last group.
std::optional<std::string_view> WithoutPadding(std::string_view text) {
  const std::size_t end = std::min(text.find('='), text.size());
  const std::string_view padding = text.substr(end);
  if (!IsGroupLength(end % kBase32Group)) return std::nullopt;
  if (padding.empty()) return text;
  const bool fits = padding.size() == (kBase32Group - end % kBase32Group) % kBase32Group;
  if (!fits || padding.find_first_not_of('=') != padding.npos) return std::nullopt;
  return text.substr(0, end);
}

std::string BigEndian(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, number >>= 8) bytes[i] = static_cast<char>(number & 0xFF);
  return bytes;
}

}  // namespace

std::string Base32Encode(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (count += 8; count >= 5; count -= 5) text += kBase32[bits >> (count - 5) & 31];
  }
  if (count > 0) text += kBase32[bits << (5 - count) & 31];
  while (text.size() % kBase32Group != 0) text += '=';
  return text;
}

std::optional<std::string> Base32Decode(std::string_view text) {
  const auto digits = WithoutPadding(text);
  if (!digits) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : *digits) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    const std::size_t value = kBase32.find(upper);
    if (value == kBase32.npos) return std::nullopt;
    bits = bits << 5 | static_cast<std::uint32_t>(value);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

std::int64_t TotpStep(Time now, const TotpForm& form) {
  const Duration since = now.time_since_epoch();
  const bool rounds_up = since % form.step < Duration::zero();
  return since / form.step - (rounds_up ? 1 : 0);
}

std::string TotpCode(std::string_view key, std::int64_t step, const TotpForm& form) {
  const std::string mac = Hmac(form.hash, key).Sign(BigEndian(static_cast<std::uint64_t>(step)));
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(mac[i]); };
  const std::size_t at = byte(mac.size() - 1) & 0xF;
  std::uint32_t number =
      (byte(at) & 0x7Fu) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
  std::string code(static_cast<std::size_t>(form.digits), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10) {
    *digit = static_cast<char>('0' + number % 10);
  }
  return code;
}

std::optional<std::int64_t> FindTotpStep(std::string_view key, std::string_view code, Time now,
                                         int window, const TotpForm& form) {
  const std::int64_t current = TotpStep(now, form);
  for (int away = 0; away <= window; ++away) {
    for (const std::int64_t step : std::array{current - away, current + away}) {
      if (EqualInConstantTime(TotpCode(key, step, form), code)) return step;
    }
  }
  return std::nullopt;
}

}  // namespace authmock
