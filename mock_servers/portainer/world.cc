// A state from a world file, and back.
#include "base/crypto.h"
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/settings_document.h"
#include "mock_servers/portainer/state.h"

namespace authmock::portainer {
namespace {

constexpr std::size_t kSecretBytes = 32;

constexpr std::string_view kMethodNames[] = {"internal", "ldap", "oauth"};

std::optional<bool> GetSwitch(const Json& value, std::string_view pointer) {
  const Json* found = At(value, pointer);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return found->get<bool>();
}

Json SwitchToJson(std::optional<bool> value) { return value ? Json(*value) : Json(nullptr); }

std::string DurationText(Duration duration) { return std::to_string(duration.count()) + "ms"; }

Json SurroundingsToJson(const Surroundings& around) {
  Json people = Json::array();
  for (const auto& [name, password] : around.ldap_people) {
    people.push_back({{"name", name}, {"password", password}});
  }
  return {
      {"rate_limit",
       {{"enabled", SwitchToJson(around.rate_limit.enabled)},
        {"burst", around.rate_limit.burst},
        {"per_second", around.rate_limit.per_second},
        {"ban", DurationText(around.rate_limit.ban)}}},
      {"legacy_logout_crash", around.legacy_logout_crash},
      {"csrf", around.csrf},
      {"ldap", {{"reachable", around.ldap_reachable}, {"people", people}}},
      {"oauth",
       {{"provider_reachable", around.oauth_reachable}, {"used_codes", Json(around.used_codes)}}}};
}

Json UserToJson(const User& user) {
  return {{"id", user.id},
          {"name", user.name},
          {"password", user.password},
          {"role", user.role},
          {"token_issue_at", user.token_issue_at},
          {"theme_color", user.theme_color},
          {"use_cache", user.use_cache}};
}

Json ApiKeyToJson(const ApiKey& key) {
  return {{"id", key.id},   {"user", key.user_id},    {"description", key.description},
          {"raw", key.raw}, {"created", key.created}, {"last_used", key.last_used}};
}

}  // namespace

Result<State> State::FromWorld(const Json& world, Clock& clock, Random& random) {
  State state(clock, random);
  if (const Json* tokens = At(world, "/tokens")) {
    auto restored = TokenTable::Restore(*tokens, "/tokens");
    if (!restored) return tl::unexpected(restored.error());
    state.tokens_ = std::move(*restored);
  }
  if (auto done = state.ReadSettings(ObjectAt(world, "/settings")); !done) {
    return tl::unexpected(done.error());
  }
  if (auto done = state.ReadUsers(world); !done) return tl::unexpected(done.error());
  if (auto done = state.ReadApiKeys(world); !done) return tl::unexpected(done.error());
  if (auto done = state.ReadRun(world); !done) return tl::unexpected(done.error());
  return state;
}

Result<void> State::ReadUsers(const Json& world) {
  const Json& users = ObjectAt(world, "/users");
  for (std::size_t i = 0; i < users.size(); ++i) {
    const Json& entry = users[i];
    const std::string where = "/users/" + std::to_string(i);
    User user{.id = entry.at("id").get<int>(),
              .name = GoLower(TextAt(entry, "/name")),
              .password = TextAt(entry, "/password"),
              .role = entry.at("role").get<int>(),
              .token_issue_at = ValueAt<std::int64_t>(entry, "/token_issue_at", 0),
              .theme_color = TextAt(entry, "/theme_color"),
              .use_cache = ValueAt(entry, "/use_cache", false)};
    if (FindUser(user.id) != nullptr) {
      return Fail(where + "/id",
                  std::to_string(user.id) + " is another user's id; give each user its own");
    }
    if (FindUserByName(user.name) != nullptr) {
      return Fail(where + "/name", "\"" + user.name +
                                       "\" is another user's name, letter case ignored; "
                                       "give each user its own");
    }
    Add(std::move(user));
  }
  next_user_id_ = std::max(next_user_id_, ValueAt(world, "/next_user_id", 1));
  return {};
}

Result<void> State::ReadApiKeys(const Json& world) {
  const Json& keys = ObjectAt(world, "/api_keys");
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Json& entry = keys[i];
    const std::string where = "/api_keys/" + std::to_string(i);
    ApiKey key{.id = entry.at("id").get<int>(),
               .user_id = entry.at("user").get<int>(),
               .description = TextAt(entry, "/description"),
               .raw = TextAt(entry, "/raw"),
               .created = ValueAt<std::int64_t>(entry, "/created", 0),
               .last_used = ValueAt<std::int64_t>(entry, "/last_used", 0)};
    if (FindUser(key.user_id) == nullptr) {
      return Fail(where + "/user", "there is no user " + std::to_string(key.user_id) +
                                       "; name the id of one of /users");
    }
    if (api_keys_.contains(key.id)) {
      return Fail(where + "/id",
                  std::to_string(key.id) + " is another key's id; give each key its own");
    }
    if (FindApiKey(key.raw) != nullptr) {
      return Fail(where + "/raw", "is another key's, too; give each key its own");
    }
    Add(std::move(key));
  }
  next_key_id_ = std::max(next_key_id_, ValueAt(world, "/next_key_id", 1));
  return {};
}

