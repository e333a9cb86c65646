// A client of T3's API: the mock's, a real server's.
#ifndef AUTHMOCK_CLIENT_T3_CLIENT_H_
#define AUTHMOCK_CLIENT_T3_CLIENT_H_

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"
#include "client/core/api_client.h"
#include "client/t3/types.h"

namespace authmock::t3 {
inline namespace client_side {

// What to present from now on. One at a time.
struct AccessToken {
  std::string text{};
};
struct SecretKey {
  std::string text{};  // for reports; sent in the query
};
using Credentials = std::variant<std::monostate, AccessToken, SecretKey>;

// One method per operation. One call at a time.
//
//   auto client = Client::Make("http://127.0.0.1:9401");
//   const auto login = client->LogIn({"johndoe", "secretpassword", "ca.metrc.com"});
//   client->Use(AccessToken{*login->access_token});
//   const auto me = client->Whoami();
class Client : public ApiClient {
 public:
  // `base_url` has no path, and a slash at its end does not matter. Logins may be repeated if
  // `options.repeatable` names them: each makes another token. So may generations of secret keys,
  // at a price: a repeated one ends the key whose answer was lost.
  static Result<Client> Make(std::string_view base_url, ClientOptions options = {});

  void Use(const Credentials& credentials);

  // A success always holds an access token: one without is broken.
  CallResult<CredentialsPost200Response> LogIn(const CredentialsPostRequest& payload);
  CallResult<CredentialsPost200Response> LogInByApiKey(const ApikeyPostRequest& payload);
  // A new key, always there in a success. All earlier ones of the user's are over.
  CallResult<SecretkeyPost200Response> MakeSecretKey(const SecretkeyPostRequest& payload);
  CallResult<WhoamiGet200Response> Whoami();
  // One of the routes that secret keys are for.
  CallResult<ActiveReport> ReportActivePackages();

 private:
  explicit Client(Connection connection) : ApiClient(std::move(connection)) {}
};

}  // namespace client_side
}  // namespace authmock::t3

#endif  // AUTHMOCK_CLIENT_T3_CLIENT_H_
