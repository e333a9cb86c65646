// Provider states: named conditions of the world that a test can ask for.
#include <chrono>

#include "mock_servers/core/state_rules.h"
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/settings_document.h"

namespace authmock::portainer {
namespace {

Result<void> NoAdministrator(State& state, const Json&) {
  state.StartWithoutData();
  return {};
}

Result<void> AdminInitTimedOut(State& state, const Json&) {
  state.TimeOutInit();
  return {};
}

void EnableOAuth(State& state, bool creates_users) {
  Json settings = state.settings().document;
  UseStandInProvider(settings, creates_users);
  state.UpdateSettings(std::move(settings));
  state.surroundings().oauth_reachable = true;
}

Result<void> OAuthWithoutAutoUsers(State& state, const Json&) {
  EnableOAuth(state, false);
  return {};
}

Result<void> OAuthWithAutoUsers(State& state, const Json&) {
  EnableOAuth(state, true);
  return {};
}

Result<void> OAuthProviderDown(State& state, const Json&) {
  state.surroundings().oauth_reachable = false;
  return {};
}

void UseLdap(State& state, bool is_reachable) {
  Json settings = state.settings().document;
  settings["AuthenticationMethod"] = static_cast<int>(LoginMethod::kLdap);
  state.UpdateSettings(std::move(settings));
  state.surroundings().ldap_reachable = is_reachable;
}

Result<void> LdapDirectoryDown(State& state, const Json&) {
  UseLdap(state, false);
  return {};
}

Result<void> LdapDirectoryUp(State& state, const Json& params) {
  const std::string name = TextAt(params, "/name");
  const std::string password = TextAt(params, "/password");
  if (!params.empty() && (name.empty() || password.empty())) {
    return Fail("", "a person of the directory needs \"name\" and \"password\", two strings");
  }
  UseLdap(state, true);
  if (!name.empty()) state.surroundings().ldap_people[GoLower(name)] = password;
  return {};
}

Result<void> ServerRestarted(State& state, const Json&) {
  state.Restart();
  return {};
}

Result<void> LegacyLogoutCrash(State& state, const Json&) {
  state.surroundings().legacy_logout_crash = true;
  return {};
}

Result<void> RateLimitOn(State& state, const Json&) {
  state.surroundings().rate_limit.enabled = true;
  return {};
}

Result<void> RateLimitOff(State& state, const Json&) {
  state.surroundings().rate_limit.enabled = false;
  return {};
}

Result<void> CsrfOff(State& state, const Json&) {
  state.surroundings().csrf = false;
  return {};
}

Result<void> UserExists(State& state, const Json& params) {
  const std::string name = TextAt(params, "/name");
  const std::string password = TextAt(params, "/password");
  if (name.empty() || password.empty()) {
    return Fail("", "a user needs \"name\" and \"password\", two strings");
  }
  const Json* given = At(params, "/role");
  const Json role = given == nullptr ? Json(kStandardUser) : *given;
  if (role != kAdministrator && role != kStandardUser) {
    return Fail("/role", WriteJson(role) + " is no role; write 1 for an administrator or 2");
  }
  User* user = state.FindUserByName(name);
  if (user == nullptr) {
    state.CreateUser(name, password, role.get<int>());
    return {};
  }
  if (user->password != password) state.SetPassword(*user, password);
  if (user->role != role) state.SetRole(*user, role.get<int>());
  return {};
}

Result<void> SessionTimeout(State& state, const Json& params) {
  const std::string timeout = TextAt(params, "/timeout");
  if (!ParseGoDuration(timeout)) {
    return Fail("/timeout",
                "\"" + timeout + "\" is no duration; write numbers with a unit each, as \"2s\"");
  }
  Json settings = state.settings().document;
  settings["UserSessionTimeout"] = timeout;
  state.UpdateSettings(std::move(settings));
  return {};
}

Result<void> RequiredPasswordLength(State& state, const Json& params) {
  const Json* length = At(params, "/length");
  if (length == nullptr || !length->is_number_integer() || *length < 0 || *length > 1000) {
    return Fail("/length", "write how many characters a password needs, 0 to 1000");
  }
  Json settings = state.settings().document;
  settings["InternalAuthSettings"]["RequiredPasswordLength"] = *length;
  state.UpdateSettings(std::move(settings));
  return {};
}

constexpr StateRule<State> kStateRules[] = {
    {"no_administrator",
     "The server has just started without data: no user, no API key, settings as installed.",
     {},
     NoAdministrator},
    {"admin_init_timed_out",
     "As no_administrator, and nobody made an administrator in the first five minutes.",
     {},
     AdminInitTimedOut},
    {"oauth_enabled_no_auto_users",
     "The login method is OAuth; users that the server does not know are refused.",
     {},
     OAuthWithoutAutoUsers},
    {"oauth_enabled_auto_users",
     "The login method is OAuth; users that the server does not know are created.",
     {},
     OAuthWithAutoUsers},
    {"oauth_provider_down",
     "The OAuth provider cannot be reached; the settings stay.",
     {},
     OAuthProviderDown},
    {"ldap_directory_down",
     "The login method is LDAP, and the directory cannot be reached.",
     {},
     LdapDirectoryDown},
    {"ldap_directory_up",
     "The login method is LDAP, and the directory answers; name and password add a person to it.",
     {"name", "password"},
     LdapDirectoryUp},
    {"server_restarted",
     "The process was restarted on the same data: new keys for tokens and CSRF, bans and "
     "revocations forgotten, API keys kept.",
     {},
     ServerRestarted},
    {"legacy_logout_crash",
     "Logout without a good session in its cookie closes the connection (dialect deployed).",
     {},
     LegacyLogoutCrash},
    {"rate_limit_on",
     "The login routes take 10 requests at once and one more a second, then ban the address.",
     {},
     RateLimitOn},
    {"rate_limit_off", "The login routes take any number of requests.", {}, RateLimitOff},
    {"csrf_off",
     "A session cookie alone is enough for unsafe methods (dialect deployed).",
     {},
     CsrfOff},
    {"user_exists",
     "There is a user with this name, password and role (1 administrator, 2 standard).",
     {"name", "password", "role"},
     UserExists},
    {"session_timeout",
     "Sessions begun from now on last as long as timeout says, as \"2s\".",
     {"timeout"},
     SessionTimeout},
    {"required_password_length",
     "Passwords need that length; a login with a shorter one is told to change it.",
     {"length"},
     RequiredPasswordLength},
};

constexpr std::span<const StateRule<State>> kRules = kStateRules;

}  // namespace

std::vector<ProviderState> Portainer::States() const { return ListStates(kRules); }

Result<void> Portainer::SetUp(std::string_view state, const Json& params) {
  return SetUpState(kRules, state_, state, params);
}

}  // namespace authmock::portainer
