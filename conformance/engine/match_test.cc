#include "conformance/engine/match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.h"
#include "conformance/engine/test_sender.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MatchReplyTest : public ::testing::Test {
 protected:
  // "expected / actual" of every difference.
  std::vector<std::string> Match(const Expect& expect, const Reply& reply) {
    const auto found = MatchReply(expect, reply, {given_, saved_, env_, now_}, redactor_);
    if (!found) return {"error: " + found.error().Text()};
    std::vector<std::string> sentences{};
    for (const Difference& each : *found) sentences.push_back(each.expected + " / " + each.actual);
    return sentences;
  }

  static Expect Ok() { return {.statuses = {{200, 200}}}; }
  static Pattern Like(std::string_view text) { return Pattern::Compile(text).value_or(Pattern()); }

  const Json given_ = {{"name", "ann"}};
  const Json saved_ = {{"id", 7}};
  const Environment env_{};
  const std::function<Result<Time>()> now_{};
  const Redactor redactor_{};
};

TEST_F(MatchReplyTest, ComparesTheStatus) {
  const Expect expect{.statuses = {{400, 400}, {420, 429}}};

  EXPECT_THAT(Match(expect, EmptyAnswer(400)), IsEmpty());
  EXPECT_THAT(Match(expect, EmptyAnswer(425)), IsEmpty());
  EXPECT_THAT(Match(expect, EmptyAnswer(430)),
              ElementsAre("status 400 or 420 to 429 / status 430"));
}

TEST_F(MatchReplyTest, TellsAClosedConnectionFromAnAnswer) {
  const std::string closed = "no answer: the connection closes without a byte";

  EXPECT_THAT(Match({.none = true}, {}), IsEmpty());
  EXPECT_THAT(Match({.none = true}, EmptyAnswer(204)), ElementsAre(closed + " / status 204"));
  EXPECT_THAT(Match(Ok(), {}),
              ElementsAre("status 200 / no answer: the connection closed without a byte"));
}

TEST_F(MatchReplyTest, ComparesNothingElseAfterAWrongStatus) {
  Expect expect = Ok();
  expect.text = "x";

  EXPECT_THAT(Match(expect, EmptyAnswer(500)), ElementsAre("status 200 / status 500"));
}

TEST_F(MatchReplyTest, TakesNoAnswerThatIsNotWhole) {
  EXPECT_THAT(Match(Ok(), {.response = {.status = 200}, .broken = "ended after 3 of 9 bytes"}),
              ElementsAre("a whole answer / ended after 3 of 9 bytes"));
}

TEST_F(MatchReplyTest, ComparesHeaders) {
  Expect expect = Ok();
  expect.headers = {{.name = "X-A", .text = "${given.name}"},
                    {.name = "X-B", .pattern = Like("[0-9]+"), .pattern_text = "[0-9]+"},
                    {.name = "X-C"}};
  const Reply good{.response = {.status = 200, .headers = {{"x-a", "ann"}, {"X-B", "12"}}}};
  const Reply bad{.response = {.status = 200, .headers = {{"X-A", "bob"}, {"X-C", ""}}}};

  EXPECT_THAT(Match(expect, good), IsEmpty());
  EXPECT_THAT(Match(expect, bad), ElementsAre("header X-A: ann / header X-A: bob",
                                              "header X-B like [0-9]+ / no header X-B",
                                              "no header X-C / header X-C: "));
}

TEST_F(MatchReplyTest, FindsAHeaderAmongSeveralOfItsName) {
  Expect expect = Ok();
  expect.headers = {{.name = "Vary", .text = "Cookie"}};

  EXPECT_THAT(Match(expect, {.response = {.status = 200,
                                          .headers = {{"Vary", "Origin"}, {"Vary", "Cookie"}}}}),
              IsEmpty());
}

TEST_F(MatchReplyTest, TakesMoreMembersThanASubsetNames) {
  Expect expect = Ok();
  expect.json = Json{{"id", "${saved.id}"}};

  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", 7}, {"more", 1}})), IsEmpty());
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", 8}})),
              ElementsAre(HasSubstr("body with {\"id\":7} / body {\"id\":8}")));
}

TEST_F(MatchReplyTest, TakesNoMoreMembersThanTheWholeBodyHas) {
  Expect expect = Ok();
  expect.equals = Json{{"id", 7}};

  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", 7}})), IsEmpty());
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", 7}, {"more", 1}})),
              ElementsAre(HasSubstr("more")));
}

TEST_F(MatchReplyTest, ComparesText) {
  Expect expect = Ok();
  expect.text = "hello ${given.name}";
  Expect nothing = Ok();
  nothing.text = "";

  EXPECT_THAT(Match(expect, {.response = {.status = 200, .body = "hello ann"}}), IsEmpty());
  EXPECT_THAT(Match(expect, {.response = {.status = 200, .body = "hello"}}),
              ElementsAre("body hello ann / body hello"));
  EXPECT_THAT(Match(nothing, {.response = {.status = 200, .body = " "}}),
              ElementsAre("no body / body  "));
}

