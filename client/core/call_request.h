// From the input of a call to the request that carries it.
#ifndef AUTHMOCK_CLIENT_CORE_CALL_REQUEST_H_
#define AUTHMOCK_CLIENT_CORE_CALL_REQUEST_H_

#include <string>

#include "base/http.h"
#include "client/core/call.h"
#include "schemas/contract/contract.h"

namespace authmock {

// The request of an operation below `base_path`, or below its own prefix, as the contract wants it:
// path, query, headers, media types and the places of credentials. The error names what the
// contract does not know or what the path lacks.
Result<Request> BuildRequest(const Contract& contract, const Operation& operation,
                             const std::string& base_path, const CallInput& input);

// What the contract has against such a request, but for a missing credential.
std::vector<Violation> CheckRequest(const Contract& contract, const Operation& operation,
                                    const Request& request, const CallInput& input);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_CALL_REQUEST_H_
