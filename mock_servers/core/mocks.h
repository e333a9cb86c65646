// Mocks that were started through another one's control API.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_MOCKS_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_MOCKS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/mock.h"

namespace authmock {

// Owns them. Thread-safe; starting and stopping happen outside its lock.
class Mocks {
 public:
  static constexpr std::size_t kMost = 256;  // each has threads and a port

  struct Listed {
    std::uint64_t id = 0;
    std::shared_ptr<const Mock> mock{};
  };

  // The errors are those of Mock::Start.
  Result<Listed> Start(const ProviderEntry& entry, const MockOptions& options);
  std::vector<Listed> List() const;
  std::size_t size() const;
  // Stops one; false if there is no such mock.
  bool Stop(std::uint64_t id);
  void StopAll();

 private:
  mutable std::mutex mutex_{};
  std::map<std::uint64_t, std::shared_ptr<Mock>> running_{};
  std::uint64_t last_id_ = 0;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_MOCKS_H_
