// Credentials made for a test, sound or with one flaw.
#include <chrono>

#include "base/crypto.h"
#include "mock_servers/datameta/provider.h"

namespace authmock::datameta {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kResetTokenBytes = 40;
constexpr Duration kResetTokenLives = 10min;
constexpr std::size_t kCutOff = 4;  // characters, of a truncated credential

Result<void> CheckOrder(const MintOrder& order, std::string_view kind) {
  if (!order.claims.empty()) {
    return Fail("/claims", "credentials of this API are opaque and have no claims; leave them out");
  }
  if (kind == kSessionKind && order.lifetime) {
    return Fail("/lifetime", "a session has no end; leave it out");
  }
  const bool can_expire = kind != kSessionKind;
  const bool is_known = order.flaw == Flaw::kNone || order.flaw == Flaw::kTruncated ||
                        (order.flaw == Flaw::kExpired && can_expire);
  if (is_known) return {};
  return Fail("/flaw", "a credential of this kind cannot be \"" +
                           std::string(FlawName(order.flaw)) + "\"; it can be \"truncated\"" +
                           (can_expire ? " or \"expired\"" : ""));
}

// A key that was over before it was made is as expired as one can be.
PythonTime EndOf(const MintOrder& order, Time now, Duration usual) {
  if (order.flaw == Flaw::kExpired) return now - order.lifetime.value_or(1s);
  return now + order.lifetime.value_or(usual);
}

}  // namespace

Result<Token> DataMeta::Mint(const MintOrder& order) {
  const auto user = state_.FindUserByEmail(order.account);
  if (!user) {
    return Fail("/account", "there is no user \"" + order.account +
                                "\"; write the e-mail of one of the world's");
  }
  const std::string_view kind = order.kind.empty() ? kApiKeyKind : std::string_view(order.kind);
  if (kind != kApiKeyKind && kind != kSessionKind && kind != kResetTokenKind) {
    return Fail("/kind", "\"" + order.kind +
                             "\" is no kind of token here; write \"api_key\", \"session\" or "
                             "\"reset_token\"");
  }
  if (const auto checked = CheckOrder(order, kind); !checked) {
    return tl::unexpected(checked.error());
  }
  const Time now = state_.clock().Now();
  std::string id;
  if (kind == kApiKeyKind) {
    const std::chrono::days usual(state_.settings().max_expiration_days);
    id = state_.CreateKey(*user, "minted", EndOf(order, now, usual)).id;
  } else if (kind == kSessionKind) {
    id = state_.BeginSession(*user).id;
  } else {
    std::string text = Base64UrlEncode(state_.random().Bytes(kResetTokenBytes));
    id = state_.SetResetToken(*user, std::move(text), EndOf(order, now, kResetTokenLives)).id;
  }
  Token token = *state_.tokens().FindById(id);
  if (order.flaw == Flaw::kTruncated) token.text.resize(token.text.size() - kCutOff);
  return token;
}

bool DataMeta::Revoke(std::string_view token_id) {
  const Token* token = state_.tokens().FindById(token_id);
  if (token == nullptr) return false;
  if (token->kind == kApiKeyKind) {
    state_.DeleteKey(token_id);
  } else if (token->kind == kSessionKind) {
    state_.EndSession(token_id);
  } else if (const auto user = state_.FindResetToken(token->text)) {
    state_.DeleteResetToken(*user, "revoked");
  }
  return true;
}

}  // namespace authmock::datameta
