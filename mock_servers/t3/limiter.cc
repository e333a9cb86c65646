#include "mock_servers/t3/limiter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/redact.h"

namespace authmock::t3 {
namespace {

// Anybody may send a user name of any length, and each is remembered for a window.
constexpr std::size_t kLongestName = 256;

std::string NameOf(std::string_view who) {
  return who.size() > kLongestName ? Redactor::Digest(who) : std::string(who);
}

}  // namespace

std::optional<Duration> Limiter::Admit(std::string_view who, int limit, Duration window, Time now) {
  const std::string name = NameOf(who);
  auto found = windows_.find(name);
  if (found == windows_.end()) {
    ForgetWhatIsOver(now);
    found = windows_.emplace(name, Window{.ends_at = now + window}).first;
  }
  Window& current = found->second;
  // A clock that was set back must not leave a user waiting for longer than a window.
  const bool is_over = now >= current.ends_at || current.ends_at - now > window;
  if (is_over) current = {.count = 0, .ends_at = now + window};
  if (current.count >= limit) return current.ends_at - now;
  ++current.count;
  return std::nullopt;
}

void Limiter::ForgetWhatIsOver(Time now) {
  if (windows_.size() < sweep_at_) return;
  std::erase_if(windows_, [&](const auto& entry) { return now >= entry.second.ends_at; });
  sweep_at_ = std::max(kFewWindows, windows_.size() * 2);
}

Json Limiter::Snapshot() const {
  Json snapshot = Json::object();
  for (const auto& [who, window] : windows_) {
    snapshot[who] = {{"count", window.count}, {"ends_at", FormatRfc3339(window.ends_at)}};
  }
  return snapshot;
}

void Limiter::Restore(const Json& snapshot) {
  windows_.clear();
  for (const auto& [who, entry] : snapshot.items()) {
    windows_.emplace(who,
                     Window{.count = entry.at("count").get<int>(),
                            .ends_at = ParseRfc3339(TextAt(entry, "/ends_at")).value_or(Time{})});
  }
}

}  // namespace authmock::t3
