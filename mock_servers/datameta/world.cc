// A state from a world file, and back.
#include "mock_servers/datameta/state.h"

namespace authmock::datameta {
namespace {

Json TimeToJson(std::optional<PythonTime> time) {
  return time ? Json(IsoFormat(*time)) : Json(nullptr);
}

// The time at a pointer; nullopt: null. The schema has seen that it looks like one.
Result<std::optional<PythonTime>> ReadTime(const Json& entry, std::string_view pointer,
                                           const std::string& where) {
  const Json* value = At(entry, pointer);
  if (value == nullptr || value->is_null()) return std::nullopt;
  const std::string text = value->get<std::string>();
  const auto read = ReadIsoFormat(text);
  if (!read) {
    return Fail(where + std::string(pointer),
                "\"" + text + "\" is no time; write it as \"2026-12-01T06:30:00\"");
  }
  return read->time;
}

std::vector<std::string> TextsAt(const Json& entry, std::string_view pointer) {
  std::vector<std::string> texts;
  for (const Json& text : ObjectAt(entry, pointer)) texts.push_back(text.get<std::string>());
  return texts;
}

Json UserToJson(const User& user) {
  Json failures = Json::array();
  for (const Time at : user.failed_logins) failures.push_back(IsoFormat(at));
  return {{"id", user.id},
          {"site", user.site},
          {"name", user.name},
          {"email", user.email},
          {"password", user.password},
          {"group", user.group},
          {"enabled", user.enabled},
          {"site_admin", user.site_admin},
          {"group_admin", user.group_admin},
          {"site_read", user.site_read},
          {"old_passwords", user.old_passwords},
          {"failed_logins", std::move(failures)}};
}

Json KeyToJson(const ApiKey& key, const User& owner) {
  return {{"id", key.id},
          {"user", owner.email},
          {"label", key.label},
          {"token", key.token},
          {"expires", TimeToJson(key.expires)}};
}

Json SettingsToJson(const Settings& settings) {
  return {{"max_expiration_days", settings.max_expiration_days},
          {"password",
           {{"length", settings.policy.length},
            {"capitals", settings.policy.capitals},
            {"small_letters", settings.policy.small_letters},
            {"punctuation", settings.policy.punctuation},
            {"digits", settings.policy.digits}}},
          {"max_failed_logins", settings.max_failed_logins},
          {"second_factor", settings.second_factor}};
}

std::string Place(std::string_view list, std::size_t index) {
  return "/" + std::string(list) + "/" + std::to_string(index);
}

}  // namespace

Result<State> State::FromWorld(const Json& world, Clock& clock, Random& random) {
  State state(clock, random);
  if (const Json* tokens = At(world, "/tokens")) {
    auto restored = TokenTable::Restore(*tokens, "/tokens");
    if (!restored) return tl::unexpected(restored.error());
    state.tokens_ = std::move(*restored);
  }
  state.ReadSettings(ObjectAt(world, "/settings"));
  for (const auto read :
       {&State::ReadUsers, &State::ReadKeys, &State::ReadResetTokens, &State::ReadSessions}) {
    if (auto done = (state.*read)(world); !done) return tl::unexpected(done.error());
  }
  return state;
}

void State::ReadSettings(const Json& settings) {
  const auto read = [&](std::string_view pointer, int& value) {
    value = ValueAt(settings, pointer, value);
  };
  read("/max_expiration_days", settings_.max_expiration_days);
  read("/password/length", settings_.policy.length);
  read("/password/capitals", settings_.policy.capitals);
  read("/password/small_letters", settings_.policy.small_letters);
  read("/password/punctuation", settings_.policy.punctuation);
  read("/password/digits", settings_.policy.digits);
  read("/max_failed_logins", settings_.max_failed_logins);
  settings_.second_factor = ValueAt(settings, "/second_factor", false);
}

Result<void> State::ReadUsers(const Json& world) {
  const Json& users = ObjectAt(world, "/users");
  for (std::size_t i = 0; i < users.size(); ++i) {
    const Json& entry = users[i];
    const std::string where = Place("users", i);
    User user{.id = TextAt(entry, "/id"),
              .site = TextAt(entry, "/site"),
              .name = TextAt(entry, "/name"),
              .email = TextAt(entry, "/email"),
              .password = TextAt(entry, "/password"),
              .group = TextAt(entry, "/group"),
              .enabled = ValueAt(entry, "/enabled", true),
              .site_admin = ValueAt(entry, "/site_admin", false),
              .group_admin = ValueAt(entry, "/group_admin", false),
              .site_read = ValueAt(entry, "/site_read", false),
              .old_passwords = TextsAt(entry, "/old_passwords")};
    const auto taken = [&](const char* member, const std::string& value) {
      return Fail(where + "/" + member,
                  "\"" + value + "\" is another user's; give each user one of its own");
    };
    if (FindUserById(user.id)) return taken("id", user.id);
    if (FindUserBySite(user.site)) return taken("site", user.site);
    if (FindUserByEmail(user.email)) return taken("email", user.email);
    const Json& failures = ObjectAt(entry, "/failed_logins");
    for (std::size_t k = 0; k < failures.size(); ++k) {
      const auto at = ReadTime(entry, Place("failed_logins", k), where);
      if (!at) return tl::unexpected(at.error());
      user.failed_logins.push_back(std::chrono::floor<Duration>(**at));
    }
    Add(std::move(user));
  }
  return {};
}

Result<int> State::ReadOwner(const Json& entry, const std::string& where) const {
  const std::string email = TextAt(entry, "/user");
  if (const auto owner = FindUserByEmail(email)) return *owner;
  return Fail(where + "/user",
              "there is no user \"" + email + "\"; write the e-mail of one of /users");
}

Result<void> State::ReadKeys(const Json& world) {
  const Json& keys = ObjectAt(world, "/api_keys");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::string where = Place("api_keys", i);
    const auto owner = ReadOwner(keys[i], where);
    if (!owner) return tl::unexpected(owner.error());
    const auto expires = ReadTime(keys[i], "/expires", where);
    if (!expires) return tl::unexpected(expires.error());
    ApiKey key{.id = TextAt(keys[i], "/id"),
               .user = *owner,
               .label = TextAt(keys[i], "/label"),
               .token = TextAt(keys[i], "/token"),
               .expires = *expires};
    if (FindKeyById(key.id) != nullptr) {
      return Fail(where + "/id", "\"" + key.id + "\" is another key's; give each its own");
    }
    if (FindKeyByToken(key.token) != nullptr) {
      return Fail(where + "/token", "is another key's, too; give each its own");
    }
    Add(std::move(key));
  }
  return {};
}

