#include "mock_servers/t3/state.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/crypto.h"
#include "base/http.h"
#include "base/totp.h"
#include "mock_servers/core/flawed_jwt.h"

namespace authmock::t3 {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kHostEnd = ".metrc.com";

// The old document's list of hosts (dossier 3.8).
constexpr std::string_view kStateCodes[] = {"AK", "AL", "CA", "CO", "IL", "KY", "LA", "MA",
                                            "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NJ",
                                            "NV", "OH", "OK", "OR", "SD", "WV"};

constexpr std::string_view kTiers[] = {
    "manual", "basic", "team", "enterprise", kHighestTierDocumented, kHighestTierDeployed};

// Not its text, which never leaves memory.
std::string SecretKeyId(std::string_view text) {
  return "secret_key:" + HexEncode(Sha256(text)).substr(0, 16);
}

// The claim as seconds; nullopt if it is absent or no number.
std::optional<double> Seconds(const Json& claims, std::string_view name) {
  const Json* found = At(claims, Child("", name));
  if (found == nullptr || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

// A claim that is absent sets no limit; one that is no number is not met.
bool HasBegun(const Json& claims, std::string_view name, double now) {
  if (!claims.contains(name)) return true;
  const auto from = Seconds(claims, name);
  return from && *from <= now;
}

std::optional<Identity> IdentityOf(const Json& claims) {
  Identity who{.auth_mode = TextAt(claims, "/authMode"),
               .username = TextAt(claims, "/username"),
               .hostname = TextAt(claims, "/hostname")};
  const std::string tier = TextAt(claims, "/t3plusSubscriptionTier");
  if (IsTier(tier)) who.tier = tier;
  // Whatever else was signed is no token of this API.
  const Json usual = State::ClaimsOf(who, kAccessKind);
  for (const auto& [name, value] : usual.items()) {
    const Json* claim = At(claims, Child("", name));
    if (claim == nullptr || *claim != value) return std::nullopt;
  }
  return who;
}

}  // namespace

std::span<const std::string_view> StateCodes() { return kStateCodes; }

std::string HostOf(std::string_view state_code) {
  return LowerCase(state_code) + std::string(kHostEnd);
}

bool IsTier(std::string_view text) { return std::ranges::find(kTiers, text) != std::end(kTiers); }

State::State(Clock& clock, Random& random)
    : clock_(&clock), random_(&random), signing_key_(JwtKey::Hmac("")) {}

Account* State::FindAccount(std::string_view hostname, std::string_view username) {
  return FindAccount(LowerCase(hostname) + "__" + std::string(username));
}

Account* State::FindAccount(std::string_view credential_key) {
  const auto found = accounts_by_key_.find(std::string(credential_key));
  return found == accounts_by_key_.end() ? nullptr : &accounts_[found->second];
}

Account* State::FindAccountByName(std::string_view name) {
  if (Account* account = FindAccount(name)) return account;
  const auto found = std::ranges::find(accounts_, name, &Account::username);
  return found == accounts_.end() ? nullptr : &*found;
}

void State::Add(Account account) {
  accounts_by_key_[account.CredentialKey()] = accounts_.size();
  if (!account.secret_key.empty()) KnowSecretKey(account);
  accounts_.push_back(std::move(account));
}

bool State::TakesOtp(Account& account, std::string_view code) {
  if (!account.otp.empty()) return code == account.otp;
  const auto key = Base32Decode(account.otp_seed);
  if (!key || key->empty()) return false;
  const auto step = FindTotpStep(*key, code, clock_->Now());
  if (!step) return false;
  if (settings_.strict_totp && account.last_otp_step && *step <= *account.last_otp_step) {
    return false;
  }
  account.last_otp_step = std::max(*step, account.last_otp_step.value_or(*step));
  return true;
}

bool State::TakesOtpSeed(Account& account, std::string_view seed) {
  if (!account.otp.empty()) return seed == account.otp_seed;
  const auto key = Base32Decode(seed);
  if (!key || key->empty()) return false;
  return TakesOtp(account, TotpCode(*key, TotpStep(clock_->Now())));
}

const ApiKey* State::FindApiKey(std::string_view text) const {
  const auto found = std::ranges::find(api_keys_, text, &ApiKey::text);
  return found == api_keys_.end() ? nullptr : &*found;
}

std::optional<Identity> State::FindByApiKey(std::string_view text,
                                            std::string_view state_code) const {
  const ApiKey* key = FindApiKey(text);
  if (key == nullptr) return std::nullopt;
  const bool is_good = std::ranges::any_of(
      key->states, [&](const std::string& state) { return EqualIgnoringCase(state, state_code); });
  if (!is_good) return std::nullopt;
  return Identity{"API_KEY", key->username, HostOf(state_code), key->tier};
}

void State::OpenSession(std::string_view credential_key) {
  sessions_[std::string(credential_key)] = clock_->Now() + settings_.session_lifetime;
}

bool State::HasSession(std::string_view credential_key) const {
  const auto found = sessions_.find(credential_key);
  return found != sessions_.end() && clock_->Now() < found->second;
}

Json State::ClaimsOf(const Identity& who, std::string_view kind) {
  const std::string key = who.CredentialKey();
  Json claims{{"authMode", who.auth_mode},
              {"credentialKey", key},
              {"hasT3plus", who.tier.has_value()},
              {"t3plusSubscriptionTier", who.tier ? Json(*who.tier) : Json(nullptr)},
              {"username", who.username},
              {"hostname", who.hostname},
              {"sub", key}};
  if (kind == kRefreshKind) claims["type"] = "refresh";
  return claims;
}

std::string State::IssueToken(const Identity& who, std::string_view kind, Duration lifetime) {
  const Time now = clock_->Now();
  const std::string jti = random_->Uuid();
  Json claims = ClaimsOf(who, kind);
  claims["iat"] = ToUnix(now);
  claims["exp"] = ToUnix(now + lifetime);
  claims["jti"] = jti;
  std::string text = SignJwt(claims, signing_key_);
  tokens_.Issue({.id = jti,
                 .kind = std::string(kind),
                 .account = who.CredentialKey(),
                 .text = text,
                 .issued_at = now,
                 .expires_at = EndOfClaims(claims),
                 .self_contained = true});
  return text;
}

tl::expected<Identity, TokenFault> State::FindBearer(std::string_view jwt) const {
  const auto claims = VerifyJwt(jwt, signing_key_);
  if (!claims || !claims->is_object()) return tl::unexpected(TokenFault::kUnsound);
  const auto end = Seconds(*claims, "exp");
  if (!end) return tl::unexpected(TokenFault::kUnsound);
  const double now = static_cast<double>(clock_->Now().time_since_epoch().count()) / 1e3;
  if (now >= *end) return tl::unexpected(TokenFault::kExpired);
  // A server that expects no audience refuses tokens that name one.
  const Json* audience = At(*claims, "/aud");
  const bool has_audience = audience != nullptr && !audience->is_null();
  const auto who = IdentityOf(*claims);
  if (!HasBegun(*claims, "nbf", now) || !HasBegun(*claims, "iat", now) || has_audience || !who ||
      claims->contains("type") || tokens_.IsRevoked(TextAt(*claims, "/jti"))) {
    return tl::unexpected(TokenFault::kUnsound);
  }
  if (!HasSession(who->CredentialKey())) return tl::unexpected(TokenFault::kSessionOver);
  return *who;
}

// A world may have been changed by hand between its snapshot and now.
void State::KnowSecretKey(const Account& account) {
  const std::string id = SecretKeyId(account.secret_key);
  const Token* known = tokens_.FindById(id);
  if (known != nullptr && !known->revoked_at) return;
  tokens_.Erase(id);
  tokens_.Issue({.id = id,
                 .kind = std::string(kSecretKeyKind),
                 .account = account.CredentialKey(),
                 .text = account.secret_key,
                 .issued_at = clock_->Now()});
}

// Those that are live in a world's table of tokens and no account's key in its list of accounts.
void State::EndSecretKeysOfNobody() {
  for (const Token* token : tokens_.List()) {
    if (token->kind != kSecretKeyKind || token->revoked_at) continue;
    const Account* account = FindAccount(token->account);
    if (account != nullptr && account->secret_key == token->text) continue;
    tokens_.Revoke(token->id, clock_->Now(), std::string(kReplaced));
  }
}

const Token& State::MakeSecretKey(Account& account) {
  if (!account.secret_key.empty()) {
    tokens_.Revoke(SecretKeyId(account.secret_key), clock_->Now(), std::string(kReplaced));
  }
  account.secret_key = random_->Uuid();
  KnowSecretKey(account);
  return *tokens_.FindById(SecretKeyId(account.secret_key));
}

const Token* State::FindSecretKey(std::string_view text) const {
  return tokens_.FindByText(kSecretKeyKind, text);
}

bool State::Revoke(std::string_view token_id) {
  const Token* token = tokens_.FindById(token_id);
  if (token == nullptr) return false;
  if (token->kind == kSecretKeyKind) {
    Account* account = FindAccount(token->account);
    if (account != nullptr && account->secret_key == token->text) account->secret_key.clear();
  }
  tokens_.Revoke(token_id, clock_->Now(), "revoked");
  return true;
}

void State::SetSigningKey(std::string secret) {
  signing_secret_ = std::move(secret);
  signing_key_ = JwtKey::Hmac(signing_secret_);
}

void State::Restart() {
  SetSigningKey(random_->Bytes(kSecretBytes));
  limiter_.Clear();
}

}  // namespace authmock::t3
