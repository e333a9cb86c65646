// Every status and body the emulated server can utter. Headers that all answers of a dialect share
// (nosniff, the CSRF ones) are added in provider.cc.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_REPLIES_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_REPLIES_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/portainer/state.h"

namespace authmock::portainer {

// {"message": ..., "details": ...}, the body of nearly every refusal.
Response Refusal(int status, std::string_view message, std::string_view details);
// A refusal with no inner error repeats its message.
Response Refusal(int status, std::string_view message);

Response Ok(const Json& body);
Response NoContent();

// Before any handler.
Response BothCredentials();
Response CsrfTokenNotFound();
Response CsrfTokenInvalid();
Response AdminInitTimeout();
Response AdminInitTimeoutDocumented();
Response Banned(bool deployed);
Response NotFoundByRouter();
Response NotFoundByFileServer();
Response MethodNotAllowed();
Response MovedTo(std::string location);
// What the HTTP library says to a message it cannot read.
Response Unreadable(const HttpRefusal& refusal);
// The usual wording of a status, for answers that a test asks for.
Response Usual(int status);

// Credentials.
Response LoggedIn(const State::Issued& session, bool sets_cookie);
Response LoggedOut(bool clears_cookie);
Response InvalidPayload(std::string_view details);
Response InvalidCredentials();
Response OnlyInitialAdmin();
Response LdapUnreachable();
Response OAuthNotEnabled(bool deployed);
Response OAuthFailed(bool deployed);  // a code that leads to nobody
Response OAuthUnreachable();
Response AccountNotCreated(bool deployed);
Response TokenMissing();
Response InvalidToken();
Response AdministratorsOnly();

// Users.
Response NoAdministrator();
Response AdministratorExists();
Response CreatedAdministrator(const User& user, std::string_view bcrypt_hash);
Response ShownUser(const User& user);
Response CurrentUser(const User& user, bool force_change_password);
Response WeakPassword();
Response WeakNewPassword();
Response UnhashablePassword();
Response InvalidUserId(std::string_view details);
Response UserNotFound(std::int64_t id);
Response UserExists();
Response WrongCurrentPassword();

// API keys.
Response CreatedApiKey(const ApiKey& key, bool deployed);
Response NotBySession();
Response InvalidKeyId(std::string_view details);
Response KeyNotFound(std::int64_t id, bool deployed);
// Without the digest.
Json ShownApiKey(const ApiKey& key);

// The server itself.
Response PublicSettings(const Settings& settings);
Response Status(std::string_view version, std::string_view instance_id);
Response NoEnvironments();

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_REPLIES_H_