Result<void> State::ReadResetTokens(const Json& world) {
  const Json& tokens = ObjectAt(world, "/reset_tokens");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string where = Place("reset_tokens", i);
    const auto owner = ReadOwner(tokens[i], where);
    if (!owner) return tl::unexpected(owner.error());
    const auto expires = ReadTime(tokens[i], "/expires", where);
    if (!expires) return tl::unexpected(expires.error());
    const std::string id = TextAt(tokens[i], "/id");
    ResetToken token{.id = id.empty() ? random_->Uuid() : id,
                     .token = TextAt(tokens[i], "/token"),
                     .expires = **expires};
    if (user(*owner).reset_token) {
      return Fail(where + "/user", "has a reset token already; a user has one at most");
    }
    if (FindResetToken(token.token)) {
      return Fail(where + "/token", "is another user's, too; give each its own");
    }
    Add(*owner, std::move(token));
  }
  return {};
}

Result<void> State::ReadSessions(const Json& world) {
  const Json& sessions = ObjectAt(world, "/sessions");
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const std::string where = Place("sessions", i);
    const auto owner = ReadOwner(sessions[i], where);
    if (!owner) return tl::unexpected(owner.error());
    const std::string id = TextAt(sessions[i], "/id");
    Session session{.id = id.empty() ? random_->Uuid() : id,
                    .value = TextAt(sessions[i], "/value"),
                    .user = *owner,
                    .group = ValueAt<std::string>(sessions[i], "/group", user(*owner).group)};
    if (FindSession(session.value) != nullptr) {
      return Fail(where + "/value", "is another session's, too; give each its own");
    }
    Add(std::move(session));
  }
  return {};
}

Json State::ToWorld() const {
  Json users = Json::array();
  std::map<std::uint64_t, Json> keys;
  Json reset_tokens = Json::array();
  for (const User& user : users_) {
    users.push_back(UserToJson(user));
    for (const auto& [number, key] : user.keys) keys[number] = KeyToJson(key, user);
    if (!user.reset_token) continue;
    reset_tokens.push_back({{"id", user.reset_token->id},
                            {"user", user.email},
                            {"token", user.reset_token->token},
                            {"expires", IsoFormat(user.reset_token->expires)}});
  }
  Json api_keys = Json::array();
  for (auto& [number, key] : keys) api_keys.push_back(std::move(key));
  Json sessions = Json::array();
  for (const auto& [value, session] : sessions_) {
    sessions.push_back({{"id", session.id},
                        {"user", user(session.user).email},
                        {"value", value},
                        {"group", session.group}});
  }
  return {{"users", std::move(users)},
          {"api_keys", std::move(api_keys)},
          {"reset_tokens", std::move(reset_tokens)},
          {"sessions", std::move(sessions)},
          {"settings", SettingsToJson(settings_)},
          {"tokens", tokens_.Snapshot()}};
}

}  // namespace authmock::datameta
