// Credentials made for a test, sound or with one flaw.
#include <chrono>

#include "mock_servers/portainer/provider.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;

constexpr Duration kNotYet = 1h;
// {"alg":"none","typ":"JWT"}
constexpr std::string_view kHeaderOfNone = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";

std::string_view UpToSignature(std::string_view jwt) { return jwt.substr(0, jwt.rfind('.') + 1); }

// The claims as usual, but for flaws of time.
Json ClaimsOf(const User& user, bool force_change, Time now, Duration lifetime, Flaw flaw) {
  Time begin = now;
  if (flaw == Flaw::kExpired) begin = now - lifetime - 1s;
  if (flaw == Flaw::kNotYetValid) begin = now + kNotYet;
  Json claims{{"id", user.id},
              {"username", user.name},
              {"role", user.role},
              {"scope", "default"},
              {"forceChangePassword", force_change},
              {"exp", ToUnix(begin + lifetime)},
              {"iat", ToUnix(flaw == Flaw::kExpired ? begin : now)}};
  if (flaw == Flaw::kNotYetValid) claims["nbf"] = ToUnix(begin);
  return claims;
}

// The time in the claim `exp`; nullopt if it has none that a calendar knows.
std::optional<Time> EndOf(const Json& claims) {
  constexpr std::int64_t kFarOff = 100'000'000'000;  // the year 5138
  const Json* end = At(claims, "/exp");
  if (end == nullptr || !end->is_number_integer() || *end > kFarOff || *end < -kFarOff) {
    return std::nullopt;
  }
  return FromUnix(end->get<std::int64_t>());
}

// The sound text `jwt` of these claims with a flaw of form built in.
std::string WithFlaw(const std::string& jwt, Json claims, Flaw flaw) {
  switch (flaw) {
    case Flaw::kAlgNone: {
      const std::size_t payload = jwt.find('.');
      return std::string(kHeaderOfNone).append(UpToSignature(jwt).substr(payload));
    }
    case Flaw::kTruncated:
      return jwt.substr(0, UpToSignature(jwt).size() + 20);
    case Flaw::kNoSignature:
      return std::string(UpToSignature(jwt));
    case Flaw::kAlteredPayload: {
      claims["role"] = claims["role"] == kAdministrator ? kStandardUser : kAdministrator;
      const std::string header = jwt.substr(0, jwt.find('.') + 1);
      return header + Base64UrlEncode(WriteJson(claims)) + jwt.substr(jwt.rfind('.'));
    }
    default:
      return jwt;
  }
}

}  // namespace

Result<Token> Portainer::Mint(const MintOrder& order) {
  const User* user = state_.FindUserByName(order.account);
  if (user == nullptr) {
    return Fail("/account", "there is no user \"" + order.account + "\"; name one of the world's");
  }
  if (order.kind == kApiKeyKind) return MintApiKey(*user, order);
  if (order.kind.empty() || order.kind == kJwtKind) return MintSession(*user, order);
  return Fail("/kind",
              "\"" + order.kind + "\" is no kind of token here; write \"jwt\" or \"api_key\"");
}

Result<Token> Portainer::MintApiKey(const User& user, const MintOrder& order) {
  if (order.flaw != Flaw::kNone) {
    return Fail("/flaw", "an API key cannot be \"" + std::string(FlawName(order.flaw)) +
                             "\": it is good or unknown; mint a \"jwt\", or revoke the key");
  }
  if (order.lifetime) return Fail("/lifetime", "an API key has no end; leave it out");
  if (!order.claims.empty()) return Fail("/claims", "an API key has no claims; leave them out");
  const ApiKey& key = state_.CreateApiKey(user.id, "minted");
  return *state_.tokens().FindById(key.TokenId());
}

Result<Token> Portainer::MintSession(const User& user, const MintOrder& order) {
  if (order.flaw == Flaw::kWrongAudience) {
    return Fail("/flaw",
                "tokens of this API have no audience, and none is looked at; "
                "\"wrong_key\" is refused");
  }
  if (!order.claims.is_null() && !order.claims.is_object()) {
    return Fail("/claims", "claims are an object, as {\"role\": 2}");
  }
  const Time now = state_.clock().Now();
  Json claims = ClaimsOf(user, !IsStrong(user.password), now,
                         order.lifetime.value_or(state_.settings().session_length), order.flaw);
  const std::string id = state_.random().Uuid();
  claims["jti"] = id;
  if (order.claims.is_object()) claims.update(order.claims);
  const std::string jti = TextAt(claims, "/jti");
  if (state_.tokens().FindById(jti) != nullptr) {
    return Fail("/claims/jti", "\"" + jti + "\" is another token's; leave it out for a new one");
  }
  const JwtKey wrong_key = JwtKey::Hmac(state_.random().Bytes(32));
  const JwtKey& right_key = state_.SigningKey(TextAt(claims, "/scope"));
  const std::string jwt = SignJwt(claims, order.flaw == Flaw::kWrongKey ? wrong_key : right_key);
  return state_.tokens().Issue({.id = jti.empty() ? id : jti,
                                .kind = std::string(kJwtKind),
                                .account = user.name,
                                .text = WithFlaw(jwt, claims, order.flaw),
                                .issued_at = now,
                                .expires_at = EndOf(claims),
                                .self_contained = true});
}

bool Portainer::Revoke(std::string_view token_id) {
  const Token* token = state_.tokens().FindById(token_id);
  if (token == nullptr) return false;
  if (token->kind == kApiKeyKind) {
    if (const ApiKey* key = state_.FindApiKey(token->text)) state_.DeleteApiKey(key->id);
  } else {
    state_.EndSession(token_id, "revoked");
  }
  return true;
}

}  // namespace authmock::portainer
