// Input: any bytes, read as a token, and as the payload of a token that is rightly signed.
#include "base/jwt.h"

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  static const JwtKey kKey = JwtKey::Hmac("secret");
  static const JwtKey kRsaKey = JwtKey::RsaFromSeed("seed", 512);
  static const std::string kHeader = Base64UrlEncode(R"({"alg":"HS256"})");

  const std::string_view text = TextOf(data, size);
  const Result<Json> verified = VerifyJwt(text, kKey);
  Promise(!verified || ReadJwtClaims(text) == *verified, "a valid token's claims can be read");
  Promise(!VerifyJwt(text, kRsaKey), "nobody signs for a key that is made here");

  const std::string signed_text = kHeader + '.' + Base64UrlEncode(text);
  const std::string signature = kKey.Sign(signed_text, JwtAlgorithm::kHs256);
  const Result<Json> claims = VerifyJwt(signed_text + '.' + Base64UrlEncode(signature), kKey);
  const JsonText read = ReadJson(text);
  const bool is_object = read.ok() && !read.trailing_text && read.value().is_object();
  Promise(claims.has_value() == is_object, "signed claims are valid when they are one object");
  return 0;
}
