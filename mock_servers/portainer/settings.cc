// Settings, and what the server says of itself.
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/replies.h"
#include "mock_servers/portainer/settings_document.h"

namespace authmock::portainer {
Response Portainer::SettingsShow(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  return session ? Ok(state_.settings().document) : session.error();
}

Response Portainer::SettingsUpdate(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  if (!session) return session.error();
  // Read for its faults alone; which members there are is for UpdatedSettings() to see.
  if (const auto fault = Decode(call.request.body, names(), {})) return InvalidPayload(*fault);
  const JsonText given = ReadJson(call.request.body);
  if (!given.ok()) return InvalidPayload("Json: value too large");
  auto updated = UpdatedSettings(state_.settings().document, given.value(), names());
  if (!updated) return InvalidPayload("Json: cannot unmarshal a member of another type");
  if (const auto fault = FindFault(*updated)) return InvalidPayload(*fault);
  state_.UpdateSettings(*std::move(updated));
  return Ok(state_.settings().document);
}

Response Portainer::SettingsPublic(const Call& call) { return PublicSettings(state_.settings()); }

Response Portainer::StatusShow(const Call& call) { return Status(version_, state_.instance_id()); }

Response Portainer::EndpointsList(const Call& call) {
  const auto session = Authenticate(call.request);
  return session ? NoEnvironments() : session.error();
}

Response Portainer::StacksList(const Call& call) {
  const auto session = Authenticate(call.request);
  return session ? Ok(Json::array()) : session.error();
}

}  // namespace authmock::portainer
