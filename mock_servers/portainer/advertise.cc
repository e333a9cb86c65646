// What `serve` prints, `run` exports and a conformance target may assume.
#include "mock_servers/portainer/provider.h"

namespace authmock::portainer {
namespace {

std::string RoleName(int role) { return role == kAdministrator ? "administrator" : "user"; }

const User* FirstOfRole(const State& state, int role) {
  for (const auto& [id, user] : state.users()) {
    if (user.role == role && !user.password.empty()) return &user;
  }
  return nullptr;
}

const ApiKey* FirstKeyOf(const State& state, const User& user) {
  for (const auto& [id, key] : state.api_keys()) {
    if (key.user_id == user.id) return &key;
  }
  return nullptr;
}

Json Given(const State& state) {
  Json given{{"oauth_code",
              {{"unknown_user", "ok:carol"},
               {"refused", "refused"},
               {"no_user_name", "nouser"},
               {"resource_refused", "nores"},
               {"html", "html"}}}};
  for (const int role : {kAdministrator, kStandardUser}) {
    const User* user = FirstOfRole(state, role);
    if (user == nullptr) continue;
    const std::string name = role == kAdministrator ? "admin" : "user";
    given[name] = {{"name", user->name}, {"password", user->password}, {"id", user->id}};
    if (const ApiKey* key = FirstKeyOf(state, *user)) given[name + "_api_key"] = key->raw;
    given["oauth_code"]["known_user"] = "ok:" + user->name;
  }
  return given;
}

Request LoginExample(const std::string& prefix, const User& user) {
  return {.method = "POST",
          .target = prefix + "/auth",
          .headers = {{"Content-Type", "application/json"}},
          .body = WriteJson({{"username", user.name}, {"password", user.password}})};
}

}  // namespace

Advertisement Portainer::Advertise() const {
  Advertisement advertisement;
  for (const auto& [id, user] : state_.users()) {
    advertisement.rows.push_back({.what = RoleName(user.role) + ", id " + std::to_string(id),
                                  .value = user.name + " / " + user.password});
  }
  for (const auto& [id, key] : state_.api_keys()) {
    const auto owner = state_.users().find(key.user_id);
    const std::string name = owner == state_.users().end() ? "nobody" : owner->second.name;
    advertisement.rows.push_back({.what = "API key of " + name, .value = key.raw});
  }
  advertisement.rows.push_back(
      {.what = "OAuth codes", .value = "ok:NAME, once each, in state oauth_enabled_no_auto_users"});

  const std::string& prefix = setting_.contract.prefix(setting_.dialect);
  const User* user = FirstOfRole(state_, kAdministrator);
  if (user == nullptr) user = FirstOfRole(state_, kStandardUser);
  if (user != nullptr) {
    advertisement.variables = {
        {"USER", user->name}, {"PASSWORD", user->password}, {"USER_ID", std::to_string(user->id)}};
    if (const ApiKey* key = FirstKeyOf(state_, *user)) {
      advertisement.variables.emplace_back("API_KEY", key->raw);
    }
  }
  advertisement.example = user != nullptr ? LoginExample(prefix, *user)
                                          : Request{.method = "GET", .target = prefix + "/status"};
  advertisement.given = Given(state_);
  return advertisement;
}

}  // namespace authmock::portainer
