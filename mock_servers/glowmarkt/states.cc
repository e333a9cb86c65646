// Provider states: named conditions of the world that a test can ask for.
#include "mock_servers/core/state_rules.h"
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {
namespace {

using namespace std::chrono_literals;

constexpr Duration kOauthLifetime = 7 * 24h;
constexpr std::size_t kOauthDigits = 40;

template <bool Settings::*kSwitch, bool kValue>
Result<void> Switch(State& state, const Json&) {
  state.settings().*kSwitch = kValue;
  return {};
}

template <bool kValue>
Result<void> ExactUserNames(State& state, const Json&) {
  state.settings().exact_user_names = kValue;
  return {};
}

Result<void> TokenLifetime(State& state, const Json& params) {
  const Json* given = At(params, "/lifetime");
  if (given == nullptr || !given->is_string()) {
    return Fail("/lifetime", "write how long new tokens live, as \"2s\"");
  }
  const auto lifetime = ReadLifetime(TextAt(params, "/lifetime"));
  if (!lifetime) return Fail("/lifetime", lifetime.error().what);
  state.settings().token_lifetime = *lifetime;
  return {};
}

// The user that `params` name.
Result<User*> NamedUser(State& state, const Json& params) {
  const std::string username = TextAt(params, "/username");
  if (User* user = state.FindUser(username, true)) return user;
  return Fail("/username",
              "there is no user \"" + username + "\"; name the username of one of the world's");
}

Result<void> OauthTokenExists(State& state, const Json& params) {
  const User* user = state.users().empty() ? nullptr : &state.users().front();
  if (At(params, "/username") != nullptr || user == nullptr) {
    const auto named = NamedUser(state, params);
    if (!named) return tl::unexpected(named.error());
    user = *named;
  }
  std::string id = TextAt(params, "/token_id");
  if (id.empty() && At(params, "/token_id") != nullptr) {
    return Fail("/token_id", "a tokenId is a string with something in it");
  }
  if (id.empty()) id = state.random().Uuid();
  const Time now = state.clock().Now();
  if (const Token* known = state.tokens().FindById(id); known != nullptr && known->IsLive(now)) {
    if (known->kind == kOauthKind && known->account == user->username) return {};
    return Fail("/token_id", "\"" + id + "\" is another token's; leave it out for a new one");
  }
  state.Add(StandingToken{.id = std::move(id),
                          .kind = std::string(kOauthKind),
                          .username = user->username,
                          .text = state.random().Hex(kOauthDigits),
                          .created = now,
                          .expires = now + kOauthLifetime});
  return {};
}

Result<void> UserExists(State& state, const Json& params) {
  const std::string username = TextAt(params, "/username");
  const std::string password = TextAt(params, "/password");
  if (username.empty() || password.empty()) {
    return Fail("", "a user needs \"username\" and \"password\", two strings");
  }
  const Json* name = At(params, "/name");
  if (name != nullptr && !name->is_string()) {
    return Fail("/name", "the name of a person is a string, and may be empty");
  }
  User* user = state.FindUser(username, true);
  if (user == nullptr) {
    if (const User* other = state.FindUser(username, false)) {
      return Fail("/username", "\"" + other->username +
                                   "\" is the same name but for letter case or blanks around it; "
                                   "write it so, or take another");
    }
    state.CreateUser(username, password, TextAt(params, "/name"));
    return {};
  }
  if (user->password != password) state.SetPassword(*user, password);
  if (name != nullptr) user->name = TextAt(params, "/name");
  user->disabled = false;
  return {};
}

Result<void> PasswordChanged(State& state, const Json& params) {
  const auto user = NamedUser(state, params);
  if (!user) return tl::unexpected(user.error());
  const std::string password = TextAt(params, "/password");
  if (password.empty()) {
    return Fail("/password", "write the new password, a string with something in it");
  }
  state.SetPassword(**user, password);
  return {};
}

Result<void> UserDisabled(State& state, const Json& params) {
  const auto user = NamedUser(state, params);
  if (!user) return tl::unexpected(user.error());
  state.Disable(**user);
  return {};
}

Result<void> ServerRestarted(State& state, const Json&) {
  state.Restart();
  return {};
}

constexpr StateRule<State> kStateRules[] = {
    {"token_lifetime",
     "Tokens issued from now on live as long as lifetime says, as \"2s\".",
     {"lifetime"},
     TokenLifetime},
    {"oauth_token_exists",
     "The user (the first one, if username is left out) has an OAuth token, too, with this tokenId "
     "or a new one.",
     {"username", "token_id"},
     OauthTokenExists},
    {"rotate_on",
     "newToken ends the token it is called with.",
     {},
     Switch<&Settings::rotate, true>},
    {"rotate_off",
     "newToken leaves the token it is called with.",
     {},
     Switch<&Settings::rotate, false>},
    {"old_login_refusals_on",
     "Wrong credentials are answered with 200 and valid false.",
     {},
     Switch<&Settings::old_login_refusals, true>},
    {"old_login_refusals_off",
     "Wrong credentials are refused as the dialect has it.",
     {},
     Switch<&Settings::old_login_refusals, false>},
    {"user_exists",
     "There is a user with this username, password and name, who may log in.",
     {"username", "password", "name"},
     UserExists},
    {"password_changed",
     "The user has this password now.",
     {"username", "password"},
     PasswordChanged},
    {"user_disabled", "The user may not log in.", {"username"}, UserDisabled},
    {"revoke_on_change_on",
     "A changed password, or being disabled, ends the tokens of a user.",
     {},
     Switch<&Settings::revoke_on_change, true>},
    {"revoke_on_change_off",
     "A changed password, or being disabled, leaves the tokens of a user.",
     {},
     Switch<&Settings::revoke_on_change, false>},
    {"exact_user_names_on",
     "User names have letter case and blanks around them.",
     {},
     ExactUserNames<true>},
    {"exact_user_names_off",
     "User names are taken trimmed and in any letter case.",
     {},
     ExactUserNames<false>},
    {"strict_slashes_on",
     "Paths with a doubled slash, or one at the end, are unknown.",
     {},
     Switch<&Settings::strict_slashes, true>},
    {"strict_slashes_off",
     "Doubled slashes in paths, and one at the end, are forgiven.",
     {},
     Switch<&Settings::strict_slashes, false>},
    {"server_restarted",
     "The process was restarted on the same data: every token is over that the world did not start "
     "with and no test put there.",
     {},
     ServerRestarted},
    {"platform_down",
     "Every operation on logins and tokens is answered with 500.",
     {},
     Switch<&Settings::platform_down, true>},
};

constexpr std::span<const StateRule<State>> kRules = kStateRules;

}  // namespace

std::vector<ProviderState> Glowmarkt::States() const { return ListStates(kRules); }

Result<void> Glowmarkt::SetUp(std::string_view state, const Json& params) {
  return SetUpState(kRules, state_, state, params);
}

}  // namespace authmock::glowmarkt
