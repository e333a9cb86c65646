#include "client/core/api_client.h"

#include <algorithm>
#include <map>
#include <mutex>

namespace authmock {
namespace {

// Each contract is read once in a process: it is immutable.
Result<std::shared_ptr<const Contract>> ContractOf(std::string_view provider) {
  static std::mutex mutex;
  static std::map<std::string, std::shared_ptr<const Contract>, std::less<>> known;
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(provider); found != known.end()) return found->second;
  Result<std::shared_ptr<const Contract>> contract = Contract::Embedded(provider);
  if (contract) known.emplace(provider, *contract);
  return contract;
}

bool Lists(const Operation& operation, std::string_view scheme) {
  return std::ranges::any_of(operation.security, [&](const SecurityRequirement& each) {
    return std::ranges::find(each, scheme) != each.end();
  });
}

}  // namespace

Result<ApiClient::Connection> ApiClient::Connect(std::string_view provider,
                                                 std::string_view base_url, ClientOptions options) {
  Result<BaseUrl> url = BaseUrl::Parse(base_url);
  if (!url) return tl::unexpected(url.error());
  auto contract = ContractOf(provider);
  if (!contract) return tl::unexpected(contract.error());
  return Connection{*contract, Caller(*contract, std::move(*url), std::move(options))};
}

CallResult<Response> ApiClient::Call(std::string_view operation, CallInput input) {
  if (const Operation* known = connection_.contract->FindOperation(operation)) {
    for (const PresentedCredential& credential : credentials_) {
      if (Lists(*known, credential.scheme)) input.credentials.push_back(credential);
    }
  }
  return connection_.caller.Call(operation, input);
}

CallResult<void> ApiClient::CallForNothing(std::string_view operation, CallInput input) {
  const CallResult<Response> answer = Call(operation, std::move(input));
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

}  // namespace authmock
