// A provider without a server around it, for this folder's tests.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "fixtures/embedded_fixtures.h"
#include "mock_servers/portainer/provider.h"
#include "schemas/contract/validate.h"

namespace authmock::portainer {

// The default world ("world.json") or another one of fixtures/portainer/.
inline Json Fixture(std::string_view name) {
  const EmbeddedFile* file = FindFile(FixtureFiles(), "fixtures/portainer/" + std::string(name));
  return ParseJsonFile(name, file->text).value();
}

// Read once for all tests of a program.
inline std::shared_ptr<const Contract> EmbeddedContract() {
  static const std::shared_ptr<const Contract> kContract = *Contract::Embedded("portainer");
  return kContract;
}

// A clock that stands at 2026-01-01T00:00:00Z, a seed, a contract, and a provider between them.
// Every answer to an operation is held against the contract.
class ProviderRig {
 public:
  explicit ProviderRig(std::string_view dialect = "deployed", Json world = Fixture("world.json"))
      : contract_(EmbeddedContract()),
        dialect_(*Dialect::Parse(dialect, contract_->deployed_versions())),
        world_(std::move(world)) {
    auto made = Make({.contract = *contract_,
                      .dialect = dialect_,
                      .world = world_,
                      .clock = clock_,
                      .random = random_});
    provider_.reset(static_cast<Portainer*>(made.value().release()));
  }

  Portainer& provider() { return *provider_; }
  VirtualClock& clock() { return clock_; }
  const Contract& contract() const { return *contract_; }

  Response Send(Request request) {
    if (request.client_address.empty()) request.client_address = "127.0.0.1";
    const Match match = contract_->MatchOperation(request.method, request.target);
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

  Response Get(std::string target, Headers headers = {}) {
    return Send({.method = "GET", .target = std::move(target), .headers = std::move(headers)});
  }
  Response Post(std::string target, std::string body, Headers headers = {}) {
    return Send({.method = "POST",
                 .target = std::move(target),
                 .headers = std::move(headers),
                 .body = std::move(body)});
  }
  Response Put(std::string target, std::string body, Headers headers = {}) {
    return Send({.method = "PUT",
                 .target = std::move(target),
                 .headers = std::move(headers),
                 .body = std::move(body)});
  }

  Response LogIn(std::string_view name, std::string_view password) {
    return Post("/api/auth", WriteJson({{"username", name}, {"password", password}}));
  }
  // The token of a login that works.
  std::string Token(std::string_view name = "admin",
                    std::string_view password = "correct-horse-battery") {
    const Response response = LogIn(name, password);
    EXPECT_EQ(response.status, 200) << response.body;
    return TextAt(ReadJson(response.body).value(), "/jwt");
  }
  // What /users/me says to a bearer.
  int StatusFor(const std::string& jwt) { return Get("/api/users/me", Bearer(jwt)).status; }

  static Headers Bearer(const std::string& jwt) { return {{"Authorization", "Bearer " + jwt}}; }
  static Headers Cookie(const std::string& jwt) { return {{"Cookie", "portainer_api_key=" + jwt}}; }

 private:
  std::shared_ptr<const Contract> contract_;
  Dialect dialect_;
  Json world_;
  VirtualClock clock_{ParseRfc3339("2026-01-01T00:00:00Z").value()};
  SeededRandom random_{1};
  std::unique_ptr<Portainer> provider_{};
};

// The member `message` or `details` of a refusal.
inline std::string Message(const Response& response) {
  return TextAt(ReadJson(response.body).value(), "/message");
}
inline std::string Details(const Response& response) {
  return TextAt(ReadJson(response.body).value(), "/details");
}

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_
