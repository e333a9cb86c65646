// API keys: made by a session, good until deleted.
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/replies.h"

namespace authmock::portainer {
namespace {

constexpr std::size_t kLongestDescription = 128;

std::optional<std::string> RefuseDescription(std::string_view description) {
  if (description.empty()) return "Invalid description: cannot be empty";
  if (description.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos) {
    return "Invalid description: cannot contain only whitespaces";
  }
  std::size_t letters = 0;
  for (const char byte : description) letters += (byte & 0xC0) != 0x80;
  // The real check asks for "at least 128" where it means "more than 128".
  if (letters >= kLongestDescription) {
    return "Invalid description: cannot be longer than 128 characters";
  }
  return std::nullopt;
}

Response NotOwnTokens() {
  return Refusal(403, "Permission denied to get user access tokens", "Unauthorized");
}

}  // namespace

Response Portainer::CreateApiKey(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  if (IsBanned(call.request)) return Banned(true);
  // An API key cannot make API keys.
  if (!SessionOfCookie(call.request) && !SessionOfBearer(call.request)) return NotBySession();

  std::string description;
  std::string password;
  if (const auto fault = Decode(call.request.body, names(),
                                {{"description", &description}, {"password", &password}})) {
    return InvalidPayload(*fault);
  }
  if (const auto fault = RefuseDescription(description)) return InvalidPayload(*fault);
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  if (*id != session->user_id) {
    return Refusal(403, "Permission denied to create user access token", "Unauthorized");
  }
  const bool has_password =
      *id == kInitialAdmin || state_.settings().method == LoginMethod::kInternal;
  if (has_password) {
    if (password.empty()) return InvalidPayload("Invalid password: cannot be empty");
    if (!state_.FindUser(*id)->HasPassword(password)) return WrongCurrentPassword();
  }
  return CreatedApiKey(state_.CreateApiKey(session->user_id, std::move(description)), deployed_);
}

Response Portainer::ListApiKeys(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  if (session->role != kAdministrator && session->user_id != *id) return NotOwnTokens();
  if (state_.FindUser(*id) == nullptr) return UserNotFound(*id);
  Json keys = Json::array();
  for (const auto& [key_id, key] : state_.api_keys()) {
    if (key.user_id == *id) keys.push_back(ShownApiKey(key));
  }
  return Ok(keys);
}

Response Portainer::DeleteApiKey(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  const auto key_id = ParseGoInt(call.match.Variable("keyID"));
  if (!key_id) return InvalidKeyId(key_id.error().what);
  if (session->role != kAdministrator && session->user_id != *id) return NotOwnTokens();
  if (state_.FindUser(*id) == nullptr) return UserNotFound(*id);

  const auto key = state_.api_keys().find(static_cast<int>(*key_id));
  if (key == state_.api_keys().end() || key->second.id != *key_id) {
    return KeyNotFound(*key_id, deployed_);
  }
  if (key->second.user_id != *id) {
    return Refusal(403, "Permission denied to remove api-key", "Unauthorized");
  }
  state_.DeleteApiKey(key->second.id);
  return NoContent();
}

}  // namespace authmock::portainer
