// The rules of the emulated server. One member function for each operation of the contract.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/operation_rules.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/datameta/accept.h"
#include "mock_servers/datameta/manner.h"
#include "mock_servers/datameta/state.h"
#include "mock_servers/datameta/wsgi_request.h"

namespace authmock::datameta {

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting);

class DataMeta final : public Provider {
 public:
  DataMeta(const ProviderSetting& setting, State state);

  Response Answer(const Call& call) override;
  Response Refuse(const HttpRefusal& refusal) override;
  Response Word(int status) override;

  Json World() const override { return state_.ToWorld(); }
  std::vector<ProviderState> States() const override;
  Result<void> SetUp(std::string_view state, const Json& params) override;
  const TokenTable& tokens() const override { return state_.tokens(); }
  // Kinds "api_key" (also if none is named), "session" and "reset_token". None has claims; a flaw
  // is "expired" or "truncated"; a session has no end.
  Result<Token> Mint(const MintOrder& order) override;
  bool Revoke(std::string_view token_id) override;
  Advertisement Advertise() const override;

  // The operations that have a rule here.
  std::vector<std::string_view> Handled() const;

 private:
  // A request that found its route.
  struct Asked {
    const WsgiRequest& request;
    std::string_view id{};    // the variable of the path, decoded
    Form form = Form::kJson;  // of errors
  };
  struct Rule {
    std::string_view operation{};
    Response (DataMeta::*handler)(const Asked&) = nullptr;
    std::string_view view{};     // as the server's own messages name it
    std::string_view methods{};  // those of the view
    bool is_guarded = false;     // something that looks like a credential must be there
  };
  static std::span<const Rule> Rules();
  struct Route {
    const Rule* rule = nullptr;
    std::string_view id{};
  };

  // Routing on the whole decoded path, as the real server does it.
  Response AnswerDeployed(const Call& call);
  std::optional<Route> FindRoute(std::string_view path) const;
  Response Run(const Rule& rule, const Asked& asked);
  // Routing by the contract.
  Response AnswerDocumented(const Call& call);
  Form FormOf(const WsgiRequest& request) const;

  // auth.cc
  struct Caller {
    enum class Verdict { kKnown, kUnknown, kCrash };

    Verdict verdict = Verdict::kUnknown;
    int user = 0;
    bool has_new_session = false;  // the session was looked for in vain
  };
  Caller Authenticate(const WsgiRequest& request);
  Caller AuthenticateByKey(const ApiKey& key);
  Caller AuthenticateBySession(const WsgiRequest& request) const;
  // By e-mail and password; `counts`: a wrong password is a failed login.
  Caller AuthenticateByPassword(const std::string& email, const std::string& password, bool counts);
  // Whether the real server falls over a password.
  bool CrashesBcrypt(std::string_view password) const;
  bool HasPassword(const User& user, std::string_view password) const;
  bool IsIn(const User& user) const { return user.enabled || manner_.disabled_users_work; }
  // After a request of a key or session that succeeded.
  void ForgetFailedLogins(int user);
  Response LoginForm(const Asked& asked);

  // keys.cc
  Response CreateApiKey(const Asked& asked);
  Response DeleteApiKey(const Asked& asked);
  Response GetUserApiKeys(const Asked& asked);
  Response MintKey(int user, const Json& body);
  // The user whose UUID or site id it is.
  std::optional<int> FindUser(std::string_view id) const;

  // password.cc
  Response SetUserPassword(const Asked& asked);
  Response ResetPassword(const Json& body, Form form);
  std::optional<Response> RefuseNewPassword(const User& user, const std::string& password) const;
  Response SetPassword(int user, const std::string& password);

  // What the real server falls over is 400 where nothing may crash.
  Response CrashOr400(std::string_view field, std::string message) const;

  const std::string& prefix() const { return setting_.contract.prefix(setting_.dialect); }

  ProviderSetting setting_;
  Manner manner_;
  State state_;
  OperationRules<Rule> rules_;
};

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_H_
