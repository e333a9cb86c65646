// The rules of the emulated server. One member function for each operation of the contract.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_H_

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/operation_rules.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/glowmarkt/replies.h"
#include "mock_servers/glowmarkt/state.h"

namespace authmock::glowmarkt {

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting);

class Glowmarkt final : public Provider {
 public:
  Glowmarkt(const ProviderSetting& setting, State state);

  Response Answer(const Call& call) override;
  Response Refuse(const HttpRefusal& refusal) override;
  Response Word(int status) override;

  Json World() const override { return state_.ToWorld(); }
  std::vector<ProviderState> States() const override;
  Result<void> SetUp(std::string_view state, const Json& params) override;
  // Ids are tokenIds.
  const TokenTable& tokens() const override { return state_.tokens(); }
  // Kinds "jwt", of the world's first application, and "oauth". A JWT whose flaw is not one of time
  // becomes a token of the kind "forged", which the server itself never lists.
  Result<Token> Mint(const MintOrder& order) override;
  bool Revoke(std::string_view token_id) override;
  Advertisement Advertise() const override;

  // The operations that have a rule here.
  std::vector<std::string_view> Handled() const;

 private:
  struct Rule {
    std::string_view operation{};
    Response (Glowmarkt::*handler)(const Call&) = nullptr;
  };
  static std::span<const Rule> Rules();

  // `path` is that of the target, still escaped.
  Response Route(const Call& call, std::string_view path);
  Response Handle(const Call& call);  // `call` has an operation

  // login.cc
  Response UserNameLogin(const Call& call);
  Response RefuseLogin() const;

  // token_calls.cc
  Response NewToken(const Call& call);
  Response TokensOfUser(const Call& call);
  Response DeleteToken(const Call& call);
  Response DeleteTokenById(const Call& call);
  Response TokenCheck(const Call& call);
  Response VirtualEntities(const Call& call);
  // Whose request this is; the error is the answer to give.
  tl::expected<Session, Response> Authenticate(const Request& request, Asked asked) const;

  // mint.cc
  Result<Token> MintOauth(const User& user, const MintOrder& order);
  Result<Token> MintJwt(const User& user, const MintOrder& order);

  const std::string& prefix() const { return setting_.contract.prefix(setting_.dialect); }
  Duration TokenLifetime() const;

  ProviderSetting setting_;
  bool deployed_ = false;
  State state_;
  OperationRules<Rule> rules_;
};

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_H_
