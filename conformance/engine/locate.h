// Where in a JSON text a value stands, which the JSON library does not tell.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_LOCATE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_LOCATE_H_

#include <string_view>

namespace authmock {

// The line (from 1) of the value at a JSON Pointer of `text`, which is well-formed JSON. Of the
// innermost value that exists if the pointer leads nowhere.
int LineOfPointer(std::string_view text, std::string_view pointer);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_LOCATE_H_
