#include "client/glowmarkt/client.h"

namespace authmock::glowmarkt {
inline namespace client_side {

Result<Client> Client::Make(std::string_view base_url, std::string application_id,
                            ClientOptions options) {
  options.repeatable.push_back("usernamelogin");
  options.unrepeatable.push_back("new_token");
  auto connection = Connect("glowmarkt", base_url, std::move(options));
  if (!connection) return tl::unexpected(connection.error());
  return Client(std::move(*connection), std::move(application_id));
}

void Client::Use(std::string token) {
  Present({{"applicationId", application_id_}, {"userToken", std::move(token)}});
}

CallResult<LoginAnswer> Client::Usernamelogin(const UserNameLoginReq& payload) {
  CallInput input = Carrying(payload);
  input.headers.emplace_back("applicationId", application_id_);
  return CallFor<LoginAnswer>("usernamelogin", std::move(input));
}

CallResult<NewTokenAnswer> Client::NewToken() { return CallFor<NewTokenAnswer>("new_token"); }

CallResult<std::vector<TokenDocument>> Client::GetTokenOfUser() {
  return CallFor<std::vector<TokenDocument>>("get_token_of_user");
}

CallResult<IsValid> Client::DeleteToken() { return CallFor<IsValid>("delete_token"); }

CallResult<std::vector<IsValid>> Client::DeleteTokenById(const std::string& token_id) {
  return CallFor<std::vector<IsValid>>("delete_token_by_id", {.path = {{"tokenId", token_id}}});
}

CallResult<TokenCheck> Client::Tokencheck() { return CallFor<TokenCheck>("tokencheck"); }

CallResult<std::vector<VirtualEntity>> Client::VirtualEntities() {
  return CallFor<std::vector<VirtualEntity>>("virtual_entities");
}

}  // namespace client_side
}  // namespace authmock::glowmarkt
