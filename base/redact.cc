#include "base/redact.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"

namespace authmock {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::string_view kDigestStart = "<sha256:";
constexpr std::size_t kDigestBytes = 6;

enum class Meaning { kHarmless, kPassword, kToken };

// Names that mean a secret everywhere: the ends of names in lower case without '-' and '_', so that
// "secret" stands for client_secret and "apikey" for rawAPIKey and X-API-Key.
struct Ending {
  std::string_view text;
  Meaning meaning;
};
constexpr Ending kEndings[] = {
    {"password", Meaning::kPassword},   {"passwd", Meaning::kPassword},
    {"pwd", Meaning::kPassword},        {"passphrase", Meaning::kPassword},
    {"secret", Meaning::kPassword},     {"otp", Meaning::kPassword},
    {"token", Meaning::kToken},         {"jwt", Meaning::kToken},
    {"apikey", Meaning::kToken},        {"secretkey", Meaning::kToken},
    {"privatekey", Meaning::kToken},    {"accesskey", Meaning::kToken},
    {"authorization", Meaning::kToken}, {"sessionid", Meaning::kToken},
};
// OAuth's code. In a JSON body the word mostly numbers an error.
constexpr std::string_view kSecretParameter = "code";

Meaning EverywhereMeaning(std::string_view lower_name) {
  std::string name(lower_name);
  std::erase_if(name, [](char c) { return c == '-' || c == '_'; });
  for (const Ending& ending : kEndings) {
    if (name.ends_with(ending.text)) return ending.meaning;
  }
  return Meaning::kHarmless;
}

Meaning MeaningOf(const SecretNames& names, std::string_view name) {
  const std::string lower = LowerCase(name);
  if (names.passwords.contains(lower)) return Meaning::kPassword;
  if (names.tokens.contains(lower)) return Meaning::kToken;
  return EverywhereMeaning(lower);
}

// An empty text is no secret, and that it is empty helps whoever reads the log.
std::string Masked(std::string_view text, Meaning meaning) {
  if (text.empty() || meaning == Meaning::kHarmless) return std::string(text);
  return meaning == Meaning::kPassword ? std::string(kMask) : Redactor::Digest(text);
}

bool IsBase64Url(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

// Where a token that starts at `from` ends; `from` if what stands there has not its shape: a
// base64url header that begins with {" and at least one more part. A cut signature does not make
// the rest harmless.
std::size_t JwtEnd(std::string_view text, std::size_t from) {
  constexpr std::size_t kLeastHeader = 8;
  std::size_t at = from;
  while (at < text.size() && IsBase64Url(text[at])) ++at;
  if (at - from < kLeastHeader || at == text.size() || text[at] != '.') return from;
  while (at < text.size() && (IsBase64Url(text[at]) || text[at] == '.')) ++at;
  while (text[at - 1] == '.') --at;  // the full stop of a sentence
  return text.substr(from, at - from).find('.') == std::string_view::npos ? from : at;
}

std::string WithoutJwts(std::string_view text) {
  constexpr std::string_view kStart = "eyJ";  // {" in base64url
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = text.find(kStart); at != std::string_view::npos;
       at = text.find(kStart, std::max(done, at + 1))) {
    const std::size_t end = JwtEnd(text, at);
    if (end == at) continue;
    out += text.substr(done, at - done);
    out += Redactor::Digest(text.substr(at, end - at));
    done = end;
  }
  out += text.substr(done);
  return out;
}

// Keeps the encoded text unless it hides something.
std::string WithoutEncodedJwts(std::string_view encoded, bool plus_is_space) {
  const auto decoded = PercentDecode(encoded, plus_is_space);
  if (!decoded) return WithoutJwts(encoded);
  std::string masked = WithoutJwts(*decoded);
  return masked == *decoded ? std::string(encoded) : masked;
}

std::string Form(const SecretNames& names, std::string_view text) {
  std::string out;
  while (true) {
    const std::string_view field = text.substr(0, text.find('&'));
    const std::size_t equals = field.find('=');
    const std::string_view name = field.substr(0, equals);
    const std::string decoded_name = PercentDecode(name, true).value_or(std::string(name));
    Meaning meaning = MeaningOf(names, decoded_name);
    if (EqualIgnoringCase(decoded_name, kSecretParameter)) meaning = Meaning::kToken;
    if (equals == std::string_view::npos || meaning == Meaning::kHarmless) {
      out += WithoutEncodedJwts(field, true);
    } else {
      const std::string_view value = field.substr(equals + 1);
      out += std::string(name) + "=" +
             Masked(PercentDecode(value, true).value_or(std::string(value)), meaning);
    }
    if (field.size() == text.size()) return out;
    out += '&';
    text.remove_prefix(field.size() + 1);
  }
}

// What stands below a member that means a secret is secret too.
void MaskInPlace(const SecretNames& names, Meaning meaning, Json& value) {
  if (auto* members = value.get_ptr<Json::object_t*>()) {
    for (auto& [name, member] : *members) {
      const Meaning own = MeaningOf(names, name);
      MaskInPlace(names, own == Meaning::kHarmless ? meaning : own, member);
    }
  } else if (auto* items = value.get_ptr<Json::array_t*>()) {
    for (Json& item : *items) MaskInPlace(names, meaning, item);
  } else if (auto* text = value.get_ptr<std::string*>()) {
    *text = meaning == Meaning::kHarmless ? WithoutJwts(*text) : Masked(*text, meaning);
  } else if (value.is_number() && meaning != Meaning::kHarmless) {
    value = Masked(WriteJson(value), meaning);
  }
}

std::string Authorization(std::string_view value) {
  const std::size_t blank = value.find(' ');
  const std::string_view scheme = value.substr(0, blank);
  const bool is_basic = EqualIgnoringCase(scheme, "Basic");
  if (blank == std::string_view::npos) {
    // One word is a scheme that lacks its credentials, or a token that lacks its scheme.
    const bool is_scheme = is_basic || EqualIgnoringCase(scheme, "Bearer");
    return is_scheme ? std::string(value) : Masked(value, Meaning::kToken);
  }
  const std::size_t start = std::min(value.find_first_not_of(' ', blank), value.size());
  return std::string(value.substr(0, start)) +
         Masked(value.substr(start), is_basic ? Meaning::kPassword : Meaning::kToken);
}

std::string CookieValue(std::string_view value, bool is_token) {
  if (!is_token) return WithoutJwts(value);
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  if (!quoted) return Masked(value, Meaning::kToken);
  return "\"" + Masked(value.substr(1, value.size() - 2), Meaning::kToken) + "\"";
}

// Of a Set-Cookie line only the first pair is a cookie, the rest are attributes.
std::string CookiePairs(const SecretNames& names, std::string_view value, bool only_first) {
  std::string out;
  for (bool first = true;; first = false) {
    const std::string_view pair = value.substr(0, value.find(';'));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || (only_first && !first)) {
      out += WithoutJwts(pair);
    } else {
      const std::string_view spaced = pair.substr(0, equals);
      const std::size_t start = std::min(spaced.find_first_not_of(" \t"), spaced.size());
      const std::string name = LowerCase(spaced.substr(start));
      const bool is_token =
          names.cookies.contains(name) || MeaningOf(names, name) != Meaning::kHarmless;
      out += std::string(spaced) + "=" + CookieValue(pair.substr(equals + 1), is_token);
    }
    if (pair.size() == value.size()) return out;
    out += ';';
    value.remove_prefix(pair.size() + 1);
  }
}

