// Whose request it is: API keys, sessions, credentials, and the form where sessions begin.
#include <algorithm>

#include "mock_servers/datameta/cookies.h"
#include "mock_servers/datameta/provider.h"
#include "mock_servers/datameta/replies.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr std::size_t kPasswordBytes = 72;  // bcrypt sees no more

// The token of "Bearer TOKEN", split at each single blank.
std::optional<std::string_view> ExactBearer(std::string_view authorization) {
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) return std::nullopt;
  const std::string_view token = authorization.substr(kScheme.size());
  return token.find(' ') == token.npos ? std::optional(token) : std::nullopt;
}

// The same with any letter case and number of blanks.
std::optional<std::string_view> LenientBearer(std::string_view authorization) {
  const std::size_t blank = authorization.find(' ');
  if (blank == authorization.npos || !EqualIgnoringCase(authorization.substr(0, blank), "bearer")) {
    return std::nullopt;
  }
  return authorization.substr(
      std::min(authorization.find_first_not_of(' ', blank), authorization.size()));
}

// The last field of that name, as WebOb takes it.
std::optional<std::string> Field(std::string_view body, std::string_view name) {
  std::optional<std::string> found;
  for (auto& [key, value] : ParseForm(body)) {
    if (key == name) found = std::move(value);
  }
  return found;
}

}  // namespace

DataMeta::Caller DataMeta::Authenticate(const WsgiRequest& request) {
  const auto token =
      manner_.deployed ? ExactBearer(request.authorization) : LenientBearer(request.authorization);
  if (!token) return AuthenticateBySession(request);
  const ApiKey* key = state_.FindKeyByToken(*token);
  if (key != nullptr && IsIn(state_.user(key->user))) return AuthenticateByKey(*key);
  return manner_.tries_session_always ? AuthenticateBySession(request) : Caller{};
}

DataMeta::Caller DataMeta::AuthenticateByKey(const ApiKey& key) {
  if (!key.expires) {
    const bool crashes = manner_.endless_keys_crash;
    return {.verdict = crashes ? Caller::Verdict::kCrash : Caller::Verdict::kKnown,
            .user = key.user};
  }
  if (state_.Now() < *key.expires) return {.verdict = Caller::Verdict::kKnown, .user = key.user};
  if (manner_.locks_out) state_.CountFailedLogin(state_.user(key.user));
  return {};
}

DataMeta::Caller DataMeta::AuthenticateBySession(const WsgiRequest& request) const {
  const auto value = ReadCookie(request.cookie, kSessionCookie);
  const Session* session = value ? state_.FindSession(*value) : nullptr;
  if (session == nullptr) return {.has_new_session = true};
  const User& user = state_.user(session->user);
  if (!IsIn(user) || user.group != session->group) return {.has_new_session = true};
  return {.verdict = Caller::Verdict::kKnown, .user = session->user};
}

DataMeta::Caller DataMeta::AuthenticateByPassword(const std::string& email,
                                                  const std::string& password, bool counts) {
  const std::string wanted = manner_.emails_as_given ? email : PythonLower(email);
  if (manner_.deployed && !IsStorable(wanted)) return {.verdict = Caller::Verdict::kCrash};
  const auto found = state_.FindUserByEmail(wanted);
  if (!found || !IsIn(state_.user(*found))) return {};
  User& user = state_.user(*found);
  if (CrashesBcrypt(password)) return {.verdict = Caller::Verdict::kCrash};
  if (HasPassword(user, password)) return {.verdict = Caller::Verdict::kKnown, .user = *found};
  if (counts && manner_.locks_out) state_.CountFailedLogin(user);
  return {};
}

bool DataMeta::CrashesBcrypt(std::string_view password) const {
  const bool has_nul = password.find('\0') != password.npos;
  return manner_.deployed &&
         (HasLoneSurrogate(password) || (manner_.nul_in_password_crashes && has_nul));
}

bool DataMeta::HasPassword(const User& user, std::string_view password) const {
  if (!manner_.deployed) return user.password == password;
  return std::string_view(user.password).substr(0, kPasswordBytes) ==
         password.substr(0, kPasswordBytes);
}

void DataMeta::ForgetFailedLogins(int user) {
  if (manner_.locks_out) state_.user(user).failed_logins.clear();
}

Response DataMeta::LoginForm(const Asked& asked) {
  const WsgiRequest& request = asked.request;
  const std::string_view media_type = request.media_type();
  const bool is_form = request.method == "POST" && (media_type.empty() || media_type == kForm);
  if (!is_form || ParseForm(request.body).empty()) return LoginPage(state_.SessionValue());

  const auto email = Field(request.body, "input_email");
  const auto password = Field(request.body, "input_password");
  Caller caller;
  if (email && password) caller = AuthenticateByPassword(*email, *password, true);
  if (caller.verdict == Caller::Verdict::kCrash) return Crash(manner_);
  const bool is_known = caller.verdict == Caller::Verdict::kKnown;
  const std::string_view path = is_known ? "/home" : "/login";
  const std::string session =
      is_known ? state_.BeginSession(caller.user).value : state_.SessionValue();
  if (is_known) ForgetFailedLogins(caller.user);
  return FoundAt(path, UrlOf(request, path), session, FormFor(request.accept));
}

}  // namespace authmock::datameta
