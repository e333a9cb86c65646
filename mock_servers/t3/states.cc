// Provider states: named conditions of the world that a test can ask for.
#include <algorithm>

#include "mock_servers/core/state_rules.h"
#include "mock_servers/t3/provider.h"

namespace authmock::t3 {
namespace {

// What a state is set up on.
struct Scene {
  State& state;
  const Contract& contract;
};

template <auto kSwitch, bool kValue>
Result<void> Set(Scene& scene, const Json&) {
  scene.state.settings().*kSwitch = kValue;
  return {};
}

Result<void> CheckTexts(const Json& params, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = params.find(name);
    if (found == params.end() || found->is_string()) continue;
    return Fail(Child("", name), WriteJson(*found) + " is no string");
  }
  return {};
}

// Null or absent: none.
Result<std::optional<std::string>> ReadTier(const Json& params) {
  const auto found = params.find("tier");
  if (found == params.end() || found->is_null()) return std::nullopt;
  if (found->is_string() && IsTier(found->get<std::string>())) return found->get<std::string>();
  return Fail("/tier", WriteJson(*found) +
                           " is no tier; write \"manual\", \"basic\", \"team\", \"enterprise\", "
                           "\"unlimited\", \"corporate\", or null for none");
}

Result<int> ReadRequests(const Json& params, int otherwise) {
  const auto found = params.find("requests");
  if (found == params.end()) return otherwise;
  if (!found->is_number_integer() || *found < 0 || *found > 1'000'000) {
    return Fail("/requests", "write how many requests a minute are taken, 0 to 1000000");
  }
  return found->get<int>();
}

Result<void> TokenLifetime(Scene& scene, const Json& params) {
  const std::string text = TextAt(params, "/lifetime");
  const auto lifetime = ParseDuration(text);
  if (!lifetime || *lifetime <= Duration::zero()) {
    return Fail("/lifetime", "\"" + text +
                                 "\" is no length of time; write numbers with a unit each, as "
                                 "\"2s\"");
  }
  scene.state.settings().token_lifetime = *lifetime;
  return {};
}

Result<void> SessionsOver(Scene& scene, const Json&) {
  scene.state.EndSessions();
  return {};
}

Result<void> ServerRestarted(Scene& scene, const Json&) {
  scene.state.Restart();
  return {};
}

Result<Account> ReadUser(const Json& params) {
  if (auto done =
          CheckTexts(params, {"username", "password", "hostname", "otp", "otp_seed", "email"});
      !done) {
    return tl::unexpected(done.error());
  }
  const auto tier = ReadTier(params);
  if (!tier) return tl::unexpected(tier.error());
  Account account{.username = TextAt(params, "/username"),
                  .hostname = LowerCase(TextAt(params, "/hostname")),
                  .password = TextAt(params, "/password"),
                  .otp = TextAt(params, "/otp"),
                  .otp_seed = TextAt(params, "/otp_seed"),
                  .email = TextAt(params, "/email"),
                  .tier = *tier};
  if (account.username.empty() || account.password.empty()) {
    return Fail("", "a user needs \"username\", \"password\" and \"hostname\", three strings");
  }
  if (CheckHost(account.hostname, false)) {
    return Fail("/hostname", "\"" + account.hostname +
                                 "\" is no host of Metrc's; write one as \"ca.metrc.com\"");
  }
  if (account.hostname == kMichigan && account.otp.empty() && account.otp_seed.empty()) {
    return Fail("", "a user at mi.metrc.com needs \"otp\", a code, or \"otp_seed\", base32");
  }
  return account;
}

Result<void> UserExists(Scene& scene, const Json& params) {
  auto account = ReadUser(params);
  if (!account) return tl::unexpected(account.error());
  Account* known = scene.state.FindAccount(account->CredentialKey());
  if (known == nullptr) {
    scene.state.Add(*std::move(account));
  } else {
    account->secret_key = known->secret_key;
    *known = *std::move(account);
  }
  return {};
}

Result<void> Subscription(Scene& scene, const Json& params) {
  if (auto done = CheckTexts(params, {"username", "hostname"}); !done) return done;
  const auto tier = ReadTier(params);
  if (!tier) return tl::unexpected(tier.error());
  const std::string username = TextAt(params, "/username");
  const std::string hostname = TextAt(params, "/hostname");
  Account* account = hostname.empty() ? scene.state.FindAccountByName(username)
                                      : scene.state.FindAccount(hostname, username);
  if (account == nullptr) {
    return Fail("/username", "there is no user \"" + username + "\"" +
                                 (hostname.empty() ? "" : " at \"" + hostname + "\"") +
                                 "; name one of the world's");
  }
  account->tier = *tier;
  return {};
}

Result<void> RateLimitOn(Scene& scene, const Json& params) {
  RateLimit& limit = scene.state.settings().rate_limit;
  const auto requests = ReadRequests(params, limit.requests);
  if (!requests) return tl::unexpected(requests.error());
  limit.enabled = true;
  limit.requests = *requests;
  scene.state.limiter().Clear();
  return {};
}

Result<void> RateLimitOff(Scene& scene, const Json&) {
  RateLimit& limit = scene.state.settings().rate_limit;
  limit.enabled = false;
  limit.operations.clear();
  return {};
}

Result<void> RouteLimit(Scene& scene, const Json& params) {
  const std::string operation = TextAt(params, "/operation");
  if (scene.contract.FindOperation(operation) == nullptr) {
    return Fail("/operation",
                "there is no operation \"" + operation + "\"; write one as \"v2_auth_whoami_get\"");
  }
  const auto requests = ReadRequests(params, -1);
  if (!requests) return tl::unexpected(requests.error());
  if (*requests < 0) return Fail("/requests", "is missing; write how many a minute are taken");
  scene.state.settings().rate_limit.operations[operation] = *requests;
  scene.state.limiter().Clear();
  return {};
}

template <auto kStatus, int... kTaken>
Result<void> SetStatus(Scene& scene, const Json& params) {
  const int status = ValueAt(params, "/status", 0);
  if (((status != kTaken) && ...)) {
    std::string taken;
    ((taken += (taken.empty() ? "" : ", ") + std::to_string(kTaken)), ...);
    return Fail("/status", "write one of " + taken);
  }
  scene.state.settings().*kStatus = status;
  return {};
}

constexpr StateRule<Scene> kStateRules[] = {
    {"token_lifetime",
     "Tokens made from now on live as long as lifetime says, as \"2s\".",
     {"lifetime"},
     TokenLifetime},
    {"sessions_over",
     "The sessions at Metrc are gone: every token is over, though its exp be later.",
     {},
     SessionsOver},
    {"server_restarted",
     "A new signing key: every token is over; secret keys are not.",
     {},
     ServerRestarted},
    {"user_exists",
     "There is a user with this username, password and hostname; tier of T3+, otp or otp_seed and "
     "email if given.",
     {"username", "password", "hostname", "tier", "otp", "otp_seed", "email"},
     UserExists},
    {"subscription",
     "The user has this tier of T3+, or with null none; tokens made before say what they said.",
     {"username", "hostname", "tier"},
     Subscription},
    {"rate_limit_on",
     "A user may make so many requests a minute from now on; 600 unless requests says otherwise.",
     {"requests"},
     RateLimitOn},
    {"rate_limit_off", "Users may make any number of requests.", {}, RateLimitOff},
    {"route_limit",
     "A user may make so many requests a minute of this operation from now on.",
     {"operation", "requests"},
     RouteLimit},
    {"bad_login_status",
     "Bad logins are answered with this status: 400, 401 or 403.",
     {"status"},
     SetStatus<&Settings::bad_login_status, 400, 401, 403>},
    {"bad_token_status",
     "Bad tokens are answered with this status: 401 or 422.",
     {"status"},
     SetStatus<&Settings::bad_token_status, 401, 422>},
    {"refresh_tokens_on",
     "Logins answer a refreshToken, too.",
     {},
     Set<&Settings::refresh_token, true>},
    {"refresh_tokens_off",
     "Logins answer an accessToken alone.",
     {},
     Set<&Settings::refresh_token, false>},
    {"strict_totp_on",
     "A one-time password of a seed is good once.",
     {},
     Set<&Settings::strict_totp, true>},
    {"strict_totp_off",
     "A one-time password of a seed is good within its window.",
     {},
     Set<&Settings::strict_totp, false>},
    {"old_hostnames_on",
     "The 22 hostnames of older documents alone are taken.",
     {},
     Set<&Settings::only_old_hosts, true>},
    {"old_hostnames_off",
     "Every hostname of the pattern is taken.",
     {},
     Set<&Settings::only_old_hosts, false>},
    {"colorado_email_on",
     "Logins at co.metrc.com need email.",
     {},
     Set<&Settings::colorado_email, true>},
    {"colorado_email_off",
     "Logins at co.metrc.com need no email.",
     {},
     Set<&Settings::colorado_email, false>},
    {"metrc_down",
     "Metrc cannot be reached: what passes all other checks is answered with 503.",
     {},
     Set<&Settings::metrc_down, true>},
    {"server_failing", "Every operation is answered with 500.", {}, Set<&Settings::failing, true>},
};

constexpr std::span<const StateRule<Scene>> kRules = kStateRules;

}  // namespace

std::vector<ProviderState> T3::States() const { return ListStates(kRules); }

Result<void> T3::SetUp(std::string_view state, const Json& params) {
  Scene scene{state_, setting_.contract};
  return SetUpState(kRules, scene, state, params);
}

}  // namespace authmock::t3
