// What a case needs is read from the case: nobody writes it down, so nobody forgets it.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_NEEDS_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_NEEDS_H_

#include <string>
#include <vector>

#include "base/result.h"
#include "conformance/engine/case.h"

namespace authmock {

// Every need of these steps, once. An Error when a template cannot be read, or names a saved value
// that no earlier step saves.
Result<std::vector<Need>> NeedsOf(const std::vector<Step>& steps);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_NEEDS_H_