bool IsJsonType(std::string_view media_type) {
  return media_type == "application/json" || media_type.ends_with("+json");
}

// Bodies often come with a wrong type or none; a password in them is one all the same.
bool LooksLikeJson(std::string_view body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
}

bool LooksLikeForm(std::string_view body) {
  return body.find('=') != std::string_view::npos &&
         body.find_first_of(" \t\r\n<>\"{}") == std::string_view::npos;
}

Headers MaskedHeaders(const Redactor& redactor, const Headers& headers) {
  Headers out;
  out.reserve(headers.size());
  for (const Header& line : headers) {
    out.Add(line.name, redactor.HeaderValue(line.name, line.value));
  }
  return out;
}

}  // namespace

Redactor::Redactor(SecretNames names) : names_(std::move(names)) {}

Request Redactor::Redact(const Request& request) const {
  Request out = request;
  out.target = Target(request.target);
  out.headers = MaskedHeaders(*this, request.headers);
  out.body = Body(request.headers.Get("Content-Type"), request.body);
  return out;
}

Response Redactor::Redact(const Response& response) const {
  return {response.status, MaskedHeaders(*this, response.headers),
          Body(response.headers.Get("Content-Type"), response.body)};
}

std::string Redactor::Target(std::string_view target) const {
  const std::size_t query = target.find('?');
  std::string out = WithoutEncodedJwts(target.substr(0, query), false);
  if (query == std::string_view::npos) return out;
  return out + "?" + Form(names_, target.substr(query + 1));
}

std::string Redactor::HeaderValue(std::string_view name, std::string_view value) const {
  const std::string lower = LowerCase(name);
  if (lower == "authorization" || lower == "proxy-authorization") return Authorization(value);
  if (lower == "cookie") return CookiePairs(names_, value, false);
  if (lower == "set-cookie") return CookiePairs(names_, value, true);
  if (lower == "location" || lower == "content-location" || lower == "referer") {
    return Target(value);
  }
  if (names_.headers.contains(lower)) return Masked(value, Meaning::kToken);
  const Meaning meaning = MeaningOf(names_, lower);
  return meaning == Meaning::kHarmless ? WithoutJwts(value) : Masked(value, meaning);
}

std::string Redactor::Body(std::string_view content_type, std::string_view body) const {
  if (body.empty()) return {};
  const std::string type = MediaType(content_type);
  if (IsJsonType(type) || LooksLikeJson(body)) {
    const JsonText read = ReadJson(body);
    if (!read.ok() || read.trailing_text) {
      return std::string(kMask) + " (" + std::to_string(body.size()) + " bytes that are not JSON)";
    }
    const Json masked = Value(read.value());
    const bool is_same = masked == read.value() && read.duplicate_keys.empty();
    return WithoutJwts(is_same ? std::string(body) : WriteJson(masked));
  }
  if (type == "application/x-www-form-urlencoded" || LooksLikeForm(body)) {
    return Form(names_, body);
  }
  return WithoutJwts(body);
}

Json Redactor::Value(const Json& value) const {
  Json masked = value;
  MaskInPlace(names_, Meaning::kHarmless, masked);
  return masked;
}

std::string Redactor::Digest(std::string_view token) {
  const bool is_digest = token.size() == kDigestStart.size() + 2 * kDigestBytes + 1 &&
                         token.starts_with(kDigestStart) && token.ends_with('>');
  if (is_digest) return std::string(token);
  return std::string(kDigestStart) + HexEncode(Sha256(token).substr(0, kDigestBytes)) + ">";
}

}  // namespace authmock
