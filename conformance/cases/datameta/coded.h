// DataMeta's cases that need logic.
#ifndef AUTHMOCK_CONFORMANCE_CASES_DATAMETA_CODED_H_
#define AUTHMOCK_CONFORMANCE_CASES_DATAMETA_CODED_H_

#include <vector>

#include "conformance/engine/case.h"

namespace authmock::datameta {

// Without provider, group, source and basis, which are the same for all.
std::vector<Case> CodedCases();

}  // namespace authmock::datameta

#endif  // AUTHMOCK_CONFORMANCE_CASES_DATAMETA_CODED_H_
