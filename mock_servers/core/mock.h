// A mock: one provider, one port, one world, one clock, one journal.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_MOCK_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_MOCK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "mock_servers/core/faults.h"
#include "mock_servers/core/journal.h"
#include "mock_servers/core/provider.h"
#include "mock_servers/core/server.h"
#include "schemas/contract/dialect.h"

namespace authmock {

inline constexpr std::uint64_t kDefaultSeed = 1;

// Where a mock's clock begins: "system" (nullopt: the machine's), "virtual" (the present time) or
// "virtual@2026-01-01T00:00:00Z".
Result<std::optional<Time>> ParseClockChoice(std::string_view text);

struct MockOptions {
  std::string dialect = "documented";     // as Dialect::Parse reads it
  std::optional<Json> world{};            // the provider's default world if there is none
  std::string world_name = "world.json";  // names it in errors: a file's path
  std::uint64_t seed = kDefaultSeed;
  std::optional<Time> virtual_clock{};  // start of a virtual clock; the system's clock if empty
  bool strict = false;  // an answer of ours that breaks the contract becomes a 500 naming the rule
  bool control = true;  // serves /__mock__/
  std::string control_token{};  // then /__mock__/ demands it as bearer token
  // Providers that POST /__mock__/mocks may start; besides, the mock's own.
  std::span<const ProviderEntry> siblings{};
  std::string journal_file{};  // JSON Lines, appended to; empty: memory only
  // Called after each exchange was journaled, on the thread that served it; must be thread-safe.
  std::function<void(const Exchange&)> observer{};
  ServerOptions server{};
};

// Owns everything of one running mock. Thread-safe.
class Mock {
 public:
  // `entry` is one of AllProviders(). Errors are the user's: a broken world, a taken port, an
  // unknown dialect.
  static Result<std::unique_ptr<Mock>> Start(const ProviderEntry& entry,
                                             const MockOptions& options);
  ~Mock();  // stops

  std::string provider() const;
  int port() const;
  std::string origin() const;    // "http://127.0.0.1:9402"
  std::string base_url() const;  // origin + the contract's prefix, no trailing slash
  const Contract& contract() const;
  const Dialect& dialect() const;
  std::uint64_t seed() const;

  FaultQueue& faults();
  Journal& journal();
  Clock& clock();
  VirtualClock* virtual_clock();  // nullptr on the system's clock
  Advertisement Advertise();
  // Back to the world it started with; clears faults, journal and clock.
  Result<void> Reset();
  Result<void> SetUp(std::string_view state, const Json& params);
  void Stop();

 private:
  class Impl;
  explicit Mock(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_MOCK_H_
