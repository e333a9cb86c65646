// Finds the operation that a method and a raw target are for.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_ROUTER_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_ROUTER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "schemas/contract/contract.h"

namespace authmock {

// A tree of path segments. Targets are split at '/' before they are percent-decoded, so "%2F" stays
// inside its segment; nothing is normalised: "//", a trailing slash and ".." are segments like any
// other. A fixed segment is preferred to a variable; where the preferred path lacks the method, a
// less specific one that has it is taken. Immutable once built, thread-safe.
class Router {
 public:
  // `operation` outlives the router; a prefix of its own takes the place of `prefix`. Fails if its
  // path differs from an earlier one by the names of its variables only, or if it has the method
  // already.
  Result<void> Add(std::string_view prefix, const Operation& operation);

  // Without an operation the match lists the methods of all paths that fit.
  Match Find(std::string_view method, std::string_view target) const;

 private:
  struct Branch {
    std::vector<std::pair<std::string, std::size_t>> fixed{};  // decoded segment -> branch
    std::size_t variable = 0;                                  // 0: none
    std::vector<const Operation*> operations{};                // of the path that ends here
    std::vector<std::string> names{};                          // of its variables
  };

  std::size_t Grow(std::size_t branch, std::string_view segment);
  template <typename Visit>
  bool Walk(std::size_t branch, std::string_view rest, std::vector<std::string_view>& variables,
            const Visit& visit) const;

  std::vector<Branch> branches_ = std::vector<Branch>(1);
};

// The names of a template's variables: {"id", "keyID"} of "/users/{id}/tokens/{keyID}".
std::vector<std::string> VariablesOf(std::string_view path_template);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_ROUTER_H_
