#include "conformance/cases/glowmarkt/coded.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <source_location>
#include <string>
#include <utility>

#include "base/jwt.h"
#include "conformance/dialogue.h"

namespace authmock::glowmarkt {
namespace {

using Found = Result<std::vector<Difference>>;

constexpr std::string_view kUnknownId = "00000000-0000-4000-8000-000000000000";
constexpr std::string_view kOauthId = "1aa61ab4-92a0-4f04-b883-e5abdf380523";

std::int64_t LifetimeIn(const Dialect& dialect) { return dialect.deployed ? 47'520'000 : 604'800; }

Send Login() {
  return {.json = Json::object(
              {{"username", "${given.user.username}"}, {"password", "${given.user.password}"}}),
          .headers = {{"applicationId", "${given.application_id}"}}};
}

Send With(const std::string& token, Fields path = {}) {
  return {.headers = {{"applicationId", "${given.application_id}"}, {"token", token}},
          .path = std::move(path)};
}

Send Deletion(const std::string& token, std::string_view id) {
  return With(token, {{"tokenId", std::string(id)}});
}

std::string LogIn(Dialogue& dialogue) {
  return TextAt(dialogue.Good("usernamelogin", Login()), "/token");
}

std::string NamesOf(const Json& object) {
  std::string names{};
  for (const auto& [name, value] : object.items()) names += (names.empty() ? "" : " ") + name;
  return names;
}

Found HasTheseMembersAndNoOther(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json answer = dialogue.Good("usernamelogin", Login());
  if (setting.dialect.deployed) {
    constexpr std::string_view kMembers =
        "valid token exp userGroups functionalGroupAccounts accountId isTempAuth name";
    dialogue.Hold(NamesOf(answer) == kMembers, "the members " + std::string(kMembers),
                  NamesOf(answer));
  } else {
    const std::set<std::string> members{"accountId", "applicationId", "exp",
                                        "name",      "token",         "valid"};
    std::set<std::string> found{};
    for (const auto& [name, value] : answer.items()) found.insert(name);
    dialogue.Hold(found == members,
                  "accountId, applicationId, exp, name, token and valid, in any order",
                  NamesOf(answer));
  }
  return dialogue.Take();
}

// The claims of the token of an answer whose exp is theirs.
Json ClaimsOf(Dialogue& dialogue, const Json& answer) {
  if (dialogue.IsOver()) return {};
  const Result<Json> claims = ReadJwtClaims(TextAt(answer, "/token"));
  dialogue.Hold(claims.has_value(), "a JWT at /token", claims ? "" : claims.error().what);
  if (dialogue.IsOver()) return {};
  const std::int64_t ends = ValueAt(*claims, "/exp", std::int64_t{0});
  dialogue.Hold(ends > 0, "a claim exp in Unix seconds", WriteJson(*claims));
  dialogue.Hold(ends == ValueAt(answer, "/exp", std::int64_t{-1}),
                "the exp of the claims in the body", "another one");
  return *claims;
}

Found SaysWhenItsTokensEnd(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json login = dialogue.Good("usernamelogin", Login());
  const Json renewal = dialogue.Good("new_token", With(TextAt(login, "/token")));
  for (const Json& answer : {login, renewal}) {
    const Json claims = ClaimsOf(dialogue, answer);
    const std::int64_t begins = ValueAt(claims, "/iat", std::int64_t{0});
    const std::int64_t lifetime = ValueAt(claims, "/exp", std::int64_t{0}) - begins;
    const std::int64_t wanted = LifetimeIn(setting.dialect);
    dialogue.Hold(begins > 0, "a claim iat in Unix seconds", NamesOf(claims));
    dialogue.Hold(lifetime == wanted, std::to_string(wanted) + " s from iat to exp",
                  std::to_string(lifetime) + " s");
  }
  return dialogue.Take();
}

bool IsLowerHex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos;
}

Found OrdersTheClaimsOfItsTokens(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json claims = ClaimsOf(dialogue, dialogue.Good("usernamelogin", Login()));
  const std::string hash = TextAt(claims, "/tokenHash");
  dialogue.Hold(NamesOf(claims) == "tokenHash iat exp", "the claims tokenHash iat exp",
                NamesOf(claims));
  dialogue.Hold(hash.size() == 96 && IsLowerHex(hash), "a tokenHash of 96 hex digits",
                std::to_string(hash.size()) + " characters");
  return dialogue.Take();
}

Found GivesParallelRenewalsTheirOwnTokens(const RunSetting& setting) {
  constexpr int kTimes = 16;
  Dialogue dialogue(setting);
  const std::string token = LogIn(dialogue);
  if (dialogue.IsOver()) return dialogue.Take();
  std::set<std::string> tokens{};
  for (const Response& answer :
       dialogue.AskAtOnce(dialogue.Make("new_token", With(token)), kTimes)) {
    tokens.insert(TextAt(dialogue.GoodBody(answer), "/token"));
  }
  dialogue.Hold(tokens.size() == kTimes, "16 different tokens", std::to_string(tokens.size()));
  tokens.insert(token);
  for (const std::string& each : tokens) dialogue.Good("tokencheck", With(each));
  return dialogue.Take();
}

const Json* EntryOf(const Json& list, std::string_view id) {
  for (const Json& entry : list) {
    if (TextAt(entry, "/tokenId") == id) return &entry;
  }
  return nullptr;
}

std::set<std::string> IdsOf(const Json& list) {
  std::set<std::string> ids{};
  for (const Json& entry : list) ids.insert(TextAt(entry, "/tokenId"));
  return ids;
}

// Ids of the tokens that are in `later` and not in `earlier`.
std::vector<std::string> NewIds(const Json& earlier, const Json& later) {
  const std::set<std::string> before = IdsOf(earlier);
  std::vector<std::string> ids{};
  for (const std::string& id : IdsOf(later)) {
    if (!before.contains(id)) ids.push_back(id);
  }
  return ids;
}

// A token, logged in for, and its id.
std::pair<std::string, std::string> TokenWithId(Dialogue& dialogue, const std::string& witness) {
  const Json before = dialogue.Good("get_token_of_user", With(witness));
  const std::string token = LogIn(dialogue);
  const std::vector<std::string> ids =
      NewIds(before, dialogue.Good("get_token_of_user", With(witness)));
  dialogue.Hold(ids.size() == 1, "one more token in the list after a login",
                std::to_string(ids.size()) + " more");
  return {token, dialogue.IsOver() ? std::string() : ids.front()};
}

Found LetsOneOfParallelDeletionsSucceed(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string witness = LogIn(dialogue);
  const auto [token, id] = TokenWithId(dialogue, witness);
  if (dialogue.IsOver()) return dialogue.Take();
  int succeeded = 0;
  const Request deletion = dialogue.Make("delete_token_by_id", Deletion(witness, id));
  for (const Response& answer : dialogue.AskAtOnce(deletion, 6)) {
    const JsonText body = ReadJson(answer.body);
    succeeded += answer.status == 200 && ValueAt(body.value(), "/0/valid", false);
  }
  dialogue.Hold(succeeded == 1, "exactly one success", std::to_string(succeeded));
  dialogue.Hold(dialogue.Ask("tokencheck", With(token)).status != 200, "the token refused",
                "status 200");
  return dialogue.Take();
}

// A TokenDocument whose dates are a lifetime apart.
void HoldEntry(Dialogue& dialogue, const Json& entry, std::int64_t wanted) {
  const auto begins = ParseRfc3339(TextAt(entry, "/createdAt"));
  const auto ends = ParseRfc3339(TextAt(entry, "/expiresAt"));
  dialogue.Hold(begins && ends, "createdAt and expiresAt", WriteJson(entry));
  if (dialogue.IsOver()) return;
  const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(*ends - *begins).count();
  dialogue.Hold(lifetime == wanted, std::to_string(wanted) + " s from createdAt to expiresAt",
                std::to_string(lifetime) + " s");
}

Found ListsWhatItIssued(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string one = LogIn(dialogue);
  const Json before = dialogue.Good("get_token_of_user", With(one));
  const std::string two = LogIn(dialogue);
  const std::string three = TextAt(dialogue.Good("new_token", With(two)), "/token");
  const Response answer = dialogue.Ask("get_token_of_user", With(one));
  const Json list = dialogue.GoodBody(answer);
  const std::vector<std::string> ids = NewIds(before, list);
  dialogue.Hold(ids.size() == 2, "two more tokens after a login and a newToken",
                std::to_string(ids.size()) + " more");
  for (const std::string& id : ids)
    HoldEntry(dialogue, *EntryOf(list, id), LifetimeIn(setting.dialect));
  for (const std::string& token : {one, two, three}) {
    dialogue.Hold(answer.body.find(token) == std::string::npos, "no token in the list", "one");
  }
  return dialogue.Take();
}

Found ListsAnOauthToken(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string name = TextAt(setting.target.given, "/user/username");
  dialogue.SetUp("oauth_token_exists", Json::object({{"username", name}, {"token_id", kOauthId}}));
  const Json list = dialogue.Good("get_token_of_user", With(LogIn(dialogue)));
  const Json* entry = EntryOf(list, kOauthId);
  dialogue.Hold(entry != nullptr, "the OAuth token in the list", "none");
  if (entry != nullptr) {
    dialogue.Hold(TextAt(*entry, "/authenticationFramework") == "oauth" &&
                      TextAt(*entry, "/grant_type") == "refresh_token",
                  "authenticationFramework oauth, grant_type refresh_token", WriteJson(*entry));
  }
  return dialogue.Take();
}

// A server may refuse an unknown id with 400, 404, or a 200 that does not say it was valid.
Found TellsNothingAboutUnknownIds(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string witness = LogIn(dialogue);
  const auto [token, deleted] = TokenWithId(dialogue, witness);
  dialogue.Good("delete_token_by_id", Deletion(witness, deleted));
  const Json before = dialogue.Good("get_token_of_user", With(witness));
  std::set<std::pair<int, std::string>> answers{};
  for (const std::string& id : {deleted, std::string(kUnknownId), std::string("x")}) {
    const Response answer = dialogue.Ask("delete_token_by_id", Deletion(witness, id));
    const JsonText body = ReadJson(answer.body);
    const bool refused = answer.status == 400 || answer.status == 404 ||
                         (answer.status == 200 && !ValueAt(body.value(), "/0/valid", false));
    dialogue.Hold(refused, "a refusal", "status " + std::to_string(answer.status));
    answers.emplace(answer.status, answer.body);
  }
  dialogue.Hold(answers.size() == 1, "one answer for every unknown id",
                std::to_string(answers.size()) + " answers");
  const Json after = dialogue.Good("get_token_of_user", With(witness));
  dialogue.Hold(IdsOf(before) == IdsOf(after), "the list as it was", "another one");
  return dialogue.Take();
}

Found CanBeCleanedUp(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string first = LogIn(dialogue);
  LogIn(dialogue);
  const auto [last, own] = TokenWithId(dialogue, first);
  for (const std::string& id : IdsOf(dialogue.Good("get_token_of_user", With(last)))) {
    if (id != own) dialogue.Good("delete_token_by_id", Deletion(last, id));
  }
  dialogue.Good("delete_token_by_id", Deletion(last, own));
  const Json list = dialogue.Good("get_token_of_user", With(LogIn(dialogue)));
  dialogue.Hold(list.size() == 1, "one token after all were deleted and one login",
                std::to_string(list.size()));
  return dialogue.Take();
}

Found KeepsTheConnectionAfterALargeBody(const RunSetting& setting) {
  Dialogue dialogue(setting);
  Request large = dialogue.Make("usernamelogin", Login());
  large.body.insert(large.body.size() - 1, ",\"more\":\"" + std::string(110'000, 'x') + '"');
  large.headers.Set("Content-Length", std::to_string(large.body.size()));
  const auto connection = dialogue.Open();
  if (!connection) return tl::unexpected(connection.error());
  const Result<Response> refusal = Dialogue::Exchange(**connection, large);
  if (!refusal) return tl::unexpected(refusal.error());
  dialogue.Hold(refusal->status == 413 || refusal->status == 400, "status 413 or 400",
                "status " + std::to_string(refusal->status));
  const Result<Response> login =
      Dialogue::Exchange(**connection, dialogue.Make("usernamelogin", Login()));
  if (!login) return tl::unexpected(login.error());
  dialogue.GoodBody(*login);
  return dialogue.Take();
}

Case Coded(std::string name, std::string says, std::vector<std::string> covers, CodedBody body,
           std::optional<Need::Kind> more = {},
           const std::source_location place = std::source_location::current()) {
  Case made{.name = std::move(name),
            .says = std::move(says),
            .covers = std::move(covers),
            .coded = std::move(body),
            .needs = {{Need::Kind::kGiven, "application_id"},
                      {Need::Kind::kGiven, "user.username"},
                      {Need::Kind::kGiven, "user.password"}},
            .file = "conformance/cases/glowmarkt/coded.cc",
            .line = static_cast<int>(place.line())};
  if (more) made.needs.push_back({*more, ""});
  return made;
}

}  // namespace

std::vector<Case> CodedCases() {
  return {
      Coded("members_of_a_login", "A login answers the members of its dialect and no other.",
            {"usernamelogin/200", "statement:login_answers_six_fields",
             "statement:login_answers_eight_fields"},
            HasTheseMembersAndNoOther),
      Coded("end_of_a_token",
            "exp of a login and of newToken is the claim, and a lifetime from iat.",
            {"usernamelogin/200", "new_token/200", "statement:token_is_a_jwt",
             "statement:tokens_live_seven_days", "statement:tokens_live_550_days"},
            SaysWhenItsTokensEnd),
      Coded("order_of_claims", "The claims of a token stand in the order of the vendor's example.",
            {"usernamelogin/200", "statement:token_claims"}, OrdersTheClaimsOfItsTokens),
      Coded("parallel_renewals", "Sixteen newToken at once give sixteen tokens, all of them alive.",
            {"new_token/200", "statement:new_token_leaves_the_old_one"},
            GivesParallelRenewalsTheirOwnTokens, Need::Kind::kRawBytes),
      Coded("parallel_deletions", "Of six deletions of one id at once exactly one succeeds.",
            {"delete_token_by_id/200", "statement:one_of_parallel_deletions_succeeds"},
            LetsOneOfParallelDeletionsSucceed, Need::Kind::kRawBytes),
      Coded("list_after_logins", "Tokens of logins and of newToken are listed, and never shown.",
            {"get_token_of_user/200", "statement:list_has_every_live_token",
             "statement:listed_tokens_are_described"},
            ListsWhatItIssued),
      Coded("oauth_token_in_the_list", "An OAuth token is listed with its framework and its grant.",
            {"get_token_of_user/200", "statement:list_has_every_live_token",
             "statement:listed_tokens_are_described"},
            ListsAnOauthToken, Need::Kind::kState),
      Coded("unknown_ids_look_alike", "Unknown, malformed and deleted ids are refused alike.",
            {"delete_token_by_id/400", "statement:unknown_token_ids_look_alike"},
            TellsNothingAboutUnknownIds),
      Coded("cleaning_up", "After every listed token was deleted a login is the only one listed.",
            {"get_token_of_user/200", "delete_token_by_id/200",
             "statement:delete_by_id_ends_that_token"},
            CanBeCleanedUp),
      Coded("connection_after_a_large_body",
            "A connection that sent too large a body is served on.",
            {"usernamelogin/413", "statement:large_bodies_are_refused"},
            KeepsTheConnectionAfterALargeBody, Need::Kind::kRawBytes),
  };
}

}  // namespace authmock::glowmarkt
