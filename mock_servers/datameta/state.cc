#include "mock_servers/datameta/state.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kTokenLength = 64;
constexpr std::size_t kSessionDigits = 72;
constexpr std::string_view kLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kSitePrefix = "DMU-";
constexpr Duration kFailedLoginsCount = 1h;

Time ToTime(PythonTime time) { return std::chrono::floor<Duration>(time); }

std::optional<Time> ToTime(std::optional<PythonTime> time) {
  return time ? std::optional(ToTime(*time)) : std::nullopt;
}

template <typename Map>
std::optional<int> Find(const Map& map, std::string_view key) {
  const auto found = map.find(std::string(key));
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

bool IsStorable(std::string_view text) {
  return text.find('\0') == text.npos && !HasLoneSurrogate(text);
}

State::State(Clock& clock, Random& random) : clock_(&clock), random_(&random) {}

PythonTime State::Now() const { return clock_->Now(); }

std::optional<int> State::FindUserByEmail(std::string_view email) const {
  return Find(by_email_, email);
}

std::optional<int> State::FindUserById(std::string_view uuid) const { return Find(by_id_, uuid); }

std::optional<int> State::FindUserBySite(std::string_view site) const {
  return Find(by_site_, site);
}

void State::Add(User user) {
  const int index = static_cast<int>(users_.size());
  by_email_[user.email] = index;
  by_id_[user.id] = index;
  by_site_[user.site] = index;
  users_.push_back(std::move(user));
}

int State::CreateUser(std::string email, std::string password) {
  std::string site;
  for (std::size_t number = users_.size(); site.empty() || by_site_.contains(site); ++number) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%08zu", number);
    site = std::string(kSitePrefix) + digits;
  }
  const std::string name = email.substr(0, email.find('@'));
  Add(User{.id = random_->Uuid(),
           .site = std::move(site),
           .name = name,
           .email = std::move(email),
           .password = std::move(password)});
  return static_cast<int>(users_.size()) - 1;
}

void State::SetPassword(User& user, std::string password) {
  user.old_passwords.push_back(std::exchange(user.password, std::move(password)));
}

void State::Enter(Token token) {
  if (const Token* known = tokens_.FindById(token.id)) {
    if (known->text == token.text && known->kind == token.kind && !known->revoked_at) return;
    tokens_.Erase(token.id);
  }
  if (const Token* former = tokens_.FindByText(token.kind, token.text)) {
    tokens_.Erase(std::string(former->id));
  }
  tokens_.Issue(std::move(token));
}

const ApiKey& State::Add(ApiKey key) {
  User& owner = user(key.user);
  Enter({.id = key.id,
         .kind = std::string(kApiKeyKind),
         .account = owner.email,
         .text = key.token,
         .issued_at = clock_->Now(),
         .expires_at = ToTime(key.expires)});
  const std::uint64_t number = next_key_++;
  keys_[key.id] = {key.user, number};
  return owner.keys.emplace(number, std::move(key)).first->second;
}

const ApiKey& State::CreateKey(int user, std::string label, std::optional<PythonTime> expires) {
  return Add(ApiKey{.id = random_->Uuid(),
                    .user = user,
                    .label = std::move(label),
                    .token = random_->Text(kTokenLength, kLetters),
                    .expires = expires});
}

const ApiKey* State::FindKeyById(std::string_view uuid) const {
  const auto found = keys_.find(std::string(uuid));
  if (found == keys_.end()) return nullptr;
  return &user(found->second.user).keys.at(found->second.number);
}

const ApiKey* State::FindKeyByToken(std::string_view token) const {
  const Token* found = tokens_.FindByText(kApiKeyKind, token);
  return found == nullptr ? nullptr : FindKeyById(found->id);
}

bool State::DeleteKey(std::string_view uuid) {
  const auto found = keys_.find(std::string(uuid));
  if (found == keys_.end()) return false;
  tokens_.Revoke(uuid, clock_->Now(), "deleted");
  user(found->second.user).keys.erase(found->second.number);
  keys_.erase(found);
  return true;
}

std::optional<int> State::FindResetToken(std::string_view token) const {
  return Find(reset_tokens_, token);
}

void State::Add(int user_index, ResetToken token) {
  User& owner = user(user_index);
  Enter({.id = token.id,
         .kind = std::string(kResetTokenKind),
         .account = owner.email,
         .text = token.token,
         .issued_at = clock_->Now(),
         .expires_at = ToTime(token.expires)});
  reset_tokens_[token.token] = user_index;
  owner.reset_token = std::move(token);
}

const ResetToken& State::SetResetToken(int user_index, std::string token, PythonTime expires) {
  DeleteResetToken(user_index, "replaced");
  Add(user_index, {.id = random_->Uuid(), .token = std::move(token), .expires = expires});
  return *user(user_index).reset_token;
}

void State::DeleteResetToken(int user_index, std::string because) {
  std::optional<ResetToken>& token = user(user_index).reset_token;
  if (!token) return;
  tokens_.Revoke(token->id, clock_->Now(), std::move(because));
  reset_tokens_.erase(token->token);
  token.reset();
}

void State::Add(Session session) {
  Enter({.id = session.id,
         .kind = std::string(kSessionKind),
         .account = user(session.user).email,
         .text = session.value,
         .issued_at = clock_->Now()});
  sessions_.insert_or_assign(session.value, std::move(session));
}

std::string State::SessionValue() { return random_->Hex(kSessionDigits); }

const Session& State::BeginSession(int user_index) {
  const std::string value = SessionValue();
  Add(Session{
      .id = random_->Uuid(), .value = value, .user = user_index, .group = user(user_index).group});
  return sessions_.at(value);
}

const Session* State::FindSession(std::string_view value) const {
  const auto found = sessions_.find(value);
  return found == sessions_.end() ? nullptr : &found->second;
}

const Session* State::FirstSessionOf(const User& owner) const {
  for (const auto& [value, session] : sessions_) {
    if (&user(session.user) == &owner) return &session;
  }
  return nullptr;
}

bool State::EndSession(std::string_view token_id) {
  const auto found = std::ranges::find_if(
      sessions_, [&](const auto& entry) { return entry.second.id == token_id; });
  if (found == sessions_.end()) return false;
  tokens_.Revoke(token_id, clock_->Now(), "revoked");
  sessions_.erase(found);
  return true;
}

void State::CountFailedLogin(User& user) {
  const Time now = clock_->Now();
  std::erase_if(user.failed_logins, [&](Time at) { return now - at > kFailedLoginsCount; });
  user.failed_logins.push_back(now);
  if (std::ssize(user.failed_logins) >= settings_.max_failed_logins) user.enabled = false;
}

}  // namespace authmock::datameta
