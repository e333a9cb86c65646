// Credentials made for a test, sound or with one flaw.
#include <nlohmann/json.hpp>

#include "mock_servers/core/flawed_jwt.h"
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::size_t kOauthDigits = 40;

// Whether the server itself would not know it.
bool IsForged(const MintOrder& order) {
  switch (order.flaw) {
    case Flaw::kNone:
    case Flaw::kExpired:
    case Flaw::kNotYetValid:
      return order.claims.contains("tokenHash");
    default:
      return true;
  }
}

// A later end than the one that was signed.
Json LaterEnd(Time end, Duration by) { return {{"exp", ToUnix(end + by)}}; }

}  // namespace

Result<Token> Glowmarkt::Mint(const MintOrder& order) {
  const User* user = state_.FindUser(order.account, true);
  if (user == nullptr) {
    return Fail("/account", "there is no user \"" + order.account +
                                "\"; name the username of one of the world's");
  }
  if (!order.claims.is_null() && !order.claims.is_object()) {
    return Fail("/claims", "claims are an object, as {\"exp\": 1767225600}");
  }
  if (order.kind == kOauthKind) return MintOauth(*user, order);
  if (order.kind.empty() || order.kind == kJwtKind) return MintJwt(*user, order);
  return Fail("/kind",
              "\"" + order.kind + "\" is no kind of token here; write \"jwt\" or \"oauth\"");
}

Result<Token> Glowmarkt::MintOauth(const User& user, const MintOrder& order) {
  if (order.flaw != Flaw::kNone) {
    return Fail("/flaw", "an OAuth token cannot be \"" + std::string(FlawName(order.flaw)) +
                             "\": here it is listed and deleted only; mint a \"jwt\"");
  }
  if (!order.claims.empty()) return Fail("/claims", "an OAuth token has no claims; leave them out");
  const Time now = state_.clock().Now();
  const std::string id = state_.random().Uuid();
  state_.Add(StandingToken{.id = id,
                           .kind = std::string(kOauthKind),
                           .username = user.username,
                           .text = state_.random().Hex(kOauthDigits),
                           .created = now,
                           .expires = now + order.lifetime.value_or(TokenLifetime())});
  return *state_.tokens().FindById(id);
}

Result<Token> Glowmarkt::MintJwt(const User& user, const MintOrder& order) {
  const Duration lifetime = order.lifetime.value_or(TokenLifetime());
  const JwtTimes times = TimesWithFlaw(state_.clock().Now(), lifetime, order.flaw);
  Random& random = state_.random();
  // Audience is another word for application: this token's is one that nobody has.
  const std::string application =
      order.flaw == Flaw::kWrongAudience ? random.Uuid() : state_.applications().front().id;
  const std::string hash =
      state_.hashes().Make({.user_id = user.user_id, .application_id = application}, random);
  Json claims{
      {"tokenHash", hash}, {"iat", ToUnix(times.issued_at)}, {"exp", ToUnix(times.expires_at)}};
  if (times.not_before) claims["nbf"] = ToUnix(*times.not_before);
  if (order.claims.is_object()) claims.update(order.claims);
  const JwtForm form{.key = state_.signing_key()};
  return state_.tokens().Issue(
      {.id = state_.hashes().TokenIdOf(hash),
       .kind = std::string(IsForged(order) ? kForgedKind : kJwtKind),
       .account = user.username,
       .text = SignWithFlaw(claims, LaterEnd(times.expires_at, lifetime), form, order.flaw, random),
       .issued_at = times.issued_at,
       .expires_at = EndOfClaims(claims),
       .self_contained = true});
}

bool Glowmarkt::Revoke(std::string_view token_id) {
  if (state_.tokens().FindById(token_id) == nullptr) return false;
  state_.EndToken(std::string(token_id), "revoked");
  return true;
}

}  // namespace authmock::glowmarkt
