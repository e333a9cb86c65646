#include "mock_servers/datameta/replies.h"

#include "mock_servers/datameta/cookies.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kHtml = "text/html; charset=UTF-8";
constexpr std::string_view kText = "text/plain; charset=UTF-8";

constexpr std::string_view kUnauthorized =
    "This server could not verify that you are authorized to access the document you requested.  "
    "Either you supplied the wrong credentials (e.g., bad password), or your browser does not "
    "understand how to supply the credentials required.";

Response With(int status, std::string_view content_type, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.reserve(4);
  response.headers.Add("Content-Type", std::string(content_type));
  return response;
}

std::string Escaped(std::string_view text) {
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
        out += "&quot;";
        break;
      case '\'':
        out += "&#x27;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string StatusLine(int status) {
  return std::to_string(status) + " " + std::string(ReasonPhrase(status));
}

// `words` in the frame that the web framework has for a status.
Response Framed(int status, Form form, const std::string& words) {
  const std::string line = StatusLine(status);
  switch (form) {
    case Form::kJson:
      return With(
          status, kJson,
          PythonJson(
              {{"message", words}, {"code", line}, {"title", std::string(ReasonPhrase(status))}}));
    case Form::kHtml:
      return With(status, kHtml,
                  "<html>\n <head>\n  <title>" + line + "</title>\n </head>\n <body>\n  <h1>" +
                      line + "</h1>\n  " + words + "\n </body>\n</html>");
    case Form::kText:
      break;
  }
  return With(status, kText, line + "\n\n" + words);
}

// The framework's usual words: an explanation, then a detail.
Response Explained(int status, Form form, std::string_view explanation,
                   std::string_view detail = {}) {
  const bool is_html = form == Form::kHtml;
  std::string words = is_html ? Escaped(explanation) : std::string(explanation);
  words += is_html ? "<br/><br/>\n" : "\n\n\n";
  words += is_html ? Escaped(detail) : std::string(detail);
  words += "\n\n";
  return Framed(status, form, words);
}

Json Fault(std::string_view exception, std::string_view message) {
  return Json::array({Json{{"exception", exception}, {"message", message}}});
}

Json IdOf(const User& user) { return {{"uuid", user.id}, {"site", user.site}}; }

Json ExpiryOf(const ApiKey& key) {
  return key.expires ? Json(IsoFormat(*key.expires)) : Json(nullptr);
}

// What the framework has to say of a status that no operation answers.
std::string_view ExplanationOf(int status) {
  switch (status) {
    case 401:
      return kUnauthorized;
    case 403:
      return "Access was denied to this resource.";
    case 404:
      return "The resource could not be found.";
    case 405:
      return "The method is not allowed for this resource.";
    case 410:
      return "This resource is no longer available.  No forwarding address is given.";
    case 503:
      return "The server cannot serve at present; try again later.";
    default:
      return "";
  }
}

std::string_view WordsOf(const HttpRefusal& refusal) {
  if (refusal.status == 431) return "exceeds max_header of 262144";
  if (refusal.status == 413) return "exceeds max_body of 1073741824";
  if (refusal.status == 501) return "Transfer-Encoding requested is not supported.";
  if (refusal.reason == "bad_content_length") return "Content-Length is invalid";
  if (refusal.reason == "conflicting_length") return "Content-Length is invalid";
  if (refusal.reason == "bad_chunk") return "garbage in chunked encoding input";
  if (refusal.reason == "bad_line_end") return "Bare CR or LF found in HTTP message";
  if (refusal.reason == "bad_header") return "Invalid header";
  if (refusal.reason == "folded_header") return "Malformed header line";
  if (refusal.reason == "bad_target") return "Bad URI";
  return "HTTP message header invalid";
}

}  // namespace

Response MintedKey(const ApiKey& key, const User& owner) {
  return With(200, kJson,
              PythonJson({{"id", {{"uuid", key.id}}},
                          {"userId", IdOf(owner)},
                          {"token", key.token},
                          {"label", key.label},
                          {"expires", ExpiryOf(key)}}));
}

Response ListedKeys(const User& owner, PythonTime now) {
  Json list = Json::array();
  for (const auto& [number, key] : owner.keys) {
    list.push_back({{"id", {{"uuid", key.id}}},
                    {"label", key.label},
                    {"expires", ExpiryOf(key)},
                    {"hasExpired", key.expires && now >= *key.expires}});
  }
  return With(200, kJson, PythonJson(list));
}

