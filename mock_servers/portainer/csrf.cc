#include "mock_servers/portainer/csrf.h"

#include <charconv>
#include <chrono>

#include "mock_servers/portainer/go_request.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kCsrfCookie = "_gorilla_csrf";
constexpr std::string_view kFormField = "gorilla.csrf.Token";
constexpr std::size_t kSecretBytes = 32;
constexpr Duration kCookieLife = 12h;

std::string Xor(std::string_view a, std::string_view b) {
  std::string out(a);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char>(out[i] ^ b[i]);
  return out;
}

// A fresh pad, so that no two tokens of one secret look alike (a defence against BREACH).
std::string Mask(std::string_view secret, Random& random) {
  const std::string pad = random.Bytes(kSecretBytes);
  return Base64Encode(pad + Xor(pad, secret));
}

bool Unmasks(std::string_view token, std::string_view secret) {
  const auto bytes = Base64Decode(token);
  if (!bytes || bytes->size() != 2 * kSecretBytes) return false;
  const std::string_view pair = *bytes;
  return EqualInConstantTime(Xor(pair.substr(0, kSecretBytes), pair.substr(kSecretBytes)), secret);
}

bool IsSafe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

// The boundary a Content-Type names; empty if there is none.
std::string Boundary(std::string_view content_type) {
  constexpr std::string_view kParameter = "boundary=";
  const std::size_t at = LowerCase(content_type).find(kParameter);
  if (at == std::string::npos) return {};
  std::string_view value = content_type.substr(at + kParameter.size());
  if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
  return std::string(value.substr(0, value.find_first_of("; \t")));
}

// The value of the form field in a multipart body; empty if there is none.
std::string MultipartField(std::string_view body, const std::string& boundary) {
  const std::string name = "name=\"" + std::string(kFormField) + "\"";
  const std::string mark = "--" + boundary;
  for (std::size_t at = body.find(mark); at != body.npos; at = body.find(mark, at + mark.size())) {
    const std::string_view part = body.substr(at, body.find("\r\n" + mark, at) - at);
    const std::size_t blank = part.find("\r\n\r\n");
    if (blank == part.npos) continue;
    if (part.substr(0, blank).find(name) != part.npos) return std::string(part.substr(blank + 4));
  }
  return {};
}

// The token a form carries. Reading a form uses up the body even if the token is not in it.
std::string FormToken(const Request& request, bool& ate_body) {
  const std::string_view content_type = request.headers.Get("Content-Type");
  const std::string type = MediaType(content_type);
  if (type == "multipart/form-data") {
    const std::string boundary = Boundary(content_type);
    ate_body = !boundary.empty();
    return ate_body ? MultipartField(request.body, boundary) : "";
  }
  const bool has_form =
      request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if (type != "application/x-www-form-urlencoded" || !has_form) return {};
  ate_body = true;
  for (auto& [name, value] : ParseGoQuery(request.body)) {
    if (name == kFormField) return std::move(value);
  }
  return {};
}

}  // namespace

Csrf::Csrf(std::string_view key) : hmac_(Hash::kSha256, key) {}

CsrfCheck Csrf::Check(const Request& request, Time now, Random& random) const {
  CsrfCheck check;
  if (FindCookie(request.headers, kAuthCookie).value_or("").empty()) return check;

  auto secret = Open(FindCookie(request.headers, kCsrfCookie).value_or(""), now);
  if (!secret) {
    secret = random.Bytes(kSecretBytes);
    check.new_cookie = std::string(kCsrfCookie) + "=" + Seal(*secret, now) +
                       "; Path=/; Expires=" + FormatHttpDate(now + kCookieLife) +
                       "; Max-Age=43200; HttpOnly; SameSite=Lax";
  }
  check.token = Mask(*secret, random);
  check.verdict = CsrfCheck::Verdict::kPassed;
  if (IsSafe(request.method)) return check;

  std::string sent(request.headers.Get("X-CSRF-Token"));
  if (sent.empty()) sent = FormToken(request, check.ate_body);
  if (sent.empty()) {
    check.verdict = CsrfCheck::Verdict::kNoToken;
  } else if (!Unmasks(sent, *secret)) {
    check.verdict = CsrfCheck::Verdict::kBadToken;
  }
  return check;
}

// The shape of the securecookie library: date|value|mac, base64 in all.
std::string Csrf::Seal(std::string_view secret, Time now) const {
  const std::string sealed = std::to_string(ToUnix(now)) + "|" + Base64UrlEncode(secret) + "|";
  return Base64UrlEncode(sealed + hmac_.Sign(sealed));
}

std::optional<std::string> Csrf::Open(std::string_view cookie, Time now) const {
  const auto bytes = Base64UrlDecode(cookie);
  if (!bytes) return std::nullopt;
  const std::string_view text = *bytes;
  const std::size_t first = text.find('|');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('|', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::string_view sealed = text.substr(0, second + 1);
  if (!EqualInConstantTime(hmac_.Sign(sealed), text.substr(second + 1))) return std::nullopt;

  std::int64_t made_at = 0;
  std::from_chars(text.data(), text.data() + first, made_at);
  if (now > FromUnix(made_at) + kCookieLife) return std::nullopt;
  auto secret = Base64UrlDecode(text.substr(first + 1, second - first - 1));
  if (!secret || secret->size() != kSecretBytes) return std::nullopt;
  return secret;
}

}  // namespace authmock::portainer
