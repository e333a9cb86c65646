#include "mock_servers/t3/replies.h"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "mock_servers/python/python_text.h"

namespace authmock::t3 {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";
constexpr std::string_view kChallenge = "Bearer";

// How Werkzeug prints an exception: "status name: says". What is not here is named by its reason.
struct Exception {
  int status = 0;
  std::string_view name{};
  std::string_view says{};
};
constexpr Exception kExceptions[] = {
    {400, "Bad Request",
     "The browser (or proxy) sent a request that this server could not understand."},
    {401, "Unauthorized",
     "The server could not verify that you are authorized to access the URL requested. You either "
     "supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how "
     "to supply the credentials required."},
    {403, "Forbidden",
     "You don't have the permission to access the requested resource. It is either read-protected "
     "or not readable by the server."},
    {404, "Not Found",
     "The requested URL was not found on the server. If you entered the URL manually please check "
     "your spelling and try again."},
    {405, "Method Not Allowed", "The method is not allowed for the requested URL."},
    {413, "Request Entity Too Large", "The data value transmitted exceeds the capacity limit."},
    {414, "Request URI Too Large",
     "The length of the requested URL exceeds the capacity limit for this server. The request "
     "cannot be processed."},
    {415, "Unsupported Media Type",
     "Did not attempt to load JSON data because the request Content-Type was not "
     "'application/json'."},
    {422, "Unprocessable Entity",
     "The request was well-formed but was unable to be followed due to semantic errors."},
    {429, "Too Many Requests",
     "This user has exceeded an allotted request count. Try again later."},
};

std::string NameOf(int status) {
  const auto found = std::ranges::find(kExceptions, status, &Exception::status);
  if (found != std::end(kExceptions)) return std::string(found->name);
  const std::string_view phrase = ReasonPhrase(status);
  return phrase.empty() ? "Unknown Error" : std::string(phrase);
}

// The exception's class: its name without blanks and hyphens.
std::string TypeOf(int status) {
  std::string type = NameOf(status);
  std::erase_if(type, [](char c) { return c == ' ' || c == '-'; });
  return type;
}

Refusal Raised(int status, std::string_view says) {
  return {.status = status,
          .message = std::to_string(status) + " " + NameOf(status) + ": " + std::string(says)};
}

Refusal Challenged(Refusal refusal) {
  if (refusal.status == 401) refusal.headers.Add("WWW-Authenticate", std::string(kChallenge));
  return refusal;
}

Refusal Unauthorized(std::string_view says) { return Challenged(Raised(401, says)); }

// Flask's jsonify: ASCII, and a line feed at the end.
Response Answered(int status, const Json& body) {
  Response response{.status = status, .body = PythonJsonCompact(body) + "\n"};
  response.headers.reserve(4);
  response.headers.Add("Content-Type", "application/json");
  return response;
}

// With milliseconds always, as in the document's examples.
std::string Timestamp(Time time) {
  std::string text = FormatRfc3339(time);
  if (text.find('.') == text.npos) text.insert(text.size() - 1, ".000");
  return text;
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&#34;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

Response Enveloped(Refusal refusal, std::string_view url, Time now) {
  Json error{{"type", TypeOf(refusal.status)},
             {"message", std::move(refusal.message)},
             {"timestamp", Timestamp(now)}};
  if (!url.empty()) error["url"] = url;
  error["status_code"] = refusal.status;
  Response response = Answered(refusal.status, {{"error", std::move(error)}});
  for (const Header& line : refusal.headers) response.headers.Add(line.name, line.value);
  return response;
}

Refusal Usual(int status) {
  if (status == 429) return TooManyRequests(600, std::chrono::minutes(1), std::chrono::seconds(1));
  const auto found = std::ranges::find(kExceptions, status, &Exception::status);
  if (found != std::end(kExceptions)) return Challenged(Raised(status, found->says));
  // The document's examples of 500 and 503 (dossier 3.9).
  return {.status = status, .message = std::to_string(status) + " " + TypeOf(status)};
}

Refusal NotFound() { return Usual(404); }

Refusal MethodNotAllowed(std::string_view allowed) {
  Refusal refusal = Usual(405);
  refusal.headers.Add("Allow", std::string(allowed));
  return refusal;
}

Response Options(std::string_view allowed) {
  return {.status = 200,
          .headers = {{"Content-Type", std::string(kHtml)}, {"Allow", std::string(allowed)}}};
}

Response MovedTo(std::string_view url) {
  const std::string shown = EscapeHtml(url);
  return {.status = 308,
          .headers = {{"Content-Type", std::string(kHtml)}, {"Location", std::string(url)}},
          .body =
              "<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n"
              "<h1>Redirecting...</h1>\n"
              "<p>You should be redirected automatically to the target URL: <a href=\"" +
              shown + "\">" + shown + "</a>. If not, click the link.\n"};
}

// The vendor's extension calls from Metrc's pages (dossier 4.3).
void AllowPages(const Request& request, Response& response) {
  if (!request.headers.Has("Origin")) return;
  response.headers.Add("Access-Control-Allow-Origin", "*");
  if (request.method != "OPTIONS") return;
  response.headers.Add("Access-Control-Allow-Headers",
                       "Authorization, Content-Type, X-T3, X-T3-API-Key");
  response.headers.Add("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS, POST");
}

Refusal NotCalledJson() { return Usual(415); }

Refusal TooLarge() { return Usual(413); }

Refusal NoJson() { return Usual(400); }

Refusal InvalidBody(std::string_view why) {
  return Raised(400, "Invalid request body: " + std::string(why));
}

Refusal NeededAt(std::string_view field, std::string_view host) {
  return InvalidBody("'" + std::string(field) + "' is a required property for " +
                     std::string(host));
}

Response LoggedIn(std::string_view access_token, std::string_view refresh_token) {
  Json body{{"accessToken", access_token}};
  if (!refresh_token.empty()) body["refreshToken"] = refresh_token;
  return Answered(200, body);
}

Response MadeSecretKey(std::string_view key) { return Answered(200, {{"secretKey", key}}); }

Refusal BadLogin(int status) {
  const auto found = std::ranges::find(kExceptions, 401, &Exception::status);
  return Raised(status, found->says);
}

Refusal MetrcIsDown() { return Usual(503); }

Refusal Failing() { return Usual(500); }

Refusal TooManyRequests(int limit, Duration window, Duration left) {
  using std::chrono::ceil;
  using std::chrono::seconds;
  Refusal refusal = Raised(429, std::to_string(limit) + " per " +
                                    std::to_string(ceil<seconds>(window).count()) + " seconds");
  refusal.headers.Add("Retry-After", std::to_string(ceil<seconds>(left).count()));
  return refusal;
}

Response WhoAmI(const Identity& who) {
  return Answered(200, {{"authMode", who.auth_mode},
                        {"credentialKey", who.CredentialKey()},
                        {"hasT3plus", who.tier.has_value()},
                        {"t3plusSubscriptionTier", who.tier ? Json(*who.tier) : Json(nullptr)},
                        {"username", who.username},
                        {"hostname", who.hostname}});
}

Response EmptyReport(Time now, std::string_view license_number) {
  Json body{{"generatedAt", Timestamp(now)}};
  if (!license_number.empty()) body["licenseNumber"] = license_number;
  body["data"] = Json::array();
  return Answered(200, body);
}

Refusal NoAuthorization() { return Unauthorized("Missing Authorization Header"); }

Refusal SeveralAuthorizations() { return Unauthorized("More than one Authorization Header"); }

Refusal NoBearer() {
  return Unauthorized(
      "Missing 'Bearer' type in 'Authorization' header. Expected 'Authorization: Bearer <JWT>'");
}

Refusal BadAuthorization() {
  return Unauthorized("Bad Authorization header. Expected 'Authorization: Bearer <JWT>'");
}

Refusal BadToken(TokenFault fault, int status) {
  switch (fault) {
    case TokenFault::kUnsound:
      return Challenged(Raised(status, "Invalid token"));
    case TokenFault::kExpired:
      return Challenged(Raised(status, "Token has expired"));
    case TokenFault::kSessionOver:
      break;
  }
  return Challenged(Raised(status, "The Metrc session of this token is over; log in again"));
}

Refusal UnknownSecretKey() { return Unauthorized("Invalid secret key"); }

Refusal SecretKeyOver(const Token& key) {
  return Unauthorized("This secret key was " + key.revoked_because +
                      (key.revoked_because == kReplaced ? " by a newer one" : ""));
}

}  // namespace authmock::t3
