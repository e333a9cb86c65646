// Every status and body the emulated server can utter. The headers that all answers of the deployed
// server share are added last, by AddServerHeaders().
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_REPLIES_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_REPLIES_H_

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/glowmarkt/state.h"

namespace authmock::glowmarkt {

// What was asked for: the server has four manners of refusal.
enum class Asked {
  kLogin,
  kTokens,       // newToken, the list, the deletion by id, the check
  kDeleteToken,  // of the caller
  kHomes,        // another system behind the same gateway
};

Response LoggedIn(const User& user, std::string_view application, const State::Issued& issued,
                  bool deployed);
Response Renewed(const State::Issued& issued);
Response Checked(const Session& session);
Response ListedTokens(std::span<const Token* const> tokens, const User& user);
Response Deleted();      // an object
Response DeletedById();  // an array
Response ListedHomes(const Session& session);

// An element or a header is not there.
Response Missing(Asked asked, bool deployed);
// Credentials or a token are bad.
Response Denied(Asked asked, bool deployed);
// As logins are said to have been refused once.
Response DeniedWith200();
// The user has no token of that id.
Response UnknownTokenId();
Response TooLarge();
Response NotFound();
Response PlatformFailed();
Response Preflight();

// CORS and the like; more of them if it is a success.
void AddServerHeaders(Response& response);

// What the proxy in front says to a message it cannot read.
Response Unreadable(const HttpRefusal& refusal, bool deployed);
// The usual wording of a status, for answers that a test asks for.
Response Usual(int status, bool deployed);

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_REPLIES_H_
