// A client of Portainer's API: the mock's, a real server's.
#ifndef AUTHMOCK_CLIENT_PORTAINER_CLIENT_H_
#define AUTHMOCK_CLIENT_PORTAINER_CLIENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "client/core/api_client.h"
#include "client/portainer/types.h"

namespace authmock::portainer {
inline namespace client_side {

// What to present to operations that list a security scheme. One at a time: real servers refuse
// requests that carry both.
struct Token {
  std::string jwt{};
};
struct ApiKeyValue {
  std::string key{};
};
using Credentials = std::variant<std::monostate, Token, ApiKeyValue>;

// One method per operation. One call at a time.
//
//   auto client = Client::Make("http://127.0.0.1:9402/api", {.retries = 1});
//   const auto session = client->AuthenticateUser({"admin", "correct-horse-battery"});
//   client->Use(Token{*session->jwt});
class Client : public ApiClient {
 public:
  // `base_url` ends in /api. A login may be repeated, as each gives a token of its own; other POSTs
  // are not, unless `options.repeatable` names them. The error is of the URL.
  static Result<Client> Make(std::string_view base_url, ClientOptions options = {});

  void Use(const Credentials& credentials);

  // The documented operations.
  CallResult<AuthAuthenticateResponse> AuthenticateUser(const AuthAuthenticatePayload& payload);
  CallResult<void> Logout();
  CallResult<AuthAuthenticateResponse> ValidateOAuth(const AuthOauthPayload& payload);

  // Companions.
  CallResult<CurrentUser> UsersMe();
  CallResult<std::vector<UserSummary>> UsersList();
  CallResult<User> UserCreate(const UserCreatePayload& payload);
  CallResult<User> UserInspect(std::int64_t id);
  CallResult<User> UserUpdate(std::int64_t id, const UserUpdatePayload& payload);
  CallResult<void> UserDelete(std::int64_t id);
  CallResult<void> UserPassword(std::int64_t id, const UserPasswordPayload& payload);
  CallResult<void> AdminCheck();  // refused with 404 while there is no administrator
  CallResult<CreatedAdministrator> AdminInit(const AdminInitPayload& payload);

  CallResult<std::vector<ApiKey>> ListApiKeys(std::int64_t user_id);
  CallResult<CreatedApiKey> CreateApiKey(std::int64_t user_id, const ApiKeyPayload& payload);
  CallResult<void> DeleteApiKey(std::int64_t user_id, std::int64_t key_id);

  CallResult<Status> GetStatus();
  CallResult<Status> GetSystemStatus();
  CallResult<PublicSettings> SettingsPublic();
  CallResult<Settings> GetSettings();
  CallResult<Settings> SettingsUpdate(const SettingsPayload& payload);
  CallResult<std::vector<AnyJson>> EndpointsList();
  CallResult<std::vector<AnyJson>> StacksList();

 private:
  explicit Client(Connection connection) : ApiClient(std::move(connection)) {}
};

}  // namespace client_side
}  // namespace authmock::portainer

#endif  // AUTHMOCK_CLIENT_PORTAINER_CLIENT_H_
