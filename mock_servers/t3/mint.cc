// Credentials made for a test, sound or with one flaw.
#include "mock_servers/core/flawed_jwt.h"
#include "mock_servers/t3/provider.h"

namespace authmock::t3 {
namespace {

// The other answer than the one that was signed.
Json OtherSubscription(const Json& claims) {
  return {{"hasT3plus", claims.at("hasT3plus") != true}};
}

}  // namespace

Result<Token> T3::Mint(const MintOrder& order) {
  Account* account = state_.FindAccountByName(order.account);
  if (account == nullptr) {
    return Fail("/account", "there is no user \"" + order.account +
                                "\"; name one of the world's, as \"ca.metrc.com__johndoe\"");
  }
  if (order.kind == kSecretKeyKind) return MintSecretKey(*account, order);
  if (order.kind.empty()) return MintToken(*account, kAccessKind, order);
  if (order.kind == kAccessKind || order.kind == kRefreshKind) {
    return MintToken(*account, order.kind, order);
  }
  return Fail("/kind", "\"" + order.kind +
                           "\" is no kind of token here; write \"jwt\", \"refresh_token\" or "
                           "\"secret_key\"");
}

Result<Token> T3::MintSecretKey(Account& account, const MintOrder& order) {
  if (order.flaw != Flaw::kNone) {
    return Fail("/flaw", "a secret key cannot be \"" + std::string(FlawName(order.flaw)) +
                             "\": it is good or not; mint a \"jwt\", or revoke the key");
  }
  if (order.lifetime) return Fail("/lifetime", "a secret key has no end; leave it out");
  if (!order.claims.empty()) return Fail("/claims", "a secret key has no claims; leave them out");
  return state_.MakeSecretKey(account);
}

Result<Token> T3::MintToken(const Account& account, std::string_view kind, const MintOrder& order) {
  if (!order.claims.is_null() && !order.claims.is_object()) {
    return Fail("/claims", "claims are an object, as {\"authMode\": \"API_KEY\"}");
  }
  const Identity who = Known(account.As("CREDENTIALS"));
  const Time now = state_.clock().Now();
  const JwtTimes times = TimesWithFlaw(now, order.lifetime.value_or(TokenLifetime()), order.flaw);
  Json claims = State::ClaimsOf(who, kind);
  claims["iat"] = ToUnix(times.issued_at);
  claims["exp"] = ToUnix(times.expires_at);
  if (times.not_before) claims["nbf"] = ToUnix(*times.not_before);
  if (order.flaw == Flaw::kWrongAudience) claims["aud"] = "another-api";
  const std::string id = state_.random().Uuid();
  claims["jti"] = id;
  if (order.claims.is_object()) claims.update(order.claims);
  const std::string jti = TextAt(claims, "/jti");
  if (state_.tokens().FindById(jti) != nullptr) {
    return Fail("/claims/jti", "\"" + jti + "\" is another token's; leave it out for a new one");
  }
  state_.OpenSession(who.CredentialKey());
  const JwtForm form{.key = state_.signing_key()};
  return state_.tokens().Issue(
      {.id = jti.empty() ? id : jti,
       .kind = std::string(kind),
       .account = who.CredentialKey(),
       .text = SignWithFlaw(claims, OtherSubscription(claims), form, order.flaw, state_.random()),
       .issued_at = now,
       .expires_at = EndOfClaims(claims),
       .self_contained = true});
}

}  // namespace authmock::t3
