#include "mock_servers/portainer/state.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

#include "base/crypto.h"
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/settings_document.h"

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPasswordBytes = 72;
constexpr std::size_t kSecretBytes = 32;
constexpr Duration kInitTimeout = 5min;
constexpr std::string_view kScope = "default";
constexpr std::string_view kKubeconfigScope = "kubeconfig";

constexpr std::string_view kKeyTokenPrefix = "api_key:";

// Signed tokens all begin with this: {"alg":"HS256","typ":"JWT"} in base64url.
constexpr std::string_view kJwtHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

// The claim as seconds; nullopt if it is absent or no number.
std::optional<double> Seconds(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  return found->get<double>();
}

// A claim that is absent sets no limit.
bool AreTimesGood(const Json& claims, Time now) {
  constexpr double kAlways = std::numeric_limits<double>::infinity();
  const double at = static_cast<double>(now.time_since_epoch().count()) / 1e3;
  return at < Seconds(claims, "exp").value_or(kAlways) &&
         at >= Seconds(claims, "nbf").value_or(-kAlways) &&
         at >= Seconds(claims, "iat").value_or(-kAlways);
}

bool IsTrue(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_boolean() && found->get<bool>();
}

std::int64_t IntAt(const Json& claims, const char* name) {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

// The id of the key behind ApiKey::TokenId(); 0 for any other token.
int KeyIdOf(std::string_view token_id) {
  int id = 0;
  if (token_id.starts_with(kKeyTokenPrefix)) {
    token_id.remove_prefix(kKeyTokenPrefix.size());
    std::from_chars(token_id.data(), token_id.data() + token_id.size(), id);
  }
  return id;
}

}  // namespace

std::string ApiKey::TokenId() const { return std::string(kKeyTokenPrefix) + std::to_string(id); }

bool User::HasPassword(std::string_view given) const {
  return !password.empty() &&
         EqualInConstantTime(std::string_view(password).substr(0, kPasswordBytes),
                             given.substr(0, kPasswordBytes));
}

bool Settings::LdapCreatesUsers() const {
  return document.at("LDAPSettings").at("AutoCreateUsers").get<bool>();
}

State::State(Clock& clock, Random& random)
    : clock_(&clock),
      random_(&random),
      started_at_(clock.Now()),
      signing_key_(JwtKey::Hmac("")),
      kubeconfig_key_(JwtKey::Hmac("")),
      csrf_("") {}

User* State::FindUser(std::int64_t id) {
  const auto found = users_.find(static_cast<int>(id));
  return found == users_.end() || found->second.id != id ? nullptr : &found->second;
}

User* State::FindUserByName(std::string_view name) {
  const auto found = ids_by_name_.find(GoFold(name));
  return found == ids_by_name_.end() ? nullptr : FindUser(found->second);
}

bool State::HasAdministrator() const {
  for (const auto& [id, user] : users_) {
    if (user.role == kAdministrator) return true;
  }
  return false;
}

void State::Add(User user) {
  next_user_id_ = std::max(next_user_id_, user.id + 1);
  ids_by_name_[GoFold(user.name)] = user.id;
  users_.insert_or_assign(user.id, std::move(user));
}

User& State::CreateUser(std::string_view name, std::string password, int role) {
  const int id = next_user_id_;
  Add(User{.id = id, .name = GoLower(name), .password = std::move(password), .role = role});
  return users_.at(id);
}

void State::RenameUser(User& user, std::string_view name) {
  ids_by_name_.erase(GoFold(user.name));
  user.name = GoLower(name);
  ids_by_name_[GoFold(user.name)] = user.id;
}

void State::SetPassword(User& user, std::string password) {
  user.password = std::move(password);
  user.token_issue_at = ToUnix(clock_->Now());
}

void State::SetRole(User& user, int role) {
  user.role = role;
  user.token_issue_at = ToUnix(clock_->Now());
}

void State::DeleteUser(int id) {
  const User* user = FindUser(id);
  if (user == nullptr) return;
  std::vector<int> keys;
  for (const auto& [key_id, key] : api_keys_) {
    if (key.user_id == id) keys.push_back(key_id);
  }
  for (const int key_id : keys) DeleteApiKey(key_id);
  ids_by_name_.erase(GoFold(user->name));
  users_.erase(id);
}

void State::Add(ApiKey key) {
  next_key_id_ = std::max(next_key_id_, key.id + 1);
  const User* user = FindUser(key.user_id);
  // A world may have been changed by hand between its snapshot and now.
  const Token* known = tokens_.FindById(key.TokenId());
  const bool is_known = known != nullptr && known->text == key.raw && !known->revoked_at;
  if (!is_known) {
    tokens_.Erase(key.TokenId());
    tokens_.Issue({.id = key.TokenId(),
                   .kind = std::string(kApiKeyKind),
                   .account = user == nullptr ? "" : user->name,
                   .text = key.raw,
                   .issued_at = FromUnix(key.created)});
  }
  api_keys_.insert_or_assign(key.id, std::move(key));
}

ApiKey& State::CreateApiKey(int user_id, std::string description) {
  const int id = next_key_id_;
  Add(ApiKey{.id = id,
             .user_id = user_id,
             .description = std::move(description),
             .raw = "ptr_" + Base64Encode(random_->Bytes(kSecretBytes)),
             .created = ToUnix(clock_->Now())});
  return api_keys_.at(id);
}

