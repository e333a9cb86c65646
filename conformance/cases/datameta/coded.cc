#include "conformance/cases/datameta/coded.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <source_location>
#include <string>
#include <utility>

#include "client/core/request_text.h"
#include "conformance/dialogue.h"

namespace authmock::datameta {
namespace {

using Found = Result<std::vector<Difference>>;

Send Credentials(const std::string& label = "ci-runner",
                 const std::string& password = "${given.user.password}") {
  return {.json = Json::object(
              {{"email", "${given.user.email}"}, {"password", password}, {"label", label}})};
}

// With a key, or with the user's own.
Send List(const std::string& key = "${given.user.key}",
          const std::string& user = "${given.user.id}") {
  return {.path = {{"id", user}}, .bearer = key};
}

Send Deletion(const std::string& id) {
  return {.path = {{"id", id}}, .bearer = "${given.user.key}"};
}

Send PasswordChange(const std::string& user, const std::string& credential,
                    const std::string& wanted) {
  return {.json = Json::object({{"passwordChangeCredential", credential}, {"newPassword", wanted}}),
          .path = {{"id", user}},
          .bearer = "${given.user.key}"};
}

std::string IdIn(const Json& session) { return TextAt(session, "/id/uuid"); }

std::string StatusText(const Response& response) {
  return response.IsNone() ? "no answer" : "status " + std::to_string(response.status);
}

// A key in a list; nullptr if it is not there.
const Json* KeyOf(const Json& list, const std::string& id) {
  const auto found = std::ranges::find_if(list, [&](const Json& key) { return IdIn(key) == id; });
  return found == list.end() ? nullptr : &*found;
}

void HoldListed(Dialogue& dialogue, const Json& list, const std::string& id, bool listed) {
  const bool found = KeyOf(list, id) != nullptr;
  dialogue.Hold(found == listed, listed ? "a new key in the list" : "no deleted key in the list",
                found ? "one" : "none");
}

// Of these answers exactly one is a success, and the others have `refused`.
void HoldOneSuccess(Dialogue& dialogue, const std::vector<Response>& answers, int refused) {
  std::size_t successes = 0;
  for (const Response& answer : answers) {
    const bool is_good = answer.status / 100 == 2;
    successes += is_good;
    dialogue.Hold(is_good || answer.status == refused,
                  "one success and otherwise status " + std::to_string(refused),
                  StatusText(answer));
  }
  dialogue.Hold(successes == 1, "one success", std::to_string(successes));
}

Found GivesParallelCreationsTheirOwnKeys(const RunSetting& setting) {
  constexpr int kTimes = 8;
  Dialogue dialogue(setting);
  std::set<std::string> tokens{};
  std::set<std::string> ids{};
  for (const Response& answer :
       dialogue.AskAtOnce(dialogue.Make("create_api_key", Credentials()), kTimes)) {
    const Json session = dialogue.GoodBody(answer);
    tokens.insert(TextAt(session, "/token"));
    ids.insert(IdIn(session));
  }
  dialogue.Hold(tokens.size() == kTimes, "8 different tokens", std::to_string(tokens.size()));
  const Json list = dialogue.Good("get_user_api_keys", List());
  for (const std::string& id : ids) HoldListed(dialogue, list, id, true);
  return dialogue.Take();
}

Found DeletesAKeyOnce(const RunSetting& setting) {
  constexpr int kTimes = 8;
  constexpr int kForbidden = 403;
  Dialogue dialogue(setting);
  const std::string id = IdIn(dialogue.Good("create_api_key", Credentials()));
  const Request deletion = dialogue.Make("delete_api_key", Deletion(id));
  HoldOneSuccess(dialogue, dialogue.AskAtOnce(deletion, kTimes), kForbidden);
  HoldListed(dialogue, dialogue.Good("get_user_api_keys", List()), id, false);
  return dialogue.Take();
}

Found TakesAResetTokenOnce(const RunSetting& setting) {
  constexpr int kTimes = 6;
  constexpr int kNotFound = 404;
  Dialogue dialogue(setting);
  const Request reset = dialogue.Make(
      "set_user_password", PasswordChange("0", "${given.user.reset_token}", "New.Passw0rd.1"));
  HoldOneSuccess(dialogue, dialogue.AskAtOnce(reset, kTimes), kNotFound);
  dialogue.Good("create_api_key", Credentials("after the reset", "New.Passw0rd.1"));
  return dialogue.Take();
}

Found ChangesAPasswordOnce(const RunSetting& setting) {
  constexpr int kTimes = 6;
  constexpr int kForbidden = 403;
  Dialogue dialogue(setting);
  const Request change =
      dialogue.Make("set_user_password",
                    PasswordChange("${given.user.id}", "${given.user.password}", "New.Passw0rd.1"));
  HoldOneSuccess(dialogue, dialogue.AskAtOnce(change, kTimes), kForbidden);
  dialogue.Good("create_api_key", Credentials("after the change", "New.Passw0rd.1"));
  return dialogue.Take();
}

Found ListsKeysOfOneLabel(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json first = dialogue.Good("create_api_key", Credentials("twice"));
  const Json second = dialogue.Good("create_api_key", Credentials("twice"));
  const Json list = dialogue.Good("get_user_api_keys", List(TextAt(first, "/token")));
  if (dialogue.IsOver()) return dialogue.Take();
  for (const Json& key : {first, second}) {
    const Json* listed = KeyOf(list, IdIn(key));
    dialogue.Hold(listed != nullptr, "both keys in the list", "not both");
    if (listed == nullptr) break;
    const Json wanted{{"label", "twice"}, {"expires", TextAt(key, "/expires")}};
    const std::vector<std::string> wrong = Differences(wanted, *listed, true);
    dialogue.Hold(wrong.empty(), "the key as it was made", wrong.empty() ? "" : wrong.front());
  }
  const Response deleted = dialogue.Ask("delete_api_key", Deletion(IdIn(first)));
  dialogue.Hold(deleted.status == 200, "status 200", StatusText(deleted));
  const Json rest = dialogue.Good("get_user_api_keys", List());
  HoldListed(dialogue, rest, IdIn(first), false);
  HoldListed(dialogue, rest, IdIn(second), true);
  return dialogue.Take();
}

Found ListsKeysInTheirOrder(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const std::string first = IdIn(dialogue.Good("create_api_key", Credentials("zebra")));
  const std::string second = IdIn(dialogue.Good("create_api_key", Credentials("aardvark")));
  const Json list = dialogue.Good("get_user_api_keys", List());
  std::vector<std::string> ids{};
  for (const Json& key : list) ids.push_back(IdIn(key));
  const std::vector<std::string> newest(ids.end() - std::min<std::ptrdiff_t>(2, std::ssize(ids)),
                                        ids.end());
  dialogue.Hold(newest == std::vector{first, second},
                "the newest keys last in the list, in the order they were made", "another order");
  return dialogue.Take();
}

Found ListsExpiredKeysAndThoseWithoutEnd(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Json& given = setting.target.given;
  const std::string expired = TextAt(given, "/user/expired_key_id");
  const std::string forever = TextAt(given, "/forever/key_id");
  const Json own = dialogue.Good("get_user_api_keys", List());
  const Json other =
      dialogue.Good("get_user_api_keys", List("${given.forever.key}", "${given.forever.id}"));
  if (dialogue.IsOver()) return dialogue.Take();
  const Json* ended = KeyOf(own, expired);
  const Json* endless = KeyOf(other, forever);
  dialogue.Hold(ended != nullptr && ValueAt(*ended, "/hasExpired", false),
                "the expired key in the list, with hasExpired true", "another list");
  const Json wanted{{"expires", nullptr}, {"hasExpired", false}};
  dialogue.Hold(endless != nullptr && Differences(wanted, *endless, true).empty(),
                "the key without end, with expires null and hasExpired false", "another list");
  return dialogue.Take();
}

// By a session, which outlives all keys.
Found ListsNothingWhereNothingIs(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Response login =
      dialogue.Ask("login_form", {.form = {{"input_email", "${given.other.email}"},
                                           {"input_password", "${given.other.password}"},
                                           {"form.submitted", ""}}});
  const std::string_view line = login.headers.Get("Set-Cookie");
  const std::string session(line.substr(0, line.find(';')));
  dialogue.Hold(session.starts_with("datameta="), "a session cookie", StatusText(login));
  const Send list{.headers = {{"Cookie", session}}, .path = {{"id", "${given.other.id}"}}};
  for (const Json& key : dialogue.Good("get_user_api_keys", list)) {
    const Response deleted = dialogue.Ask(
        "delete_api_key", {.headers = {{"Cookie", session}}, .path = {{"id", IdIn(key)}}});
    dialogue.Hold(deleted.status == 200, "status 200", StatusText(deleted));
  }
  const Json rest = dialogue.Good("get_user_api_keys", list);
  dialogue.Hold(rest == Json::array(), "an empty list", std::to_string(rest.size()) + " keys");
  return dialogue.Take();
}

// The target's clock, or ours where it has none that we can ask.
Result<Time> NowOf(const RunSetting& setting) {
  return setting.control.now ? setting.control.now() : Result<Time>(setting.clock.Now());
}

Found LetsKeysLiveAYear(const RunSetting& setting) {
  constexpr std::chrono::hours kYear{24 * 365};
  constexpr std::chrono::minutes kTolerance{1};  // a real server is on another machine
  Dialogue dialogue(setting);
  const Result<Time> now = NowOf(setting);
  if (!now) return tl::unexpected(now.error());
  const Json session = dialogue.Good("create_api_key", Credentials());
  const std::string text = TextAt(session, "/expires");
  const Result<Time> expires = ParseRfc3339(text + "Z");
  dialogue.Hold(expires.has_value(), "an expiry as date and time without offset", text);
  if (dialogue.IsOver()) return dialogue.Take();
  const Duration off = *expires - (*now + kYear);
  dialogue.Hold(off <= kTolerance && off >= -kTolerance, "an expiry 365 days from now", text);
  return dialogue.Take();
}

// Positions of `parts` in `text`, one behind the other.
bool StandInOrder(std::string_view text, std::initializer_list<std::string_view> parts) {
  std::size_t at = 0;
  for (const std::string_view part : parts) {
    at = text.find(part, at);
    if (at == std::string_view::npos) return false;
    at += part.size();
  }
  return true;
}

Found WritesJsonAsPythonDoes(const RunSetting& setting) {
  Dialogue dialogue(setting);
  const Response session = dialogue.Ask("create_api_key", Credentials("\xc3\xa9 \xf0\x9f\x94\x91"));
  dialogue.GoodBody(session);
  dialogue.Hold(
      StandInOrder(session.body, {"{\"id\": {\"uuid\": \"", "\"}, \"userId\": {\"uuid\": \"",
                                  "\", \"site\": \"", "\"}, \"token\": \"",
                                  "\", \"label\": \"\\u00e9 \\ud83d\\udd11\", \"expires\": \""}),
      "id, userId, token, label and expires in this order, blanks after : and , and "
      "nothing but ASCII",
      "another text");
  const Response list = dialogue.Ask("get_user_api_keys", List());
  dialogue.GoodBody(list);
  dialogue.Hold(StandInOrder(list.body, {"[{\"id\": {\"uuid\": \"", "\"}, \"label\": \"",
                                         "\", \"expires\": \"", "\", \"hasExpired\": "}),
                "id, label, expires and hasExpired in this order, blanks after : and ,",
                "another text");
  return dialogue.Take();
}

Found InvitesTheBodyItWasAskedAbout(const RunSetting& setting) {
  Dialogue dialogue(setting);
  Request creation = dialogue.Make("create_api_key", Credentials());
  creation.headers.Add("Expect", "100-continue");
  const std::string body = std::exchange(creation.body, {});
  const auto connection = dialogue.Open();
  if (!connection) return tl::unexpected(connection.error());

  (*connection)->Send(RequestText(creation).value_or(std::string()));
  const Result<std::string> interim = (*connection)->ReadHead();
  if (!interim) return tl::unexpected(interim.error());
  dialogue.Hold(interim->starts_with("HTTP/1.1 100"), "HTTP/1.1 100 before the body is sent",
                interim->substr(0, interim->find('\r')));
  if (dialogue.IsOver()) return dialogue.Take();
  (*connection)->Send(body);
  const Result<Response> answer = (*connection)->ReadAnswer();
  if (!answer) return tl::unexpected(answer.error());
  dialogue.GoodBody(*answer);
  return dialogue.Take();
}

Found KnowsNoOtherBase(const RunSetting& setting) {
  constexpr std::string_view kBase = "/api/v1";
  Dialogue dialogue(setting);
  Request creation = dialogue.Make("create_api_key", Credentials());
  dialogue.GoodBody(setting.sender({.request = creation}).value_or(Reply{}).response);
  const std::size_t base = creation.target.find(kBase);
  dialogue.Hold(base != std::string::npos, "a base URL that ends in /api/v1", creation.target);
  if (dialogue.IsOver()) return dialogue.Take();
  creation.target.replace(base, kBase.size(), "/api/v0");
  const Result<Reply> reply = setting.sender({.request = creation});
  if (!reply) return tl::unexpected(reply.error());
  dialogue.Hold(reply->response.status == 404, "status 404 below /api/v0",
                StatusText(reply->response));
  return dialogue.Take();
}

Case Coded(std::string name, std::string says, std::vector<std::string> covers, CodedBody body,
           std::string dialect = {}, std::vector<std::string> given = {},
           const std::source_location place = std::source_location::current()) {
  Case made{.name = std::move(name),
            .says = std::move(says),
            .covers = std::move(covers),
            .dialect = std::move(dialect),
            .coded = std::move(body),
            .file = "conformance/cases/datameta/coded.cc",
            .line = static_cast<int>(place.line())};
  given.insert(given.end(), {"user.id", "user.email", "user.password", "user.key"});
  for (std::string& name_of : given) {
    made.needs.push_back({Need::Kind::kGiven, std::move(name_of)});
  }
  return made;
}

// Of a case that leaves behind what others cannot live with.
Case NeedsReset(Case subject) {
  subject.needs.push_back({Need::Kind::kReset, ""});
  return subject;
}

std::vector<Case> CasesOnTheWire() {
  std::vector<Case> cases{
      Coded("parallel_creations", "Eight creations at once give eight keys, all of them listed.",
            {"create_api_key/200", "statement:races_settle"}, GivesParallelCreationsTheirOwnKeys),
      Coded("parallel_deletions", "Of eight deletions of one key at once one succeeds.",
            {"delete_api_key/200", "delete_api_key/403", "statement:races_settle"},
            DeletesAKeyOnce),
      NeedsReset(Coded("parallel_resets", "Of six uses of one reset token at once one succeeds.",
                       {"set_user_password/404", "statement:races_settle"}, TakesAResetTokenOnce,
                       {}, {"user.reset_token"})),
      NeedsReset(Coded("parallel_changes",
                       "Of six changes from one old password at once one succeeds.",
                       {"set_user_password/403", "statement:races_settle"}, ChangesAPasswordOnce)),
      Coded("expect_continue",
            "A creation that asks with Expect: 100-continue is invited to send its body.",
            {"create_api_key/200", "statement:messages_arrive_in_any_form"},
            InvitesTheBodyItWasAskedAbout, "deployed"),
  };
  for (Case& each : cases) each.needs.push_back({Need::Kind::kRawBytes, ""});
  return cases;
}

std::vector<Case> CasesAboutLists() {
  return {
      Coded("same_label_twice",
            "Two keys of one label are both listed as they were made, a deleted one no more.",
            {"get_user_api_keys/200", "statement:labels_need_not_be_unique",
             "statement:keys_die_with_their_deletion"},
            ListsKeysOfOneLabel),
      Coded("order_of_the_list", "The list is in the order the keys were made.",
            {"get_user_api_keys/200", "statement:list_is_in_order_of_insertion"},
            ListsKeysInTheirOrder, "deployed"),
      Coded("expired_and_endless_keys",
            "An expired key is listed as such, a key without expiry with null.",
            {"get_user_api_keys/200", "statement:keys_without_expiry_work",
             "statement:expired_keys_open_nothing"},
            ListsExpiredKeysAndThoseWithoutEnd, "deployed@1.0.1",
            {"user.expired_key_id", "forever.id", "forever.key", "forever.key_id"}),
      Coded("expired_and_endless_keys_in_1_1_1",
            "An expired key is listed as such, a key without expiry with null.",
            {"get_user_api_keys/200", "statement:keys_without_expiry_work",
             "statement:expired_keys_open_nothing"},
            ListsExpiredKeysAndThoseWithoutEnd, "deployed@1.1.1",
            {"user.expired_key_id", "forever.id", "forever.key", "forever.key_id"}),
      NeedsReset(Coded("user_without_keys", "A user who deleted all his keys has an empty list.",
                       {"get_user_api_keys/200", "statement:empty_lists_are_possible"},
                       ListsNothingWhereNothingIs, {},
                       {"other.id", "other.email", "other.password"})),
  };
}

}  // namespace

std::vector<Case> CodedCases() {
  std::vector<Case> cases{
      Coded("life_of_a_key", "A key minted without expiry expires 365 days later.",
            {"create_api_key/200", "statement:keys_live_a_year_by_default"}, LetsKeysLiveAYear),
      Coded("text_of_answers", "Answers are the text that Python's json makes of them.",
            {"create_api_key/200", "get_user_api_keys/200", "statement:labels_are_kept_verbatim"},
            WritesJsonAsPythonDoes, "deployed"),
      Coded("other_base", "Below /api/v0 there is nothing any more.",
            {"create_api_key/200", "statement:base_is_v1"}, KnowsNoOtherBase, "deployed@1.1.1"),
  };
  std::ranges::move(CasesAboutLists(), std::back_inserter(cases));
  std::ranges::move(CasesOnTheWire(), std::back_inserter(cases));
  return cases;
}

}  // namespace authmock::datameta
