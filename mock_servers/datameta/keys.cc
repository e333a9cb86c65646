// API keys: made, deleted, listed.
#include <chrono>

#include "mock_servers/datameta/payload.h"
#include "mock_servers/datameta/provider.h"
#include "mock_servers/datameta/replies.h"
#include "mock_servers/python/python_text.h"
#include "mock_servers/python/python_uuid.h"

namespace authmock::datameta {
namespace {

constexpr std::size_t kLongestLabel = 200;

}  // namespace

// Dossier 4.3.
Response DataMeta::CreateApiKey(const Asked& asked) {
  const Payload payload = ReadPayload(asked.request, kCreateTokenRequest, manner_);
  if (payload.verdict == Payload::Verdict::kCrashes) return Crash(manner_);
  if (payload.verdict == Payload::Verdict::kFaulty) return Faults(payload.value);
  const Json& body = payload.value;

  Caller caller = Authenticate(asked.request);
  const bool has_new_session = caller.has_new_session;
  const bool is_by_password = caller.verdict == Caller::Verdict::kUnknown;
  if (is_by_password && body.contains("email") && body.contains("password")) {
    // What the failure would count is rolled back with the refusal.
    caller = AuthenticateByPassword(TextAt(body, "/email"), TextAt(body, "/password"), false);
  }
  if (caller.verdict == Caller::Verdict::kCrash) return Crash(manner_);
  if (caller.verdict == Caller::Verdict::kUnknown) return Unauthorized(asked.form);

  Response response = MintKey(caller.user, body);
  if (response.status != 200) return response;
  if (!is_by_password) ForgetFailedLogins(caller.user);
  if (manner_.deployed && has_new_session) SetSessionCookie(response, state_.SessionValue());
  return response;
}

Response DataMeta::MintKey(int user, const Json& body) {
  const std::chrono::days longest(state_.settings().max_expiration_days);
  const PythonTime latest = state_.Now() + longest;
  PythonTime expires = latest;
  if (body.contains("expires")) {
    constexpr std::string_view kWrong = "Wrong datetime format. Please use isoformat.";
    const auto wanted = ReadIsoFormat(TextAt(body, "/expires"));
    if (!wanted) return WrongField("expires", std::string(kWrong));
    // Python does not compare a time that has an offset with one that has none.
    if (wanted->has_offset) return CrashOr400("expires", std::string(kWrong));
    expires = wanted->time;
    if (expires > latest) {
      return WrongField("expires",
                        "The defined expiration date exceeded the max allowed expiration period, "
                        "which is " +
                            std::to_string(longest.count()) + " days.");
    }
  }
  const std::string label = TextAt(body, "/label");
  if (PythonLength(label) > kLongestLabel || !IsStorable(label)) {
    return CrashOr400("label", "The label has to be text of at most 200 characters.");
  }
  const ApiKey& key = state_.CreateKey(user, label, expires);
  return MintedKey(key, state_.user(user));
}

// Dossier 4.4.
Response DataMeta::DeleteApiKey(const Asked& asked) {
  const Caller caller = Authenticate(asked.request);
  if (caller.verdict == Caller::Verdict::kCrash) return Crash(manner_);
  if (caller.verdict == Caller::Verdict::kUnknown) return Unauthorized(asked.form);

  const auto uuid = ReadPythonUuid(asked.id);
  const ApiKey* key = uuid ? state_.FindKeyById(*uuid) : nullptr;
  if (key == nullptr || key->user != caller.user) return Forbidden(asked.form);
  state_.DeleteKey(*uuid);
  ForgetFailedLogins(caller.user);
  return manner_.deployed ? DeletedKey(asked.form) : NoContent(200);
}

// Dossier 4.5.
Response DataMeta::GetUserApiKeys(const Asked& asked) {
  const Caller caller = Authenticate(asked.request);
  if (caller.verdict == Caller::Verdict::kCrash) return Crash(manner_);
  if (caller.verdict == Caller::Verdict::kUnknown) return Unauthorized(asked.form);

  if (manner_.deployed && !IsStorable(asked.id)) return Crash(manner_);
  if (FindUser(asked.id) != caller.user) return Forbidden(asked.form);
  const User& user = state_.user(caller.user);
  if (manner_.endless_keys_crash) {
    for (const auto& [number, key] : user.keys) {
      if (!key.expires) return Crash(manner_);
    }
  }
  ForgetFailedLogins(caller.user);
  return ListedKeys(user, state_.Now());
}

std::optional<int> DataMeta::FindUser(std::string_view id) const {
  if (const auto user = state_.FindUserBySite(id)) return user;
  const auto uuid = ReadPythonUuid(id);
  return uuid ? state_.FindUserById(*uuid) : std::nullopt;
}

}  // namespace authmock::datameta
