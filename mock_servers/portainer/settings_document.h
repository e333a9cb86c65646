// The document that /settings shows and takes, and that a world may hold.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_SETTINGS_DOCUMENT_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_SETTINGS_DOCUMENT_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "base/json.h"
#include "mock_servers/portainer/payload.h"

namespace authmock::portainer {

// The settings of a server that has just been installed: every member a document can have.
const Json& FreshSettings();

// Lays `over` upon `target`: objects are merged, everything else (null, too) replaces.
void Overlay(Json& target, const Json& over);

// Turns a document to OAuth, with the provider that the rules of the OAuth exchange stand in for.
void UseStandInProvider(Json& settings, bool creates_users);

// The document as a PUT with this body leaves it: members the server lets nobody set are ignored,
// and so are unknown ones. nullopt if a member has the wrong type.
std::optional<Json> UpdatedSettings(const Json& document, const Json& body, FieldNames names);

// What the server's own checks have against a document, as the `details` of a refusal.
std::optional<std::string_view> FindFault(const Json& settings);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_SETTINGS_DOCUMENT_H_
