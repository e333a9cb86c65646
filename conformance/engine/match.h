// An answer against what a step expects of it.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_MATCH_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_MATCH_H_

#include <vector>

#include "base/redact.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/sender.h"
#include "conformance/engine/template.h"

namespace authmock {

// Everything that is not as expected; secrets are masked in the sentences. After a wrong status
// nothing else is compared: an error's body is no broken success. An Error when a template of
// `expect` cannot be filled.
Result<std::vector<Difference>> MatchReply(const Expect& expect, const Reply& reply,
                                           const TemplateScope& scope, const Redactor& redactor);

// Keeps what the answer gives for later steps in `saved`, an object. A value that is not there is a
// difference: the case cannot go on without it.
std::vector<Difference> SaveFrom(const std::vector<Save>& saves, const Response& response,
                                 Json& saved);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_MATCH_H_
