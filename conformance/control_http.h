// The control interface of a mock, over HTTP.
#ifndef AUTHMOCK_CONFORMANCE_CONTROL_HTTP_H_
#define AUTHMOCK_CONFORMANCE_CONTROL_HTTP_H_

#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "client/core/transport.h"
#include "conformance/engine/run.h"

namespace authmock {

// Calls `<origin>/__mock__/`: reset, clock, states. `token` goes along as a bearer token if it is
// not empty. One call at a time. A refusal is an Error with the reason the mock gave.
Control HttpControl(const BaseUrl& origin, const std::string& token = {});

// What the server says of itself at `<origin>/__mock__/target`; nullopt when it has no such page.
// An Error when nobody answers.
Result<std::optional<Json>> FetchTarget(const BaseUrl& origin, const std::string& token = {});

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_CONTROL_HTTP_H_
