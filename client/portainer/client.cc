#include "client/portainer/client.h"

namespace authmock::portainer {
inline namespace client_side {
namespace {

CallInput OfUser(std::int64_t id, CallInput input = {}) {
  input.path.emplace_back("id", std::to_string(id));
  return input;
}

}  // namespace

Result<Client> Client::Make(std::string_view base_url, ClientOptions options) {
  options.repeatable.push_back("authenticate_user");
  auto connection = Connect("portainer", base_url, std::move(options));
  if (!connection) return tl::unexpected(connection.error());
  return Client(std::move(*connection));
}

void Client::Use(const Credentials& credentials) {
  if (const auto* token = std::get_if<Token>(&credentials)) {
    Present({{"jwt", "Bearer " + token->jwt}});
  } else if (const auto* key = std::get_if<ApiKeyValue>(&credentials)) {
    Present({{"ApiKeyAuth", key->key}});
  } else {
    Present({});
  }
}

CallResult<AuthAuthenticateResponse> Client::AuthenticateUser(
    const AuthAuthenticatePayload& payload) {
  return CallFor<AuthAuthenticateResponse>("authenticate_user", Carrying(payload));
}

CallResult<void> Client::Logout() { return CallForNothing("logout"); }

CallResult<AuthAuthenticateResponse> Client::ValidateOAuth(const AuthOauthPayload& payload) {
  return CallFor<AuthAuthenticateResponse>("validate_o_auth", Carrying(payload));
}

CallResult<CurrentUser> Client::UsersMe() { return CallFor<CurrentUser>("users_me"); }

CallResult<std::vector<UserSummary>> Client::UsersList() {
  return CallFor<std::vector<UserSummary>>("users_list");
}

CallResult<User> Client::UserCreate(const UserCreatePayload& payload) {
  return CallFor<User>("user_create", Carrying(payload));
}

CallResult<User> Client::UserInspect(std::int64_t id) {
  return CallFor<User>("user_inspect", OfUser(id));
}

CallResult<User> Client::UserUpdate(std::int64_t id, const UserUpdatePayload& payload) {
  return CallFor<User>("user_update", OfUser(id, Carrying(payload)));
}

CallResult<void> Client::UserDelete(std::int64_t id) {
  return CallForNothing("user_delete", OfUser(id));
}

CallResult<void> Client::UserPassword(std::int64_t id, const UserPasswordPayload& payload) {
  return CallForNothing("user_password", OfUser(id, Carrying(payload)));
}

CallResult<void> Client::AdminCheck() { return CallForNothing("admin_check"); }

CallResult<CreatedAdministrator> Client::AdminInit(const AdminInitPayload& payload) {
  return CallFor<CreatedAdministrator>("admin_init", Carrying(payload));
}

CallResult<std::vector<ApiKey>> Client::ListApiKeys(std::int64_t user_id) {
  return CallFor<std::vector<ApiKey>>("list_api_keys", OfUser(user_id));
}

CallResult<CreatedApiKey> Client::CreateApiKey(std::int64_t user_id, const ApiKeyPayload& payload) {
  return CallFor<CreatedApiKey>("create_api_key", OfUser(user_id, Carrying(payload)));
}

CallResult<void> Client::DeleteApiKey(std::int64_t user_id, std::int64_t key_id) {
  CallInput input = OfUser(user_id);
  input.path.emplace_back("keyID", std::to_string(key_id));
  return CallForNothing("delete_api_key", std::move(input));
}

CallResult<Status> Client::GetStatus() { return CallFor<Status>("status"); }

CallResult<Status> Client::GetSystemStatus() { return CallFor<Status>("system_status"); }

CallResult<PublicSettings> Client::SettingsPublic() {
  return CallFor<PublicSettings>("settings_public");
}

CallResult<Settings> Client::GetSettings() { return CallFor<Settings>("settings"); }

CallResult<Settings> Client::SettingsUpdate(const SettingsPayload& payload) {
  return CallFor<Settings>("settings_update", Carrying(payload));
}

CallResult<std::vector<AnyJson>> Client::EndpointsList() {
  return CallFor<std::vector<AnyJson>>("endpoints_list");
}

CallResult<std::vector<AnyJson>> Client::StacksList() {
  return CallFor<std::vector<AnyJson>>("stacks_list");
}

}  // namespace client_side
}  // namespace authmock::portainer
