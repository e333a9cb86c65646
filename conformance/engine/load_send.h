// Reads the two halves of a step that sends: the request and what its answer must be.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_LOAD_SEND_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_LOAD_SEND_H_

#include <string_view>
#include <vector>

#include "conformance/engine/case.h"
#include "conformance/engine/strict.h"

namespace authmock {

// `where` is the JSON Pointer of `value`; what is wrong is told to `reader`.
Send ReadSend(const Json& value, std::string_view where, StrictReader& reader);
Expect ReadExpect(const Json& value, std::string_view where, StrictReader& reader);
std::vector<Save> ReadSaves(const Json& value, std::string_view where, StrictReader& reader);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_LOAD_SEND_H_
