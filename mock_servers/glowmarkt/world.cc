// A state from a world file, and back.
#include <set>

#include "base/crypto.h"
#include "mock_servers/glowmarkt/state.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::size_t kSecretBytes = 32;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::optional<bool> SwitchAt(const Json& world, std::string_view pointer) {
  const Json* found = At(world, pointer);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return found->get<bool>();
}

Json UserToJson(const User& user) {
  Json homes = Json::array();
  for (const Home& home : user.homes) {
    homes.push_back({{"id", home.id},
                     {"type_id", home.type_id},
                     {"name", home.name},
                     {"postal_code", home.postal_code}});
  }
  return {{"username", user.username},
          {"password", user.password},
          {"name", user.name},
          {"user_id", user.user_id},
          {"account_id", user.account_id},
          {"directory_id", user.directory_id},
          {"disabled", user.disabled},
          {"homes", std::move(homes)}};
}

Json TokenToJson(const StandingToken& token) {
  Json json{{"id", token.id}, {"kind", token.kind}, {"username", token.username}};
  if (!token.application.empty()) json["application"] = token.application;
  json["text"] = token.text;
  json["created_at"] = FormatRfc3339(token.created);
  json["expires_at"] = FormatRfc3339(token.expires);
  return json;
}

Json SettingsToJson(const Settings& settings) {
  Json lifetime = nullptr;
  if (settings.token_lifetime) {
    lifetime = std::to_string(settings.token_lifetime->count() / 1000) + "s";
  }
  return {{"token_lifetime", std::move(lifetime)},
          {"rotate", settings.rotate},
          {"revoke_on_change", settings.revoke_on_change},
          {"old_login_refusals", settings.old_login_refusals},
          {"exact_user_names", OrNull(settings.exact_user_names)},
          {"strict_slashes", settings.strict_slashes},
          {"platform_down", settings.platform_down}};
}

User ReadUser(const Json& entry, Random& random) {
  const auto id_at = [&](std::string_view pointer) {
    std::string id = TextAt(entry, pointer);
    return id.empty() ? random.Uuid() : id;
  };
  User user{.username = TextAt(entry, "/username"),
            .password = TextAt(entry, "/password"),
            .name = TextAt(entry, "/name"),
            .user_id = id_at("/user_id"),
            .account_id = id_at("/account_id"),
            .directory_id = id_at("/directory_id"),
            .disabled = ValueAt(entry, "/disabled", false)};
  for (const Json& home : ObjectAt(entry, "/homes")) {
    user.homes.push_back({.id = TextAt(home, "/id"),
                          .type_id = TextAt(home, "/type_id"),
                          .name = TextAt(home, "/name"),
                          .postal_code = TextAt(home, "/postal_code")});
  }
  return user;
}

}  // namespace

Result<Duration> ReadLifetime(std::string_view text) {
  constexpr std::int64_t kSecond = 1000;
  constexpr std::int64_t kLongest = std::int64_t{36'500} * 86'400 * kSecond;
  const auto lifetime = ParseDuration(text);
  if (!lifetime) return Fail("", lifetime.error().what);
  const std::int64_t count = lifetime->count();
  if (count < kSecond || count > kLongest || count % kSecond != 0) {
    return Fail("", "\"" + std::string(text) +
                        "\" is no lifetime; tokens live whole seconds, from \"1s\" to \"36500d\"");
  }
  return *lifetime;
}

Result<State> State::FromWorld(const Json& world, Clock& clock, Random& random) {
  State state(clock, random);
  if (const Json* tokens = At(world, "/tokens")) {
    auto restored = TokenTable::Restore(*tokens, "/tokens");
    if (!restored) return tl::unexpected(restored.error());
    state.tokens_ = std::move(*restored);
  }
  const std::string secret = TextAt(world, "/secrets/signing_key");
  state.SetKeys(secret.empty() ? random.Bytes(kSecretBytes) : HexDecode(secret).value_or(""));
  for (const auto read : {&State::ReadApplications, &State::ReadUsers, &State::ReadSettings,
                          &State::ReadStandingTokens}) {
    if (auto done = (state.*read)(world); !done) return tl::unexpected(done.error());
  }
  return state;
}

Result<void> State::ReadApplications(const Json& world) {
  const Json& entries = ObjectAt(world, "/applications");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    std::string id = TextAt(entries[i], "/id");
    if (HasApplication(id)) {
      return Fail("/applications/" + std::to_string(i) + "/id",
                  "\"" + id + "\" is another application's id; give each its own");
    }
    applications_.push_back({.id = std::move(id), .says = TextAt(entries[i], "/says")});
  }
  return {};
}