Result<void> State::ReadSettings(const Json& settings) {
  Json document = FreshSettings();
  Overlay(document, ObjectAt(settings, "/document"));
  const std::string method = TextAt(settings, "/authentication_method");
  for (std::size_t i = 0; i < std::size(kMethodNames); ++i) {
    if (method == kMethodNames[i]) document["AuthenticationMethod"] = i + 1;
  }
  const bool creates_users = ValueAt(settings, "/oauth/auto_create_users", false);
  if (method == "oauth" && TextAt(document, "/OAuthSettings/AuthorizationURI").empty()) {
    UseStandInProvider(document, creates_users);
  }
  if (At(settings, "/oauth/auto_create_users") != nullptr) {
    document["OAuthSettings"]["OAuthAutoCreateUsers"] = creates_users;
  }
  if (const Json* timeout = At(settings, "/session_timeout")) {
    document["UserSessionTimeout"] = *timeout;
  }
  if (const Json* length = At(settings, "/required_password_length")) {
    document["InternalAuthSettings"]["RequiredPasswordLength"] = *length;
  }
  const std::string timeout = TextAt(document, "/UserSessionTimeout");
  if (!ParseGoDuration(timeout)) {
    return Fail("/settings/session_timeout",
                "\"" + timeout + "\" is no duration; write numbers with a unit each, as \"8h\"");
  }
  UpdateSettings(std::move(document));
  return ReadSurroundings(settings);
}

Result<void> State::ReadSurroundings(const Json& settings) {
  Surroundings& around = surroundings_;
  around.rate_limit.enabled = GetSwitch(settings, "/rate_limit/enabled");
  around.rate_limit.burst = ValueAt(settings, "/rate_limit/burst", around.rate_limit.burst);
  around.rate_limit.per_second =
      ValueAt(settings, "/rate_limit/per_second", around.rate_limit.per_second);
  const std::string ban = ValueAt<std::string>(settings, "/rate_limit/ban", "1h");
  const auto ban_time = ParseGoDuration(ban);
  if (!ban_time) {
    return Fail("/settings/rate_limit/ban",
                "\"" + ban + "\" is no duration; write numbers with a unit each, as \"1h\"");
  }
  around.rate_limit.ban = *ban_time;
  around.legacy_logout_crash = ValueAt(settings, "/legacy_logout_crash", false);
  around.csrf = ValueAt(settings, "/csrf", true);
  around.ldap_reachable = ValueAt(settings, "/ldap/reachable", true);
  for (const Json& person : ObjectAt(settings, "/ldap/people")) {
    around.ldap_people[GoLower(TextAt(person, "/name"))] = TextAt(person, "/password");
  }
  around.oauth_reachable = ValueAt(settings, "/oauth/provider_reachable", true);
  for (const Json& code : ObjectAt(settings, "/oauth/used_codes")) {
    around.used_codes.insert(code.get<std::string>());
  }
  return {};
}

Result<void> State::ReadRun(const Json& world) {
  instance_id_ = TextAt(world, "/instance_id");
  if (instance_id_.empty()) instance_id_ = random_->Uuid();
  const auto secret = [&](std::string_view pointer) {
    const std::string hex = TextAt(world, pointer);
    return hex.empty() ? random_->Bytes(kSecretBytes) : *HexDecode(hex);
  };
  std::string signing_key = secret("/secrets/signing_key");
  SetKeys(std::move(signing_key), secret("/secrets/csrf_key"));
  kubeconfig_secret_ = secret("/secrets/kubeconfig_key");
  kubeconfig_key_ = JwtKey::Hmac(kubeconfig_secret_);
  limiter_.Restore(ObjectAt(world, "/limiter"));
  if (const std::string start = TextAt(world, "/started_at"); !start.empty()) {
    const auto time = ParseRfc3339(start);
    if (!time) {
      return Fail("/started_at", "\"" + start + "\" is no time; write it as in RFC 3339");
    }
    started_at_ = *time;
  }
  init_timed_out_ = ValueAt(world, "/init_timed_out", false);
  watches_init_ = !HasAdministrator();
  return {};
}

Json State::ToWorld() const {
  Json settings = SurroundingsToJson(surroundings_);
  settings["document"] = settings_.document;
  Json users = Json::array();
  for (const auto& [id, user] : users_) users.push_back(UserToJson(user));
  Json keys = Json::array();
  for (const auto& [id, key] : api_keys_) keys.push_back(ApiKeyToJson(key));
  return {{"instance_id", instance_id_},
          {"settings", std::move(settings)},
          {"users", std::move(users)},
          {"api_keys", std::move(keys)},
          {"next_user_id", next_user_id_},
          {"next_key_id", next_key_id_},
          {"started_at", FormatRfc3339(started_at_)},
          {"init_timed_out", init_timed_out_},
          {"secrets",
           {{"signing_key", HexEncode(signing_secret_)},
            {"csrf_key", HexEncode(csrf_secret_)},
            {"kubeconfig_key", HexEncode(kubeconfig_secret_)}}},
          {"limiter", limiter_.Snapshot()},
          {"tokens", tokens_.Snapshot()}};
}

}  // namespace authmock::portainer
