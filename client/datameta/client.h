// A client of DataMeta's API: the mock's, a real server's.
#ifndef AUTHMOCK_CLIENT_DATAMETA_CLIENT_H_
#define AUTHMOCK_CLIENT_DATAMETA_CLIENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"
#include "client/core/api_client.h"
#include "client/datameta/types.h"

namespace authmock::datameta {
inline namespace client_side {

// What to present from now on. One at a time: servers look at the session only where there is no
// key.
struct Key {
  std::string token{};
};
struct Session {
  std::string cookie{};  // its value, without the name
};
using Credentials = std::variant<std::monostate, Key, Session>;

// One method per operation. One call at a time. The login form is for browsers: it is not here.
//
//   auto client = Client::Make("http://127.0.0.1:9403/api/v0");
//   const auto session = client->CreateApiKey(
//       {.email = "alice@example.org", .password = "Alice.Pass.0001", .label = "my laptop"});
//   client->Use(Key{session->token});
class Client : public ApiClient {
 public:
  // `base_url` ends in /api/v0, or in /api/v1 for the latest servers. Lists may be asked again, and
  // creations if `options.repeatable` names them: each makes another key. Deletions and changes of
  // passwords never: one whose answer was lost would be refused with 403 the second time.
  static Result<Client> Make(std::string_view base_url, ClientOptions options = {});

  void Use(const Credentials& credentials);

  CallResult<UserSession> CreateApiKey(const CreateTokenRequest& payload);
  CallResult<void> DeleteApiKey(const std::string& key_id);
  // `user_id`: UUID or site ID.
  CallResult<ApiKeyList> GetUserApiKeys(const std::string& user_id);
  // Nothing, or what the latest servers answer.
  CallResult<std::optional<SetPasswordResponse>> SetUserPassword(const std::string& user_id,
                                                                 const PasswordChange& payload);
  // With a reset token in place of the old password, for its owner.
  CallResult<std::optional<SetPasswordResponse>> ResetPassword(const PasswordChange& payload);

 private:
  explicit Client(Connection connection) : ApiClient(std::move(connection)) {}
};

}  // namespace client_side
}  // namespace authmock::datameta

#endif  // AUTHMOCK_CLIENT_DATAMETA_CLIENT_H_
