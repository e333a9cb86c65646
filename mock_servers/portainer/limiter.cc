#include "mock_servers/portainer/limiter.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace authmock::portainer {

bool Limiter::Admit(const RateLimit& limit, std::string_view address, Time now) {
  auto found = clients_.find(address);
  if (found == clients_.end()) {
    const Client full{.left = static_cast<double>(limit.burst), .at = now};
    found = clients_.emplace(std::string(address), full).first;
  }
  Client& client = found->second;
  if (client.banned_until) {
    if (now < *client.banned_until) return false;
    client = {.left = static_cast<double>(limit.burst), .at = now};
  }

  // A clock that was set back neither fills nor empties a bucket.
  const double seconds = std::max<double>(0, static_cast<double>((now - client.at).count()) / 1e3);
  client.left = std::min<double>(limit.burst, client.left + seconds * limit.per_second);
  client.at = now;
  if (client.left < 1) {
    client.banned_until = now + limit.ban;
    return false;
  }
  client.left -= 1;
  return true;
}

Json Limiter::Snapshot() const {
  Json snapshot = Json::object();
  for (const auto& [address, client] : clients_) {
    Json& entry = snapshot[address];
    entry = {{"left", client.left}, {"at", FormatRfc3339(client.at)}};
    if (client.banned_until) entry["banned_until"] = FormatRfc3339(*client.banned_until);
  }
  return snapshot;
}

void Limiter::Restore(const Json& snapshot) {
  clients_.clear();
  for (const auto& [address, entry] : snapshot.items()) {
    Client client;
    client.left = entry.at("left").get<double>();
    client.at = ParseRfc3339(TextAt(entry, "/at")).value_or(Time{});
    if (entry.contains("banned_until")) {
      client.banned_until = ParseRfc3339(TextAt(entry, "/banned_until")).value_or(Time{});
    }
    clients_.emplace(address, client);
  }
}

}  // namespace authmock::portainer
