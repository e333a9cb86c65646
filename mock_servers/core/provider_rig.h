// A provider without a server around it, for the tests of its folder.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_RIG_H_

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/http.h"
#include "base/json.h"
#include "base/random.h"
#include "mock_servers/core/provider.h"

namespace authmock {

// fixtures/<provider>/<name>, as "world.json" or "edge.json".
Json Fixture(std::string_view provider, std::string_view name);

// The refusal of a wrong call of a rig is a crash with a message: only tests use it.
struct RigSetting {
  std::string_view provider{};
  ProviderFactory make = nullptr;
  std::string_view dialect = "deployed";
  Json world;
  Time start = ParseRfc3339("2026-01-01T00:00:00Z").value();
};

// A clock that stands, a seed, a contract, and a provider between them. Every answer to an
// operation is held against the contract; a breach fails the test. A provider's own rig derives
// from this and adds its words.
class ProviderRig {
 public:
  explicit ProviderRig(RigSetting setting);

  Provider& provider() { return *provider_; }
  VirtualClock& clock() { return clock_; }
  const Contract& contract() const { return *contract_; }
  const Dialect& dialect() const { return dialect_; }

  Response Send(Request request);
  Response Get(std::string target, Headers headers = {});
  Response Delete(std::string target, Headers headers = {}, std::string body = "");
  Response Post(std::string target, std::string body, Headers headers = {});
  Response Put(std::string target, std::string body, Headers headers = {});

 private:
  std::shared_ptr<const Contract> contract_;
  Dialect dialect_;
  Json world_;
  VirtualClock clock_;
  SeededRandom random_{1};
  std::unique_ptr<Provider> provider_;
};

// The body of an answer; null if it is no JSON.
Json BodyOf(const Response& response);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_RIG_H_
