// What the emulated server remembers: users, API keys, reset tokens, sessions, settings.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_STATE_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_STATE_H_

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
#include "base/random.h"
#include "base/result.h"
#include "mock_servers/core/tokens.h"
#include "mock_servers/datameta/password_policy.h"
#include "mock_servers/python/python_time.h"

namespace authmock::datameta {

inline constexpr std::string_view kApiKeyKind = "api_key";
inline constexpr std::string_view kSessionKind = "session";
inline constexpr std::string_view kResetTokenKind = "reset_token";

// Whether the database of the real server takes the text: no U+0000 and no lone surrogate.
bool IsStorable(std::string_view text);

struct ApiKey {
  std::string id{};  // UUID
  int user = 0;      // index into State::users()
  std::string label{};
  std::string token{};
  std::optional<PythonTime> expires{};
};

struct ResetToken {
  std::string id{};  // in the table of tokens
  std::string token{};
  PythonTime expires{};
};

struct User {
  std::string id{};    // UUID
  std::string site{};  // "DMU-00000001"
  std::string name{};
  std::string email{};
  std::string password{};  // in clear: this is a mock
  std::string group{};
  bool enabled = true;
  bool site_admin = false;
  bool group_admin = false;
  bool site_read = false;
  std::vector<std::string> old_passwords{};
  std::vector<Time> failed_logins{};
  std::map<std::uint64_t, ApiKey> keys{};  // in the order they were made
  std::optional<ResetToken> reset_token{};
};

struct Session {
  std::string id{};     // in the table of tokens
  std::string value{};  // of the cookie
  int user = 0;
  std::string group{};  // of the user when it began; it is void while the user is in another
};

struct Settings {
  int max_expiration_days = 365;
  PasswordPolicy policy{};
  int max_failed_logins = 5;
  bool second_factor = false;  // users have to set one up
};

// A value but for the clock and the random source it was given. Not thread-safe. Users are never
// removed; references to them live until one is made.
class State {
 public:
  // Of a world that is valid under its schema; an Error's `where` is a JSON Pointer.
  static Result<State> FromWorld(const Json& world, Clock& clock, Random& random);
  // The same state again when read by FromWorld().
  Json ToWorld() const;

  const std::vector<User>& users() const { return users_; }
  User& user(int index) { return users_[static_cast<std::size_t>(index)]; }
  const User& user(int index) const { return users_[static_cast<std::size_t>(index)]; }
  // Each as it is written: nullopt if there is none.
  std::optional<int> FindUserByEmail(std::string_view email) const;
  std::optional<int> FindUserById(std::string_view uuid) const;
  std::optional<int> FindUserBySite(std::string_view site) const;
  // The e-mail must be free.
  int CreateUser(std::string email, std::string password);
  void SetPassword(User& user, std::string password);

  const ApiKey& CreateKey(int user, std::string label, std::optional<PythonTime> expires);
  // nullptr if nobody has it.
  const ApiKey* FindKeyByToken(std::string_view token) const;
  const ApiKey* FindKeyById(std::string_view uuid) const;
  bool DeleteKey(std::string_view uuid);

  // Whose reset token it is.
  std::optional<int> FindResetToken(std::string_view token) const;
  // The user's earlier one is gone. Nobody else has the token.
  const ResetToken& SetResetToken(int user, std::string token, PythonTime expires);
  void DeleteResetToken(int user, std::string because);

  const Session& BeginSession(int user);
  const Session* FindSession(std::string_view value) const;
  const Session* FirstSessionOf(const User& user) const;  // nullptr: there is none
  bool EndSession(std::string_view token_id);
  // A cookie that opens nothing.
  std::string SessionValue();

  // Counts one within the last hour, and disables the user at the last that is allowed.
  void CountFailedLogin(User& user);

  PythonTime Now() const;
  Settings& settings() { return settings_; }
  const Settings& settings() const { return settings_; }
  TokenTable& tokens() { return tokens_; }
  const TokenTable& tokens() const { return tokens_; }
  Clock& clock() const { return *clock_; }
  Random& random() const { return *random_; }

 private:
  State(Clock& clock, Random& random);

  Result<void> ReadUsers(const Json& world);
  Result<void> ReadKeys(const Json& world);
  Result<void> ReadResetTokens(const Json& world);
  Result<void> ReadSessions(const Json& world);
  void ReadSettings(const Json& settings);
  // The index of the user whose e-mail stands at `entry`/user.
  Result<int> ReadOwner(const Json& entry, const std::string& where) const;
  void Add(User user);
  const ApiKey& Add(ApiKey key);
  void Add(int user, ResetToken token);
  void Add(Session session);
  // Makes the table say what the token is: a world that was saved may have been changed by hand.
  void Enter(Token token);

  Clock* clock_;
  Random* random_;
  std::vector<User> users_{};
  std::unordered_map<std::string, int> by_email_{};
  std::unordered_map<std::string, int> by_id_{};
  std::unordered_map<std::string, int> by_site_{};
  struct KeyPlace {
    int user = 0;
    std::uint64_t number = 0;
  };
  std::unordered_map<std::string, KeyPlace> keys_{};  // by id
  std::unordered_map<std::string, int> reset_tokens_{};
  std::map<std::string, Session, std::less<>> sessions_{};  // by value
  std::uint64_t next_key_ = 1;
  Settings settings_{};
  TokenTable tokens_{};
};

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_STATE_H_
