// Reads case files. A wrong file is one error that names file, line and JSON Pointer.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_LOAD_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_LOAD_H_

#include <span>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "schemas/contract/contract.h"

namespace authmock {

// The cases of one file. The language is closed: an unknown key, template, operation, promise or
// header word is an error, and so is a saved name no earlier step saves. `path` ends in
// <operation>.json or journeys.json.
Result<std::vector<Case>> LoadCaseFile(const Contract& contract, std::string_view path,
                                       std::string_view text);

// All cases under conformance/cases/<the contract's provider>/ among `files`, in the order of
// their paths. Ids are unique. No case at all is an error.
Result<std::vector<Case>> LoadCases(const Contract& contract, std::span<const EmbeddedFile> files);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_LOAD_H_
