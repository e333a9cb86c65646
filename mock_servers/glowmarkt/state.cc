#include "mock_servers/glowmarkt/state.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/http.h"
#include "mock_servers/core/flawed_jwt.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::size_t kSecretBytes = 32;

// {"alg":"HS256","typ":"JWT"} in base64url.
constexpr std::string_view kJwtHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

std::string Folded(std::string_view username) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::size_t begin = username.find_first_not_of(kBlanks);
  if (begin == username.npos) return {};
  return LowerCase(username.substr(begin, username.find_last_not_of(kBlanks) - begin + 1));
}

// The real server's library compares the text of signatures, not what it decodes to.
bool IsSignatureExact(std::string_view jwt) {
  return Base64UrlDecode(jwt.substr(jwt.rfind('.') + 1), false).has_value();
}

bool HasBegun(const Json& claims, std::int64_t now) {
  const Json* begin = At(claims, "/nbf");
  return begin == nullptr ||
         (begin->is_number() && begin->get<double>() <= static_cast<double>(now));
}

}  // namespace

State::State(Clock& clock, Random& random)
    : clock_(&clock), random_(&random), signing_key_(JwtKey::Hmac("")), hashes_("") {}

bool State::HasApplication(std::string_view id) const {
  return std::ranges::any_of(applications_,
                             [id](const Application& each) { return each.id == id; });
}

User* State::FindUser(std::string_view username, bool exact) {
  const auto found = users_by_name_.find(Folded(username));
  if (found == users_by_name_.end()) return nullptr;
  User& user = users_[found->second];
  return exact && user.username != username ? nullptr : &user;
}

const User* State::FindUserById(std::string_view user_id) const {
  const auto found = users_by_id_.find(user_id);
  return found == users_by_id_.end() ? nullptr : &users_[found->second];
}

void State::Add(User user) {
  users_by_name_[Folded(user.username)] = users_.size();
  users_by_id_[user.user_id] = users_.size();
  users_.push_back(std::move(user));
}

User& State::CreateUser(std::string username, std::string password, std::string name) {
  Add(User{.username = std::move(username),
           .password = std::move(password),
           .name = std::move(name),
           .user_id = random_->Uuid(),
           .account_id = random_->Uuid(),
           .directory_id = random_->Uuid()});
  return users_.back();
}

void State::SetPassword(User& user, std::string password) {
  user.password = std::move(password);
  if (settings_.revoke_on_change) EndTokensOf(user);
}

void State::Disable(User& user) {
  user.disabled = true;
  if (settings_.revoke_on_change) EndTokensOf(user);
}

void State::EndTokensOf(const User& user) {
  for (const Token* token : LiveTokensOf(user)) EndToken(token->id, "change of the user");
}

State::Issued State::IssueToken(const User& user, std::string_view application, Duration lifetime) {
  const Time now = clock_->Now();
  const std::int64_t end = ToUnix(now + lifetime);
  const std::string hash =
      hashes_.Make({.user_id = user.user_id, .application_id = std::string(application)}, *random_);
  // Written by hand, not as a Json: a login is what a mock is asked most often.
  std::string claims = "{\"tokenHash\":\"" + hash;
  claims.append("\",\"iat\":").append(std::to_string(ToUnix(now)));
  claims.append(",\"exp\":").append(std::to_string(end)).append("}");

  std::string jwt(kJwtHeader);
  jwt.append(".").append(Base64UrlEncode(claims));
  const std::string signature = signing_key_.Sign(jwt, JwtAlgorithm::kHs256);
  jwt.append(".").append(Base64UrlEncode(signature));
  tokens_.Issue({.id = hashes_.TokenIdOf(hash),
                 .kind = std::string(kJwtKind),
                 .account = user.username,
                 .text = jwt,
                 .issued_at = now,
                 .expires_at = FromUnix(end),
                 .self_contained = true});
  return {.token = std::move(jwt), .expires_at = end};
}

std::optional<Session> State::FindSession(std::string_view token) const {
  if (const Token* known = tokens_.FindByText(kJwtKind, token)) return SessionOf(*known);
  const auto claims = VerifyJwt(token, signing_key_);
  if (!claims || !IsSignatureExact(token)) return std::nullopt;
  const std::int64_t now = ToUnix(clock_->Now());
  const auto end = EndOfClaims(*claims);
  if (!end || now >= ToUnix(*end) || !HasBegun(*claims, now)) return std::nullopt;

  const std::string hash = TextAt(*claims, "/tokenHash");
  auto owner = hashes_.Read(hash);
  const User* user = owner ? FindUserById(owner->user_id) : nullptr;
  if (user == nullptr) return std::nullopt;
  std::string id = hashes_.TokenIdOf(hash);
  if (tokens_.IsRevoked(id)) return std::nullopt;
  return Session{.token_id = std::move(id),
                 .user = user,
                 .application = std::move(owner->application_id),
                 .expires_at = ToUnix(*end)};
}

std::optional<Session> State::SessionOf(const Token& standing) const {
  const auto found = standing_.find(standing.id);
  if (found == standing_.end() || !standing.IsLive(clock_->Now())) return std::nullopt;
  const auto user = users_by_name_.find(Folded(found->second.username));
  if (user == users_by_name_.end()) return std::nullopt;
  return Session{.token_id = standing.id,
                 .user = &users_[user->second],
                 .application = found->second.application,
                 .expires_at = ToUnix(found->second.expires)};
}

bool State::IsListed(const Token& token, const User& user) const {
  return token.account == user.username && token.kind != kForgedKind && token.IsLive(clock_->Now());
}

std::vector<const Token*> State::LiveTokensOf(const User& user) const {
  std::vector<const Token*> tokens = tokens_.List();
  std::erase_if(tokens, [&](const Token* token) { return !IsListed(*token, user); });
  std::ranges::stable_sort(tokens, {}, &Token::issued_at);
  return tokens;
}

const Token* State::FindLiveToken(const User& user, std::string_view id) const {
  const Token* token = tokens_.FindById(id);
  return token != nullptr && IsListed(*token, user) ? token : nullptr;
}

void State::EndToken(const std::string& id, std::string because) {
  tokens_.Revoke(id, clock_->Now(), std::move(because));
  standing_.erase(id);
}

void State::Add(StandingToken token) {
  const Token* known = tokens_.FindById(token.id);
  // A snapshot has it in the table, too; a world may have been changed by hand since.
  const bool is_known = known != nullptr && !known->revoked_at && known->kind == token.kind &&
                        known->account == token.username && known->text == token.text &&
                        known->issued_at == token.created && known->expires_at == token.expires;
  if (!is_known) {
    tokens_.Erase(token.id);
    tokens_.Issue({.id = token.id,
                   .kind = token.kind,
                   .account = token.username,
                   .text = token.text,
                   .issued_at = token.created,
                   .expires_at = token.expires});
  }
  standing_.insert_or_assign(token.id, std::move(token));
}

void State::SetKeys(std::string secret) {
  secret_ = std::move(secret);
  signing_key_ = JwtKey::Hmac(secret_);
  // Of its own: who sees signatures shall not see key streams.
  hashes_ = TokenHashes(Hmac(Hash::kSha256, secret_).Sign("tokenHash"));
}

void State::Restart() {
  for (const Token* token : tokens_.List()) {
    if (token->self_contained) {
      const std::string id = token->id;
      tokens_.Erase(id);
    }
  }
  SetKeys(random_->Bytes(kSecretBytes));
}

}  // namespace authmock::glowmarkt
