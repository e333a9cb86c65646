// The words that contract documents use for Basis, Scope and Place; internal to Contract.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_NAMES_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_NAMES_H_

#include <string_view>

#include "schemas/contract/contract.h"

namespace authmock {

// Each takes one of the words that the meta-schemas allow. Absent (""): documented, both.
Basis BasisNamed(std::string_view word);
Scope ScopeNamed(std::string_view word);
Place PlaceNamed(std::string_view word);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_NAMES_H_
