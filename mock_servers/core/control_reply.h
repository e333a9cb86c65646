// How the control API words its answers.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_REPLY_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_REPLY_H_

#include <string>

#include "base/http.h"
#include "base/json.h"
#include "base/result.h"

namespace authmock {

Response JsonReply(int status, const Json& value);
Response TextReply(std::string content_type, std::string text);
Response Done();  // 204

// Problem details (RFC 9457). `detail` names the value and the remedy; `pointer` is a JSON Pointer
// into the request's body.
Response Problem(int status, std::string detail, std::string pointer = "");
// 422 for an Error whose `where` is a JSON Pointer, or `otherwise` if it is none.
Response Unprocessable(const Error& error, std::string_view otherwise = "");

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_REPLY_H_
