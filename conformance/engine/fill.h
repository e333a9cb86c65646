// The request of a step, made concrete.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_FILL_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_FILL_H_

#include <string_view>

#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/sender.h"
#include "conformance/engine/template.h"
#include "schemas/contract/contract.h"

namespace authmock {

// What the case leaves open comes from the contract: method, path, the media type of the body and
// where the bearer token goes. Host, Content-Type and Content-Length are added unless the case
// gives or omits them; nothing else is. `base_url` ends in the contract's prefix.
Result<SendOrder> FillOrder(const Contract& contract, std::string_view base_url,
                            const SendStep& step, const TemplateScope& scope);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_FILL_H_
