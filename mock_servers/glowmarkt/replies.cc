#include "mock_servers/glowmarkt/replies.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::string_view kServer = "openresty";

Response With(int status, std::string_view content_type, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.reserve(14);
  response.headers.Add("Content-Type", std::string(content_type));
  return response;
}

Response InJson(int status, const Json& body) {
  return With(status, "application/json", WriteJson(body));
}

Response Error(int status, std::string_view error) { return InJson(status, {{"error", error}}); }

Response NotValid(int status) { return InJson(status, {{"valid", false}}); }

// As Date.prototype.toISOString() writes it: always with milliseconds.
std::string IsoText(Time time) {
  std::string text = FormatRfc3339(time);
  if (text.find('.') == text.npos) text.insert(text.size() - 1, ".000");
  return text;
}

// A token of ours is over at a full second, as its claim says; its document was dated to the
// millisecond, a whole lifetime apart.
Time ShownEnd(const Token& token) {
  const Duration into_second = token.issued_at - FromUnix(ToUnix(token.issued_at));
  return *token.expires_at + (token.self_contained ? into_second : Duration{0});
}

Json TokenDocument(const Token& token, const User& user) {
  const bool is_oauth = token.kind == kOauthKind;
  Json document{{"authenticationFramework", is_oauth ? "oauth" : "jwt"},
                {"createdAt", IsoText(token.issued_at)}};
  if (token.expires_at) document["expiresAt"] = IsoText(ShownEnd(token));
  if (is_oauth) document["grant_type"] = "refresh_token";
  document["tokenId"] = token.id;
  document["userId"] = user.user_id;
  return document;
}

// The words of the proxy's pages, where they are not those of the registry.
std::string_view ProxyPhrase(int status) {
  switch (status) {
    case 408:
      return "Request Time-out";
    case 413:
      return "Request Entity Too Large";
    case 414:
      return "Request-URI Too Large";
    case 503:
      return "Service Temporarily Unavailable";
    case 504:
      return "Gateway Time-out";
    default:
      return ReasonPhrase(status);
  }
}

Response Page(int status, std::string_view title, std::string_view more, bool deployed) {
  const std::string heading = std::to_string(status) + " " + std::string(ProxyPhrase(status));
  std::string body = "<html>\r\n<head><title>";
  body.append(title.empty() ? std::string_view(heading) : title);
  body.append("</title></head>\r\n<body>\r\n<center><h1>").append(heading);
  body.append("</h1></center>\r\n").append(more);
  body.append("<hr><center>").append(kServer).append("</center>\r\n</body>\r\n</html>\r\n");
  Response response = With(status, "text/html", std::move(body));
  if (deployed) response.headers.Add("Server", std::string(kServer));
  return response;
}

}  // namespace

Response LoggedIn(const User& user, std::string_view application, const State::Issued& issued,
                  bool deployed) {
  if (deployed) {
    return InJson(200, {{"valid", true},
                        {"token", issued.token},
                        {"exp", issued.expires_at},
                        {"userGroups", Json::array()},
                        {"functionalGroupAccounts", Json::array()},
                        {"accountId", user.account_id},
                        {"isTempAuth", false},
                        {"name", user.name}});
  }
  return InJson(200, {{"accountId", user.account_id},
                      {"applicationId", application},
                      {"exp", issued.expires_at},
                      {"name", user.name},
                      {"token", issued.token},
                      {"valid", true}});
}

Response Renewed(const State::Issued& issued) {
  return InJson(200, {{"valid", true}, {"token", issued.token}, {"exp", issued.expires_at}});
}

Response Checked(const Session& session) {
  return InJson(200, {{"accountId", session.user->account_id},
                      {"applicationId", session.application},
                      {"exp", session.expires_at},
                      {"valid", true}});
}

