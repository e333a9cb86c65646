// The login routes' limiter: a token bucket per client address, and a ban for who finds it empty.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_LIMITER_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_LIMITER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"

namespace authmock::portainer {

struct RateLimit {
  std::optional<bool> enabled{};  // empty: as the dialect has it
  int burst = 10;
  double per_second = 1;
  Duration ban{3'600'000};
};

// Remembers addresses from their first counted request on.
class Limiter {
 public:
  // Counts one request. False if the address is banned, or is banned by this very request. A ban
  // is not extended by what is tried while it lasts; after it the bucket is full.
  bool Admit(const RateLimit& limit, std::string_view address, Time now);

  bool empty() const { return clients_.empty(); }
  void Clear() { clients_.clear(); }

  // {"127.0.0.1": {"left": 3.5, "at": "...", "banned_until": "..."}}
  Json Snapshot() const;
  // Of a snapshot that is valid under the world's schema.
  void Restore(const Json& snapshot);

 private:
  struct Client {
    double left = 0;  // requests in the bucket at `at`
    Time at{};
    std::optional<Time> banned_until{};
  };
  std::map<std::string, Client, std::less<>> clients_{};
};

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_LIMITER_H_
