// A state from a world file, and back.
#include <algorithm>

#include "base/crypto.h"
#include "mock_servers/t3/state.h"

namespace authmock::t3 {
namespace {

constexpr std::size_t kSecretBytes = 32;

std::optional<bool> GetSwitch(const Json& value, std::string_view pointer) {
  const Json* found = At(value, pointer);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return found->get<bool>();
}

Json SwitchToJson(std::optional<bool> value) { return value ? Json(*value) : Json(nullptr); }

// Leaves `target` as it is if there is nothing at the pointer.
Result<void> GetDuration(const Json& settings, std::string_view pointer, Duration& target) {
  const Json* found = At(settings, pointer);
  if (found == nullptr || found->is_null()) return {};
  const std::string text = found->get<std::string>();
  const auto duration = ParseDuration(text);
  if (!duration || *duration <= Duration::zero()) {
    return Fail(
        "/settings" + std::string(pointer),
        "\"" + text + "\" is no length of time; write numbers with a unit each, as \"15m\"");
  }
  target = *duration;
  return {};
}

std::string DurationText(Duration duration) { return std::to_string(duration.count()) + "ms"; }

std::optional<std::string> GetTier(const Json& entry) {
  const std::string tier = TextAt(entry, "/t3plus_tier");
  return tier.empty() ? std::nullopt : std::optional(tier);
}

Json TierToJson(const std::optional<std::string>& tier) {
  return tier ? Json(*tier) : Json(nullptr);
}

Json AccountToJson(const Account& account) {
  Json entry{{"username", account.username},
             {"hostname", account.hostname},
             {"password", account.password},
             {"t3plus_tier", TierToJson(account.tier)}};
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) entry[name] = text;
  };
  add("otp", account.otp);
  add("otp_seed", account.otp_seed);
  add("email", account.email);
  add("secret_key", account.secret_key);
  if (account.last_otp_step) entry["last_otp_step"] = *account.last_otp_step;
  return entry;
}

Json ApiKeyToJson(const ApiKey& key) {
  return {{"key", key.text},
          {"username", key.username},
          {"states", Json(key.states)},
          {"t3plus_tier", TierToJson(key.tier)}};
}

Json SettingsToJson(const Settings& settings) {
  const RateLimit& limit = settings.rate_limit;
  Json token_lifetime;
  if (settings.token_lifetime) token_lifetime = DurationText(*settings.token_lifetime);
  return {{"token_lifetime", std::move(token_lifetime)},
          {"session_lifetime", DurationText(settings.session_lifetime)},
          {"refresh_token", settings.refresh_token},
          {"strict_totp", settings.strict_totp},
          {"only_old_hosts", settings.only_old_hosts},
          {"colorado_email", SwitchToJson(settings.colorado_email)},
          {"bad_token_status", settings.bad_token_status},
          {"bad_login_status", settings.bad_login_status},
          {"metrc_down", settings.metrc_down},
          {"failing", settings.failing},
          {"rate_limit",
           {{"enabled", SwitchToJson(limit.enabled)},
            {"requests", limit.requests},
            {"window", DurationText(limit.window)},
            {"operations", Json(limit.operations)}}}};
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
  if (auto done = state.ReadAccounts(world); !done) return tl::unexpected(done.error());
  if (auto done = state.ReadApiKeys(world); !done) return tl::unexpected(done.error());
  if (auto done = state.ReadRun(world); !done) return tl::unexpected(done.error());
  return state;
}

Result<void> State::ReadAccounts(const Json& world) {
  const Json& entries = ObjectAt(world, "/accounts");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Json& entry = entries[i];
    const std::string where = "/accounts/" + std::to_string(i);
    Account account{.username = TextAt(entry, "/username"),
                    .hostname = TextAt(entry, "/hostname"),
                    .password = TextAt(entry, "/password"),
                    .otp = TextAt(entry, "/otp"),
                    .otp_seed = TextAt(entry, "/otp_seed"),
                    .email = TextAt(entry, "/email"),
                    .tier = GetTier(entry),
                    .secret_key = TextAt(entry, "/secret_key")};
    if (const Json* step = At(entry, "/last_otp_step")) {
      account.last_otp_step = step->get<std::int64_t>();
    }
    if (FindAccount(account.CredentialKey()) != nullptr) {
      return Fail(where + "/username", "\"" + account.username + "\" is another user's name at " +
                                           account.hostname + "; give each user its own");
    }
    const Token* key = FindSecretKey(account.secret_key);
    if (key != nullptr && key->account != account.CredentialKey()) {
      return Fail(where + "/secret_key", "is another user's, too; give each key its own");
    }
    Add(std::move(account));
  }
  EndSecretKeysOfNobody();
  return {};
}