Result<void> State::ReadUsers(const Json& world) {
  const Json& entries = ObjectAt(world, "/users");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string where = "/users/" + std::to_string(i);
    User user = ReadUser(entries[i], *random_);
    if (FindUser(user.username, false) != nullptr) {
      return Fail(where + "/username",
                  "\"" + user.username +
                      "\" is another user's name, letter case and blanks around it ignored; give "
                      "each user its own");
    }
    if (FindUserById(user.user_id) != nullptr) {
      return Fail(where + "/user_id",
                  "\"" + user.user_id + "\" is another user's id; give each user its own");
    }
    Add(std::move(user));
  }
  return {};
}

Result<void> State::ReadSettings(const Json& world) {
  const Json& given = ObjectAt(world, "/settings");
  if (const std::string text = TextAt(given, "/token_lifetime"); !text.empty()) {
    auto lifetime = ReadLifetime(text);
    if (!lifetime) return Fail("/settings/token_lifetime", lifetime.error().what);
    settings_.token_lifetime = *lifetime;
  }
  settings_.rotate = ValueAt(given, "/rotate", false);
  settings_.revoke_on_change = ValueAt(given, "/revoke_on_change", false);
  settings_.old_login_refusals = ValueAt(given, "/old_login_refusals", false);
  settings_.exact_user_names = SwitchAt(given, "/exact_user_names");
  settings_.strict_slashes = ValueAt(given, "/strict_slashes", false);
  settings_.platform_down = ValueAt(given, "/platform_down", false);
  return {};
}

Result<void> State::ReadStandingTokens(const Json& world) {
  const Json& entries = ObjectAt(world, "/standing_tokens");
  std::set<std::string> ids;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Json& entry = entries[i];
    const std::string where = "/standing_tokens/" + std::to_string(i);
    const auto created = ParseRfc3339(TextAt(entry, "/created_at"));
    if (!created) return Fail(where + "/created_at", created.error().what);
    const auto expires = ParseRfc3339(TextAt(entry, "/expires_at"));
    if (!expires) return Fail(where + "/expires_at", expires.error().what);
    StandingToken token{.id = TextAt(entry, "/id"),
                        .kind = TextAt(entry, "/kind"),
                        .username = TextAt(entry, "/username"),
                        .application = TextAt(entry, "/application"),
                        .text = TextAt(entry, "/text"),
                        .created = *created,
                        .expires = *expires};
    if (!ids.insert(token.id).second) {
      return Fail(where + "/id",
                  "\"" + token.id + "\" is another token's id; give each token its own");
    }
    if (auto fits = Check(token, where); !fits) return fits;
    Add(std::move(token));
  }
  return {};
}

Result<void> State::Check(const StandingToken& token, const std::string& where) {
  if (FindUser(token.username, true) == nullptr) {
    return Fail(where + "/username",
                "there is no user \"" + token.username + "\"; name the username of one of /users");
  }
  if (token.kind == kJwtKind && !HasApplication(token.application)) {
    return Fail(where + "/application", "there is no application \"" + token.application +
                                            "\"; name the id of one of /applications");
  }
  const Token* same = tokens_.FindByText(token.kind, token.text);
  if (same != nullptr && same->id != token.id) {
    return Fail(where + "/text", "is another token's, too; give each token its own");
  }
  return {};
}

Json State::ToWorld() const {
  Json applications = Json::array();
  for (const Application& each : applications_) {
    applications.push_back({{"id", each.id}, {"says", each.says}});
  }
  Json users = Json::array();
  for (const User& user : users_) users.push_back(UserToJson(user));
  Json standing = Json::array();
  for (const auto& [id, token] : standing_) standing.push_back(TokenToJson(token));
  return {
      {"applications", std::move(applications)},          {"users", std::move(users)},
      {"standing_tokens", std::move(standing)},           {"settings", SettingsToJson(settings_)},
      {"secrets", {{"signing_key", HexEncode(secret_)}}}, {"tokens", tokens_.Snapshot()}};
}

}  // namespace authmock::glowmarkt
