// The cases that need logic, written in C++: same ids, verdicts and reports as the others.
#ifndef AUTHMOCK_CONFORMANCE_CODED_CASES_H_
#define AUTHMOCK_CONFORMANCE_CODED_CASES_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "conformance/engine/case.h"
#include "schemas/contract/contract.h"

namespace authmock {

// Those of the contract's provider; their ids are <provider>.coded.<what_happens>.
Result<std::vector<Case>> CodedCases(const Contract& contract);

// Written and coded cases together: everything but the derived ones. What `contracts coverage`
// counts.
Result<std::vector<Case>> AllCases(const Contract& contract);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_CODED_CASES_H_
