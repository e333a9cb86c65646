// What a contract costs: to load it, and to hold one login and one refused token against it.
//   bazel run -c opt //schemas:contracts_bench
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

const Contract& Portainer() {
  static const std::shared_ptr<const Contract> contract = Contract::Embedded("portainer").value();
  return *contract;
}

void LoadContract(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Contract::Embedded("portainer"));
}
BENCHMARK(LoadContract)->Unit(benchmark::kMicrosecond);

// Matching, reading and validating a login and its answer, as a mock does for each request.
void CheckLogin(benchmark::State& state) {
  const Contract& contract = Portainer();
  const Dialect dialect{.deployed = true, .version = contract.deployed_versions().front()};
  const Request request{
      .method = "POST",
      .target = "/api/auth",
      .headers = {{"Host", "127.0.0.1:9402"}, {"Content-Type", "application/json"}},
      .body = R"({"username":"admin","password":"correct-horse-battery"})"};
  const Response response{
      .status = 200,
      .headers = {{"Content-Type", "application/json"},
                  {"X-Content-Type-Options", "nosniff"},
                  {"X-Csrf-Token", ""},
                  {"Vary", "Cookie"},
                  {"Set-Cookie", "portainer_api_key=abc; Path=/; HttpOnly; SameSite=Strict"}},
      .body = R"({"jwt":")" + std::string(200, 'x') + "\"}"};
  for (auto _ : state) {
    const Match match =
        contract.MatchOperation(request.method, request.target, Dialect::Documented());
    const JsonText body = ReadJson(request.body);
    benchmark::DoNotOptimize(ValidateRequest(contract, match, request, &body));
    benchmark::DoNotOptimize(ValidateResponse(contract, *match.operation, dialect, response));
  }
}
BENCHMARK(CheckLogin);

// The same without the reading of either body.
void CheckReadLogin(benchmark::State& state) {
  const Contract& contract = Portainer();
  const Request request{.method = "POST",
                        .target = "/api/auth",
                        .headers = {{"Host", "a"}, {"Content-Type", "application/json"}},
                        .body = R"({"username":"admin","password":"correct-horse-battery"})"};
  const Response response{.status = 200,
                          .headers = {{"Content-Type", "application/json"}},
                          .body = R"({"jwt":")" + std::string(200, 'x') + "\"}"};
  const JsonText body = ReadJson(request.body);
  const JsonText answer = ReadJson(response.body);
  for (auto _ : state) {
    const Match match =
        contract.MatchOperation(request.method, request.target, Dialect::Documented());
    benchmark::DoNotOptimize(ValidateRequest(contract, match, request, &body));
    benchmark::DoNotOptimize(
        ValidateResponse(contract, *match.operation, Dialect::Documented(), response, answer));
  }
}
BENCHMARK(CheckReadLogin);

// A request with a path variable and a credential.
void CheckUser(benchmark::State& state) {
  const Contract& contract = Portainer();
  const Request request{
      .method = "GET",
      .target = "/api/users/12",
      .headers = {{"Host", "a"}, {"Authorization", "Bearer " + std::string(200, 'x')}}};
  for (auto _ : state) {
    const Match match =
        contract.MatchOperation(request.method, request.target, Dialect::Documented());
    benchmark::DoNotOptimize(ValidateRequest(contract, match, request, nullptr));
  }
}
BENCHMARK(CheckUser);

}  // namespace
}  // namespace authmock

BENCHMARK_MAIN();