Response ListedTokens(std::span<const Token* const> tokens, const User& user) {
  Json documents = Json::array();
  for (const Token* token : tokens) documents.push_back(TokenDocument(*token, user));
  return InJson(200, documents);
}

Response Deleted() { return InJson(200, {{"valid", true}}); }

Response DeletedById() { return InJson(200, Json::array({{{"valid", true}}})); }

Response ListedHomes(const Session& session) {
  Json homes = Json::array();
  for (const Home& home : session.user->homes) {
    homes.push_back({{"applicationId", session.application},
                     {"veTypeId", home.type_id},
                     {"veId", home.id},
                     {"name", home.name},
                     {"postalCode", home.postal_code}});
  }
  return InJson(200, homes);
}

// Dossier 4.4, rows "missing".
Response Missing(Asked asked, bool deployed) {
  if (deployed && asked == Asked::kLogin) {
    return InJson(400, {{"message", "Bad request missing info"}});
  }
  if (deployed || asked == Asked::kHomes) {
    return InJson(400, {{"error", "bad request"}, {"message", "bad request"}});
  }
  return asked == Asked::kDeleteToken ? NotValid(400) : Error(400, "missing elements");
}

// Dossier 4.4, rows "denied".
Response Denied(Asked asked, bool deployed) {
  if (deployed || asked == Asked::kHomes) return NotValid(401);
  return asked == Asked::kTokens ? Error(400, "incorrect elements") : Error(401, "Access denied");
}

Response DeniedWith200() { return NotValid(200); }

Response UnknownTokenId() { return Error(400, "incorrect elements"); }

Response TooLarge() { return Error(413, "request entity too large"); }

Response NotFound() { return Error(404, "not found"); }

Response PlatformFailed() { return Error(500, "An error has occurred"); }

Response Preflight() { return {.status = 204}; }

// As recorded, dossier 4.1.
void AddServerHeaders(Response& response) {
  Headers& headers = response.headers;
  headers.Add("Server", std::string(kServer));
  headers.Add("Access-Control-Allow-Origin", "*");
  headers.Add("Access-Control-Max-Age", "600");
  headers.Add("Access-Control-Allow-Methods", "PUT, GET, POST, DELETE, OPTIONS, PATCH");
  headers.Add("Access-Control-Allow-Headers",
              "Content-Type, content-type, x-glow-version, Access-Control-Allow-Headers, "
              "Authorization, token, applicationId, applicationid, userId, userOrganizationId, "
              "userorganizationid, functionalGroupId, functionalgroupid, employeeid, employeeId, "
              "X-Requested-With, COGNITO_ID_TOKEN");
  headers.Add("x-powered-by", "Express");
  if (response.status != 200) return;
  headers.Add("Vary", "Accept-Encoding");
  headers.Add("Strict-Transport-Security", "max-age=63072000; includeSubdomains; preload");
  headers.Add("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.Add("X-XSS-Protection", "1;mode=block;");
  headers.Add("X-Content-Type-Options", "nosniff");
}

Response Unreadable(const HttpRefusal& refusal, bool deployed) {
  // nginx, which the proxy is made of, has no 431: it says 400, and why.
  Response response =
      refusal.status == 431
          ? Page(400, "400 Request Header Or Cookie Too Large",
                 "<center>Request Header Or Cookie Too Large</center>\r\n", deployed)
          : Page(refusal.status, "", "", deployed);
  response.headers.Add("Connection", "close");
  return response;
}

Response Usual(int status, bool deployed) {
  switch (status) {
    case 400:
      return Missing(Asked::kLogin, deployed);
    case 401:
      return Denied(Asked::kLogin, deployed);
    case 404:
      return NotFound();
    case 413:
      return TooLarge();
    case 500:
      return PlatformFailed();
    default:
      break;
  }
  if (status < 300 || status == 304) return {.status = status};
  // What is left comes from the proxy: the application has no such answer.
  return Page(status, "", "", deployed);
}

}  // namespace authmock::glowmarkt
