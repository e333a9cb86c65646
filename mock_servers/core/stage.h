// The one provider of a mock, the world it stands in, and the lock around both.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_STAGE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_STAGE_H_

#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/random.h"
#include "base/result.h"
#include "mock_servers/core/provider.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/dialect.h"
#include "schemas/contract/json_schema.h"

namespace authmock {

// What a stage is built with. The clock outlives it.
struct StageSetting {
  ProviderFactory make = nullptr;
  std::shared_ptr<const Contract> contract{};
  Dialect dialect{};
  Schema world_schema{};
  std::uint64_t seed = 0;
  Json first_world;
  std::string world_name{};  // names the first world in errors
};

// Thread-safe: one thread at a time meets the provider. A world that is refused changes nothing.
class Stage {
 public:
  // The error of a broken world is "NAME#/pointer: what".
  static Result<std::unique_ptr<Stage>> Open(StageSetting setting, Clock& clock);

  // Calls `use` with the provider, alone; it must not keep what it is given.
  template <typename Use>
  auto Alone(Use&& use) {
    const std::lock_guard lock(mutex_);
    return use(*scene_->provider);
  }

  // Back to the first world and the first random number. `prepare` is called first, alone too.
  template <typename Prepare>
  Result<void> Reopen(Prepare&& prepare) {
    const std::lock_guard lock(mutex_);
    prepare();
    return ReopenLocked();
  }
  // Puts another world in place of the present one.
  Result<void> Replace(Json world);
  // Changes the present world by a JSON Merge Patch.
  Result<void> Change(const Json& patch);

 private:
  // The provider keeps a reference to the world it was made from.
  struct Scene {
    Json world;
    std::unique_ptr<Provider> provider{};
  };

  Stage(StageSetting setting, Clock& clock);
  Result<void> ReopenLocked();
  Result<void> ReplaceLocked(Json world, const std::string& name);

  StageSetting setting_;
  Clock& clock_;
  std::mutex mutex_{};
  SeededRandom random_;
  std::unique_ptr<Scene> scene_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_STAGE_H_
