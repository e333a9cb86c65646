#include "mock_servers/core/flawed_jwt.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/crypto.h"

namespace authmock {
namespace {

using namespace std::chrono_literals;

constexpr Duration kNotYet = 1h;
constexpr std::size_t kSignatureLeft = 20;

std::string Signed(const Json& claims, const JwtForm& form, const JwtKey& key) {
  return SignJwt(claims, key, form.algorithm,
                 form.extra_header.is_object() ? form.extra_header : Json::object());
}

JwtKey Stranger(const JwtForm& form, Random& random) {
  const std::string seed = random.Bytes(32);
  return form.algorithm == JwtAlgorithm::kRs256 ? JwtKey::RsaFromSeed(seed) : JwtKey::Hmac(seed);
}

// The parts of header.payload.signature.
std::string HeaderOf(const std::string& jwt) { return jwt.substr(0, jwt.find('.') + 1); }
std::string SignatureOf(const std::string& jwt) { return jwt.substr(jwt.rfind('.')); }
std::string UpToSignature(const std::string& jwt) { return jwt.substr(0, jwt.rfind('.') + 1); }

}  // namespace

JwtTimes TimesWithFlaw(Time now, Duration lifetime, Flaw flaw) {
  if (flaw == Flaw::kExpired) {
    const Time begin = now - lifetime - 1s;
    return {.issued_at = begin, .expires_at = begin + lifetime};
  }
  if (flaw == Flaw::kNotYetValid) {
    return {.issued_at = now, .expires_at = now + kNotYet + lifetime, .not_before = now + kNotYet};
  }
  return {.issued_at = now, .expires_at = now + lifetime};
}

std::optional<Time> EndOfClaims(const Json& claims) {
  constexpr std::int64_t kFarOff = 100'000'000'000;  // the year 5138
  const Json* end = At(claims, "/exp");
  if (end == nullptr || !end->is_number_integer() || *end > kFarOff || *end < -kFarOff) {
    return std::nullopt;
  }
  return FromUnix(end->get<std::int64_t>());
}

std::string SignWithFlaw(const Json& claims, const Json& altered, const JwtForm& form, Flaw flaw,
                         Random& random) {
  if (flaw == Flaw::kWrongKey) return Signed(claims, form, Stranger(form, random));
  const std::string jwt = Signed(claims, form, form.key);
  switch (flaw) {
    case Flaw::kAlgNone:
      return Base64UrlEncode(R"({"alg":"none","typ":"JWT"})") +
             UpToSignature(jwt).substr(jwt.find('.'));
    case Flaw::kTruncated:
      return jwt.substr(0, UpToSignature(jwt).size() + kSignatureLeft);
    case Flaw::kNoSignature:
      return UpToSignature(jwt);
    case Flaw::kAlteredPayload: {
      Json payload = claims;
      payload.update(altered);
      return HeaderOf(jwt) + Base64UrlEncode(WriteJson(payload)) + SignatureOf(jwt);
    }
    default:
      return jwt;
  }
}

}  // namespace authmock
