#include "conformance/engine/case.h"

#include <algorithm>
#include <charconv>

namespace authmock {
namespace {

constexpr std::string_view kStatement = "statement:";
constexpr std::string_view kSecurity = "security:";

bool ListsScheme(const Operation& operation, std::string_view scheme) {
  return std::ranges::any_of(operation.security, [&](const SecurityRequirement& alternative) {
    return std::ranges::find(alternative, scheme) != alternative.end();
  });
}

// What a `covers` entry names in the contract.
struct Promise {
  const Statement* statement = nullptr;
  const Operation* operation = nullptr;
  const ResponseSpec* response = nullptr;
  bool security = false;
};

std::optional<Promise> FindPromise(const Contract& contract, std::string_view covers) {
  Promise promise{};
  if (covers.starts_with(kStatement)) {
    promise.statement = contract.FindStatement(covers.substr(kStatement.size()));
    return promise.statement == nullptr ? std::nullopt : std::optional(promise);
  }
  const std::size_t slash = covers.find('/');
  promise.operation = contract.FindOperation(covers.substr(0, slash));
  if (promise.operation == nullptr || slash == std::string_view::npos) return std::nullopt;
  const std::string_view what = covers.substr(slash + 1);
  if (what.starts_with(kSecurity)) {
    promise.security = ListsScheme(*promise.operation, what.substr(kSecurity.size()));
    return promise.security ? std::optional(promise) : std::nullopt;
  }
  int status = 0;
  const auto [end, error] = std::from_chars(what.data(), what.data() + what.size(), status);
  const auto found = promise.operation->responses.find(status);
  const bool number = error == std::errc() && end == what.data() + what.size();
  if (!number || found == promise.operation->responses.end()) return std::nullopt;
  promise.response = &found->second;
  return promise;
}

Basis BasisOf(const Promise& promise) {
  if (promise.statement != nullptr) return promise.statement->basis;
  if (promise.response != nullptr) return promise.response->basis;
  return promise.operation->companion ? Basis::kObserved : Basis::kDocumented;
}

}  // namespace

std::string Expect::StatusText() const {
  if (none) return "no answer: the connection closes without a byte";
  std::string phrase = "status ";
  for (const StatusRange& range : statuses) {
    if (&range != &statuses.front()) phrase += " or ";
    phrase += std::to_string(range.first);
    if (range.last != range.first) phrase += " to " + std::to_string(range.last);
  }
  return phrase;
}

bool Case::RunsIn(const Dialect& target) const {
  if (dialect.empty()) return true;
  if (dialect == "deployed") return target.deployed;
  return dialect == target.Text();
}

Result<Basis> WeakestBasis(const Contract& contract, const std::vector<std::string>& covers) {
  Basis weakest = Basis::kDocumented;
  for (const std::string& each : covers) {
    const std::optional<Promise> promise = FindPromise(contract, each);
    if (!promise) return Fail("\"" + each + "\"", "the contract makes no such promise");
    weakest = std::max(weakest, BasisOf(*promise));
  }
  return weakest;
}

std::string PromiseText(const Contract& contract, std::string_view covers) {
  const std::optional<Promise> promise = FindPromise(contract, covers);
  if (!promise) return {};
  if (promise->statement != nullptr) return promise->statement->says;
  const std::string document = "schemas/" + contract.provider() + "/openapi.json#";
  if (promise->response != nullptr) {
    return document + promise->operation->pointer + "/responses/" +
           std::to_string(promise->response->status);
  }
  return document + promise->operation->pointer + "/security";
}

}  // namespace authmock
