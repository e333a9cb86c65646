#include "mock_servers/glowmarkt/token_hash.h"

#include <utility>

namespace authmock::glowmarkt {
namespace {

constexpr std::size_t kUuidBytes = 16;
// A hash is as many random bytes, then both ids under a key stream drawn from them.
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = kSaltBytes + 2 * kUuidBytes;

std::string UuidBytes(std::string_view uuid) {
  std::string digits;
  for (const char c : uuid) {
    if (c != '-') digits += c;
  }
  return HexDecode(digits).value_or("");
}

std::string UuidText(std::string_view bytes) {
  std::string text = HexEncode(bytes);
  for (const std::size_t at : {8, 13, 18, 23}) text.insert(at, 1, '-');
  return text;
}

std::string Xor(std::string bytes, std::string_view stream) {
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ stream[i]);
  return bytes;
}

}  // namespace

std::string TokenHashes::Make(const TokenOwner& owner, Random& random) const {
  const std::string salt = random.Bytes(kSaltBytes);
  std::string ids = UuidBytes(owner.user_id) + UuidBytes(owner.application_id);
  ids.resize(2 * kUuidBytes);
  return HexEncode(salt + Xor(std::move(ids), key_.Sign(salt)));
}

std::optional<TokenOwner> TokenHashes::Read(std::string_view hash) const {
  const auto bytes = HexDecode(hash);
  if (!bytes || bytes->size() != kHashBytes) return std::nullopt;
  const std::string ids =
      Xor(bytes->substr(kSaltBytes), key_.Sign(std::string_view(*bytes).substr(0, kSaltBytes)));
  return TokenOwner{.user_id = UuidText(std::string_view(ids).substr(0, kUuidBytes)),
                    .application_id = UuidText(std::string_view(ids).substr(kUuidBytes))};
}

std::string TokenHashes::TokenIdOf(std::string_view hash) const {
  std::string id = key_.Sign(hash).substr(0, kUuidBytes);
  id[6] = static_cast<char>((id[6] & 0x0F) | 0x40);  // version 4 of RFC 9562
  id[8] = static_cast<char>((id[8] & 0x3F) | 0x80);
  return UuidText(id);
}

}  // namespace authmock::glowmarkt
