// Passwords: changed with the old one, or with a reset token.
#include "base/crypto.h"
#include "mock_servers/datameta/payload.h"
#include "mock_servers/datameta/provider.h"
#include "mock_servers/datameta/replies.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kResetId = "0";
constexpr std::size_t kTfaTokenBytes = 40;

}  // namespace

// Dossier 4.6.
Response DataMeta::SetUserPassword(const Asked& asked) {
  const Payload payload = ReadPayload(asked.request, kPasswordChange, manner_);
  if (payload.verdict == Payload::Verdict::kCrashes) return Crash(manner_);
  if (payload.verdict == Payload::Verdict::kFaulty) return Faults(payload.value);
  const Json& body = payload.value;
  if (asked.id == kResetId) return ResetPassword(body, asked.form);

  const Caller caller = Authenticate(asked.request);
  if (caller.verdict == Caller::Verdict::kCrash) return Crash(manner_);
  if (caller.verdict == Caller::Verdict::kUnknown) return Unauthorized(asked.form);
  if (manner_.deployed && !IsStorable(asked.id)) return Crash(manner_);
  if (FindUser(asked.id) != caller.user) return Forbidden(asked.form);

  const User& user = state_.user(caller.user);
  const std::string old_password = TextAt(body, "/passwordChangeCredential");
  if (CrashesBcrypt(old_password)) return Crash(manner_);
  if (!HasPassword(user, old_password)) return Forbidden(asked.form);
  const std::string password = TextAt(body, "/newPassword");
  if (auto refusal = RefuseNewPassword(user, password)) return *std::move(refusal);
  ForgetFailedLogins(caller.user);
  return SetPassword(caller.user, password);
}

Response DataMeta::ResetPassword(const Json& body, Form form) {
  const std::string token = TextAt(body, "/passwordChangeCredential");
  const bool is_unfit =
      HasLoneSurrogate(token) || (manner_.reset_tokens_in_clear && !IsStorable(token));
  if (manner_.deployed && is_unfit) return Crash(manner_);
  const auto owner = state_.FindResetToken(token);
  if (!owner || !IsIn(state_.user(*owner))) return NotFound(form);
  if (state_.user(*owner).reset_token->expires < state_.Now()) return Gone(form);

  const std::string password = TextAt(body, "/newPassword");
  if (auto refusal = RefuseNewPassword(state_.user(*owner), password)) return *std::move(refusal);
  state_.DeleteResetToken(*owner, "used");
  return SetPassword(*owner, password);
}

std::optional<Response> DataMeta::RefuseNewPassword(const User& user,
                                                    const std::string& password) const {
  const PasswordPolicy& policy = state_.settings().policy;
  if (!manner_.has_policy) {
    if (auto fault = FaultOfPassword(password, policy)) return WrongPassword(std::move(*fault));
    if (!IsStorable(password)) {
      return CrashOr400("", "The password has to be text without U+0000.");
    }
    return std::nullopt;
  }
  // It is held against the former ones first, and bcrypt takes no lone surrogate.
  if (HasLoneSurrogate(password)) return Crash(manner_);
  bool is_used = HasPassword(user, password);
  for (const std::string& former : user.old_passwords) {
    is_used |= HasPassword({.password = former}, password);
  }
  if (is_used) return WrongPassword("The password has already been used.");
  if (auto fault = FaultUnderPolicy(password, policy)) return WrongPassword(std::move(*fault));
  return std::nullopt;
}

Response DataMeta::SetPassword(int user, const std::string& password) {
  state_.SetPassword(state_.user(user), password);
  if (!manner_.answers_tfa_token) return NoContent(204);
  const bool needs_token = state_.settings().second_factor;
  return TfaToken(needs_token ? Base64UrlEncode(state_.random().Bytes(kTfaTokenBytes)) : "");
}

}  // namespace authmock::datameta
