#include "mock_servers/portainer/provider.h"

#include <algorithm>

#include "mock_servers/portainer/go_request.h"
#include "mock_servers/portainer/replies.h"

namespace authmock::portainer {
namespace {

// The deployed version in which logout no longer crashes (dossier 4.5, right column).
constexpr std::string_view kLogoutFixed = "2.23.0+logout-fix";

bool IsSuccess(int status) { return status >= 200 && status < 300; }

bool HasBothCredentials(const Headers& headers) {
  return !headers.Get("X-API-KEY").empty() && !headers.Get("Authorization").empty();
}

// Adds what the CSRF layer, which is outside all others, adds to every answer that passes it.
Response DecoratedByCsrf(Response response, CsrfCheck check) {
  if (response.IsNone()) return response;
  if (check.verdict != CsrfCheck::Verdict::kSkipped) {
    Headers headers;
    if (!check.new_cookie.empty()) headers.Add("Set-Cookie", std::move(check.new_cookie));
    if (check.verdict == CsrfCheck::Verdict::kPassed) headers.Add("Vary", "Cookie");
    for (const Header& line : response.headers) headers.Add(line.name, line.value);
    response.headers = std::move(headers);
  }
  if (IsSuccess(response.status)) response.headers.Add("X-Csrf-Token", std::move(check.token));
  return response;
}

}  // namespace

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting) {
  auto state = State::FromWorld(setting.world, setting.clock, setting.random);
  if (!state) return tl::unexpected(state.error());
  return std::make_unique<Portainer>(setting, std::move(*state));
}

std::span<const Portainer::Rule> Portainer::Rules() {
  static constexpr Rule kRules[] = {
      {"authenticate_user", &Portainer::AuthenticateUser, true},
      {"logout", &Portainer::Logout},
      {"validate_o_auth", &Portainer::ValidateOAuth, true},
      {"admin_check", &Portainer::AdminCheck},
      {"admin_init", &Portainer::AdminInit},
      {"users_me", &Portainer::UsersMe},
      {"users_list", &Portainer::UsersList},
      {"user_inspect", &Portainer::UserInspect},
      {"user_create", &Portainer::UserCreate},
      {"user_update", &Portainer::UserUpdate},
      {"user_password", &Portainer::UserPassword},
      {"user_delete", &Portainer::UserDelete},
      {"create_api_key", &Portainer::CreateApiKey},
      {"list_api_keys", &Portainer::ListApiKeys},
      {"delete_api_key", &Portainer::DeleteApiKey},
      {"settings", &Portainer::SettingsShow},
      {"settings_update", &Portainer::SettingsUpdate},
      {"settings_public", &Portainer::SettingsPublic},
      {"status", &Portainer::StatusShow},
      {"system_status", &Portainer::StatusShow},
      {"endpoints_list", &Portainer::EndpointsList},
      {"stacks_list", &Portainer::StacksList},
  };
  return kRules;
}

std::vector<std::string_view> Portainer::Handled() const {
  std::vector<std::string_view> operations;
  for (const Rule& rule : Rules()) operations.push_back(rule.operation);
  return operations;
}

Portainer::Portainer(const ProviderSetting& setting, State state)
    : setting_(setting),
      deployed_(setting.dialect.deployed),
      logout_is_fixed_(setting.dialect.version == kLogoutFixed),
      state_(std::move(state)),
      rules_(setting.contract, Rules()) {
  const Contract& contract = setting.contract;
  const std::string& newest = contract.deployed_versions().front();
  version_ = newest.substr(0, newest.find('+'));
  for (const Operation& operation : contract.operations()) {
    const std::string path = prefix() + operation.path;
    routers_.insert(path.substr(0, path.find('/', prefix().size() + 1)));
    if (operation.id == "status" || operation.id == "settings_public") open_paths_.insert(path);
  }
}

Response Portainer::Answer(const Call& call) {
  const auto path = PathOf(call.request.target);
  if (!path) return Unreadable({.status = 400, .reason = "bad_request_line"});
  if (call.request.target == "*" && call.request.method == "OPTIONS") return {.status = 200};
  return IsDefendedByCsrf() ? AnswerBehindCsrf(call, *path) : Route(call, *path);
}

