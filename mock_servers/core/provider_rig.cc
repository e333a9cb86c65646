#include "mock_servers/core/provider_rig.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "fixtures/embedded_fixtures.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

// Each is read once for all tests of a program.
std::shared_ptr<const Contract> ContractOf(std::string_view provider) {
  static std::map<std::string, std::shared_ptr<const Contract>, std::less<>> known;
  std::shared_ptr<const Contract>& contract = known[std::string(provider)];
  if (contract == nullptr) contract = Contract::Embedded(provider).value();
  return contract;
}

}  // namespace

Json Fixture(std::string_view provider, std::string_view name) {
  const std::string path = "fixtures/" + std::string(provider) + "/" + std::string(name);
  return ParseJsonFile(path, FindFile(FixtureFiles(), path)->text).value();
}

ProviderRig::ProviderRig(RigSetting setting)
    : contract_(ContractOf(setting.provider)),
      dialect_(Dialect::Parse(setting.dialect, contract_->deployed_versions()).value()),
      world_(std::move(setting.world)),
      clock_(setting.start),
      provider_(setting
                    .make({.contract = *contract_,
                           .dialect = dialect_,
                           .world = world_,
                           .clock = clock_,
                           .random = random_})
                    .value()) {}

Response ProviderRig::Send(Request request) {
  if (request.client_address.empty()) request.client_address = "127.0.0.1";
  const Match match = contract_->MatchOperation(request.method, request.target, dialect_);
  const JsonText body = ReadJson(request.body);
  const std::vector<Violation> violations = ValidateRequest(*contract_, match, request, &body);
  Response response = provider_->Answer({request, match, violations, &body});
  if (!match) return response;
  for (const Violation& violation :
       ValidateResponse(*contract_, *match.operation, dialect_, response)) {
    ADD_FAILURE() << request.method << " " << request.target << " -> " << response.status << ": "
                  << violation.Text();
  }
  return response;
}

Response ProviderRig::Get(std::string target, Headers headers) {
  return Send({.method = "GET", .target = std::move(target), .headers = std::move(headers)});
}

Response ProviderRig::Delete(std::string target, Headers headers, std::string body) {
  return Send({.method = "DELETE",
               .target = std::move(target),
               .headers = std::move(headers),
               .body = std::move(body)});
}

Response ProviderRig::Post(std::string target, std::string body, Headers headers) {
  return Send({.method = "POST",
               .target = std::move(target),
               .headers = std::move(headers),
               .body = std::move(body)});
}

Response ProviderRig::Put(std::string target, std::string body, Headers headers) {
  return Send({.method = "PUT",
               .target = std::move(target),
               .headers = std::move(headers),
               .body = std::move(body)});
}

Json BodyOf(const Response& response) { return ReadJson(response.body).value(); }

}  // namespace authmock
