// What `serve` prints, `run` exports and a conformance target may assume.
#include <algorithm>
#include <functional>

#include "mock_servers/datameta/provider.h"

namespace authmock::datameta {
namespace {

using Wanted = std::function<bool(const User&)>;

const User* FirstUser(const State& state, const Wanted& wanted) {
  const auto found = std::ranges::find_if(state.users(), wanted);
  return found == state.users().end() ? nullptr : &*found;
}

bool IsOrdinary(const User& user) {
  return user.enabled && !user.site_admin && !user.group_admin && !user.site_read;
}

// The `index`-th key of those that expire in the future.
const ApiKey* GoodKey(const User& user, PythonTime now, int index = 0) {
  for (const auto& [number, key] : user.keys) {
    if (key.expires && now < *key.expires && index-- == 0) return &key;
  }
  return nullptr;
}

const ApiKey* ExpiredKey(const User& user, PythonTime now) {
  for (const auto& [number, key] : user.keys) {
    if (key.expires && now >= *key.expires) return &key;
  }
  return nullptr;
}

const ApiKey* EndlessKey(const User& user) {
  for (const auto& [number, key] : user.keys) {
    if (!key.expires) return &key;
  }
  return nullptr;
}

void PutKey(Json& given, const std::string& name, const ApiKey* key) {
  if (key == nullptr) return;
  given[name] = key->token;
  given[name + "_id"] = key->id;
}

Json GivenOf(const User& user, PythonTime now) {
  Json given{
      {"id", user.id}, {"site", user.site}, {"email", user.email}, {"password", user.password}};
  PutKey(given, "key", GoodKey(user, now));
  if (const ApiKey* second = GoodKey(user, now, 1)) {
    PutKey(given, "second_key", second);
    given["second_key_label"] = second->label;
  }
  PutKey(given, "expired_key", ExpiredKey(user, now));
  if (user.reset_token) {
    const bool is_over = user.reset_token->expires < now;
    given[is_over ? "expired_reset_token" : "reset_token"] = user.reset_token->token;
  }
  return given;
}

Json Given(const State& state, const User& user, PythonTime now) {
  Json given{{"user", GivenOf(user, now)}};
  const auto put = [&](const char* name, const Wanted& wanted) {
    if (const User* found = FirstUser(state, wanted)) given[name] = GivenOf(*found, now);
  };
  put("other", [&](const User& other) { return IsOrdinary(other) && other.id != user.id; });
  put("admin", [](const User& other) { return other.enabled && other.site_admin; });
  put("group_admin",
      [](const User& other) { return other.enabled && other.group_admin && !other.site_admin; });
  put("site_reader",
      [](const User& other) { return other.enabled && other.site_read && !other.site_admin; });
  put("disabled", [](const User& other) { return !other.enabled; });
  const User* endless = FirstUser(state, [&](const User& other) {
    return IsOrdinary(other) && other.id != user.id && EndlessKey(other) != nullptr;
  });
  if (endless != nullptr) {
    given["forever"] = {{"id", endless->id}};
    PutKey(given["forever"], "key", EndlessKey(*endless));
  }
  return given;
}

std::string RoleOf(const User& user) {
  if (!user.enabled) return "disabled user";
  if (user.site_admin) return "administrator";
  if (user.group_admin) return "group administrator";
  return user.site_read ? "reader of the site" : "user";
}

std::string EndOf(const ApiKey& key) {
  return key.expires ? " until " + IsoFormat(*key.expires) : " for ever";
}

void AddRows(Advertisement& advertisement, const User& user) {
  auto& rows = advertisement.rows;
  rows.push_back(
      {.what = RoleOf(user) + " " + user.site, .value = user.email + " / " + user.password});
  for (const auto& [number, key] : user.keys) {
    rows.push_back({.what = "  key " + key.id + EndOf(key), .value = key.token});
  }
  if (!user.reset_token) return;
  rows.push_back({.what = "  reset token until " + IsoFormat(user.reset_token->expires),
                  .value = user.reset_token->token});
}

Request CreationExample(const std::string& prefix, const User& user) {
  return {.method = "POST",
          .target = prefix + "/keys",
          .headers = {{"Content-Type", "application/json"}},
          .body = WriteJson(
              {{"email", user.email}, {"password", user.password}, {"label", "my laptop"}})};
}

}  // namespace

Advertisement DataMeta::Advertise() const {
  const PythonTime now = state_.Now();
  Advertisement advertisement;
  for (const User& user : state_.users()) AddRows(advertisement, user);
  advertisement.given = Json::object();
  const User* user = FirstUser(state_, IsOrdinary);
  if (user == nullptr) user = FirstUser(state_, [](const User& any) { return any.enabled; });
  if (user == nullptr) {
    advertisement.example = {.method = "GET", .target = "/login"};
    return advertisement;
  }
  advertisement.example = CreationExample(prefix(), *user);
  advertisement.given = Given(state_, *user, now);
  advertisement.variables = {
      {"USER", user->email}, {"PASSWORD", user->password}, {"USER_ID", user->id}};
  if (const ApiKey* key = GoodKey(*user, now)) {
    advertisement.variables.emplace_back("API_KEY", key->token);
  }
  if (const Session* session = state_.FirstSessionOf(*user)) {
    advertisement.rows.push_back({.what = "session of " + user->email, .value = session->value});
    advertisement.variables.emplace_back("SESSION", session->value);
    advertisement.given["user"]["session"] = session->value;
  }
  return advertisement;
}

}  // namespace authmock::datameta
