#include "client/datameta/client.h"

namespace authmock::datameta {
inline namespace client_side {
namespace {

constexpr char kWhoeverHoldsTheToken[] = "0";

CallInput Of(const std::string& id, CallInput input = {}) {
  input.path.emplace_back("id", id);
  return input;
}

}  // namespace

Result<Client> Client::Make(std::string_view base_url, ClientOptions options) {
  for (const char* once : {"delete_api_key", "set_user_password"}) {
    options.unrepeatable.emplace_back(once);
  }
  auto connection = Connect("datameta", base_url, std::move(options));
  if (!connection) return tl::unexpected(connection.error());
  return Client(std::move(*connection));
}

void Client::Use(const Credentials& credentials) {
  if (const auto* key = std::get_if<Key>(&credentials)) {
    Present({{"bearerAuth", key->token}});
  } else if (const auto* session = std::get_if<Session>(&credentials)) {
    Present({{"cookieAuth", session->cookie}});
  } else {
    Present({});
  }
}

CallResult<UserSession> Client::CreateApiKey(const CreateTokenRequest& payload) {
  return CallFor<UserSession>("create_api_key", Carrying(payload));
}

CallResult<void> Client::DeleteApiKey(const std::string& key_id) {
  // Where HTML is as welcome, refusals come as such.
  return CallForNothing("delete_api_key",
                        Of(key_id, {.headers = {{"Accept", "application/json"}}}));
}

CallResult<ApiKeyList> Client::GetUserApiKeys(const std::string& user_id) {
  return CallFor<ApiKeyList>("get_user_api_keys", Of(user_id));
}

CallResult<std::optional<SetPasswordResponse>> Client::SetUserPassword(
    const std::string& user_id, const PasswordChange& payload) {
  const CallResult<Response> answer = Call("set_user_password", Of(user_id, Carrying(payload)));
  if (!answer) return tl::unexpected(answer.error());
  if (answer->body.empty()) return std::nullopt;
  return ReadAnswerAs<SetPasswordResponse>("set_user_password", answer);
}

CallResult<std::optional<SetPasswordResponse>> Client::ResetPassword(
    const PasswordChange& payload) {
  return SetUserPassword(kWhoeverHoldsTheToken, payload);
}

}  // namespace client_side
}  // namespace authmock::datameta