TEST_F(MatchReplyTest, WantsMembersToBeAbsent) {
  Expect expect = Ok();
  expect.absent = {"/token"};

  EXPECT_THAT(Match(expect, JsonAnswer(200, Json::object())), IsEmpty());
  EXPECT_THAT(Match(expect, EmptyAnswer(200)), IsEmpty());
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"token", nullptr}})),
              ElementsAre(HasSubstr("nothing at /token / ")));
}

TEST_F(MatchReplyTest, MatchesTheWholeOfAString) {
  Expect expect = Ok();
  expect.matches = {{"/id", Like("[a-z]+"), "[a-z]+"}};

  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", "abc"}})), IsEmpty());
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", "abc1"}})),
              ElementsAre("/id like [a-z]+ / body {\"id\":\"abc1\"}"));
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"id", 3}})),
              ElementsAre("/id like [a-z]+ / /id is 3"));
  EXPECT_THAT(Match(expect, JsonAnswer(200, Json::object())),
              ElementsAre("a value at /id / body {}"));
}

TEST_F(MatchReplyTest, LooksIntoTokens) {
  Expect expect = Ok();
  expect.claims = {{"/t", Json{{"sub", "${given.name}"}}}};
  const std::string token = "e30." + Base64UrlEncode(R"({"sub":"ann","exp":1})") + ".AQID";
  const std::string other = "e30." + Base64UrlEncode(R"({"sub":"bob"})") + ".AQID";

  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"t", token}})), IsEmpty());
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"t", other}})),
              ElementsAre(HasSubstr("claims of /t with {\"sub\":\"ann\"} / ")));
  EXPECT_THAT(Match(expect, JsonAnswer(200, {{"t", "no token"}})),
              ElementsAre(HasSubstr("a JWT at /t / ")));
}

TEST_F(MatchReplyTest, SaysOnceThatABodyIsNoJson) {
  Expect expect = Ok();
  expect.json = Json::object();
  expect.matches = {{"/id", Like("x"), "x"}};

  EXPECT_THAT(Match(expect, {.response = {.status = 200, .body = "<p>"}}),
              ElementsAre("a JSON body / body <p>"));
  EXPECT_THAT(Match(expect, {.response = {.status = 200, .body = "{} {}"}}),
              ElementsAre(HasSubstr("a JSON body")));
}

TEST_F(MatchReplyTest, NeverTellsASecret) {
  Expect expect = Ok();
  expect.json = Json{{"password", "open sesame"}};
  expect.headers = {{.name = "Authorization", .text = "Bearer one-secret"}};
  Reply reply = JsonAnswer(200, {{"password", "hunter2"}});
  reply.response.headers.Add("Authorization", "Bearer other-secret");

  const std::vector<std::string> told = Match(expect, reply);

  ASSERT_EQ(told.size(), 2u);
  for (const std::string& sentence : told) {
    for (const char* secret : {"sesame", "hunter2", "one-secret", "other-secret"}) {
      EXPECT_EQ(sentence.find(secret), std::string::npos) << sentence;
    }
  }
}

TEST_F(MatchReplyTest, SaysWhichTemplateCannotBeFilled) {
  Expect expect = Ok();
  expect.text = "${saved.x}";

  EXPECT_THAT(Match(expect, EmptyAnswer(200)), ElementsAre("error: there is no saved.x"));
}

TEST(SaveFrom, KeepsValuesOfBodyHeaderAndCookie) {
  const Reply reply = JsonAnswer(200, {{"a", {{"b", 3}}}},
                                 {{"X-Next", "n"},
                                  {"Set-Cookie", "x=1; Path=/"},
                                  {"Set-Cookie", "sid=s=2; HttpOnly"},
                                  {"Set-Cookie", "bare=3"}});
  Json saved = Json::object();

  const auto differences = SaveFrom({{"body", Save::From::kBody, "/a/b"},
                                     {"head", Save::From::kHeader, "x-next"},
                                     {"cookie", Save::From::kCookie, "sid"},
                                     {"bare", Save::From::kCookie, "bare"}},
                                    reply.response, saved);

  EXPECT_THAT(differences, IsEmpty());
  EXPECT_EQ(saved, Json({{"body", 3}, {"head", "n"}, {"cookie", "s=2"}, {"bare", "3"}}));
}

TEST(SaveFrom, SaysWhatTheAnswerDoesNotGive) {
  Json saved = Json::object();

  const auto differences = SaveFrom({{"body", Save::From::kBody, "/a"},
                                     {"head", Save::From::kHeader, "X-Next"},
                                     {"cookie", Save::From::kCookie, "sid"}},
                                    EmptyAnswer(200).response, saved);

  EXPECT_THAT(differences, ElementsAre(Difference{"a value at /a to go on with", "none", ""},
                                       Difference{"a header X-Next to go on with", "none", ""},
                                       Difference{"a cookie sid to go on with", "none", ""}));
}

}  // namespace
}  // namespace authmock
