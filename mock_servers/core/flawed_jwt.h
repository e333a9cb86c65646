// JSON Web Tokens with one flaw built in on purpose.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_FLAWED_JWT_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_FLAWED_JWT_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/jwt.h"
#include "base/random.h"
#include "mock_servers/core/tokens.h"

namespace authmock {

// What the claims iat, exp and nbf say.
struct JwtTimes {
  Time issued_at{};
  Time expires_at{};
  std::optional<Time> not_before{};  // set for Flaw::kNotYetValid: an hour from now
};

// Of a token asked for at `now`: kExpired is over since one second, kNotYetValid begins in an hour;
// both last `lifetime`. Any other flaw leaves the times sound.
JwtTimes TimesWithFlaw(Time now, Duration lifetime, Flaw flaw);

// The time in the claim `exp`; nullopt if it has none that a calendar knows.
std::optional<Time> EndOfClaims(const Json& claims);

// How a provider signs.
struct JwtForm {
  const JwtKey& key;
  JwtAlgorithm algorithm = JwtAlgorithm::kHs256;
  Json extra_header;  // an object, or null: members after alg and typ
};

// `claims` signed as `form` says, with a flaw of key or form: kWrongKey (an HMAC key drawn from
// `random`, or an RSA one for RS256), kAlgNone, kTruncated (20 characters of signature are left),
// kNoSignature, kAlteredPayload (the members of `altered` replace those that were signed). Flaws of
// time and audience are in the claims already.
std::string SignWithFlaw(const Json& claims, const Json& altered, const JwtForm& form, Flaw flaw,
                         Random& random);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_FLAWED_JWT_H_
