#include "mock_servers/core/tokens.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace authmock {
namespace {

constexpr std::string_view kFlawNames[] = {
    "none",           "expired",   "not_yet_valid",   "wrong_key",    "alg_none",
    "wrong_audience", "truncated", "altered_payload", "no_signature",
};

}  // namespace

const Token& TokenTable::Issue(Token token) {
  assert(FindById(token.id) == nullptr);
  if (const auto known = revoked_strangers_.find(token.id); known != revoked_strangers_.end()) {
    if (!token.revoked_at) {
      token.revoked_at = known->second.at;
      token.revoked_because = known->second.because;
    }
    revoked_strangers_.erase(known);
  }
  std::string id = token.id;
  Kept& kept =
      tokens_.try_emplace(std::move(id), Kept{std::move(token), next_number_++}).first->second;
  if (!kept.token.self_contained) {
    by_text_[kept.token.kind].try_emplace(kept.token.text, &kept);
  } else if (!kept.token.revoked_at) {
    forgettable_.emplace_hint(forgettable_.end(), kept.number, &kept);
  }
  if (forgettable_.size() > remembered_) ForgetOldest();
  return kept.token;
}

void TokenTable::ForgetOldest() {
  // The token just issued stays for the caller, even if nothing else is to be remembered.
  if (forgettable_.size() == 1) return;
  tokens_.erase(tokens_.find(forgettable_.begin()->second->token.id));
  forgettable_.erase(forgettable_.begin());
  ++forgotten_;
}

const Token* TokenTable::FindById(std::string_view id) const {
  const auto found = tokens_.find(id);
  return found == tokens_.end() ? nullptr : &found->second.token;
}

const Token* TokenTable::FindByText(std::string_view kind, std::string_view text) const {
  const auto texts = by_text_.find(kind);
  if (texts == by_text_.end()) return nullptr;
  const auto found = texts->second.find(text);
  return found == texts->second.end() ? nullptr : &found->second->token;
}

bool TokenTable::IsRevoked(std::string_view id) const {
  const Token* token = FindById(id);
  return token != nullptr ? token->revoked_at.has_value() : revoked_strangers_.contains(id);
}

void TokenTable::Revoke(std::string_view id, Time now, std::string because) {
  const auto found = tokens_.find(id);
  if (found == tokens_.end()) {
    revoked_strangers_.try_emplace(std::string(id), Revocation{now, std::move(because)});
    return;
  }
  Token& token = found->second.token;
  if (token.revoked_at) return;
  token.revoked_at = now;
  token.revoked_because = std::move(because);
  forgettable_.erase(found->second.number);
}

bool TokenTable::Erase(std::string_view id) {
  const auto found = tokens_.find(id);
  if (found == tokens_.end()) return false;
  const Token& token = found->second.token;
  if (!token.self_contained) by_text_.find(token.kind)->second.erase(token.text);
  forgettable_.erase(found->second.number);
  tokens_.erase(found);
  return true;
}

std::vector<const Token*> TokenTable::List() const {
  std::vector<std::pair<std::uint64_t, const Token*>> numbered;
  numbered.reserve(tokens_.size());
  for (const auto& [id, kept] : tokens_) numbered.emplace_back(kept.number, &kept.token);
  std::sort(numbered.begin(), numbered.end());
  std::vector<const Token*> listed;
  listed.reserve(numbered.size());
  for (const auto& [number, token] : numbered) listed.push_back(token);
  return listed;
}

std::string_view FlawName(Flaw flaw) { return kFlawNames[static_cast<std::size_t>(flaw)]; }

Result<Flaw> ParseFlaw(std::string_view text) {
  std::string known;
  for (std::size_t i = 0; i < std::size(kFlawNames); ++i) {
    if (kFlawNames[i] == text) return static_cast<Flaw>(i);
    known += (i == 0 ? "" : ", ") + std::string(kFlawNames[i]);
  }
  return Fail("", "\"" + std::string(text) + "\" is no flaw; there are " + known);
}

}  // namespace authmock
