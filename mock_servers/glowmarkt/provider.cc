#include "mock_servers/glowmarkt/provider.h"

#include "mock_servers/glowmarkt/node_request.h"

namespace authmock::glowmarkt {
namespace {

using Days = std::chrono::days;

// Dossier 4.2.
constexpr Duration kDocumentedLifetime = Days(7);
constexpr Duration kDeployedLifetime = Days(550);

}  // namespace

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting) {
  auto state = State::FromWorld(setting.world, setting.clock, setting.random);
  if (!state) return tl::unexpected(state.error());
  return std::make_unique<Glowmarkt>(setting, std::move(*state));
}

std::span<const Glowmarkt::Rule> Glowmarkt::Rules() {
  static constexpr Rule kRules[] = {
      {"usernamelogin", &Glowmarkt::UserNameLogin},
      {"new_token", &Glowmarkt::NewToken},
      {"get_token_of_user", &Glowmarkt::TokensOfUser},
      {"delete_token", &Glowmarkt::DeleteToken},
      {"delete_token_by_id", &Glowmarkt::DeleteTokenById},
      {"tokencheck", &Glowmarkt::TokenCheck},
      {"virtual_entities", &Glowmarkt::VirtualEntities},
  };
  return kRules;
}

std::vector<std::string_view> Glowmarkt::Handled() const {
  std::vector<std::string_view> operations;
  for (const Rule& rule : Rules()) operations.push_back(rule.operation);
  return operations;
}

Glowmarkt::Glowmarkt(const ProviderSetting& setting, State state)
    : setting_(setting),
      deployed_(setting.dialect.deployed),
      state_(std::move(state)),
      rules_(setting.contract, Rules()) {}

Duration Glowmarkt::TokenLifetime() const {
  return state_.settings().token_lifetime.value_or(deployed_ ? kDeployedLifetime
                                                             : kDocumentedLifetime);
}

Response Glowmarkt::Answer(const Call& call) {
  const auto path = PathOf(call.request.target);
  if (!path) return Unreadable({.status = 400, .reason = "bad_request_line"}, deployed_);
  Response response = Route(call, *path);
  if (deployed_) AddServerHeaders(response);
  return response;
}

Response Glowmarkt::Refuse(const HttpRefusal& refusal) { return Unreadable(refusal, deployed_); }

Response Glowmarkt::Word(int status) {
  Response response = Usual(status, deployed_);
  if (deployed_ && !response.headers.Has("Server")) AddServerHeaders(response);
  return response;
}

// The contract compares paths as they are. Express forgives a slash at the end, and the proxy in
// front merges doubled ones (dossier 9, row 8); HEAD is GET whose body the wire leaves out.
Response Glowmarkt::Route(const Call& call, std::string_view path) {
  const Request& request = call.request;
  if (deployed_ && request.method == "OPTIONS") return Preflight();
  if (call.match) return Handle(call);
  const bool is_head = request.method == "HEAD";
  const Match match = setting_.contract.MatchOperation(
      is_head ? "GET" : request.method,
      state_.settings().strict_slashes ? std::string(path) : MergeSlashes(path), setting_.dialect);
  return match ? Handle({request, match, call.violations}) : NotFound();
}

Response Glowmarkt::Handle(const Call& call) {
  const Operation& operation = *call.match.operation;
  const Rule* rule = rules_.Find(&operation);
  if (rule == nullptr) return NotFound();
  // Other systems behind the same gateway, of which the contract knows no 500, go on.
  if (state_.settings().platform_down && operation.responses.contains(500)) return PlatformFailed();
  return (this->*rule->handler)(call);
}

}  // namespace authmock::glowmarkt
