// Every status and body the emulated server can utter.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_REPLIES_H_
#define AUTHMOCK_MOCK_SERVERS_T3_REPLIES_H_

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/http.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/t3/state.h"

namespace authmock::t3 {

// What the framework calls an HTTP exception; Enveloped() makes an answer of it.
struct Refusal {
  int status = 400;
  std::string message{};
  Headers headers{};
};

// {"error": {"type", "message", "timestamp", "url", "status_code"}}; without an empty `url`.
Response Enveloped(Refusal refusal, std::string_view url, Time now);
// The usual wording of a status.
Refusal Usual(int status);

// Before any handler.
Refusal NotFound();
Refusal MethodNotAllowed(std::string_view allowed);
Response Options(std::string_view allowed);
Response MovedTo(std::string_view url);
// On an answer to a page of another origin; and on one that asks what it may do.
void AllowPages(const Request& request, Response& response);

// Bodies.
Refusal NotCalledJson();
Refusal TooLarge();
Refusal NoJson();
// `why` is worded as Python's jsonschema does.
Refusal InvalidBody(std::string_view why);
// Of a field that is needed at `host` alone.
Refusal NeededAt(std::string_view field, std::string_view host);

// Logins.
Response LoggedIn(std::string_view access_token, std::string_view refresh_token);
Response MadeSecretKey(std::string_view key);
Refusal BadLogin(int status);
Refusal MetrcIsDown();
Refusal Failing();
Refusal TooManyRequests(int limit, Duration window, Duration left);

// What a token or key opens.
Response WhoAmI(const Identity& who);
Response EmptyReport(Time now, std::string_view license_number);
Refusal NoAuthorization();
Refusal SeveralAuthorizations();
Refusal NoBearer();
Refusal BadAuthorization();
Refusal BadToken(TokenFault fault, int status);
Refusal UnknownSecretKey();
Refusal SecretKeyOver(const Token& key);

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_REPLIES_H_
