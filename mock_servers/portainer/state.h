// What the emulated server remembers: users, API keys, sessions, settings.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_STATE_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
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
#include "mock_servers/portainer/csrf.h"
#include "mock_servers/portainer/limiter.h"

namespace authmock::portainer {

inline constexpr int kAdministrator = 1;
inline constexpr int kStandardUser = 2;
inline constexpr int kInitialAdmin = 1;  // the user id that always logs in by password

inline constexpr std::string_view kJwtKind = "jwt";
inline constexpr std::string_view kApiKeyKind = "api_key";

enum class LoginMethod { kInternal = 1, kLdap = 2, kOAuth = 3 };

struct User {
  int id = 0;
  std::string name{};      // in lower case
  std::string password{};  // in clear: this is a mock; empty for one who came by OAuth or LDAP
  int role = kStandardUser;
  std::int64_t token_issue_at = 0;  // Unix seconds; sessions begun before are over
  std::string theme_color{};
  bool use_cache = false;

  // bcrypt sees the first 72 bytes of a password and no more.
  bool HasPassword(std::string_view given) const;
};

struct ApiKey {
  int id = 0;
  int user_id = 0;
  std::string description{};
  std::string raw{};
  std::int64_t created = 0;    // Unix seconds
  std::int64_t last_used = 0;  // Unix seconds, 0: never

  std::string TokenId() const;  // in the table of tokens
};

// What a verified session token says of its bearer, as of the login.
struct Session {
  int user_id = 0;
  int role = kStandardUser;
  bool force_change_password = false;
  std::string jti{};
};

// The settings that rules ask for, beside the whole document that /settings shows and takes.
struct Settings {
  Json document{};  // kept in step by UpdateSettings()
  LoginMethod method = LoginMethod::kInternal;
  Duration session_length{8 * 3'600'000};
  std::int64_t required_password_length = 12;

  const Json& OAuth() const { return document.at("OAuthSettings"); }
  bool OAuthCreatesUsers() const { return OAuth().at("OAuthAutoCreateUsers").get<bool>(); }
  bool LdapCreatesUsers() const;
};

// The surroundings of the emulated server, and switches that no real one has.
struct Surroundings {
  bool oauth_reachable = true;
  std::set<std::string, std::less<>> used_codes{};
  bool ldap_reachable = true;
  std::map<std::string, std::string, std::less<>> ldap_people{};  // name, in lower case -> password
  RateLimit rate_limit{};
  bool csrf = true;  // the check; dialect documented has none
  bool legacy_logout_crash = false;
};

// A value but for the clock and the random source it was given. Not thread-safe.
class State {
 public:
  // Of a world that is valid under its schema; an Error's `where` is a JSON Pointer.
  static Result<State> FromWorld(const Json& world, Clock& clock, Random& random);
  // The same state again when read by FromWorld().
  Json ToWorld() const;

  const std::map<int, User>& users() const { return users_; }
  User* FindUser(std::int64_t id);
  // Without regard to case.
  User* FindUserByName(std::string_view name);
  bool HasAdministrator() const;
  // The name must be free; it is stored in lower case.
  User& CreateUser(std::string_view name, std::string password, int role);
  void RenameUser(User& user, std::string_view name);
  void SetPassword(User& user, std::string password);  // ends the sessions begun before this second
  void SetRole(User& user, int role);                  // the same
  void DeleteUser(int id);                             // and the keys with the user

  const std::map<int, ApiKey>& api_keys() const { return api_keys_; }
  ApiKey& CreateApiKey(int user_id, std::string description);
  ApiKey* FindApiKey(std::string_view raw);
  bool DeleteApiKey(int id);
  void Touch(ApiKey& key);  // last used now; the real server writes it once a minute at most

  // A new session's token, with its end.
  struct Issued {
    std::string jwt{};
    Time expires_at{};
  };
  Issued IssueSession(const User& user, bool force_change_password);
  // nullopt for whatever makes a token bad: signature, times, revocation, its user.
  std::optional<Session> FindSession(std::string_view jwt);
  void EndSession(std::string_view jti, std::string because);

  const Settings& settings() const { return settings_; }
  void UpdateSettings(Json document);
  Surroundings& surroundings() { return surroundings_; }
  const Surroundings& surroundings() const { return surroundings_; }
  Limiter& limiter() { return limiter_; }
  const Csrf& csrf() const { return csrf_; }
  const std::string& instance_id() const { return instance_id_; }
  TokenTable& tokens() { return tokens_; }
  const TokenTable& tokens() const { return tokens_; }
  // The key that signs a token of that scope.
  const JwtKey& SigningKey(std::string_view scope) const;

  // True from five minutes after a start without administrator until the next start.
  bool IsInitTimedOut();
  void StartWithoutData();
  void TimeOutInit();
  // Same data, new keys for tokens and CSRF; bans and revocations are forgotten.
  void Restart();

  Clock& clock() const { return *clock_; }
  Random& random() const { return *random_; }

 private:
  State(Clock& clock, Random& random);

  Result<void> ReadUsers(const Json& world);
  Result<void> ReadApiKeys(const Json& world);
  Result<void> ReadSettings(const Json& settings);
  Result<void> ReadSurroundings(const Json& settings);
  Result<void> ReadRun(const Json& world);
  void SetKeys(std::string signing_key, std::string csrf_key);
  void Add(User user);
  void Add(ApiKey key);

  Clock* clock_;
  Random* random_;
  std::map<int, User> users_{};
  std::unordered_map<std::string, int> ids_by_name_{};  // folded names
  std::map<int, ApiKey> api_keys_{};
  int next_user_id_ = 1;
  int next_key_id_ = 1;
  TokenTable tokens_{};
  Settings settings_{};
  Surroundings surroundings_{};
  std::string instance_id_{};

  // Of this run of the server.
  Time started_at_{};
  bool init_timed_out_ = false;
  bool watches_init_ = false;  // it started without administrator
  Limiter limiter_{};
  std::string signing_secret_{};
  std::string csrf_secret_{};
  std::string kubeconfig_secret_{};  // survives restarts
  JwtKey signing_key_;
  JwtKey kubeconfig_key_;
  Csrf csrf_;
};

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_STATE_H_
