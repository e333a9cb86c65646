#include "client/t3/client.h"

#include <optional>

namespace authmock::t3 {
inline namespace client_side {
namespace {

// The document requires no member of any answer; an answer without what was asked for is broken.
template <typename T>
CallResult<T> With(std::optional<std::string> T::*member, std::string_view operation,
                   std::string_view name, CallResult<T> answer) {
  if (!answer || (*answer).*member) return answer;
  return tl::unexpected(
      CallError{.kind = CallError::Kind::kBroken,
                .status = 200,
                .what = std::string(operation) + ": body /" + std::string(name) + ": is missing"});
}

}  // namespace

Result<Client> Client::Make(std::string_view base_url, ClientOptions options) {
  auto connection = Connect("t3", base_url, std::move(options));
  if (!connection) return tl::unexpected(connection.error());
  return Client(std::move(*connection));
}

void Client::Use(const Credentials& credentials) {
  if (const auto* token = std::get_if<AccessToken>(&credentials)) {
    Present({{"BearerAuth", token->text}});
  } else if (const auto* key = std::get_if<SecretKey>(&credentials)) {
    Present({{"secretKey", key->text}});
  } else {
    Present({});
  }
}

CallResult<CredentialsPost200Response> Client::LogIn(const CredentialsPostRequest& payload) {
  constexpr std::string_view kOperation = "v2_auth_credentials_post";
  return With(&CredentialsPost200Response::access_token, kOperation, "accessToken",
              CallFor<CredentialsPost200Response>(kOperation, Carrying(payload)));
}

CallResult<CredentialsPost200Response> Client::LogInByApiKey(const ApikeyPostRequest& payload) {
  constexpr std::string_view kOperation = "v2_auth_apikey_post";
  return With(&CredentialsPost200Response::access_token, kOperation, "accessToken",
              CallFor<CredentialsPost200Response>(kOperation, Carrying(payload)));
}

CallResult<SecretkeyPost200Response> Client::MakeSecretKey(const SecretkeyPostRequest& payload) {
  constexpr std::string_view kOperation = "v2_auth_secretkey_post";
  return With(&SecretkeyPost200Response::secret_key, kOperation, "secretKey",
              CallFor<SecretkeyPost200Response>(kOperation, Carrying(payload)));
}

CallResult<WhoamiGet200Response> Client::Whoami() {
  return CallFor<WhoamiGet200Response>("v2_auth_whoami_get");
}

CallResult<ActiveReport> Client::ReportActivePackages() {
  return CallFor<ActiveReport>("v2_packages_active_report_get");
}

}  // namespace client_side
}  // namespace authmock::t3
