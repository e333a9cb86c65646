// The rules of the emulated server. One member function for each operation of the contract.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_H_

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/operation_rules.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/portainer/payload.h"
#include "mock_servers/portainer/state.h"

namespace authmock::portainer {

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting);

struct UserChange;  // users.cc

class Portainer final : public Provider {
 public:
  Portainer(const ProviderSetting& setting, State state);

  Response Answer(const Call& call) override;
  Response Refuse(const HttpRefusal& refusal) override;
  Response Word(int status) override;

  Json World() const override { return state_.ToWorld(); }
  std::vector<ProviderState> States() const override;
  Result<void> SetUp(std::string_view state, const Json& params) override;
  const TokenTable& tokens() const override { return state_.tokens(); }
  // Kinds "jwt" and "api_key". An API key has no end, no claims and no flaw.
  Result<Token> Mint(const MintOrder& order) override;
  bool Revoke(std::string_view token_id) override;
  Advertisement Advertise() const override;

  // The operations that have a rule here.
  std::vector<std::string_view> Handled() const;

 private:
  struct Rule {
    std::string_view operation{};
    Response (Portainer::*handler)(const Call&) = nullptr;
    bool limited = false;  // by the limiter, before anything else is looked at
  };
  static std::span<const Rule> Rules();

  // What comes before and after a handler. `path` is that of the target, still escaped.
  Response AnswerBehindCsrf(const Call& call, std::string_view path);
  Response Route(const Call& call, std::string_view path);
  Response Handle(const Call& call);  // `call` has an operation
  std::optional<Response> RefuseBeforeInit(const Call& call);
  Response WithNoSniff(Response response) const;
  bool IsDefendedByCsrf() const;
  bool IsRouted(std::string_view path) const;
  bool IsBanned(const Request& request);  // counts the request

  // auth.cc
  Response AuthenticateUser(const Call& call);
  Response LogInByPassword(const User* user, std::string_view password);
  Response LogInByLdap(const User* user, std::string_view name, std::string_view password);
  Response Logout(const Call& call);
  Response ValidateOAuth(const Call& call);
  // The user name the OAuth provider gives for a code.
  std::optional<std::string> AskOAuthProvider(const std::string& code);
  // Whose request this is; the error is the answer to give.
  tl::expected<Session, Response> Authenticate(const Request& request);
  tl::expected<Session, Response> AuthenticateAdministrator(const Request& request);
  std::optional<Session> SessionOfCookie(const Request& request);
  std::optional<Session> SessionOfBearer(const Request& request);

  // users.cc
  Response AdminCheck(const Call& call);
  Response AdminInit(const Call& call);
  Response UsersMe(const Call& call);
  Response UsersList(const Call& call);
  Response UserInspect(const Call& call);
  Response UserCreate(const Call& call);
  Response UserUpdate(const Call& call);
  Response UserPassword(const Call& call);
  Response UserDelete(const Call& call);
  std::optional<Response> RefuseUserChange(const User& user, const UserChange& change,
                                           bool by_administrator);
  bool IsStrong(std::string_view password) const;

  // mint.cc
  Result<Token> MintApiKey(const User& user, const MintOrder& order);
  Result<Token> MintSession(const User& user, const MintOrder& order);

  // api_keys.cc
  Response CreateApiKey(const Call& call);
  Response ListApiKeys(const Call& call);
  Response DeleteApiKey(const Call& call);

  // settings.cc
  Response SettingsShow(const Call& call);
  Response SettingsUpdate(const Call& call);
  Response SettingsPublic(const Call& call);
  Response StatusShow(const Call& call);
  Response EndpointsList(const Call& call);
  Response StacksList(const Call& call);

  const std::string& prefix() const { return setting_.contract.prefix(setting_.dialect); }
  FieldNames names() const { return deployed_ ? FieldNames::kAnyCase : FieldNames::kExact; }

  ProviderSetting setting_;
  bool deployed_ = false;
  bool logout_is_fixed_ = false;  // in the deployed version that is emulated
  std::string version_{};         // as /status shows it
  State state_;
  OperationRules<Rule> rules_;
  std::set<std::string, std::less<>> routers_{};     // "/api/auth", "/api/users", ...
  std::set<std::string, std::less<>> open_paths_{};  // answered even when the init timed out
};

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_H_
