// A client of Glowmarkt's API: the mock's, a real server's.
#ifndef AUTHMOCK_CLIENT_GLOWMARKT_CLIENT_H_
#define AUTHMOCK_CLIENT_GLOWMARKT_CLIENT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "client/core/api_client.h"
#include "client/glowmarkt/types.h"

namespace authmock::glowmarkt {
inline namespace client_side {

// The application of individual users, which published clients hard-code.
inline constexpr char kBrightApplication[] = "b0f1b774-a586-4f72-9edd-27ead8aa7a8d";

// One method per operation. One call at a time.
//
//   auto client = Client::Make("http://127.0.0.1:9404/api/v0-1", kBrightApplication);
//   const auto login = client->Usernamelogin({"scotty", "@$tr0ngP@$"});
//   client->Use(*login->token);
class Client : public ApiClient {
 public:
  // `base_url` ends in /api/v0-1. The error is of the URL. A login may be repeated, as each gives a
  // token of its own, and so may a deletion: when the first try did its work, the next is refused.
  // NewToken is sent once, though it is a GET: each try makes a token that lives on, and where
  // tokens rotate the second try is refused.
  static Result<Client> Make(std::string_view base_url, std::string application_id,
                             ClientOptions options = {});

  // The token that all operations but the login present, beside the application's id.
  void Use(std::string token);

  // The documented operations. A server may say no with a 200: look at `valid` and `token`.
  CallResult<LoginAnswer> Usernamelogin(const UserNameLoginReq& payload);
  CallResult<NewTokenAnswer> NewToken();
  CallResult<std::vector<TokenDocument>> GetTokenOfUser();
  CallResult<IsValid> DeleteToken();  // the one in use
  CallResult<std::vector<IsValid>> DeleteTokenById(const std::string& token_id);

  // Companions.
  CallResult<TokenCheck> Tokencheck();
  CallResult<std::vector<VirtualEntity>> VirtualEntities();

 private:
  Client(Connection connection, std::string application_id)
      : ApiClient(std::move(connection)), application_id_(std::move(application_id)) {}

  std::string application_id_;
};

}  // namespace client_side
}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_CLIENT_GLOWMARKT_CLIENT_H_
