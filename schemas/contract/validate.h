// Holds messages against a contract.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_VALIDATE_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_VALIDATE_H_

#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/violation.h"

namespace authmock {

// Everything the contract has against a request: path, query and header parameters, cookies,
// media type, body, a password in the query, presence of a credential (whether it is good only the
// API knows). `body` is the request's body read as JSON, or nullptr if it was not read. A request
// without an operation yields one violation, of its path or its method.
std::vector<Violation> ValidateRequest(const Contract& contract, const Match& match,
                                       const Request& request, const JsonText* body);

// Everything the contract has against an answer: a status not promised in this dialect, media type,
// body, headers. `operation` is not null. An answer that is None() breaks nothing by itself.
std::vector<Violation> ValidateResponse(const Contract& contract, const Operation& operation,
                                        const Dialect& dialect, const Response& response);
// The same, for an answer whose body somebody has read as JSON already.
std::vector<Violation> ValidateResponse(const Contract& contract, const Operation& operation,
                                        const Dialect& dialect, const Response& response,
                                        const JsonText& body);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_VALIDATE_H_