ApiKey* State::FindApiKey(std::string_view raw) {
  const Token* token = tokens_.FindByText(kApiKeyKind, raw);
  if (token == nullptr || !token->IsLive(clock_->Now())) return nullptr;
  const auto found = api_keys_.find(KeyIdOf(token->id));
  return found == api_keys_.end() ? nullptr : &found->second;
}

bool State::DeleteApiKey(int id) {
  const auto found = api_keys_.find(id);
  if (found == api_keys_.end()) return false;
  tokens_.Revoke(found->second.TokenId(), clock_->Now(), "deleted");
  api_keys_.erase(found);
  return true;
}

void State::Touch(ApiKey& key) {
  const std::int64_t now = ToUnix(clock_->Now());
  if (now - key.last_used > 60) key.last_used = now;
}

State::Issued State::IssueSession(const User& user, bool force_change_password) {
  const Time now = clock_->Now();
  const Time end = now + settings_.session_length;
  const std::string jti = random_->Uuid();
  // Written by hand, not as a Json: a login is what a mock is asked most often.
  std::string claims = "{\"id\":" + std::to_string(user.id);
  claims.append(",\"username\":").append(WriteGoJson(user.name));
  claims.append(",\"role\":").append(std::to_string(user.role));
  claims.append(",\"scope\":\"").append(kScope).append("\",\"forceChangePassword\":");
  claims.append(force_change_password ? "true" : "false");
  claims.append(",\"exp\":").append(std::to_string(ToUnix(end)));
  claims.append(",\"iat\":").append(std::to_string(ToUnix(now)));
  claims.append(",\"jti\":\"").append(jti).append("\"}");

  std::string jwt(kJwtHeader);
  jwt.append(".").append(Base64UrlEncode(claims));
  const std::string signature = signing_key_.Sign(jwt, JwtAlgorithm::kHs256);
  jwt.append(".").append(Base64UrlEncode(signature));
  tokens_.Issue({.id = jti,
                 .kind = std::string(kJwtKind),
                 .account = user.name,
                 .text = jwt,
                 .issued_at = now,
                 .expires_at = end,
                 .self_contained = true});
  return {.jwt = std::move(jwt), .expires_at = end};
}

const JwtKey& State::SigningKey(std::string_view scope) const {
  return scope == kKubeconfigScope ? kubeconfig_key_ : signing_key_;
}

std::optional<Session> State::FindSession(std::string_view jwt) {
  const auto unverified = ReadJwtClaims(jwt);
  if (!unverified) return std::nullopt;
  const auto claims = VerifyJwt(jwt, SigningKey(TextAt(*unverified, "/scope")));
  if (!claims || !claims->is_object() || !AreTimesGood(*claims, clock_->Now())) {
    return std::nullopt;
  }
  const std::string jti = TextAt(*claims, "/jti");
  const User* user = FindUser(IntAt(*claims, "id"));
  if (user == nullptr || tokens_.IsRevoked(jti)) return std::nullopt;
  // "Greater than": a token of the very second of the change survives (dossier 4.4).
  const double issued_at = Seconds(*claims, "iat").value_or(0);
  if (static_cast<double>(user->token_issue_at) > std::floor(issued_at)) return std::nullopt;
  return Session{.user_id = user->id,
                 .role = static_cast<int>(IntAt(*claims, "role")),
                 .force_change_password = IsTrue(*claims, "forceChangePassword"),
                 .jti = jti};
}

void State::EndSession(std::string_view jti, std::string because) {
  tokens_.Revoke(jti, clock_->Now(), std::move(because));
}

void State::UpdateSettings(Json document) {
  settings_.document = std::move(document);
  const Json& settings = settings_.document;
  settings_.method = static_cast<LoginMethod>(settings.at("AuthenticationMethod").get<int>());
  settings_.required_password_length =
      IntAt(settings.at("InternalAuthSettings"), "RequiredPasswordLength");
  settings_.session_length =
      ParseGoDuration(TextAt(settings, "/UserSessionTimeout")).value_or(Duration{8h});
}

bool State::IsInitTimedOut() {
  if (!init_timed_out_ && watches_init_) {
    if (HasAdministrator()) {
      watches_init_ = false;
    } else {
      init_timed_out_ = clock_->Now() - started_at_ >= kInitTimeout;
    }
  }
  return init_timed_out_;
}

void State::SetKeys(std::string signing_key, std::string csrf_key) {
  signing_secret_ = std::move(signing_key);
  csrf_secret_ = std::move(csrf_key);
  signing_key_ = JwtKey::Hmac(signing_secret_);
  csrf_ = Csrf(csrf_secret_);
}

void State::Restart() {
  // The table keeps what outlives a process: API keys.
  TokenTable kept;
  for (const Token* token : tokens_.List()) {
    if (!token->self_contained && !token->revoked_at) kept.Issue(*token);
  }
  tokens_ = std::move(kept);
  SetKeys(random_->Bytes(kSecretBytes), random_->Bytes(kSecretBytes));
  limiter_.Clear();
  started_at_ = clock_->Now();
  init_timed_out_ = false;
  watches_init_ = !HasAdministrator();
}

void State::StartWithoutData() {
  users_.clear();
  ids_by_name_.clear();
  api_keys_.clear();
  tokens_ = TokenTable();
  next_user_id_ = 1;
  next_key_id_ = 1;
  instance_id_ = random_->Uuid();
  UpdateSettings(FreshSettings());
  Restart();
}

void State::TimeOutInit() {
  StartWithoutData();
  init_timed_out_ = true;
}

}  // namespace authmock::portainer
