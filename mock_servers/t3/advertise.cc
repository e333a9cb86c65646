// What `serve` prints, `run` exports and a conformance target may assume.
#include <algorithm>

#include "mock_servers/t3/provider.h"

namespace authmock::t3 {
namespace {

using Accounts = std::vector<Account>;

template <typename Predicate>
const Account* First(const Accounts& accounts, Predicate is_wanted) {
  const auto found = std::ranges::find_if(accounts, is_wanted);
  return found == accounts.end() ? nullptr : &*found;
}

Json AccountToJson(const Account& account) {
  Json given{{"username", account.username},
             {"password", account.password},
             {"hostname", account.hostname}};
  if (account.tier) given["tier"] = *account.tier;
  if (!account.otp.empty()) given["otp"] = account.otp;
  if (!account.otp_seed.empty()) given["otp_seed"] = account.otp_seed;
  if (!account.email.empty()) given["email"] = account.email;
  if (!account.secret_key.empty()) given["secret_key"] = account.secret_key;
  return given;
}

Json ApiKeyToJson(const ApiKey& key) {
  const std::string& state = key.states.front();
  return {
      {"key", key.text}, {"state", state}, {"username", key.username}, {"hostname", HostOf(state)}};
}

// Tokens that a server never makes: sound but for one claim, or for the key.
Json OddTokens(const Identity& who, const JwtKey& key, Time now) {
  using std::chrono::hours;
  Json sound = State::ClaimsOf(who, kAccessKind);
  sound["iat"] = ToUnix(now);
  sound["exp"] = ToUnix(now + hours(12));
  sound["jti"] = "odd";
  const auto with = [&](const char* name, Json value) {
    Json claims = sound;
    claims[name] = std::move(value);
    return SignJwt(claims, key);
  };
  Json endless = sound;
  endless.erase("exp");
  return {{"not_yet_valid", with("nbf", ToUnix(now + hours(1)))},
          {"issued_later", with("iat", ToUnix(now + hours(1)))},
          {"without_end", SignJwt(endless, key)},
          {"end_as_text", with("exp", std::to_string(ToUnix(now + hours(12))))},
          {"of_another_key", SignJwt(sound, JwtKey::Hmac("the key of another server"))}};
}

std::string Described(const Account& account) {
  return "user at " + account.hostname + ", " + (account.tier ? "T3+ " + *account.tier : "no T3+");
}

std::string LoginOf(const Account& account) {
  std::string login = account.username + " / " + account.password;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) login.append(", ").append(name).append(" ").append(value);
  };
  add("otp", account.otp);
  add("otpSeed", account.otp_seed);
  add("email", account.email);
  add("secret key", account.secret_key);
  return login;
}

std::string StatesOf(const ApiKey& key) {
  std::string states;
  for (const std::string& state : key.states) states += (states.empty() ? "" : ", ") + state;
  return states;
}

Request LoginExample(const Account& account) {
  Json body{{"username", account.username},
            {"password", account.password},
            {"hostname", account.hostname}};
  if (!account.otp.empty()) body["otp"] = account.otp;
  if (!account.email.empty()) body["email"] = account.email;
  return {.method = "POST",
          .target = "/v2/auth/credentials",
          .headers = {{"Content-Type", "application/json"}},
          .body = WriteJson(body)};
}

}  // namespace

Json T3::Given() const {
  const Accounts& accounts = state_.accounts();
  Json given = Json::object();
  const auto offer = [&](const char* name, const Account* account) {
    if (account != nullptr) given[name] = AccountToJson(*account);
  };
  const auto is_at = [](const Account& account, std::string_view host) {
    return account.hostname == host;
  };
  offer("user", First(accounts, [](const Account& a) { return a.tier.has_value(); }));
  offer("other", First(accounts, [](const Account& a) { return !a.tier; }));
  offer("michigan",
        First(accounts, [&](const Account& a) { return is_at(a, kMichigan) && !a.otp.empty(); }));
  offer("totp",
        First(accounts, [&](const Account& a) { return is_at(a, kMichigan) && a.otp.empty(); }));
  offer("colorado", First(accounts, [&](const Account& a) { return is_at(a, kColorado); }));
  if (!state_.api_keys().empty()) given["api_key"] = ApiKeyToJson(state_.api_keys().front());
  if (!accounts.empty()) {
    given["odd_tokens"] = OddTokens(Known(accounts.front().As("CREDENTIALS")), state_.signing_key(),
                                    state_.clock().Now());
  }
  return given;
}

Advertisement T3::Advertise() const {
  Advertisement advertisement;
  for (const Account& account : state_.accounts()) {
    advertisement.rows.push_back({.what = Described(account), .value = LoginOf(account)});
  }
  for (const ApiKey& key : state_.api_keys()) {
    advertisement.rows.push_back(
        {.what = "API key of " + key.username + ", " + StatesOf(key), .value = key.text});
  }
  advertisement.example = {.method = "OPTIONS", .target = "/v2/auth/credentials"};
  // Nobody can paste a code that changes.
  const Account* pasted = First(state_.accounts(), [](const Account& a) {
    return a.hostname != kMichigan || !a.otp.empty();
  });
  if (pasted != nullptr) advertisement.example = LoginExample(*pasted);
  if (!state_.accounts().empty()) {
    const Account& first = state_.accounts().front();
    advertisement.variables = {
        {"USER", first.username}, {"PASSWORD", first.password}, {"HOSTNAME", first.hostname}};
    if (!first.secret_key.empty()) {
      advertisement.variables.emplace_back("SECRET_KEY", first.secret_key);
    }
  }
  if (!state_.api_keys().empty()) {
    const ApiKey& key = state_.api_keys().front();
    advertisement.variables.emplace_back("API_KEY", key.text);
    advertisement.variables.emplace_back("STATE_CODE", key.states.front());
  }
  advertisement.given = Given();
  return advertisement;
}

}  // namespace authmock::t3
