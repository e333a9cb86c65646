// A small contract of nobody's API, for the tests of this package.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SHOP_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SHOP_H_

#include <memory>

#include "base/json.h"
#include "schemas/contract/contract.h"

namespace authmock {

Json ShopDocument();
Json ShopStatements();

// Loaded as "shop.json" and "statements.json".
std::shared_ptr<const Contract> Shop();

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SHOP_H_
