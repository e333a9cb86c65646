// Every status and body the emulated server can utter.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_REPLIES_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_REPLIES_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/datameta/accept.h"
#include "mock_servers/datameta/manner.h"
#include "mock_servers/datameta/state.h"

namespace authmock::datameta {

// Successes.
Response MintedKey(const ApiKey& key, const User& owner);
Response ListedKeys(const User& owner, PythonTime now);
Response DeletedKey(Form form);
Response NoContent(int status);  // without a body
Response TfaToken(std::string_view token);
// A redirection of the web pages, with a new session cookie. `url` is where `path` is.
Response FoundAt(std::string_view path, std::string url, std::string_view session, Form form);
Response LoginPage(std::string_view session);
void SetSessionCookie(Response& response, std::string_view session);

// Nothing was presented that looks like a credential.
Response NothingPresented();
// What was presented is not good.
Response Unauthorized(Form form);
Response Forbidden(Form form);
Response NotFound(Form form, std::string_view detail = {});
// As the web pages do it.
Response NotFoundPage();
Response MethodNotAllowed(std::string_view allowed);
Response Gone(Form form);

// 400 with a list of faults.
Response Faults(const Json& faults);
// The two manners of faults that the application itself finds.
Response WrongField(std::string_view field, std::string message);
Response WrongPassword(std::string message);

// A 500 that the HTTP server words, because the application fell over.
Response Crash(const Manner& manner);
// HEAD of a list, which the validator has never heard of.
Response UnknownToValidator(std::string_view url);
// A message that the HTTP server does not let pass.
Response RefusedByWaitress(int status, std::string_view text, const Manner& manner);
Response Unreadable(const HttpRefusal& refusal, const Manner& manner);

// The usual wording of a status, for answers that a test asks for.
Response Usual(int status, const Manner& manner);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_REPLIES_H_
