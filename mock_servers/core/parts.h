// Everything of a mock but its socket; internal to the core.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_PARTS_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_PARTS_H_

#include <atomic>
#include <memory>
#include <string>

#include "mock_servers/core/metrics.h"
#include "mock_servers/core/mock.h"
#include "mock_servers/core/mocks.h"
#include "mock_servers/core/stage.h"

namespace authmock {

// Shared by the pipeline and the control API. Each part is thread-safe.
struct MockParts {
  // Reads the documents and sets the stage; the errors are those of Mock::Start.
  static Result<std::unique_ptr<MockParts>> Make(const ProviderEntry& entry,
                                                 const MockOptions& options);

  std::string Origin() const;   // "http://127.0.0.1:9402"
  std::string BaseUrl() const;  // and the contract's prefix
  Result<void> Reset();

  const ProviderEntry entry;
  const MockOptions options;
  const std::shared_ptr<const Contract> contract;
  const Dialect dialect;
  std::unique_ptr<Stage> stage{};
  FaultQueue faults{};
  Journal journal;
  Metrics metrics{};
  SystemClock system_clock{};
  std::unique_ptr<VirtualClock> virtual_clock{};  // nullptr: the mock runs on the system's
  Mocks mocks{};
  std::atomic<int> port = 0;  // known once it listens

  Clock& clock() {
    return virtual_clock != nullptr ? static_cast<Clock&>(*virtual_clock) : system_clock;
  }

 private:
  MockParts(const ProviderEntry& of, const MockOptions& with,
            std::shared_ptr<const Contract> promised, Dialect spoken);
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_PARTS_H_