Response Portainer::Refuse(const HttpRefusal& refusal) { return Unreadable(refusal); }

Response Portainer::Word(int status) { return Usual(status); }

bool Portainer::IsDefendedByCsrf() const { return deployed_ && state_.surroundings().csrf; }

// Dossier 4.1, rows 1 and 2.
Response Portainer::AnswerBehindCsrf(const Call& call, std::string_view path) {
  CsrfCheck check = state_.csrf().Check(call.request, state_.clock().Now(), state_.random());
  switch (check.verdict) {
    case CsrfCheck::Verdict::kSkipped:
      if (HasBothCredentials(call.request.headers)) return BothCredentials();
      break;
    case CsrfCheck::Verdict::kNoToken:
      return DecoratedByCsrf(CsrfTokenNotFound(), std::move(check));
    case CsrfCheck::Verdict::kBadToken:
      return DecoratedByCsrf(CsrfTokenInvalid(), std::move(check));
    case CsrfCheck::Verdict::kPassed:
      break;
  }
  if (!check.ate_body) return DecoratedByCsrf(Route(call, path), std::move(check));
  Request eaten = call.request;
  eaten.body.clear();
  return DecoratedByCsrf(Route({eaten, call.match, call.violations}, path), std::move(check));
}

// Dossier 4.1, rows 3 to 5. The contract has matched segment by segment; the real router decodes
// the whole path first, cleans it, and only then looks for a route.
Response Portainer::Route(const Call& call, std::string_view path) {
  if (auto refusal = RefuseBeforeInit(call)) return *std::move(refusal);
  const bool is_plain = path.find('%') == path.npos && path.find("/.") == path.npos;
  if (call.match && is_plain) return Handle(call);

  const std::string decoded = PercentDecode(path).value_or("");
  if (!IsRouted(decoded)) return WithNoSniff(NotFoundByFileServer());
  if (!path.starts_with(prefix())) return WithNoSniff(NotFoundByRouter());
  // The router sees the path without the prefix, and so does who follows its redirect.
  const std::string below = decoded.substr(prefix().size());
  if (const std::string clean = CleanPath(below); clean != below) {
    const std::string_view query = call.request.Query();
    return MovedTo(EscapePath(clean) + (query.empty() ? "" : "?" + std::string(query)));
  }
  const Match match = setting_.contract.MatchOperation(
      call.request.method, prefix() + EscapePath(below), setting_.dialect);
  if (match) return Handle({call.request, match, call.violations, call.body});
  return match.path_known() ? MethodNotAllowed() : WithNoSniff(NotFoundByRouter());
}

bool Portainer::IsRouted(std::string_view path) const {
  return std::ranges::any_of(routers_,
                             [&](const std::string& router) { return path.starts_with(router); });
}

// Dossier 4.1, rows 6 to 8.
Response Portainer::Handle(const Call& call) {
  const Rule* rule = rules_.Find(call.match.operation);
  if (rule == nullptr) return WithNoSniff(NotFoundByRouter());
  if (rule->limited && IsBanned(call.request)) return Banned(deployed_);
  return WithNoSniff((this->*rule->handler)(call));
}

Response Portainer::WithNoSniff(Response response) const {
  if (deployed_ && !response.IsNone()) response.headers.Add("X-Content-Type-Options", "nosniff");
  return response;
}

std::optional<Response> Portainer::RefuseBeforeInit(const Call& call) {
  if (!state_.IsInitTimedOut()) return std::nullopt;
  if (!deployed_) {
    // The document lists no 303; of what it lists, 500 is what a server says that cannot serve.
    const Operation* operation = call.match.operation;
    if (operation == nullptr || operation->companion) return std::nullopt;
    return AdminInitTimeoutDocumented();
  }
  // The real server compares the whole target: "/api/status?x" is not open.
  const std::string& target = call.request.target;
  if (!target.starts_with(prefix()) || open_paths_.contains(target)) {
    return std::nullopt;
  }
  return AdminInitTimeout();
}

bool Portainer::IsBanned(const Request& request) {
  const RateLimit& limit = state_.surroundings().rate_limit;
  if (!limit.enabled.value_or(deployed_)) return false;
  return !state_.limiter().Admit(limit, request.client_address, state_.clock().Now());
}

}  // namespace authmock::portainer
