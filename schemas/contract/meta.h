// The schemas of our own JSON files, compiled into the binary from schemas/meta/.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_META_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_META_H_

#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "schemas/contract/json_schema.h"

namespace authmock {

// `kind` names a file: "case" is schemas/meta/case.schema.json. Compiles it anew each time.
Result<Schema> MetaSchema(std::string_view kind);

// Holds a file of ours against its schema. The Error is the first thing wrong, with its place:
// "world.json#/users/0: expected only the members id, name; got ...". Values are quoted, so this is
// not for what came over the wire.
Result<void> CheckFile(const Schema& schema, std::string_view name, const Json& file);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_META_H_
