#include "client/core/call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/scripted_server.h"
#include "schemas/contract/shop.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kLogin = R"({"user":"ann","password":"hush"})";

// Does not wait: it jumps, and remembers how far.
class JumpingClock final : public Clock {
 public:
  Time Now() const override { return now_; }
  bool WaitUntil(Time when, std::stop_token) override {
    waits.push_back(when - now_);
    now_ = when;
    return true;
  }
  std::vector<Duration> waits{};

 private:
  Time now_ = FromUnix(1'000'000'000);
};

std::string Answer(const std::string& status, const std::string& body = "",
                   const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         (body.empty() ? "" : "Content-Type: application/json\r\n") +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string Session() { return Answer("200 OK", R"({"token":"t0ken"})", "X-Left: 1\r\n"); }

Caller To(const ScriptedServer& server, ClientOptions options = {}) {
  return Caller(Shop(), BaseUrl::Parse(server.url() + "/api").value(), std::move(options));
}

TEST(Caller, SendsWhatTheContractWants) {
  ScriptedServer server({{{Session()}}});

  const auto answer = To(server).Call("log_in", {.json = kLogin});

  EXPECT_EQ(answer.value().status, 200);
  EXPECT_THAT(server.Heard(), ElementsAre(AllOf(StartsWith("POST /api/session HTTP/1.1\r\n"),
                                                HasSubstr("\r\nAccept: application/json\r\n"),
                                                HasSubstr("\r\nContent-Type: application/json\r\n"),
                                                HasSubstr(std::string("\r\n\r\n") + kLogin))));
}

TEST(Caller, PutsEverythingInItsPlace) {
  ScriptedServer server({{{Answer("200 OK", "[]")}}});
  const CallInput input{
      .query = {{"limit", "3"}},
      .headers = {{"X-Trace", "0e3b2a52-2f0f-4d5f-9e0f-8a43c6c1f1aa"}, {"Cookie", "theme=true"}},
      .credentials = {{"pin", "1 2"}}};

  const auto answer = To(server).Call("find_items", input);

  ASSERT_TRUE(answer.has_value()) << answer.error().Text();
  EXPECT_THAT(server.Heard(), ElementsAre(StartsWith("GET /api/items?limit=3&pin=1%202 HTTP")));
}

TEST(Caller, PresentsCredentialsAsTheirSchemesSay) {
  ScriptedServer server({{{Answer("204 No Content")}}});
  const CallInput input{.path = {{"id", "7"}}, .credentials = {{"key", "abc"}, {"session", "s1"}}};

  const auto answer = To(server).Call("get_item", input);

  ASSERT_TRUE(answer.has_value()) << answer.error().Text();
  EXPECT_THAT(server.Heard(), ElementsAre(AllOf(HasSubstr("\r\nAuthorization: Bearer abc\r\n"),
                                                HasSubstr("\r\nCookie: sid=s1\r\n"))));
}

TEST(Caller, EncodesWhatStandsInThePath) {
  ScriptedServer server({{{Answer("204 No Content")}}});

  ASSERT_TRUE(To(server).Call("delete_item", {.path = {{"id", "a/b?"}}}).has_value());

  EXPECT_THAT(server.Heard(), ElementsAre(StartsWith("DELETE /api/items/a%2Fb%3F HTTP")));
}

TEST(Caller, LeavesItToTheServerToMissACredential) {
  ScriptedServer server({{{Answer("401 Unauthorized")}}});

  const auto answer = To(server).Call("get_item", {.path = {{"id", "7"}}});

  EXPECT_EQ(answer.error().kind, CallError::Kind::kRefused);
  EXPECT_EQ(answer.error().status, 401);
}

struct Mistake {
  std::string name;
  std::string operation;
  CallInput input;
  std::string what;
};

class Misuse : public testing::TestWithParam<Mistake> {};

TEST_P(Misuse, IsToldAndNothingIsSent) {
  ScriptedServer server({});

  const auto answer = To(server).Call(GetParam().operation, GetParam().input);

  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().kind, CallError::Kind::kMisuse);
  EXPECT_EQ(answer.error().Text(), GetParam().what);
  EXPECT_THAT(server.Heard(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Caller, Misuse,
    testing::Values(
        Mistake{"UnknownOperation",
                "log_out",
                {},
                "log_out was not sent: shop.json has no such operation"},
        Mistake{"MissingVariable",
                "get_item",
                {},
                "get_item was not sent: get_item: the path needs a value for {id}"},
        Mistake{"NeedlessVariable",
                "ping",
                {.path = {{"id", "1"}}},
                "ping was not sent: ping: the path /ping has no place for some variable"},
        Mistake{"NeedlessBody", "ping", {.json = "{}"}, "ping was not sent: ping: takes no body"},
        Mistake{"UnknownScheme",
                "ping",
                {.credentials = {{"badge", "x"}}},
                "ping was not sent: badge: is no security scheme of shop.json"},
        Mistake{"BrokenBody",
                "log_in",
                {.json = R"({"user":"ann"})"},
                "log_in was not sent: body /password: required: expected a member of this name, "
                "got none"}),
    [](const auto& test) { return test.param.name; });

TEST(Caller, TakesARefusalForWhatItIs) {
  ScriptedServer server({{{Answer("401 Unauthorized", R"({"message":"no"})")}}});

  const auto answer = To(server).Call("log_in", {.json = kLogin});

  EXPECT_EQ(answer.error().kind, CallError::Kind::kRefused);
  EXPECT_EQ(answer.error().status, 401);
  EXPECT_EQ(answer.error().body, R"({"message":"no"})");
  EXPECT_THAT(answer.error().violations, IsEmpty());
  EXPECT_EQ(answer.error().Text(), R"(log_in was answered with 401: {"message":"no"})");
}

TEST(Caller, MasksSecretsInItsSentence) {
  ScriptedServer server({{{Answer("401 Unauthorized", R"({"message":"no","password":"hush"})")}}});

  const auto answer = To(server).Call("log_in", {.json = kLogin});

  EXPECT_THAT(answer.error().Text(), Not(HasSubstr("hush")));
}

TEST(Caller, HoldsAGoodAnswerAgainstTheContract) {
  ScriptedServer server({{{Answer("200 OK", R"({"token":5})", "X-Left: 1\r\n")}}});

  const auto answer = To(server).Call("log_in", {.json = kLogin});

  EXPECT_EQ(answer.error().kind, CallError::Kind::kBroken);
  EXPECT_THAT(answer.error().violations, SizeIs(1));
  EXPECT_THAT(answer.error().Text(),
              StartsWith("log_in was answered with 200, which breaks the contract: body /token: "));
}

TEST(Caller, AcceptsWhatEitherDialectPromises) {
  ScriptedServer server(
      {{{Answer("200 OK", R"({"token":"t0ken"})", "X-Left: 1\r\nX-Kind: shop\r\n"), Session()}}});
  Caller caller = To(server);

  EXPECT_TRUE(caller.Call("log_in", {.json = kLogin}).has_value());
  EXPECT_TRUE(caller.Call("log_in", {.json = kLogin}).has_value());
}

TEST(Caller, SaysThatNobodyAnswered) {
  const std::string url = ScriptedServer({}).url();
  Caller caller(Shop(), BaseUrl::Parse(url).value());

  const auto answer = caller.Call("ping", {});

  EXPECT_EQ(answer.error().kind, CallError::Kind::kNoAnswer);
  EXPECT_EQ(answer.error().Text(), "ping: " + url + ": nobody listens: connection refused");
}

TEST(Caller, TriesAgainAfterAPassingRefusal) {
  ScriptedServer server(
      {{{Answer("503 Service Unavailable"), Answer("502 Bad Gateway"), Answer("204 No Content")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 2, .clock = &clock});

  EXPECT_TRUE(caller.Call("ping", {}).has_value());

  EXPECT_THAT(clock.waits, ElementsAre(Duration(100), Duration(200)));
}

TEST(Caller, TriesAgainAfterNoAnswer) {
  ScriptedServer server({{{}, Talk::End::kDrop}, {{Answer("204 No Content")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 1, .clock = &clock});

  EXPECT_TRUE(caller.Call("ping", {}).has_value());
}

TEST(Caller, WaitsAsLongAsItIsTold) {
  ScriptedServer server(
      {{{Answer("429 Too Many Requests", "", "Retry-After: 9\r\n"), Answer("204 No Content")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 1, .clock = &clock});

  EXPECT_TRUE(caller.Call("ping", {}).has_value());

  EXPECT_THAT(clock.waits, ElementsAre(Duration(9'000)));
}

TEST(Caller, DoesNotWaitForHours) {
  ScriptedServer server({{{Answer("503 Service Unavailable", "", "Retry-After: 3600\r\n")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 5, .clock = &clock});

  EXPECT_EQ(caller.Call("ping", {}).error().status, 503);

  EXPECT_THAT(clock.waits, IsEmpty());
}

TEST(Caller, GivesTheLastAnswerWhenItsTriesAreUsedUp) {
  ScriptedServer server({{{Answer("503 Service Unavailable"), Answer("500 Oops")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 1, .clock = &clock});

  EXPECT_EQ(caller.Call("ping", {}).error().status, 500);
}

TEST(Caller, RepeatsAPostOnlyIfToldThatItMay) {
  ScriptedServer server(
      {{{Answer("503 Service Unavailable")}}, {{Answer("503 Service Unavailable"), Session()}}});
  JumpingClock clock;
  ClientOptions options{.transport = {.keep_alive = true}, .retries = 1, .clock = &clock};

  EXPECT_EQ(To(server, options).Call("log_in", {.json = kLogin}).error().status, 503);
  options.repeatable = {"log_in"};
  EXPECT_TRUE(To(server, options).Call("log_in", {.json = kLogin}).has_value());

  EXPECT_THAT(server.Heard(), SizeIs(3));
}

TEST(Caller, DoesNotTryARefusalAgain) {
  ScriptedServer server({{{Answer("401 Unauthorized")}}});
  JumpingClock clock;
  Caller caller = To(server, {.retries = 3, .repeatable = {"log_in"}, .clock = &clock});

  EXPECT_EQ(caller.Call("log_in", {.json = kLogin}).error().status, 401);

  EXPECT_THAT(server.Heard(), SizeIs(1));
}

}  // namespace
}  // namespace authmock
