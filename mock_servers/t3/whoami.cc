// Who a request comes from, and what that opens.
#include "mock_servers/t3/flask_request.h"
#include "mock_servers/t3/provider.h"

namespace authmock::t3 {
namespace {

constexpr std::string_view kScheme = "Bearer";

}  // namespace

T3::Answered T3::WhoAmIGet(const Call& call) {
  const auto who = Authenticate(call.request, deployed_);
  if (!who) return tl::unexpected(who.error());
  if (auto refusal = RefuseByLimit(call, who->CredentialKey())) {
    return tl::unexpected(*std::move(refusal));
  }
  if (state_.settings().metrc_down) return tl::unexpected(MetrcIsDown());
  return WhoAmI(*who);
}

T3::Answered T3::Report(const Call& call) {
  const auto who = Authenticate(call.request, true);
  if (!who) return tl::unexpected(who.error());
  if (auto refusal = RefuseByLimit(call, who->CredentialKey())) {
    return tl::unexpected(*std::move(refusal));
  }
  if (state_.settings().metrc_down) return tl::unexpected(MetrcIsDown());
  return EmptyReport(state_.clock().Now(), QueryValue(call.request, "licenseNumber").value_or(""));
}

tl::expected<Identity, Refusal> T3::Authenticate(const Request& request, bool takes_secret_keys) {
  if (takes_secret_keys && !request.headers.Has("Authorization")) {
    const std::string* header = deployed_ ? request.headers.Find("X-T3-API-Key") : nullptr;
    if (header != nullptr) return FindBySecretKey(*header);
    if (const auto key = QueryValue(request, "secretKey")) return FindBySecretKey(*key);
  }
  return FindByBearer(request);
}

// Dossier 4.1: header, scheme, token, its time, its session.
tl::expected<Identity, Refusal> T3::FindByBearer(const Request& request) const {
  const auto lines = request.headers.All("Authorization");
  if (lines.empty()) return tl::unexpected(NoAuthorization());
  if (lines.size() > 1) return tl::unexpected(SeveralAuthorizations());
  const auto words = Words(lines.front());
  const bool is_bearer = !words.empty() && (deployed_ ? words.front() == kScheme
                                                      : EqualIgnoringCase(words.front(), kScheme));
  if (!is_bearer) return tl::unexpected(NoBearer());
  if (words.size() != 2) return tl::unexpected(BadAuthorization());
  const auto who = state_.FindBearer(words.back());
  if (!who) return tl::unexpected(BadToken(who.error(), state_.settings().bad_token_status));
  return *who;
}

tl::expected<Identity, Refusal> T3::FindBySecretKey(std::string_view key) {
  const Token* token = state_.FindSecretKey(key);
  if (token == nullptr) return tl::unexpected(UnknownSecretKey());
  if (token->revoked_at) return tl::unexpected(SecretKeyOver(*token));
  const Account* account = state_.FindAccount(token->account);
  if (account == nullptr) return tl::unexpected(UnknownSecretKey());
  return Known(account->As("SECRET_KEY"));
}

}  // namespace authmock::t3
