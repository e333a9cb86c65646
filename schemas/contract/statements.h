// Reads statements.json; internal to Contract.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_STATEMENTS_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_STATEMENTS_H_

#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "schemas/contract/contract_reader.h"

namespace authmock {

// `file` must fit the meta-schema "statements". The Error names the first statement whose id is
// taken, or that speaks of an operation, a version or a statement which does not exist, or that
// contradicts what is not documented.
Result<std::vector<Statement>> ReadStatements(std::string_view name, const Json& file,
                                              const DocumentParts& document);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_STATEMENTS_H_
