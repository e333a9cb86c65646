#include "base/jwt.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "base/crypto.h"
#include "base/rsa.h"

namespace authmock {
namespace {

constexpr std::array kAlgorithms = {JwtAlgorithm::kHs256, JwtAlgorithm::kHs384,
                                    JwtAlgorithm::kHs512, JwtAlgorithm::kRs256};
constexpr std::array<std::string_view, 4> kNames = {"HS256", "HS384", "HS512", "RS256"};

struct HmacKeys {
  explicit HmacKeys(std::string_view secret)
      : keys{authmock::Hmac(Hash::kSha256, secret), authmock::Hmac(Hash::kSha384, secret),
             authmock::Hmac(Hash::kSha512, secret)} {}

  const Hmac& For(JwtAlgorithm algorithm) const {
    return keys[static_cast<std::size_t>(algorithm)];
  }

  std::array<authmock::Hmac, 3> keys;  // in the order of JwtAlgorithm
};

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

void Must(bool ok) {
  if (!ok) std::abort();
}

std::string SignRsa(EVP_PKEY* key, std::string_view bytes) {
  const Digest context(EVP_MD_CTX_new());
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
  std::size_t size = signature.size();
  Must(context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
       EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                      data, bytes.size()) == 1);
  signature.resize(size);
  return signature;
}

bool VerifyRsa(EVP_PKEY* key, std::string_view bytes, std::string_view signature) {
  const Digest context(EVP_MD_CTX_new());
  Must(context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1);
  const int verdict = EVP_DigestVerify(
      context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(),
      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  ERR_clear_error();  // a wrong signature is no error of the thread's
  return verdict == 1;
}

// A number of the key as JWK writes it (RFC 7518 section 6.3.1).
std::string NumberOf(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  Must(EVP_PKEY_get_bn_param(key, name, &number) == 1);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
  BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
  BN_free(number);
  return Base64UrlEncode(bytes);
}

// The three parts of a token, still encoded.
struct Parts {
  std::string_view header, claims, signature;
  std::string_view signed_text;  // header.claims
};

Result<Parts> Split(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos) {
    return Fail("", "the token is not three parts with dots between them");
  }
  return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
               token.substr(second + 1), token.substr(0, second)};
}

Result<Json> ReadObject(std::string_view encoded, const std::string& name) {
  const std::optional<std::string> text = Base64UrlDecode(encoded);
  if (!text) return Fail("", "the token's " + name + " is not base64url without padding");
  JsonText read = ReadJson(*text);
  if (!read.ok() || read.trailing_text || !read.value().is_object()) {
    return Fail("", "the token's " + name + " is no JSON object");
  }
  return std::move(read).TakeValue();
}

Result<JwtAlgorithm> ReadAlgorithm(std::string_view encoded_header) {
  const Result<Json> header = ReadObject(encoded_header, "header");
  if (!header) return tl::unexpected(header.error());
  // RFC 7515 section 4.1.11: what is critical and not understood makes the token invalid.
  if (header->contains("crit")) return Fail("", "the token's header has critical extensions");
  const std::string name = TextAt(*header, "/alg");
  for (const JwtAlgorithm algorithm : kAlgorithms) {
    if (JwtAlgorithmName(algorithm) == name) return algorithm;
  }
  return Fail("", "the token's algorithm \"" + name + "\" is none of HS256, HS384, HS512, RS256");
}

Json HeaderFor(JwtAlgorithm algorithm) {
  return Json{{"alg", JwtAlgorithmName(algorithm)}, {"typ", "JWT"}};
}

// Encoded once: most tokens carry no more in their header.
const std::string& PlainHeader(JwtAlgorithm algorithm) {
  static const std::array<std::string, 4> kHeaders = [] {
    std::array<std::string, 4> headers;
    for (const JwtAlgorithm each : kAlgorithms) {
      headers[static_cast<std::size_t>(each)] = Base64UrlEncode(WriteJson(HeaderFor(each)));
    }
    return headers;
  }();
  return kHeaders[static_cast<std::size_t>(algorithm)];
}

std::string Join(std::string_view encoded_header, const Json& claims, const JwtKey& key,
                 JwtAlgorithm algorithm) {
  std::string token(encoded_header);
  token += '.';
  token += Base64UrlEncode(WriteJson(claims));
  const std::string signature = key.Sign(token, algorithm);
  token += '.';
  token += Base64UrlEncode(signature);
  return token;
}

}  // namespace

