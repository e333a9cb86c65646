// Input: a method up to the first blank, then a raw target.
#include "schemas/contract/router.h"

#include <algorithm>
#include <array>

#include "fuzz/fuzz.h"

namespace authmock {
namespace {

const std::array kOperations = {
    Operation{.id = "list", .method = "GET", .path = "/users"},
    Operation{.id = "show", .method = "GET", .path = "/users/{id}"},
    Operation{.id = "me", .method = "GET", .path = "/users/me"},
    Operation{.id = "keys", .method = "POST", .path = "/users/{id}/keys/{key}"},
    Operation{.id = "any", .method = "DELETE", .path = "/{a}/{b}/{c}"},
    Operation{.id = "root", .method = "GET", .path = "/"},
};

const Router& Routes() {
  static const Router kRouter = [] {
    Router router;
    for (const Operation& operation : kOperations) {
      Promise(router.Add("/api", operation).has_value(), "the routes fit together");
    }
    return router;
  }();
  return kRouter;
}

}  // namespace
}  // namespace authmock

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  const std::string_view input = TextOf(data, size);
  const std::size_t blank = input.find(' ');
  const std::string_view method = input.substr(0, blank);
  const std::string_view target =
      blank == input.npos ? std::string_view() : input.substr(blank + 1);

  const Match match = Routes().Find(method, target);
  for (const std::string_view other : match.methods) {
    Promise(other != method, "the method is not listed where it is not found");
    Promise(Routes().Find(other, target).operation != nullptr, "a listed method is found");
  }
  if (!match) return 0;
  Promise(match.methods.empty(), "no methods are listed beside an operation");
  Promise(match.operation->method == method, "the operation has the method");
  const auto names = VariablesOf(match.operation->path);
  Promise(match.variables.size() == names.size(), "every variable has a value");
  for (std::size_t i = 0; i < names.size(); ++i) {
    Promise(match.variables[i].first == names[i], "variables come in their template's order");
  }
  return 0;
}
