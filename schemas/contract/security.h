// Where the contract says a credential lives.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SECURITY_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SECURITY_H_

#include <optional>
#include <string>

#include "base/http.h"
#include "schemas/contract/contract.h"

namespace authmock {

// The credential a request carries for a scheme, nullopt if it is absent or empty. Of type http it
// is what follows the scheme's name: "abc" of "Authorization: Bearer abc".
std::optional<std::string> Credential(const SecurityScheme& scheme, const Request& request);

// Whether one alternative of the operation's security is met in full, or nothing is needed.
bool CarriesCredentials(const Contract& contract, const Operation& operation,
                        const Request& request);

// "jwt (header Authorization) or key (query token)": what would meet the operation's security.
std::string SecurityPhrase(const Contract& contract, const Operation& operation);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SECURITY_H_
