// The rules of the emulated server. One member function for each operation of the contract.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_H_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/operation_rules.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/t3/payload.h"
#include "mock_servers/t3/replies.h"
#include "mock_servers/t3/state.h"

namespace authmock::t3 {

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting);

class T3 final : public Provider {
 public:
  T3(const ProviderSetting& setting, State state);

  Response Answer(const Call& call) override;
  Response Refuse(const HttpRefusal& refusal) override;
  Response Word(int status) override;

  Json World() const override { return state_.ToWorld(); }
  std::vector<ProviderState> States() const override;
  Result<void> SetUp(std::string_view state, const Json& params) override;
  const TokenTable& tokens() const override { return state_.tokens(); }
  // Kinds "jwt", "refresh_token" and "secret_key". A sound token has a session. A secret key ends
  // the account's earlier one and has no end, no claims and no flaw.
  Result<Token> Mint(const MintOrder& order) override;
  bool Revoke(std::string_view token_id) override { return state_.Revoke(token_id); }
  Advertisement Advertise() const override;

  // The operations that have a rule here.
  std::vector<std::string_view> Handled() const;

 private:
  using Answered = tl::expected<Response, Refusal>;

  struct Rule {
    std::string_view operation{};
    Answered (T3::*handler)(const Call&) = nullptr;
  };
  static std::span<const Rule> Rules();

  Answered Route(const Call& call);
  Answered Handle(const Call& call);  // `call` has an operation
  // Counts a request of that user.
  std::optional<Refusal> RefuseByLimit(const Call& call, std::string_view credential_key);

  // auth.cc
  Answered Credentials(const Call& call);
  Answered ApiKeyLogin(const Call& call);
  Answered SecretKey(const Call& call);
  // What both ways to log in at Metrc have in common: the body, a host of Metrc's in it, the limit;
  // and the account of the three fields.
  tl::expected<Json, Refusal> ReadLogin(const Call& call, std::span<const Field> fields);
  Account* FindAtMetrc(const Json& body);
  Response LogIn(const Identity& who);

  // whoami.cc
  Answered WhoAmIGet(const Call& call);
  Answered Report(const Call& call);
  // Whose request this is, by whatever the route takes.
  tl::expected<Identity, Refusal> Authenticate(const Request& request, bool takes_secret_keys);
  tl::expected<Identity, Refusal> FindByBearer(const Request& request) const;
  tl::expected<Identity, Refusal> FindBySecretKey(std::string_view key);

  // mint.cc
  Result<Token> MintSecretKey(Account& account, const MintOrder& order);
  Result<Token> MintToken(const Account& account, std::string_view kind, const MintOrder& order);

  Json Given() const;  // advertise.cc

  // The account with the tier as this dialect calls it.
  Identity Known(Identity who) const;
  Duration TokenLifetime() const;
  Refusal WrongLogin() const { return BadLogin(state_.settings().bad_login_status); }

  ProviderSetting setting_;
  bool deployed_ = false;
  State state_;
  OperationRules<Rule> rules_;
};

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_H_
