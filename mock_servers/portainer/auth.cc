// Log in, log out, exchange an OAuth code; and who a request comes from.
#include "mock_servers/portainer/go_request.h"
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/replies.h"

namespace authmock::portainer {
namespace {

// The first parameter of that name with any letter case, or exactly that name.
std::optional<std::string> QueryValue(const Request& request, std::string_view name,
                                      bool any_case) {
  if (request.Query().empty()) return std::nullopt;
  for (auto& [key, value] : ParseGoQuery(request.Query())) {
    if (key == name || (any_case && GoFold(key) == GoFold(name))) return std::move(value);
  }
  return std::nullopt;
}

// The API key presented, good or bad. An empty header counts as absent, an empty parameter does
// not.
std::optional<std::string> PresentedApiKey(const Request& request) {
  const std::string_view header = request.headers.Get("X-API-KEY");
  if (!header.empty()) return std::string(header);
  return QueryValue(request, "X-API-KEY", true);
}

// The token presented outside a cookie: the parameter comes before the header.
std::optional<std::string> PresentedBearer(const Request& request) {
  if (auto token = QueryValue(request, "token", false); token && !token->empty()) return token;
  const std::string* header = request.headers.Find("Authorization");
  if (header == nullptr) return std::nullopt;
  // Exactly this scheme word and one blank; any other text is taken for a bare token.
  constexpr std::string_view kScheme = "Bearer ";
  return header->starts_with(kScheme) ? header->substr(kScheme.size()) : *header;
}

}  // namespace

std::optional<Session> Portainer::SessionOfCookie(const Request& request) {
  const auto cookie = FindCookie(request.headers, kAuthCookie);
  return cookie ? state_.FindSession(*cookie) : std::nullopt;
}

std::optional<Session> Portainer::SessionOfBearer(const Request& request) {
  const auto token = PresentedBearer(request);
  return token ? state_.FindSession(*token) : std::nullopt;
}

// Dossier 4.4: the first credential present decides, even if a later one is better.
tl::expected<Session, Response> Portainer::Authenticate(const Request& request) {
  if (const auto raw = PresentedApiKey(request)) {
    ApiKey* key = state_.FindApiKey(*raw);
    if (key == nullptr) return tl::unexpected(InvalidToken());
    state_.Touch(*key);
    return Session{.user_id = key->user_id, .role = state_.FindUser(key->user_id)->role};
  }
  std::optional<Session> session;
  if (FindCookie(request.headers, kAuthCookie)) {
    session = SessionOfCookie(request);
  } else if (PresentedBearer(request)) {
    session = SessionOfBearer(request);
  } else {
    return tl::unexpected(TokenMissing());
  }
  if (!session) return tl::unexpected(InvalidToken());
  return *std::move(session);
}

tl::expected<Session, Response> Portainer::AuthenticateAdministrator(const Request& request) {
  auto session = Authenticate(request);
  if (session && session->role != kAdministrator) return tl::unexpected(AdministratorsOnly());
  return session;
}

Response Portainer::AuthenticateUser(const Call& call) {
  std::string name;
  std::string password;
  if (const auto fault =
          Decode(call.request.body, names(), {{"username", &name}, {"password", &password}})) {
    return InvalidPayload(*fault);
  }
  if (name.empty()) return InvalidPayload("Invalid username");
  if (password.empty()) return InvalidPayload("Invalid password");

  const User* user = state_.FindUserByName(name);
  const bool is_initial_admin = user != nullptr && user->id == kInitialAdmin;
  if (is_initial_admin || state_.settings().method == LoginMethod::kInternal) {
    return LogInByPassword(user, password);
  }
  if (state_.settings().method == LoginMethod::kOAuth) return OnlyInitialAdmin();
  return LogInByLdap(user, name, password);
}

// An unknown user and a wrong password get the same answer.
Response Portainer::LogInByPassword(const User* user, std::string_view password) {
  if (user == nullptr || !user->HasPassword(password)) return InvalidCredentials();
  return LoggedIn(state_.IssueSession(*user, !IsStrong(password)), deployed_);
}

Response Portainer::LogInByLdap(const User* user, std::string_view name,
                                std::string_view password) {
  const Surroundings& around = state_.surroundings();
  if (!around.ldap_reachable) return LdapUnreachable();
  const auto person = around.ldap_people.find(GoLower(name));
  if (person == around.ldap_people.end() || person->second != password) {
    return InvalidCredentials();
  }
  if (user == nullptr) {
    if (!state_.settings().LdapCreatesUsers()) return InvalidCredentials();
    user = &state_.CreateUser(name, "", kStandardUser);
  }
  return LoggedIn(state_.IssueSession(*user, false), deployed_);
}

Response Portainer::Logout(const Call& call) {
  if (!deployed_) {
    // A document that lists the scheme promises that its token is ended (dossier 9, row 2).
    if (const auto session = SessionOfBearer(call.request)) {
      state_.EndSession(session->jti, "logout");
    }
    return LoggedOut(false);
  }
  // The real server looks at the cookie alone (dossier 4.5).
  if (const auto session = SessionOfCookie(call.request)) {
    state_.EndSession(session->jti, "logout");
  } else if (state_.surroundings().legacy_logout_crash && !logout_is_fixed_) {
    return Response::None();
  }
  return LoggedOut(true);
}

Response Portainer::ValidateOAuth(const Call& call) {
  std::string code;
  if (const auto fault = Decode(call.request.body, names(), {{"code", &code}}))
    return InvalidPayload(*fault);
  if (code.empty()) return InvalidPayload("Invalid OAuth authorization code");
  if (state_.settings().method != LoginMethod::kOAuth) return OAuthNotEnabled(deployed_);

  if (!state_.surroundings().oauth_reachable) return OAuthUnreachable();
  const auto name = AskOAuthProvider(code);
  if (!name) return OAuthFailed(deployed_);
  const User* user = state_.FindUserByName(*name);
  if (user == nullptr) {
    if (!state_.settings().OAuthCreatesUsers()) return AccountNotCreated(deployed_);
    user = &state_.CreateUser(*name, "", kStandardUser);
  }
  return LoggedIn(state_.IssueSession(*user, false), deployed_);
}

// The stand-in provider takes each "ok:NAME" or "ok:NAME#ANYTHING" once. Every other code ends in
// the same answer: "nouser" gives no name, "nores" and "html" break the talk with the provider,
// the rest is refused.
std::optional<std::string> Portainer::AskOAuthProvider(const std::string& code) {
  auto decoded = PercentDecode(code, true);  // once more than JSON asks for (dossier 4.7)
  if (!decoded || !decoded->starts_with("ok:")) return std::nullopt;
  const std::string name = decoded->substr(3, decoded->find('#') - 3);
  std::set<std::string, std::less<>>& used = state_.surroundings().used_codes;
  if (!used.insert(*std::move(decoded)).second || name.empty()) return std::nullopt;
  return name;
}

}  // namespace authmock::portainer
