// T3's cases that need logic.
#ifndef AUTHMOCK_CONFORMANCE_CASES_T3_CODED_H_
#define AUTHMOCK_CONFORMANCE_CASES_T3_CODED_H_

#include <vector>

#include "conformance/engine/case.h"

namespace authmock::t3 {

// Without provider, group, source and basis, which are the same for all.
std::vector<Case> CodedCases();

}  // namespace authmock::t3

#endif  // AUTHMOCK_CONFORMANCE_CASES_T3_CODED_H_
