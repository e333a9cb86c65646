// The few primitives the emulated APIs need, over OpenSSL. Nothing here is secret-keeping: these
// are mocks.
#ifndef AUTHMOCK_BASE_CRYPTO_H_
#define AUTHMOCK_BASE_CRYPTO_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace authmock {

std::string Sha256(std::string_view bytes);  // 32 bytes

enum class Hash { kSha256, kSha384, kSha512, kSha1 };

// HMAC (RFC 2104) under one key, which is prepared once. Thread-safe.
class Hmac {
 public:
  Hmac(Hash hash, std::string_view key);
  ~Hmac();
  Hmac(Hmac&&) noexcept;
  Hmac& operator=(Hmac&&) noexcept;

  std::string Sign(std::string_view bytes) const;

 private:
  struct Prepared;
  std::unique_ptr<Prepared> prepared_;
};

// Time does not depend on where the two differ.
bool EqualInConstantTime(std::string_view a, std::string_view b);

std::string Base64Encode(std::string_view bytes);     // RFC 4648 section 4, padded
std::string Base64UrlEncode(std::string_view bytes);  // section 5, no padding
// nullopt for anything outside the alphabet or a wrong length. The unused bits of the last
// character are checked only without `lenient_tail`: most servers and JWT libraries do not look at
// them.
std::optional<std::string> Base64Decode(std::string_view text);
std::optional<std::string> Base64UrlDecode(std::string_view text, bool lenient_tail = true);
std::string HexEncode(std::string_view bytes);
std::optional<std::string> HexDecode(std::string_view text);  // either case; nullopt: no hex

// bcrypt ("$2b$CC$...") of the first 72 bytes or up to the first NUL; `salt` 16 bytes, cost 4
// to 31.
std::string Bcrypt(std::string_view password, std::string_view salt, int cost);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_CRYPTO_H_
