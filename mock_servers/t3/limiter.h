// Requests of each user, counted by the minute.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_LIMITER_H_
#define AUTHMOCK_MOCK_SERVERS_T3_LIMITER_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"

namespace authmock::t3 {

struct RateLimit {
  std::optional<bool> enabled{};  // empty: as the dialect has it
  int requests = 600;
  Duration window{60'000};
  std::map<std::string, int, std::less<>> operations{};  // lower limits, by operation
};

// A window begins with the first request that is counted and admits `limit` of them; it is not
// made longer by those it refuses. Windows that are over are forgotten in time.
class Limiter {
 public:
  // Counts one request. nullopt: it is admitted; otherwise how long the window still lasts.
  std::optional<Duration> Admit(std::string_view who, int limit, Duration window, Time now);

  void Clear() { windows_.clear(); }

  // {"ca.metrc.com__johndoe": {"count": 3, "ends_at": "..."}}
  Json Snapshot() const;
  // Of a snapshot that is valid under the world's schema.
  void Restore(const Json& snapshot);

 private:
  struct Window {
    int count = 0;
    Time ends_at{};
  };

  void ForgetWhatIsOver(Time now);

  std::map<std::string, Window, std::less<>> windows_{};
  std::size_t sweep_at_ = kFewWindows;
  static constexpr std::size_t kFewWindows = 1024;
};

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_LIMITER_H_
