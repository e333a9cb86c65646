// What the emulated server remembers: accounts at Metrc, keys, sessions, settings.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_STATE_H_
#define AUTHMOCK_MOCK_SERVERS_T3_STATE_H_

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/jwt.h"
#include "base/random.h"
#include "base/result.h"
#include "mock_servers/core/tokens.h"
#include "mock_servers/t3/limiter.h"

namespace authmock::t3 {

// Kinds of tokens.
inline constexpr std::string_view kAccessKind = "jwt";
inline constexpr std::string_view kRefreshKind = "refresh_token";
inline constexpr std::string_view kSecretKeyKind = "secret_key";

// Why a secret key was revoked that a newer one ended.
inline constexpr std::string_view kReplaced = "replaced";

// The states whose logins ask for more.
inline constexpr std::string_view kMichigan = "mi.metrc.com";
inline constexpr std::string_view kColorado = "co.metrc.com";

// The codes of the states that have a host, in upper case.
std::span<const std::string_view> StateCodes();
// "CA" -> "ca.metrc.com"
std::string HostOf(std::string_view state_code);
// Of the names that there are for a kind of subscription.
bool IsTier(std::string_view text);
// The highest one is called differently (dossier 5, D6).
inline constexpr std::string_view kHighestTierDocumented = "unlimited";
inline constexpr std::string_view kHighestTierDeployed = "corporate";

// What the API says of a user. "credentialKey" is of HOST__USER.
struct Identity {
  std::string auth_mode{};  // "CREDENTIALS", "API_KEY", "SECRET_KEY"
  std::string username{};
  std::string hostname{};
  std::optional<std::string> tier{};  // of T3+; empty: the user has none

  std::string CredentialKey() const { return hostname + "__" + username; }
};

// Somebody who can log in at Metrc. The same name at another host is somebody else.
struct Account {
  std::string username{};
  std::string hostname{};  // in lower case
  std::string password{};  // in clear: this is a mock
  std::string otp{};       // a code that is always right; empty: the seed's codes are
  std::string otp_seed{};  // as it was handed out; opaque where `otp` is set, else base32
  std::string email{};     // Colorado asks for it
  std::optional<std::string> tier{};
  std::string secret_key{};                     // the live one; empty: none
  std::optional<std::int64_t> last_otp_step{};  // of the newest code of the seed that was taken

  Identity As(std::string_view auth_mode) const {
    return {std::string(auth_mode), username, hostname, tier};
  }
  std::string CredentialKey() const { return hostname + "__" + username; }
};

// Given to consulting clients; stands for one user at several hosts.
struct ApiKey {
  std::string text{};
  std::string username{};
  std::vector<std::string> states{};  // codes in upper case
  std::optional<std::string> tier{};
};

// Switches; those that are empty are as the dialect has them.
struct Settings {
  std::optional<Duration> token_lifetime{};
  Duration session_lifetime{24 * 3'600'000};
  bool refresh_token = false;            // a login answers one, too
  bool strict_totp = false;              // each code of a seed is taken once
  bool only_old_hosts = false;           // the hostname must be one of a list, not fit a pattern
  std::optional<bool> colorado_email{};  // Colorado's logins need the e-mail address
  int bad_token_status = 401;
  int bad_login_status = 401;
  bool metrc_down = false;  // what needs Metrc answers 503
  bool failing = false;     // everything answers 500
  RateLimit rate_limit{};
};

enum class TokenFault { kUnsound, kExpired, kSessionOver };

// A value but for the clock and the random source it was given. Not thread-safe.
class State {
 public:
  // Of a world that is valid under its schema; an Error's `where` is a JSON Pointer.
  static Result<State> FromWorld(const Json& world, Clock& clock, Random& random);
  // The same state again when read by FromWorld().
  Json ToWorld() const;

  const std::vector<Account>& accounts() const { return accounts_; }
  // `hostname` in any letter case, `username` exactly.
  Account* FindAccount(std::string_view hostname, std::string_view username);
  Account* FindAccount(std::string_view credential_key);
  // The account of that key, or else the first of that user name.
  Account* FindAccountByName(std::string_view name);
  // There must be none of its host and name yet. It invalidates pointers to accounts.
  void Add(Account account);
  // Whether Metrc takes the code; a strict server takes it once.
  bool TakesOtp(Account& account, std::string_view code);
  // Whether the codes of that seed are the account's.
  bool TakesOtpSeed(Account& account, std::string_view seed);

  const std::vector<ApiKey>& api_keys() const { return api_keys_; }
  // Whom the key stands for at a state's host, whose code may be in either case; nullopt if there
  // is no such key, or it is not good there.
  std::optional<Identity> FindByApiKey(std::string_view text, std::string_view state_code) const;

  // The session at Metrc that a token stands on. A new one replaces the user's former one.
  void OpenSession(std::string_view credential_key);
  void EndSessions() { sessions_.clear(); }

  // A signed token of that kind.
  std::string IssueToken(const Identity& who, std::string_view kind, Duration lifetime);
  // The usual claims without times and id.
  static Json ClaimsOf(const Identity& who, std::string_view kind);
  tl::expected<Identity, TokenFault> FindBearer(std::string_view jwt) const;

  // A new key, which ends the account's earlier one.
  const Token& MakeSecretKey(Account& account);
  // Live, replaced or revoked; nullptr: there never was such a key.
  const Token* FindSecretKey(std::string_view text) const;
  // False if there is no such token.
  bool Revoke(std::string_view token_id);

  Settings& settings() { return settings_; }
  const Settings& settings() const { return settings_; }
  Limiter& limiter() { return limiter_; }
  TokenTable& tokens() { return tokens_; }
  const TokenTable& tokens() const { return tokens_; }
  const JwtKey& signing_key() const { return signing_key_; }

  // A new signing key; sessions and secret keys are kept elsewhere and survive.
  void Restart();

  Clock& clock() const { return *clock_; }
  Random& random() const { return *random_; }

 private:
  State(Clock& clock, Random& random);

  Result<void> ReadAccounts(const Json& world);
  Result<void> ReadApiKeys(const Json& world);
  Result<void> ReadSettings(const Json& settings);
  Result<void> ReadRun(const Json& world);
  const ApiKey* FindApiKey(std::string_view text) const;
  void SetSigningKey(std::string secret);
  bool HasSession(std::string_view credential_key) const;
  void KnowSecretKey(const Account& account);
  void EndSecretKeysOfNobody();

  Clock* clock_;
  Random* random_;
  std::vector<Account> accounts_{};
  std::unordered_map<std::string, std::size_t> accounts_by_key_{};
  std::vector<ApiKey> api_keys_{};
  std::map<std::string, Time, std::less<>> sessions_{};  // credential key -> end
  TokenTable tokens_{};
  Settings settings_{};
  Limiter limiter_{};
  std::string signing_secret_{};
  JwtKey signing_key_;
};

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_STATE_H_
