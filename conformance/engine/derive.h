// Cases that follow from the contract without being written.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_DERIVE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_DERIVE_H_

#include <vector>

#include "conformance/engine/case.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/dialect.h"

namespace authmock {

// What the contract promises in this dialect about requests that break it, as cases named
// <provider>.<operation>.derived_<what>:
//   without_FIELD, FIELD_of_wrong_type, null_FIELD, unknown_field, malformed_json, other_json
//     for a body that its schema refuses, where the operation lists 400 or 422 and needs no
//     credential;
//   without_credential where one is required and the operation lists 401; a 400 does as well if
//     it is listed, for APIs that keep 401 for credentials which are there and bad;
//   other_media_type where the operation lists 415;
//   other_methods for every path below the API's prefix: a method the contract does not know there
//     is not served.
// A request has one defect, its schema does refuse it, and the outcome is one the operation lists;
// where that cannot be had, nothing is derived. Operations that are companions promise nothing
// about their bodies.
std::vector<Case> DeriveCases(const Contract& contract, const Dialect& dialect);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_DERIVE_H_
