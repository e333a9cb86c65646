#include "mock_servers/core/stage.h"

#include "schemas/contract/meta.h"

namespace authmock {
Stage::Stage(StageSetting setting, Clock& clock)
    : setting_(std::move(setting)), clock_(clock), random_(setting_.seed) {}

Result<std::unique_ptr<Stage>> Stage::Open(StageSetting setting, Clock& clock) {
  std::unique_ptr<Stage> stage(new Stage(std::move(setting), clock));
  if (const auto opened = stage->ReopenLocked(); !opened) return tl::unexpected(opened.error());
  return stage;
}

Result<void> Stage::ReopenLocked() {
  random_ = SeededRandom(setting_.seed);
  return ReplaceLocked(setting_.first_world, setting_.world_name);
}

Result<void> Stage::ReplaceLocked(Json world, const std::string& name) {
  if (auto valid = CheckFile(setting_.world_schema, name, world); !valid) return valid;
  auto scene = std::make_unique<Scene>(Scene{.world = std::move(world)});
  auto provider = setting_.make({.contract = *setting_.contract,
                                 .dialect = setting_.dialect,
                                 .world = scene->world,
                                 .clock = clock_,
                                 .random = random_});
  if (!provider) return Fail(name + "#" + provider.error().where, provider.error().what);
  scene->provider = std::move(*provider);
  scene_ = std::move(scene);
  return {};
}

Result<void> Stage::Replace(Json world) {
  const std::lock_guard lock(mutex_);
  return ReplaceLocked(std::move(world), "");
}

Result<void> Stage::Change(const Json& patch) {
  const std::lock_guard lock(mutex_);
  Json world = scene_->provider->World();
  MergePatch(world, patch);
  return ReplaceLocked(std::move(world), "");
}

}  // namespace authmock
