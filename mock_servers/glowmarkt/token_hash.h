// The claim `tokenHash`, by which the server finds whose a token is. It looks like chance to anyone
// else: nothing in a token names its user.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_TOKEN_HASH_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_TOKEN_HASH_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/random.h"

namespace authmock::glowmarkt {

// Two UUIDs in lower case.
struct TokenOwner {
  std::string user_id{};
  std::string application_id{};

  bool operator==(const TokenOwner&) const = default;
};

// Makes and reads hashes under one secret. Thread-safe.
class TokenHashes {
 public:
  explicit TokenHashes(std::string_view secret) : key_(Hash::kSha256, secret) {}

  // 96 hex digits in lower case, other ones each time.
  std::string Make(const TokenOwner& owner, Random& random) const;
  // nullopt if it is no hash by its form. A hash made under another secret gives an owner that does
  // not exist: who asks has checked the signature around it.
  std::optional<TokenOwner> Read(std::string_view hash) const;
  // The tokenId of the token with that hash, a UUID.
  std::string TokenIdOf(std::string_view hash) const;

 private:
  Hmac key_;
};

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_TOKEN_HASH_H_
