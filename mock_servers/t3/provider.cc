#include "mock_servers/t3/provider.h"

#include <algorithm>
#include <chrono>

#include "mock_servers/t3/flask_request.h"

namespace authmock::t3 {
namespace {

using namespace std::chrono_literals;

// Dossier 9: the only number that is published, and the framework's default.
constexpr Duration kDocumentedLifetime = 24h;
constexpr Duration kDeployedLifetime = 15min;

// In Allow as the framework writes it: GET brings HEAD, and every path has OPTIONS.
std::string Allowed(const std::vector<std::string_view>& methods) {
  std::string allowed;
  for (const std::string_view method : methods) {
    allowed.append(method).append(", ");
    if (method == "GET") allowed.append("HEAD, ");
  }
  return allowed + "OPTIONS";
}

bool NeedsBody(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting) {
  auto state = State::FromWorld(setting.world, setting.clock, setting.random);
  if (!state) return tl::unexpected(state.error());
  return std::make_unique<T3>(setting, std::move(*state));
}

std::span<const T3::Rule> T3::Rules() {
  static constexpr Rule kRules[] = {
      {"v2_auth_apikey_post", &T3::ApiKeyLogin},
      {"v2_auth_credentials_post", &T3::Credentials},
      {"v2_auth_secretkey_post", &T3::SecretKey},
      {"v2_auth_whoami_get", &T3::WhoAmIGet},
      {"v2_packages_active_report_get", &T3::Report},
  };
  return kRules;
}

std::vector<std::string_view> T3::Handled() const {
  std::vector<std::string_view> operations;
  for (const Rule& rule : Rules()) operations.push_back(rule.operation);
  return operations;
}

T3::T3(const ProviderSetting& setting, State state)
    : setting_(setting),
      deployed_(setting.dialect.deployed),
      state_(std::move(state)),
      rules_(setting.contract, Rules()) {}

Response T3::Answer(const Call& call) {
  Answered answered = Route(call);
  Response response =
      answered ? *std::move(answered)
               : Enveloped(std::move(answered.error()), UrlOf(call.request), state_.clock().Now());
  AllowPages(call.request, response);
  return response;
}

Response T3::Refuse(const HttpRefusal& refusal) { return Word(refusal.status); }

Response T3::Word(int status) {
  if (!NeedsBody(status)) return {.status = status};
  if (status < 300) {
    return {.status = status, .headers = {{"Content-Type", "application/json"}}, .body = "{}\n"};
  }
  return Enveloped(Usual(status), "", state_.clock().Now());
}

// Dossier 4.1, step 1. The contract has matched segment by segment; the real router decodes the
// whole path and drops all slashes but one in front.
T3::Answered T3::Route(const Call& call) {
  if (call.match) return Handle(call);

  const Request& request = call.request;
  const std::string path = PathOf(request.target);
  const auto match_of = [&](std::string_view method, std::string_view decoded) {
    return setting_.contract.MatchOperation(method, EscapePath(decoded), setting_.dialect);
  };
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  const Match match = match_of(method, path);
  if (match) return Handle({request, match, call.violations});
  if (match.path_known()) {
    const std::string allowed = Allowed(match.methods);
    if (request.method == "OPTIONS") return Options(allowed);
    return tl::unexpected(MethodNotAllowed(allowed));
  }
  const std::string merged = MergeSlashes(path);
  if (merged == path || !match_of(method, merged).path_known()) return tl::unexpected(NotFound());
  Request there{.target = EscapePath(merged), .headers = request.headers};
  const std::string_view query = request.Query();
  return MovedTo(UrlOf(there) + (query.empty() ? "" : "?" + std::string(query)));
}

T3::Answered T3::Handle(const Call& call) {
  if (state_.settings().failing) return tl::unexpected(Failing());
  const Rule* rule = rules_.Find(call.match.operation);
  if (rule == nullptr) return tl::unexpected(NotFound());
  return (this->*rule->handler)(call);
}

std::optional<Refusal> T3::RefuseByLimit(const Call& call, std::string_view credential_key) {
  const RateLimit& limit = state_.settings().rate_limit;
  const Time now = state_.clock().Now();
  const std::string& operation = call.match.operation->id;
  if (const auto lower = limit.operations.find(operation); lower != limit.operations.end()) {
    const std::string who = operation + " " + std::string(credential_key);
    if (auto left = state_.limiter().Admit(who, lower->second, limit.window, now)) {
      return TooManyRequests(lower->second, limit.window, *left);
    }
  }
  if (!limit.enabled.value_or(deployed_)) return std::nullopt;
  const auto left = state_.limiter().Admit(credential_key, limit.requests, limit.window, now);
  if (!left) return std::nullopt;
  return TooManyRequests(limit.requests, limit.window, *left);
}

Identity T3::Known(Identity who) const {
  if (who.tier == kHighestTierDocumented || who.tier == kHighestTierDeployed) {
    who.tier = deployed_ ? kHighestTierDeployed : kHighestTierDocumented;
  }
  return who;
}

Duration T3::TokenLifetime() const {
  return state_.settings().token_lifetime.value_or(deployed_ ? kDeployedLifetime
                                                             : kDocumentedLifetime);
}

}  // namespace authmock::t3