Response DeletedKey(Form form) { return Explained(200, form, ""); }

Response NoContent(int status) { return {.status = status}; }

Response TfaToken(std::string_view token) {
  return With(200, kJson, PythonJson({{"tfaToken", token}}));
}

Response FoundAt(std::string_view path, std::string url, std::string_view session, Form form) {
  Response response = Framed(302, form,
                             "The resource was found at " + std::string(path) +
                                 "; you should be redirected automatically.\n\n");
  response.headers.Add("Location", std::move(url));
  SetSessionCookie(response, session);
  return response;
}

Response LoginPage(std::string_view session) {
  Response response = With(200, kHtml,
                           "<!doctype html>\n<title>Login</title>\n"
                           "<form method=\"post\" action=\"/login\">\n"
                           "<input name=\"input_email\">\n"
                           "<input name=\"input_password\" type=\"password\">\n"
                           "<button name=\"form.submitted\">Log in</button>\n</form>\n");
  SetSessionCookie(response, session);
  return response;
}

void SetSessionCookie(Response& response, std::string_view session) {
  response.headers.Add("Set-Cookie", std::string(kSessionCookie) + "=" + std::string(session) +
                                         "; Path=/; SameSite=Lax");
}

Response NothingPresented() {
  return With(
      401, kJson,
      PythonJsonCompact(Fault("InvalidSecurity", "Security not valid for any requirement")));
}

Response Unauthorized(Form form) { return Explained(401, form, ExplanationOf(401)); }

Response Forbidden(Form form) { return Explained(403, form, ExplanationOf(403)); }

Response NotFound(Form form, std::string_view detail) {
  return Explained(404, form, ExplanationOf(404), detail);
}

Response NotFoundPage() {
  return With(404, kHtml,
              "<!doctype html>\n<html lang=\"en\">\n<head><title>DataMeta</title></head>\n"
              "<body><p><span>404</span> Page Not Found</p></body>\n</html>\n");
}

Response MethodNotAllowed(std::string_view allowed) {
  Response response = Explained(405, Form::kJson, ExplanationOf(405));
  response.headers.Add("Allow", std::string(allowed));
  return response;
}

Response Gone(Form form) { return Explained(410, form, ExplanationOf(410)); }

Response Faults(const Json& faults) { return With(400, kJson, PythonJsonCompact(faults)); }

Response WrongField(std::string_view field, std::string message) {
  return Faults(Json::array(
      {Json{{"exception", "ValidationError"}, {"field", field}, {"message", std::move(message)}}}));
}

Response WrongPassword(std::string message) { return Faults(Fault("ValidationError", message)); }

Response Crash(const Manner& manner) {
  return RefusedByWaitress(500, "The server encountered an unexpected internal server error",
                           manner);
}

Response UnknownToValidator(std::string_view url) {
  return With(500, kJson,
              PythonJsonCompact(
                  Fault("OperationNotFound", "Operation head not found for " + std::string(url))));
}

Response RefusedByWaitress(int status, std::string_view text, const Manner& manner) {
  std::string body(status == 413 ? "Request Entity Too Large" : ReasonPhrase(status));
  body.append("\r\n\r\n").append(text).append("\r\n\r\n(generated by waitress)");
  Response response =
      With(status, manner.errors_have_charset ? "text/plain; charset=utf-8" : "text/plain", body);
  response.headers.Add("Connection", "close");
  return response;
}

Response Unreadable(const HttpRefusal& refusal, const Manner& manner) {
  constexpr int kNotImplemented = 501;
  // Any coding but chunked is one that the server does not have, wherever it stands.
  const bool is_coding = refusal.reason == "bad_transfer_coding";
  const int status = is_coding ? kNotImplemented : refusal.status;
  return RefusedByWaitress(status, WordsOf({.status = status, .reason = refusal.reason}), manner);
}

Response Usual(int status, const Manner& manner) {
  if (status == 204 || status == 304) return NoContent(status);
  if (status == 400) return WrongPassword("The server was asked to refuse this.");
  if (status == 500 && manner.deployed) return Crash(manner);
  return Explained(status, Form::kJson, ExplanationOf(status));
}

}  // namespace authmock::datameta
