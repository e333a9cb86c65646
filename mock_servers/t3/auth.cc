// Logins at Metrc and by API key, and the making of secret keys. The order of the checks is dossier
// 4.1: body, rate limit, what single states ask for, login.
#include "mock_servers/t3/provider.h"

namespace authmock::t3 {
namespace {

constexpr Field kUsername{.name = "username", .required = true};
constexpr Field kPassword{.name = "password", .required = true, .is_secret = true};
constexpr Field kHostname{.name = "hostname", .required = true};

constexpr Field kCredentialFields[] = {kUsername,
                                       kPassword,
                                       kHostname,
                                       {.name = "otp", .may_be_null = true, .is_secret = true},
                                       {.name = "email"}};
// Required by the server, not by its document (dossier 5, D7).
constexpr Field kSecretKeyFields[] = {
    kUsername, kPassword, kHostname, {.name = "otpSeed", .is_secret = true}};
constexpr Field kApiKeyFields[] = {{.name = "apiKey", .required = true, .is_secret = true},
                                   {.name = "stateCode", .required = true}};

std::string CredentialKeyOf(const Json& body) {
  return LowerCase(TextAt(body, "/hostname")) + "__" + TextAt(body, "/username");
}

bool IsAt(std::string_view host, const Json& body) {
  return LowerCase(TextAt(body, "/hostname")) == host;
}

}  // namespace

// An unknown user and a wrong password are not told apart.
Account* T3::FindAtMetrc(const Json& body) {
  Account* account = state_.FindAccount(CredentialKeyOf(body));
  if (account == nullptr || account->password.empty()) return nullptr;
  return account->password == TextAt(body, "/password") ? account : nullptr;
}

tl::expected<Json, Refusal> T3::ReadLogin(const Call& call, std::span<const Field> fields) {
  auto body = ReadBody(call.request, fields);
  if (!body) return body;
  if (auto refusal = CheckHost(TextAt(*body, "/hostname"), state_.settings().only_old_hosts)) {
    return tl::unexpected(*std::move(refusal));
  }
  if (auto refusal = RefuseByLimit(call, CredentialKeyOf(*body))) {
    return tl::unexpected(*std::move(refusal));
  }
  return body;
}

T3::Answered T3::Credentials(const Call& call) {
  const auto body = ReadLogin(call, kCredentialFields);
  if (!body) return tl::unexpected(body.error());
  const bool is_michigan = IsAt(kMichigan, *body);
  const std::string otp = TextAt(*body, "/otp");
  if (is_michigan && otp.empty()) return tl::unexpected(NeededAt("otp", kMichigan));
  const bool wants_email =
      IsAt(kColorado, *body) && state_.settings().colorado_email.value_or(deployed_);
  const std::string email = TextAt(*body, "/email");
  if (wants_email && email.empty()) return tl::unexpected(NeededAt("email", kColorado));

  if (state_.settings().metrc_down) return tl::unexpected(MetrcIsDown());
  Account* account = FindAtMetrc(*body);
  const bool is_right = account != nullptr && (!is_michigan || state_.TakesOtp(*account, otp)) &&
                        (!wants_email || account->email == email);
  if (!is_right) return tl::unexpected(WrongLogin());
  return LogIn(account->As("CREDENTIALS"));
}

T3::Answered T3::SecretKey(const Call& call) {
  const auto body = ReadLogin(call, kSecretKeyFields);
  if (!body) return tl::unexpected(body.error());
  const bool is_michigan = IsAt(kMichigan, *body);
  const std::string seed = TextAt(*body, "/otpSeed");
  if (is_michigan && seed.empty()) return tl::unexpected(NeededAt("otpSeed", kMichigan));

  if (state_.settings().metrc_down) return tl::unexpected(MetrcIsDown());
  Account* account = FindAtMetrc(*body);
  const bool is_right = account != nullptr && (!is_michigan || state_.TakesOtpSeed(*account, seed));
  if (!is_right) return tl::unexpected(WrongLogin());
  return MadeSecretKey(state_.MakeSecretKey(*account).text);
}

T3::Answered T3::ApiKeyLogin(const Call& call) {
  const auto body = ReadBody(call.request, kApiKeyFields);
  if (!body) return tl::unexpected(body.error());
  const std::string code = TextAt(*body, "/stateCode");
  if (auto refusal = CheckStateCode(code)) return tl::unexpected(*std::move(refusal));
  const auto who = state_.FindByApiKey(TextAt(*body, "/apiKey"), code);
  // Only a key that is somebody's says whose requests to count.
  if (who) {
    if (auto refusal = RefuseByLimit(call, who->CredentialKey())) {
      return tl::unexpected(*std::move(refusal));
    }
  }
  if (state_.settings().metrc_down) return tl::unexpected(MetrcIsDown());
  if (!who) return tl::unexpected(WrongLogin());
  return LogIn(*who);
}

Response T3::LogIn(const Identity& who) {
  const Identity known = Known(who);
  state_.OpenSession(known.CredentialKey());
  const Duration lifetime = TokenLifetime();
  const std::string access = state_.IssueToken(known, kAccessKind, lifetime);
  if (!state_.settings().refresh_token) return LoggedIn(access, "");
  return LoggedIn(access,
                  state_.IssueToken(known, kRefreshKind, state_.settings().session_lifetime));
}

}  // namespace authmock::t3
