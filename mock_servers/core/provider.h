// What a provider implements, and what it is given.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_H_

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/embedded.h"
#include "base/http.h"
#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "mock_servers/core/tokens.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/violation.h"

namespace authmock {

// One request as a provider sees it. Lives as long as the call.
struct Call {
  const Request& request;
  const Match& match;  // also without an operation: 404 and 405 are worded here
  const std::vector<Violation>& violations;  // what the contract has against the request
  const JsonText* body = nullptr;            // read when the operation takes a JSON body

  // The string at a JSON Pointer of the body; empty if there is none or it is no string.
  std::string Text(std::string_view pointer) const;
};

// A refusal of the HTTP layer, which no real application sees but its HTTP library words.
struct HttpRefusal {
  int status = 400;
  std::string_view reason{};  // "missing_host", "bad_request_line", "conflicting_length", ...
};

// A named condition of the world that a test can ask for (Pact calls it a provider state).
struct ProviderState {
  std::string name{};
  std::string says{};  // one sentence
};

// A credential to make for a test.
struct MintOrder {
  std::string account{};  // as the world names it; must exist
  std::string kind{};     // one of the provider's token kinds; empty: its session token
  std::optional<Duration> lifetime{};
  Json claims;  // an object, merged over the usual ones
  Flaw flaw = Flaw::kNone;
};

// What `serve` prints, `run` exports and a conformance target knows.
struct Advertisement {
  struct Row {
    std::string what{};   // "administrator"
    std::string value{};  // "admin / correct-horse-battery"
  };
  std::vector<Row> rows{};
  // For AUTHMOCK_<PROVIDER>_<name>: USER, PASSWORD, API_KEY, SECRET_KEY, APPLICATION_ID, ...
  std::vector<std::pair<std::string, std::string>> variables{};
  Request example{};  // a login that works when pasted; its target holds the prefix
  Json given;         // what a conformance target may assume: {"user": {"name": ..., ...}, ...}
};

// Rules and state of one emulated API. Used by one thread at a time, under its mock's lock.
class Provider {
 public:
  virtual ~Provider() = default;

  virtual Response Answer(const Call& call) = 0;
  // How this API's HTTP layer words a message it cannot read.
  virtual Response Refuse(const HttpRefusal& refusal) = 0;
  // `status` in the provider's own wording, for a fault that replaces an answer.
  virtual Response Word(int status) = 0;

  // The state as a fixture file: constructing a provider from it gives the same state.
  virtual Json World() const = 0;
  virtual std::vector<ProviderState> States() const = 0;
  // Sets one up on top of what is there. An unknown name or parameter is an error, whose `where` is
  // a JSON Pointer into `params`.
  virtual Result<void> SetUp(std::string_view state, const Json& params) = 0;

  virtual const TokenTable& tokens() const = 0;
  virtual Result<Token> Mint(const MintOrder& order) = 0;
  // False if there is no such token.
  virtual bool Revoke(std::string_view token_id) = 0;

  virtual Advertisement Advertise() const = 0;
};

// All that a provider may ask of its surroundings. The references outlive it.
struct ProviderSetting {
  const Contract& contract;
  Dialect dialect{};
  const Json& world;  // already valid under schemas/<name>/world.schema.json
  Clock& clock;
  Random& random;
};

// An Error's `where` is a JSON Pointer into the world.
using ProviderFactory = Result<std::unique_ptr<Provider>> (*)(const ProviderSetting& setting);

// One entry of the list in all_providers.h.
struct ProviderEntry {
  std::string_view name{};  // as in schemas/<name>/
  int default_port = 0;
  ProviderFactory make = nullptr;
  // Holds schemas/<name>/{openapi,statements,world.schema}.json and fixtures/<name>/world.json;
  // empty: those compiled into the binary.
  std::span<const EmbeddedFile> documents{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_PROVIDER_H_