std::string_view JwtAlgorithmName(JwtAlgorithm algorithm) {
  return kNames[static_cast<std::size_t>(algorithm)];
}

struct JwtKey::Material {
  std::variant<HmacKeys, RsaKey> key;

  bool Fits(JwtAlgorithm algorithm) const {
    return std::holds_alternative<RsaKey>(key) == (algorithm == JwtAlgorithm::kRs256);
  }
};

JwtKey::JwtKey(std::unique_ptr<Material> material) : material_(std::move(material)) {}
JwtKey::JwtKey(JwtKey&&) noexcept = default;
JwtKey& JwtKey::operator=(JwtKey&&) noexcept = default;
JwtKey::~JwtKey() = default;

JwtKey JwtKey::Hmac(std::string_view secret) {
  return JwtKey(std::make_unique<Material>(Material{HmacKeys(secret)}));
}

Result<JwtKey> JwtKey::Rsa(std::string_view pem) {
  Result<RsaKey> key = ReadRsaKey(pem);
  if (!key) return tl::unexpected(std::move(key).error());
  return JwtKey(std::make_unique<Material>(Material{*std::move(key)}));
}

JwtKey JwtKey::RsaFromSeed(std::string_view seed, int bits) {
  return JwtKey(std::make_unique<Material>(Material{MakeRsaKey(seed, bits)}));
}

std::string JwtKey::Sign(std::string_view bytes, JwtAlgorithm algorithm) const {
  Must(material_->Fits(algorithm));
  if (const auto* rsa = std::get_if<RsaKey>(&material_->key)) return SignRsa(rsa->get(), bytes);
  return std::get_if<HmacKeys>(&material_->key)->For(algorithm).Sign(bytes);
}

bool JwtKey::Verify(std::string_view bytes, std::string_view signature,
                    JwtAlgorithm algorithm) const {
  if (!material_->Fits(algorithm)) return false;
  if (const auto* rsa = std::get_if<RsaKey>(&material_->key)) {
    return VerifyRsa(rsa->get(), bytes, signature);
  }
  return EqualInConstantTime(Sign(bytes, algorithm), signature);
}

Json JwtKey::PublicJwk() const {
  const auto* rsa = std::get_if<RsaKey>(&material_->key);
  if (!rsa) return Json::object();
  return Json{{"kty", "RSA"},
              {"use", "sig"},
              {"alg", "RS256"},
              {"n", NumberOf(rsa->get(), OSSL_PKEY_PARAM_RSA_N)},
              {"e", NumberOf(rsa->get(), OSSL_PKEY_PARAM_RSA_E)}};
}

std::string SignJwt(const Json& claims, const JwtKey& key, JwtAlgorithm algorithm) {
  return Join(PlainHeader(algorithm), claims, key, algorithm);
}

std::string SignJwt(const Json& claims, const JwtKey& key, JwtAlgorithm algorithm,
                    const Json& extra_header) {
  Json header = HeaderFor(algorithm);
  for (const auto& [name, value] : extra_header.items()) header.emplace(name, Json(value));
  return Join(Base64UrlEncode(WriteJson(header)), claims, key, algorithm);
}

Result<Json> VerifyJwt(std::string_view token, const JwtKey& key) {
  const Result<Parts> parts = Split(token);
  if (!parts) return tl::unexpected(parts.error());
  const Result<JwtAlgorithm> algorithm = ReadAlgorithm(parts->header);
  if (!algorithm) return tl::unexpected(algorithm.error());
  const std::optional<std::string> signature = Base64UrlDecode(parts->signature);
  if (!signature) return Fail("", "the token's signature is not base64url without padding");
  if (!key.Verify(parts->signed_text, *signature, *algorithm)) {
    return Fail("", "the token's signature is not one of this key by " +
                        std::string(JwtAlgorithmName(*algorithm)));
  }
  return ReadObject(parts->claims, "payload");
}

Result<Json> ReadJwtClaims(std::string_view token) {
  const Result<Parts> parts = Split(token);
  if (!parts) return tl::unexpected(parts.error());
  return ReadObject(parts->claims, "payload");
}

}  // namespace authmock
