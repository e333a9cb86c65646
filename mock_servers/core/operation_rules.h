// Which rule of a provider answers which operation.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_OPERATION_RULES_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_OPERATION_RULES_H_

#include <span>
#include <string_view>
#include <unordered_map>

#include "schemas/contract/contract.h"

namespace authmock {

// `Rule` is the provider's own struct; its member `operation` is an operation's id. The rules and
// the contract outlive the table. A rule whose operation the contract does not have is never found.
template <typename Rule>
class OperationRules {
 public:
  OperationRules(const Contract& contract, std::span<const Rule> rules) {
    for (const Rule& rule : rules) {
      if (const Operation* operation = contract.FindOperation(rule.operation)) {
        rules_.emplace(operation, &rule);
      }
    }
  }

  // nullptr: no rule answers it.
  const Rule* Find(const Operation* operation) const {
    const auto found = rules_.find(operation);
    return found == rules_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<const Operation*, const Rule*> rules_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_OPERATION_RULES_H_