Result<void> State::ReadApiKeys(const Json& world) {
  const Json& entries = ObjectAt(world, "/api_keys");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Json& entry = entries[i];
    ApiKey key{.text = TextAt(entry, "/key"),
               .username = TextAt(entry, "/username"),
               .states = entry.at("states").get<std::vector<std::string>>(),
               .tier = GetTier(entry)};
    if (FindApiKey(key.text) != nullptr) {
      return Fail("/api_keys/" + std::to_string(i) + "/key",
                  "is another's, too; give each key its own");
    }
    api_keys_.push_back(std::move(key));
  }
  return {};
}

Result<void> State::ReadSettings(const Json& settings) {
  Settings& to = settings_;
  Duration token_lifetime{};
  RateLimit& limit = to.rate_limit;
  for (const auto& [pointer, target] : {std::pair("/token_lifetime", &token_lifetime),
                                        std::pair("/session_lifetime", &to.session_lifetime),
                                        std::pair("/rate_limit/window", &limit.window)}) {
    if (auto done = GetDuration(settings, pointer, *target); !done) return done;
  }
  if (token_lifetime != Duration::zero()) to.token_lifetime = token_lifetime;
  to.refresh_token = ValueAt(settings, "/refresh_token", false);
  to.strict_totp = ValueAt(settings, "/strict_totp", false);
  to.only_old_hosts = ValueAt(settings, "/only_old_hosts", false);
  to.colorado_email = GetSwitch(settings, "/colorado_email");
  to.bad_token_status = ValueAt(settings, "/bad_token_status", to.bad_token_status);
  to.bad_login_status = ValueAt(settings, "/bad_login_status", to.bad_login_status);
  to.metrc_down = ValueAt(settings, "/metrc_down", false);
  to.failing = ValueAt(settings, "/failing", false);
  limit.enabled = GetSwitch(settings, "/rate_limit/enabled");
  limit.requests = ValueAt(settings, "/rate_limit/requests", limit.requests);
  const Json& operations = ObjectAt(settings, "/rate_limit/operations");
  for (const auto& [operation, requests] : operations.items()) {
    limit.operations[operation] = requests.get<int>();
  }
  return {};
}

Result<void> State::ReadRun(const Json& world) {
  const Json& sessions = ObjectAt(world, "/sessions");
  for (const auto& [credential_key, end] : sessions.items()) {
    const auto time = ParseRfc3339(end.get<std::string>());
    if (!time) return Fail(Child("/sessions", credential_key), "is no time as in RFC 3339");
    sessions_[credential_key] = *time;
  }
  const std::string hex = TextAt(world, "/secrets/signing_key");
  SetSigningKey(hex.empty() ? random_->Bytes(kSecretBytes) : *HexDecode(hex));
  limiter_.Restore(ObjectAt(world, "/limiter"));
  return {};
}

Json State::ToWorld() const {
  Json accounts = Json::array();
  for (const Account& account : accounts_) accounts.push_back(AccountToJson(account));
  Json keys = Json::array();
  for (const ApiKey& key : api_keys_) keys.push_back(ApiKeyToJson(key));
  Json sessions = Json::object();
  for (const auto& [credential_key, end] : sessions_) {
    sessions[credential_key] = FormatRfc3339(end);
  }
  return {{"accounts", std::move(accounts)},
          {"api_keys", std::move(keys)},
          {"settings", SettingsToJson(settings_)},
          {"sessions", std::move(sessions)},
          {"secrets", {{"signing_key", HexEncode(signing_secret_)}}},
          {"limiter", limiter_.Snapshot()},
          {"tokens", tokens_.Snapshot()}};
}

}  // namespace authmock::t3
