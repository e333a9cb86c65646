// Credentials made for a test, sound or with one flaw.
#include "mock_servers/core/flawed_jwt.h"
#include "mock_servers/portainer/provider.h"

namespace authmock::portainer {
namespace {

// The claims as usual.
Json ClaimsOf(const User& user, bool force_change, const JwtTimes& times) {
  Json claims{{"id", user.id},
              {"username", user.name},
              {"role", user.role},
              {"scope", "default"},
              {"forceChangePassword", force_change},
              {"exp", ToUnix(times.expires_at)},
              {"iat", ToUnix(times.issued_at)}};
  if (times.not_before) claims["nbf"] = ToUnix(*times.not_before);
  return claims;
}

// Another role than the one that was signed.
Json OtherRole(const Json& claims) {
  return {{"role", claims.at("role") == kAdministrator ? kStandardUser : kAdministrator}};
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
  const Duration lifetime = order.lifetime.value_or(state_.settings().session_length);
  Json claims = ClaimsOf(user, !IsStrong(user.password), TimesWithFlaw(now, lifetime, order.flaw));
  const std::string id = state_.random().Uuid();
  claims["jti"] = id;
  if (order.claims.is_object()) claims.update(order.claims);
  const std::string jti = TextAt(claims, "/jti");
  if (state_.tokens().FindById(jti) != nullptr) {
    return Fail("/claims/jti", "\"" + jti + "\" is another token's; leave it out for a new one");
  }
  const JwtForm form{.key = state_.SigningKey(TextAt(claims, "/scope"))};
  return state_.tokens().Issue(
      {.id = jti.empty() ? id : jti,
       .kind = std::string(kJwtKind),
       .account = user.name,
       .text = SignWithFlaw(claims, OtherRole(claims), form, order.flaw, state_.random()),
       .issued_at = now,
       .expires_at = EndOfClaims(claims),
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
