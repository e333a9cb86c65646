#include "mock_servers/portainer/replies.h"

#include "base/crypto.h"
#include "mock_servers/portainer/go_text.h"

namespace authmock::portainer {
namespace {

constexpr std::string_view kUnauthorized = "Unauthorized";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kText = "text/plain; charset=utf-8";

Response With(int status, std::string_view content_type, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.reserve(4);
  response.headers.Add("Content-Type", std::string(content_type));
  return response;
}

Json UserToJson(const User& user) {
  return {{"Id", user.id},
          {"Username", user.name},
          {"Role", user.role},
          {"TokenIssueAt", user.token_issue_at},
          {"ThemeSettings", {{"color", user.theme_color}}},
          {"UseCache", user.use_cache},
          {"PortainerAuthorizations", nullptr},
          {"EndpointAuthorizations", nullptr}};
}

// The same members with one more after `after`.
Json WithMember(const Json& object, std::string_view after, std::string name, Json value) {
  Json out = Json::object();
  for (const auto& [key, member] : object.items()) {
    out[key] = member;
    if (key == after) out[name] = value;
  }
  return out;
}

std::string ObjectNotFound(std::string_view bucket, std::int64_t key) {
  return "Object not found inside the database (bucket=" + std::string(bucket) +
         ", key=" + std::to_string(key) + ")";
}

Response ForbiddenByCsrf(std::string_view why) {
  Response response = With(403, kText, "Forbidden - " + std::string(why) + "\n");
  response.headers.Add("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace

Response Refusal(int status, std::string_view message, std::string_view details) {
  std::string body = "{\"message\":" + WriteGoJson(std::string(message));
  body.append(",\"details\":").append(WriteGoJson(std::string(details))).append("}");
  return With(status, kJson, std::move(body));
}

Response Refusal(int status, std::string_view message) { return Refusal(status, message, message); }

Response Ok(const Json& body) { return With(200, kJson, WriteGoJson(body)); }

Response NoContent() { return {.status = 204}; }

Response BothCredentials() {
  return Refusal(403, "api key and auth header are not allowed at the same time",
                 "Api key and auth header are not allowed at the same time");
}

Response CsrfTokenNotFound() { return ForbiddenByCsrf("CSRF token not found in request"); }

Response CsrfTokenInvalid() { return ForbiddenByCsrf("CSRF token invalid"); }

Response AdminInitTimeout() {
  // 303 without Location: a client cannot follow it.
  Response response = Refusal(303, "Administrator initialization timeout");
  response.headers.Add("Redirect-Reason", "AdminInitTimeout");
  return response;
}

Response AdminInitTimeoutDocumented() {
  return Refusal(500, "Administrator initialization timeout");
}

// Documented are 400, 422 and 500; of these 500 is what a server says that will not serve.
Response Banned(bool deployed) {
  return Refusal(deployed ? 403 : 500, "Access denied", "Access denied to resource");
}

Response NotFoundByRouter() { return With(404, kText, "404 page not found\n"); }

Response NotFoundByFileServer() {
  Response response = NotFoundByRouter();
  response.headers.Add("Cache-Control", "max-age=31536000");
  response.headers.Add("Vary", "Accept-Encoding");
  return response;
}

Response MethodNotAllowed() { return {.status = 405}; }

Response MovedTo(std::string location) {
  Response response{.status = 301};
  response.headers.Add("Location", std::move(location));
  return response;
}

Response Unreadable(const HttpRefusal& refusal) {
  Response response{.status = refusal.status};
  if (refusal.status == 501) {
    response = With(501, kText, "Unsupported transfer encoding");
  } else if (refusal.status != 417) {
    std::string text = std::to_string(refusal.status);
    text.append(" ").append(ReasonPhrase(refusal.status));
    if (refusal.reason == "missing_host") text += ": missing required Host header";
    if (refusal.reason == "malformed_host") text += ": malformed Host header";
    if (refusal.status == 505) text += ": unsupported protocol version";
    response = With(refusal.status, kText, std::move(text));
  }
  response.headers.Add("Connection", "close");
  return response;
}

Response Usual(int status) {
  switch (status) {
    case 400:
      return InvalidPayload("EOF");
    case 401:
      return TokenMissing();
    case 403:
      return Banned(true);
    case 404:
      return NotFoundByRouter();
    case 405:
      return MethodNotAllowed();
    case 422:
      return InvalidCredentials();
    default:
      break;
  }
  const bool has_body = status >= 200 && status != 204 && status != 304;
  if (!has_body || status < 300) return {.status = status};
  const std::string_view phrase = ReasonPhrase(status);
  return Refusal(status, phrase.empty() ? "Unexpected error" : phrase);
}

Response LoggedIn(const State::Issued& session, bool sets_cookie) {
  std::string body;
  body.reserve(session.jwt.size() + 10);
  body.append("{\"jwt\":\"").append(session.jwt).append("\"}");
  Response response = With(200, kJson, std::move(body));
  if (!sets_cookie) return response;
  std::string cookie;
  cookie.reserve(session.jwt.size() + 96);
  cookie.append(kAuthCookie).append("=").append(session.jwt);
  cookie.append("; Path=/; Expires=").append(FormatHttpDate(session.expires_at));
  cookie.append("; HttpOnly; SameSite=Strict");
  response.headers.Add("Set-Cookie", std::move(cookie));
  return response;
}

Response LoggedOut(bool clears_cookie) {
  Response response = NoContent();
  if (clears_cookie) {
    response.headers.Add("Set-Cookie",
                         "portainer_api_key=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; "
                         "Max-Age=0; HttpOnly; SameSite=Strict");
  }
  return response;
}

Response InvalidPayload(std::string_view details) {
  return Refusal(400, "Invalid request payload", details);
}

Response InvalidCredentials() { return Refusal(422, "Invalid credentials", kUnauthorized); }

Response OnlyInitialAdmin() {
  return Refusal(422, "Only initial admin is allowed to login without oauth", kUnauthorized);
}

Response LdapUnreachable() {
  return Refusal(500, "Unable to authenticate user against LDAP",
                 "Failed creating LDAP connection: LDAP Result Code 200 \"Network Error\": dial "
                 "tcp 127.0.0.1:389: connect: connection refused");
}

// The document lists 400, 422 and 500 for this operation; 422 is the nearest to a refusal.
Response OAuthNotEnabled(bool deployed) {
  return Refusal(deployed ? 403 : 422, "OAuth authentication is not enabled");
}

Response OAuthUnreachable() { return OAuthFailed(true); }

Response OAuthFailed(bool deployed) {
  return Refusal(deployed ? 500 : 422, "Unable to authenticate through OAuth", kUnauthorized);
}

Response AccountNotCreated(bool deployed) {
  return Refusal(deployed ? 403 : 422,
                 "Account not created beforehand in Portainer and automatic user provisioning not "
                 "enabled",
                 kUnauthorized);
}

Response TokenMissing() {
  return Refusal(401, "A valid authorization token is missing", kUnauthorized);
}

Response InvalidToken() { return Refusal(401, "Invalid JWT token", kUnauthorized); }

Response AdministratorsOnly() { return Refusal(403, "Access denied", kUnauthorized); }

Response NoAdministrator() {
  return Refusal(404, "No administrator account found inside the database",
                 "Object not found inside the database");
}

Response AdministratorExists() {
  return Refusal(409, "Unable to create administrator user",
                 "An administrator user already exists");
}

Response CreatedAdministrator(const User& user, std::string_view bcrypt_hash) {
  return Ok(WithMember(UserToJson(user), "Username", "Password", bcrypt_hash));
}

Response ShownUser(const User& user) { return Ok(UserToJson(user)); }

Response CurrentUser(const User& user, bool force_change_password) {
  Json body = UserToJson(user);
  if (force_change_password) {
    // A quirk of the real encoder, seen every time: two empty members more.
    body = WithMember(body, "Username", "Password", "");
    body = WithMember(body, "UseCache", "UserTheme", "");
  }
  body["forceChangePassword"] = force_change_password;
  return Ok(body);
}

Response WeakPassword() { return Refusal(400, "Password does not meet the requirements"); }

Response WeakNewPassword() {
  return Refusal(400, "Password does not meet the minimum strength requirements");
}

Response UnhashablePassword() {
  return Refusal(500, "Unable to hash user password", "Unable to hash data");
}

Response InvalidUserId(std::string_view details) {
  return Refusal(400, "Invalid user identifier route variable", details);
}

Response UserNotFound(std::int64_t id) {
  return Refusal(404, "Unable to find a user with the specified identifier inside the database",
                 ObjectNotFound("users", id));
}

Response UserExists() {
  return Refusal(409, "Another user with the same username already exists", "User already exists");
}

Response WrongCurrentPassword() {
  return Refusal(403, "Current password doesn't match",
                 "Current password does not match the password provided. Please try again");
}

Response CreatedApiKey(const ApiKey& key, bool deployed) {
  Json shown = ShownApiKey(key);
  shown["digest"] = Base64Encode(Sha256(key.raw));
  Response response = Ok({{"rawAPIKey", key.raw}, {"apiKey", std::move(shown)}});
  response.status = deployed ? 201 : 200;
  return response;
}

Response NotBySession() { return Refusal(401, "Auth not supported", "Authentication required"); }

Response InvalidKeyId(std::string_view details) {
  return Refusal(400, "Invalid api-key identifier route variable", details);
}

Response KeyNotFound(std::int64_t id, bool deployed) {
  return Refusal(deployed ? 500 : 404, "API Key not found", ObjectNotFound("api_key", id));
}

Json ShownApiKey(const ApiKey& key) {
  return {{"id", key.id},
          {"userId", key.user_id},
          {"description", key.description},
          {"prefix", key.raw.substr(0, 7)},
          {"dateCreated", key.created},
          {"lastUsed", key.last_used}};
}

Response PublicSettings(const Settings& settings) {
  const Json& document = settings.document;
  const Json& oauth = settings.OAuth();
  std::string login_uri;
  std::string logout_uri;
  if (settings.method == LoginMethod::kOAuth) {
    login_uri = TextAt(oauth, "/AuthorizationURI") +
                "?response_type=code&client_id=" + TextAt(oauth, "/ClientID") +
                "&redirect_uri=" + TextAt(oauth, "/RedirectURI") +
                "&scope=" + TextAt(oauth, "/Scopes");
    if (!oauth.at("SSO").get<bool>()) login_uri += "&prompt=login";
    logout_uri = TextAt(oauth, "/LogoutURI");
  }
  const bool syncs_teams =
      settings.method == LoginMethod::kLdap &&
      !TextAt(document, "/LDAPSettings/GroupSearchSettings/0/GroupBaseDN").empty();
  return Ok({{"LogoURL", document.at("LogoURL")},
             {"AuthenticationMethod", static_cast<int>(settings.method)},
             {"RequiredPasswordLength", settings.required_password_length},
             {"GlobalDeploymentOptions", document.at("GlobalDeploymentOptions")},
             {"EnableEdgeComputeFeatures", document.at("EnableEdgeComputeFeatures")},
             {"Features", {{"hsts", false}, {"csp", false}}},
             {"OAuthLoginURI", login_uri},
             {"OAuthLogoutURI", logout_uri},
             {"EnableTelemetry", document.at("EnableTelemetry")},
             {"KubeconfigExpiry", document.at("KubeconfigExpiry")},
             {"TeamSync", syncs_teams},
             {"IsAMTEnabled", false},
             {"Edge",
              {{"PingInterval", 0},
               {"SnapshotInterval", 0},
               {"CommandInterval", 0},
               {"CheckinInterval", document.at("EdgeAgentCheckinInterval")}}},
             {"IsDockerDesktopExtension", false}});
}

Response Status(std::string_view version, std::string_view instance_id) {
  return Ok({{"Version", version}, {"InstanceID", instance_id}});
}

Response NoEnvironments() {
  Response response = Ok(Json::array());
  response.headers.Add("X-Total-Available", "0");
  response.headers.Add("X-Total-Count", "0");
  return response;
}

}  // namespace authmock::portainer
