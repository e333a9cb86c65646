#include "mock_servers/datameta/provider.h"

#include <utility>

#include "mock_servers/datameta/cookies.h"
#include "mock_servers/datameta/replies.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kLoginPath = "/login";

// Python's `$` also matches before a newline that ends the text.
bool IsPath(std::string_view path, std::string_view wanted) {
  return path == wanted || (path.starts_with(wanted) && path.substr(wanted.size()) == "\n");
}

bool IsBearer(std::string_view authorization) {
  const std::size_t blank = authorization.find(' ');
  return blank != authorization.npos && EqualIgnoringCase(authorization.substr(0, blank), "bearer");
}

// Whether there is anything that the document takes for a credential.
bool IsPresented(const WsgiRequest& request) {
  return IsBearer(request.authorization) || FindsCookie(request.cookie, kSessionCookie);
}

bool IsGetOrHead(std::string_view method) { return method == "GET" || method == "HEAD"; }

}  // namespace

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting) {
  auto state = State::FromWorld(setting.world, setting.clock, setting.random);
  if (!state) return tl::unexpected(state.error());
  return std::make_unique<DataMeta>(setting, std::move(*state));
}

std::span<const DataMeta::Rule> DataMeta::Rules() {
  static constexpr Rule kRules[] = {
      {"create_api_key", &DataMeta::CreateApiKey, "post", "POST"},
      {"delete_api_key", &DataMeta::DeleteApiKey, "delete_key", "DELETE", true},
      {"get_user_api_keys", &DataMeta::GetUserApiKeys, "get_user_keys", "GET,HEAD", true},
      {"set_user_password", &DataMeta::SetUserPassword, "put", "PUT"},
      {"login_form", &DataMeta::LoginForm},
      {"login_page", &DataMeta::LoginForm},
  };
  return kRules;
}

std::vector<std::string_view> DataMeta::Handled() const {
  std::vector<std::string_view> operations;
  for (const Rule& rule : Rules()) operations.push_back(rule.operation);
  return operations;
}

DataMeta::DataMeta(const ProviderSetting& setting, State state)
    : setting_(setting),
      manner_(MannerOf(setting.dialect)),
      state_(std::move(state)),
      rules_(setting.contract, Rules()) {}

Response DataMeta::Answer(const Call& call) {
  return manner_.deployed ? AnswerDeployed(call) : AnswerDocumented(call);
}

Response DataMeta::Refuse(const HttpRefusal& refusal) { return Unreadable(refusal, manner_); }

Response DataMeta::Word(int status) { return Usual(status, manner_); }

Form DataMeta::FormOf(const WsgiRequest& request) const {
  return manner_.deployed ? FormFor(request.accept) : Form::kJson;
}

Response DataMeta::AnswerDocumented(const Call& call) {
  const WsgiRequest request = ReadWsgiRequest(call.request);
  if (const Rule* rule = rules_.Find(call.match.operation)) {
    return Run(*rule, {request, call.match.Variable("id"), Form::kJson});
  }
  if (!call.match.path_known()) return NotFound(Form::kJson, FromLatin1(request.path));
  std::string allowed;
  for (const std::string_view method : call.match.methods) {
    if (!allowed.empty()) allowed += ", ";
    allowed += method;
  }
  return MethodNotAllowed(allowed);
}

// Dossier 4.1.
Response DataMeta::AnswerDeployed(const Call& call) {
  if (const auto refusal = RefuseByWaitress(call.request)) {
    return RefusedByWaitress(refusal->status, refusal->text, manner_);
  }
  const WsgiRequest request = ReadWsgiRequest(call.request);
  if (!IsUtf8(request.path)) return Crash(manner_);
  const auto route = FindRoute(request.path);
  if (!route) {
    if (IsGetOrHead(request.method)) return NotFoundPage();
    return NotFound(FormOf(request), request.path);
  }
  const Rule& rule = *route->rule;
  const Asked asked{request, route->id, FormOf(request)};
  if (rule.methods.empty()) return Run(rule, asked);
  const bool is_served =
      request.method == rule.methods || (rule.methods == "GET,HEAD" && IsGetOrHead(request.method));
  if (!is_served) {
    if (IsGetOrHead(request.method)) return NotFoundPage();
    return NotFound(asked.form, "predicate mismatch for view " + std::string(rule.view) +
                                    " (request_method = " + std::string(rule.methods) + ")");
  }
  // The validator reads the parameters of the query, though no operation has any.
  if (!IsUtf8(Unquote(request.query))) return Crash(manner_);
  if (request.method == "HEAD") {
    const Operation* operation = setting_.contract.FindOperation(rule.operation);
    return UnknownToValidator(UrlOf(request, prefix() + operation->path));
  }
  return Run(rule, asked);
}

std::optional<DataMeta::Route> DataMeta::FindRoute(std::string_view path) const {
  enum { kCreate, kDelete, kList, kPassword, kLogin };
  constexpr std::string_view kKeys = "/keys";
  constexpr std::string_view kUsers = "/users/";
  const std::span<const Rule> rules = Rules();
  if (IsPath(path, kLoginPath)) return Route{&rules[kLogin]};
  if (!path.starts_with(prefix())) return std::nullopt;
  path.remove_prefix(prefix().size());
  if (IsPath(path, kKeys)) return Route{&rules[kCreate]};
  if (path.starts_with(kKeys) && path.size() > kKeys.size() + 1 && path[kKeys.size()] == '/') {
    const std::string_view id = path.substr(kKeys.size() + 1);
    if (id.find('/') != id.npos) return std::nullopt;
    return Route{&rules[kDelete], id};
  }
  if (!path.starts_with(kUsers)) return std::nullopt;
  path.remove_prefix(kUsers.size());
  const std::size_t slash = path.find('/');
  if (slash == 0 || slash == path.npos) return std::nullopt;
  const std::string_view id = path.substr(0, slash);
  if (IsPath(path.substr(slash), kKeys)) return Route{&rules[kList], id};
  if (IsPath(path.substr(slash), "/password")) return Route{&rules[kPassword], id};
  return std::nullopt;
}

Response DataMeta::Run(const Rule& rule, const Asked& asked) {
  if (rule.is_guarded && !IsPresented(asked.request)) return NothingPresented();
  return (this->*rule.handler)(asked);
}

Response DataMeta::CrashOr400(std::string_view field, std::string message) const {
  if (manner_.deployed) return Crash(manner_);
  return field.empty() ? WrongPassword(std::move(message)) : WrongField(field, std::move(message));
}

}  // namespace authmock::datameta
