// Provider states: named conditions of the world that a test can ask for.
#include <chrono>

#include "mock_servers/core/state_rules.h"
#include "mock_servers/datameta/provider.h"
#include "mock_servers/datameta/recorded_world.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;

constexpr Duration kResetTokenLives = 10min;
constexpr int kMostDays = 36500;

Result<void> RecordedWorld(State& state, const Json&) {
  const EmbeddedFile& file = RecordedWorldFiles().front();
  const Result<Json> world = ParseJsonFile(file.path, file.text);
  if (!world) return tl::unexpected(world.error());
  Result<State> recorded = State::FromWorld(*world, state.clock(), state.random());
  if (!recorded) return tl::unexpected(recorded.error());
  state = std::move(*recorded);
  return {};
}

Result<void> UserExists(State& state, const Json& params) {
  const std::string email = PythonLower(TextAt(params, "/email"));
  const std::string password = TextAt(params, "/password");
  if (email.empty() || password.empty()) {
    return Fail("", "a user needs \"email\" and \"password\", two strings");
  }
  const auto index = state.FindUserByEmail(email);
  if (!index) {
    state.CreateUser(email, password);
    return {};
  }
  User& user = state.user(*index);
  if (user.password != password) state.SetPassword(user, password);
  return {};
}

// The index of the user whose e-mail is given.
Result<int> UserOf(const State& state, const Json& params) {
  const std::string email = TextAt(params, "/email");
  if (email.empty()) return Fail("/email", "write the e-mail of a user");
  if (const auto index = state.FindUserByEmail(email)) return *index;
  return Fail("/email", "there is no user \"" + email + "\"; the state \"user_exists\" makes one");
}

Result<void> SetEnabled(State& state, const Json& params, bool enabled) {
  const Result<int> index = UserOf(state, params);
  if (!index) return tl::unexpected(index.error());
  User& user = state.user(*index);
  user.enabled = enabled;
  user.failed_logins.clear();
  return {};
}

Result<void> UserDisabled(State& state, const Json& params) {
  return SetEnabled(state, params, false);
}

Result<void> UserEnabled(State& state, const Json& params) {
  return SetEnabled(state, params, true);
}

Result<void> ResetTokenExists(State& state, const Json& params) {
  const Result<int> index = UserOf(state, params);
  if (!index) return tl::unexpected(index.error());
  const std::string token = TextAt(params, "/token");
  if (token.empty()) return Fail("/token", "write the token, a string");
  if (state.FindResetToken(token).value_or(*index) != *index) {
    return Fail("/token", "is another user's; give each its own");
  }
  Duration lifetime = kResetTokenLives;
  if (At(params, "/lifetime") != nullptr) {
    const Result<Duration> read = ParseDuration(TextAt(params, "/lifetime"));
    if (!read) return Fail("/lifetime", read.error().what);
    lifetime = *read;
  }
  state.SetResetToken(*index, token, state.Now() + lifetime);
  return {};
}

Result<void> MaxExpirationDays(State& state, const Json& params) {
  const Json* days = At(params, "/days");
  if (days == nullptr || !days->is_number_integer() || *days < 0 || *days > kMostDays) {
    return Fail("/days",
                "write how many days off an expiry may be, 0 to " + std::to_string(kMostDays));
  }
  state.settings().max_expiration_days = days->get<int>();
  return {};
}

Result<void> TfaOn(State& state, const Json&) {
  state.settings().second_factor = true;
  return {};
}

Result<void> TfaOff(State& state, const Json&) {
  state.settings().second_factor = false;
  return {};
}

constexpr StateRule<State> kStateRules[] = {
    {"recorded_world",
     "The users, keys, reset tokens and settings of the recordings exist, and nothing else: no "
     "session, no failed login.",
     {},
     RecordedWorld},
    {"user_exists",
     "There is a user with this e-mail and password.",
     {"email", "password"},
     UserExists},
    {"user_disabled",
     "The user may do nothing until he is enabled again.",
     {"email"},
     UserDisabled},
    {"user_enabled",
     "The user may do all he could, and his failed logins are forgotten.",
     {"email"},
     UserEnabled},
    {"reset_token_exists",
     "The user has this reset token and no other, for ten minutes or as long as lifetime says.",
     {"email", "token", "lifetime"},
     ResetTokenExists},
    {"max_expiration_days",
     "The expiry of a new key may be that many days off.",
     {"days"},
     MaxExpirationDays},
    {"tfa_on",
     "Users have to set up a second factor: a password change answers a token (deployed@1.1.1).",
     {},
     TfaOn},
    {"tfa_off", "No second factor is wanted.", {}, TfaOff},
};

constexpr std::span<const StateRule<State>> kRules = kStateRules;

}  // namespace

std::vector<ProviderState> DataMeta::States() const { return ListStates(kRules); }

Result<void> DataMeta::SetUp(std::string_view state, const Json& params) {
  return SetUpState(kRules, state_, state, params);
}

}  // namespace authmock::datameta
