// What the emulated server remembers: applications, users, tokens, settings.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_STATE_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_STATE_H_

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
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
#include "mock_servers/glowmarkt/token_hash.h"

namespace authmock::glowmarkt {

// Kinds of tokens. A forged one is made for a test and known to nobody else: it is never listed.
inline constexpr std::string_view kJwtKind = "jwt";
inline constexpr std::string_view kOauthKind = "oauth";
inline constexpr std::string_view kForgedKind = "forged";

struct Application {
  std::string id{};    // UUID
  std::string says{};  // for people
};

// What /virtualentity shows of a user.
struct Home {
  std::string id{};
  std::string type_id{};
  std::string name{};
  std::string postal_code{};
};

struct User {
  std::string username{};
  std::string password{};  // in clear: this is a mock
  std::string name{};      // of the person; may be empty
  std::string user_id{};   // UUID
  std::string account_id{};
  std::string directory_id{};
  bool disabled = false;  // may not log in
  std::vector<Home> homes{};
};

// A token that the world has from the start, or that a test put there. It outlives a restart.
struct StandingToken {
  std::string id{};
  std::string kind{};  // kJwtKind or kOauthKind
  std::string username{};
  std::string application{};  // of a JWT
  std::string text{};
  Time created{};
  Time expires{};
};

// Switches; an optional one is as the dialect has it.
struct Settings {
  std::optional<Duration> token_lifetime{};  // whole seconds
  bool rotate = false;                       // newToken ends the token it was called with
  bool revoke_on_change = false;             // of a password, or when a user is disabled
  bool old_login_refusals = false;           // 200 {"valid":false}
  std::optional<bool> exact_user_names{};
  bool strict_slashes = false;
  bool platform_down = false;
};

// Reads a token_lifetime, as "7d": tokens live whole seconds, at least one and at most 36500d.
Result<Duration> ReadLifetime(std::string_view text);

// Who a good token speaks for.
struct Session {
  std::string token_id{};
  const User* user = nullptr;  // lives until a user is made
  std::string application{};
  std::int64_t expires_at = 0;  // Unix seconds
};

// A value but for the clock and the random source it was given. Not thread-safe.
class State {
 public:
  // Of a world that is valid under its schema; an Error's `where` is a JSON Pointer.
  static Result<State> FromWorld(const Json& world, Clock& clock, Random& random);
  // The same state again when read by FromWorld().
  Json ToWorld() const;

  const std::vector<Application>& applications() const { return applications_; }  // not empty
  bool HasApplication(std::string_view id) const;

  const std::vector<User>& users() const { return users_; }
  // As it is written, or trimmed and without regard to ASCII case, in which names differ.
  User* FindUser(std::string_view username, bool exact);
  // Makes a user, with new ids, of a name that FindUser() does not find in either way.
  User& CreateUser(std::string username, std::string password, std::string name);
  // These end the user's tokens if the settings say so.
  void SetPassword(User& user, std::string password);
  void Disable(User& user);

  struct Issued {
    std::string token{};
    std::int64_t expires_at = 0;  // Unix seconds
  };
  Issued IssueToken(const User& user, std::string_view application, Duration lifetime);
  // nullopt for whatever makes a token bad: signature, times, revocation, its user. Whether its
  // application is the right one is for the caller to see.
  std::optional<Session> FindSession(std::string_view token) const;
  // Those a user may see, the oldest first. Of tokens that were issued the newest are remembered
  // (see TokenTable); an older one is good, but cannot be listed or ended by id.
  std::vector<const Token*> LiveTokensOf(const User& user) const;
  const Token* FindLiveToken(const User& user, std::string_view id) const;
  void EndToken(const std::string& id, std::string because);
  // Its id must be new, or that of a token that is over.
  void Add(StandingToken token);

  Settings& settings() { return settings_; }
  const Settings& settings() const { return settings_; }
  TokenTable& tokens() { return tokens_; }
  const TokenTable& tokens() const { return tokens_; }
  const JwtKey& signing_key() const { return signing_key_; }
  const TokenHashes& hashes() const { return hashes_; }

  // Same data, new keys: tokens are over that do not stand.
  void Restart();

  Clock& clock() const { return *clock_; }
  Random& random() const { return *random_; }

 private:
  State(Clock& clock, Random& random);

  Result<void> ReadApplications(const Json& world);
  Result<void> ReadUsers(const Json& world);
  Result<void> ReadSettings(const Json& world);
  Result<void> ReadStandingTokens(const Json& world);
  Result<void> Check(const StandingToken& token, const std::string& where);
  void Add(User user);
  void SetKeys(std::string secret);
  void EndTokensOf(const User& user);
  const User* FindUserById(std::string_view user_id) const;
  std::optional<Session> SessionOf(const Token& standing) const;
  bool IsListed(const Token& token, const User& user) const;

  Clock* clock_;
  Random* random_;
  std::vector<Application> applications_{};
  std::vector<User> users_{};
  std::unordered_map<std::string, std::size_t> users_by_name_{};  // folded names
  std::map<std::string, std::size_t, std::less<>> users_by_id_{};
  std::map<std::string, StandingToken, std::less<>> standing_{};  // by id
  TokenTable tokens_{};
  Settings settings_{};
  std::string secret_{};
  JwtKey signing_key_;
  TokenHashes hashes_;
};

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_STATE_H_
