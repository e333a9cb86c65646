// JSON Web Tokens (RFC 7519), signed (RFC 7515): HS256, HS384, HS512, RS256.
#ifndef AUTHMOCK_BASE_JWT_H_
#define AUTHMOCK_BASE_JWT_H_

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace authmock {

enum class JwtAlgorithm { kHs256, kHs384, kHs512, kRs256 };
std::string_view JwtAlgorithmName(JwtAlgorithm algorithm);  // "HS256"

// A key that signs and checks. Built once, then thread-safe.
class JwtKey {
 public:
  // A shared secret; one key serves the three HMAC algorithms.
  static JwtKey Hmac(std::string_view secret);
  // An RSA private key in PEM; it signs and checks RS256.
  static Result<JwtKey> Rsa(std::string_view pem);
  // A fresh RSA key of `bits`, its primes drawn from `seed`: the same seed gives the same key.
  static JwtKey RsaFromSeed(std::string_view seed, int bits = 2048);

  JwtKey(JwtKey&&) noexcept;
  JwtKey& operator=(JwtKey&&) noexcept;
  ~JwtKey();

  // `algorithm` must fit the key: RS256 an RSA key, the others a secret.
  std::string Sign(std::string_view bytes, JwtAlgorithm algorithm) const;
  bool Verify(std::string_view bytes, std::string_view signature, JwtAlgorithm algorithm) const;
  // The public half as a JWK (RFC 7517) for RSA; an empty object for HMAC.
  Json PublicJwk() const;

 private:
  struct Material;
  explicit JwtKey(std::unique_ptr<Material> material);
  std::unique_ptr<Material> material_;
};

// header.payload.signature. Claims keep their order. `extra_header` follows alg and typ ("kid").
std::string SignJwt(const Json& claims, const JwtKey& key,
                    JwtAlgorithm algorithm = JwtAlgorithm::kHs256);
std::string SignJwt(const Json& claims, const JwtKey& key, JwtAlgorithm algorithm,
                    const Json& extra_header);

// The claims of a token whose signature is right under `key` and whose `alg` is one the key can
// check ("none" never is). Times are not looked at: each API has its own rules for them.
Result<Json> VerifyJwt(std::string_view token, const JwtKey& key);

// The claims of a token without any check of its signature.
Result<Json> ReadJwtClaims(std::string_view token);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_JWT_H_
