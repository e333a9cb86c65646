#include "conformance/cases/t3/coded.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <source_location>
#include <string>
#include <utility>

#include "base/crypto.h"
#include "base/jwt.h"
#include "base/totp.h"
#include "conformance/dialogue.h"

namespace authmock::t3 {
namespace {

using Found = Result<std::vector<Difference>>;

constexpr const char* kLogin = "v2_auth_credentials_post";
constexpr const char* kKeyLogin = "v2_auth_apikey_post";
constexpr const char* kGeneration = "v2_auth_secretkey_post";
constexpr const char* kWhoami = "v2_auth_whoami_get";
constexpr const char* kReport = "v2_packages_active_report_get";

std::int64_t LifetimeIn(const Dialect& dialect) { return dialect.deployed ? 900 : 86'400; }

Json Credentials(const std::string& user = "user") {
  return {{"username", "${given." + user + ".username}"},
          {"password", "${given." + user + ".password}"},
          {"hostname", "${given." + user + ".hostname}"}};
}

Json WithOtp(const std::string& otp) {
  Json credentials = Credentials("totp");
  credentials["otp"] = otp;
  return credentials;
}

Send Bearing(const std::string& token) { return {.bearer = token}; }
Send Presenting(const std::string& secret_key) { return {.query = {{"secretKey", secret_key}}}; }

std::string StatusText(const Response& response) {
  return response.IsNone() ? "no answer" : "status " + std::to_string(response.status);
}

void HoldStatus(Dialogue& dialogue, const Response& response, int status) {
  dialogue.Hold(response.status == status, "status " + std::to_string(status),
                StatusText(response));
}

std::string NamesOf(const Json& object) {
  std::string names{};
  for (const auto& [name, value] : object.items()) names += (names.empty() ? "" : " ") + name;
  return names;
}

std::string LogIn(Dialogue& dialogue) {
  return TextAt(dialogue.Good(kLogin, {.json = Credentials()}), "/accessToken");
}

// The claims of a new token of the user's.
Json ClaimsOfALogin(Dialogue& dialogue) {
  const std::string token = LogIn(dialogue);
  if (dialogue.IsOver()) return {};
  const Result<Json> claims = ReadJwtClaims(token);
  dialogue.Hold(claims.has_value(), "a JWT at /accessToken", claims ? "" : claims.error().what);
  return claims.value_or(Json());
}

Found AnswersTheTokenAlone(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json login = dialogue.Good(kLogin, {.json = Credentials()});
  dialogue.Hold(NamesOf(login) == "accessToken", "accessToken and nothing else", NamesOf(login));
  const Json generation = dialogue.Good(kGeneration, {.json = Credentials()});
  dialogue.Hold(NamesOf(generation) == "secretKey", "secretKey and nothing else",
                NamesOf(generation));
  return dialogue.Take();
}

Found SignsWithHs256(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string token = LogIn(dialogue);
  const JsonText head =
      ReadJson(Base64UrlDecode(token.substr(0, token.find('.'))).value_or(std::string()));
  dialogue.Hold(TextAt(head.value(), "/alg") == "HS256" && TextAt(head.value(), "/typ") == "JWT",
                "a header with alg HS256 and typ JWT", "another one");
  return dialogue.Take();
}

Found GivesTokensALifetime(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json first = ClaimsOfALogin(dialogue);
  const Json second = ClaimsOfALogin(dialogue);
  const std::int64_t begins = ValueAt(first, "/iat", std::int64_t{0});
  const std::int64_t lifetime = ValueAt(first, "/exp", std::int64_t{0}) - begins;
  const std::int64_t wanted = LifetimeIn(setting.dialect);
  dialogue.Hold(begins > 0, "a claim iat in Unix seconds", NamesOf(first));
  dialogue.Hold(lifetime == wanted, std::to_string(wanted) + " s from iat to exp",
                std::to_string(lifetime) + " s");
  const std::string id = TextAt(first, "/jti");
  dialogue.Hold(!id.empty() && id != TextAt(second, "/jti"), "a jti of each token's own",
                id.empty() ? "none" : "the same twice");
  return dialogue.Take();
}

Found GivesParallelLoginsTheirOwnTokens(const RunSetting& setting) {
  constexpr int kTimes = 16;
  Dialogue dialogue(setting);
  std::set<std::string> tokens{};
  const Request login = dialogue.Make(kLogin, {.json = Credentials()});
  for (const Response& answer : dialogue.AskAtOnce(login, kTimes)) {
    tokens.insert(TextAt(dialogue.GoodBody(answer), "/accessToken"));
  }
  dialogue.Hold(tokens.size() == kTimes, "16 different tokens", std::to_string(tokens.size()));
  for (const std::string& token : tokens) dialogue.Good(kWhoami, Bearing(token));
  return dialogue.Take();
}

Found LeavesOneOfParallelKeys(const RunSetting& setting) {
  constexpr int kTimes = 10;
  Dialogue dialogue(setting);
  std::set<std::string> keys{};
  const Request generation = dialogue.Make(kGeneration, {.json = Credentials()});
  for (const Response& answer : dialogue.AskAtOnce(generation, kTimes)) {
    keys.insert(TextAt(dialogue.GoodBody(answer), "/secretKey"));
  }
  dialogue.Hold(keys.size() == kTimes, "10 different keys", std::to_string(keys.size()));
  std::size_t good = 0;
  for (const std::string& key : keys) {
    good += dialogue.Ask(kReport, Presenting(key)).status == 200;
  }
  dialogue.Hold(good == 1, "exactly one good key", std::to_string(good));
  return dialogue.Take();
}

Found RefusesInvalidUtf8(const RunSetting& setting) {
  constexpr std::string_view kPassword = "\"password\":\"";
  Dialogue dialogue(setting);
  LogIn(dialogue);
  for (const std::string bytes : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80"}) {
    Request login = dialogue.Make(kLogin, {.json = Credentials()});
    if (dialogue.IsOver()) break;
    login.body.insert(login.body.find(kPassword) + kPassword.size(), bytes);
    login.headers.Set("Content-Length", std::to_string(login.body.size()));
    const Result<Reply> reply = setting.sender({.request = login});
    if (!reply) return tl::unexpected(reply.error());
    HoldStatus(dialogue, reply->response, 400);
  }
  return dialogue.Take();
}

Found KeepsTheConnectionAfterALargeBody(const RunSetting& setting) {
  const std::string more(std::size_t{1} << 20U, 'x');
  Dialogue dialogue(setting);
  const auto connection = dialogue.Open();
  if (!connection) return tl::unexpected(connection.error());
  for (const char* operation : {kLogin, kKeyLogin, kGeneration}) {
    const Json large{{"username", more}, {"apiKey", more}};
    const Result<Response> refusal =
        Dialogue::Exchange(**connection, dialogue.Make(operation, {.json = large}));
    if (!refusal) return tl::unexpected(refusal.error());
    dialogue.Hold(refusal->status == 413 || refusal->status == 401, "status 413 or 401",
                  StatusText(*refusal));
    if (dialogue.IsOver()) break;
    const Result<Response> login =
        Dialogue::Exchange(**connection, dialogue.Make(kLogin, {.json = Credentials()}));
    if (!login) return tl::unexpected(login.error());
    dialogue.GoodBody(*login);
  }
  return dialogue.Take();
}

// The codes of the given seed around the target's own time, which a new token tells.
class Codes {
 public:
  Codes(Dialogue& dialogue, const RunSetting& setting) {
    const std::string seed = TextAt(setting.target.given, "/totp/otp_seed");
    const auto key = Base32Decode(seed);
    dialogue.Hold(key.has_value(), "a given totp.otp_seed in base32", "another text");
    key_ = key.value_or("");
    const Json claims = ClaimsOfALogin(dialogue);
    const std::chrono::seconds now(ValueAt(claims, "/iat", std::int64_t{0}));
    step_ = TotpStep(Time(now));
  }

  std::string At(std::int64_t windows) const { return TotpCode(key_, step_ + windows); }

 private:
  std::string key_{};
  std::int64_t step_ = 0;
};

Found TakesCodesOfTheTime(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Codes codes(dialogue, setting);
  for (const std::int64_t windows : {0, 1}) {
    const Json login = dialogue.Good(kLogin, {.json = WithOtp(codes.At(windows))});
    dialogue.Good(kWhoami, Bearing(TextAt(login, "/accessToken")));
  }
  // A real clock goes on meanwhile, so nothing is asked at the very edge.
  for (const std::int64_t windows : {-20, -3, 3, 20}) {
    const std::string code = codes.At(windows);
    if (code == codes.At(0) || code == codes.At(1)) continue;
    HoldStatus(dialogue, dialogue.Ask(kLogin, {.json = WithOtp(code)}), 401);
  }
  return dialogue.Take();
}

Found TakesACodeOnceIfStrict(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Codes codes(dialogue, setting);
  dialogue.Good(kLogin, {.json = WithOtp(codes.At(0))});
  dialogue.Good(kLogin, {.json = WithOtp(codes.At(0))});
  dialogue.SetUp("strict_totp_on", Json::object());
  dialogue.Good(kLogin, {.json = WithOtp(codes.At(1))});
  HoldStatus(dialogue, dialogue.Ask(kLogin, {.json = WithOtp(codes.At(1))}), 401);
  return dialogue.Take();
}

// Whether a list of header names ("authorization, X-T3") has one, or stands for all.
bool Lists(std::string_view names, std::string_view wanted) {
  const std::string list = "," + LowerCase(names) + ",";
  std::string plain{};
  std::ranges::copy_if(list, std::back_inserter(plain), [](char c) { return c != ' '; });
  return plain.find("," + LowerCase(wanted) + ",") != std::string::npos;
}

Found LetsPagesOfMetrcCall(const RunSetting& setting) {
  constexpr std::string_view kPage = "https://ca.metrc.com";
  Dialogue dialogue(setting);
  for (const auto& [operation, method] : {std::pair{kWhoami, "GET"}, std::pair{kLogin, "POST"}}) {
    const Response answer = dialogue.Ask(
        operation,
        {.headers = {{"Origin", std::string(kPage)},
                     {"Access-Control-Request-Method", method},
                     {"Access-Control-Request-Headers", "authorization,content-type,x-t3"}},
         .method = "OPTIONS"});
    dialogue.Hold(answer.status == 200 || answer.status == 204, "status 200 or 204",
                  StatusText(answer));
    const std::string_view origin = answer.headers.Get("Access-Control-Allow-Origin");
    dialogue.Hold(origin == kPage || origin == "*", "the page or * in Access-Control-Allow-Origin",
                  std::string(origin));
    const std::string_view names = answer.headers.Get("Access-Control-Allow-Headers");
    for (const std::string_view name : {"Authorization", "Content-Type", "X-T3"}) {
      dialogue.Hold(Lists(names, name), std::string(name) + " in Access-Control-Allow-Headers",
                    std::string(names));
    }
  }
  return dialogue.Take();
}

Case Coded(std::string name, std::string says, std::vector<std::string> covers, CodedBody body,
           std::vector<Need> more = {},
           const std::source_location place = std::source_location::current()) {
  for (const char* given : {"user.username", "user.password", "user.hostname"}) {
    more.push_back({Need::Kind::kGiven, given});
  }
  return {.name = std::move(name),
          .says = std::move(says),
          .covers = std::move(covers),
          .coded = std::move(body),
          .needs = std::move(more),
          .file = "conformance/cases/t3/coded.cc",
          .line = static_cast<int>(place.line())};
}

std::vector<Case> CasesAboutCodes() {
  std::vector<Case> cases{
      Coded("codes_of_the_time",
            "In Michigan the code of this window and the next are taken, of others none.",
            {"v2_auth_credentials_post/200", "v2_auth_credentials_post/401",
             "statement:otps_follow_the_clock"},
            TakesCodesOfTheTime),
      Coded("codes_are_good_once",
            "In Michigan a code is good twice in its window, and once if the server is strict.",
            {"v2_auth_credentials_post/401", "statement:otps_may_be_good_once"},
            TakesACodeOnceIfStrict, {{Need::Kind::kState, ""}}),
  };
  for (Case& each : cases) {
    for (const char* member : {"username", "password", "hostname", "otp_seed"}) {
      each.needs.push_back({Need::Kind::kGiven, "totp." + std::string(member)});
    }
  }
  return cases;
}

std::vector<Case> CasesOnTheWire() {
  std::vector<Case> cases{
      Coded("parallel_logins", "Sixteen logins at once give sixteen tokens, all of them good.",
            {"v2_auth_credentials_post/200", "statement:logins_are_independent"},
            GivesParallelLoginsTheirOwnTokens),
      Coded("parallel_keys", "Of ten generations at once all succeed and exactly one key is good.",
            {"v2_auth_secretkey_post/200", "statement:one_of_parallel_keys_stays"},
            LeavesOneOfParallelKeys),
      Coded("connection_after_a_large_body", "A connection that sent more than 1 MiB is served on.",
            {"v2_auth_credentials_post/413", "v2_auth_apikey_post/413",
             "v2_auth_secretkey_post/413", "statement:large_bodies_are_refused"},
            KeepsTheConnectionAfterALargeBody),
  };
  for (Case& each : cases) each.needs.push_back({Need::Kind::kRawBytes, ""});
  return cases;
}

}  // namespace

std::vector<Case> CodedCases() {
  std::vector<Case> cases{
      Coded("members_of_answers", "A login answers accessToken, a generation secretKey alone.",
            {"v2_auth_credentials_post/200", "v2_auth_secretkey_post/200",
             "statement:login_answers_the_token_alone"},
            AnswersTheTokenAlone),
      Coded("head_of_a_token", "A token is signed with HS256, and its typ is JWT.",
            {"v2_auth_credentials_post/200", "statement:token_claims"}, SignsWithHs256),
      Coded("end_of_a_token", "A token ends a lifetime after iat, and has an id of its own.",
            {"v2_auth_credentials_post/200", "statement:token_claims",
             "statement:tokens_live_a_day", "statement:tokens_live_15_minutes"},
            GivesTokensALifetime),
      Coded("invalid_utf8", "A body that is no UTF-8 is refused with 400.",
            {"v2_auth_credentials_post/400", "statement:bodies_are_json_objects"},
            RefusesInvalidUtf8),
      Coded("preflights", "A page of Metrc may call with Authorization, Content-Type and X-T3.",
            {"v2_auth_whoami_get/200", "statement:pages_of_metrc_may_call"}, LetsPagesOfMetrcCall),
  };
  std::ranges::move(CasesAboutCodes(), std::back_inserter(cases));
  std::ranges::move(CasesOnTheWire(), std::back_inserter(cases));
  return cases;
}

}  // namespace authmock::t3
