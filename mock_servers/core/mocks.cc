#include "mock_servers/core/mocks.h"

namespace authmock {

Result<Mocks::Listed> Mocks::Start(const ProviderEntry& entry, const MockOptions& options) {
  auto started = Mock::Start(entry, options);
  if (!started) return tl::unexpected(started.error());
  std::shared_ptr<Mock> mock = std::move(*started);
  const std::lock_guard lock(mutex_);
  running_.emplace(++last_id_, mock);
  return Listed{last_id_, std::move(mock)};
}

std::vector<Mocks::Listed> Mocks::List() const {
  const std::lock_guard lock(mutex_);
  std::vector<Listed> listed;
  for (const auto& [id, mock] : running_) listed.push_back({id, mock});
  return listed;
}

std::size_t Mocks::size() const {
  const std::lock_guard lock(mutex_);
  return running_.size();
}

bool Mocks::Stop(std::uint64_t id) {
  std::shared_ptr<Mock> stopped;
  {
    const std::lock_guard lock(mutex_);
    const auto found = running_.find(id);
    if (found == running_.end()) return false;
    stopped = std::move(found->second);
    running_.erase(found);
  }
  stopped->Stop();
  return true;
}

void Mocks::StopAll() {
  for (const Listed& each : List()) Stop(each.id);
}

}  // namespace authmock
