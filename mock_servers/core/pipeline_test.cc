#include "mock_servers/core/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "mock_servers/core/fake_provider.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = Fault::Kind;

constexpr Time kNewYear = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

// A pipeline of the fake provider, and what it journaled.
class PipelineTest : public ::testing::Test {
 protected:
  void Rebuild(MockOptions options) { parts_ = FakeParts(std::move(options)); }

  Answer Serve(Request request) { return Pipeline(*parts_).Serve(std::move(request)); }
  // The first answer with this fault planned.
  Answer ServeWith(std::string_view word, Request request) {
    parts_->faults.Plan("", {*Fault::Parse(word)});
    return Serve(std::move(request));
  }
  Exchange Last() { return *parts_->journal.Read().back(); }
  std::size_t Tokens() {
    return parts_->stage->Alone([](Provider& provider) { return provider.tokens().size(); });
  }

  std::unique_ptr<MockParts> parts_ = FakeParts();
};

TEST_F(PipelineTest, JournalsEverythingKnownOfAnExchange) {
  const Answer answer = Serve(LogInRequest());

  const Exchange exchange = Last();
  EXPECT_EQ(exchange.number, 1u);
  EXPECT_EQ(exchange.received_at, kNewYear);
  EXPECT_EQ(exchange.request.target, "/fake/login");
  ASSERT_TRUE(exchange.match);
  EXPECT_EQ(exchange.match.operation->id, "log_in");
  EXPECT_THAT(exchange.request_violations, IsEmpty());
  EXPECT_EQ(exchange.fault, "");
  EXPECT_EQ(exchange.response, answer.response);
  EXPECT_EQ(exchange.response.status, 200);
  EXPECT_THAT(exchange.response_violations, IsEmpty());
  EXPECT_FALSE(exchange.below);
}

TEST_F(PipelineTest, LetsTheProviderWordARequestThatBreaksTheContract) {
  Request request = LogInRequest();
  request.body = R"({"name": 7})";

  const Answer answer = Serve(std::move(request));

  EXPECT_EQ(answer.response.status, 401);
  EXPECT_THAT(Last().request_violations, SizeIs(2));
}

TEST_F(PipelineTest, LetsTheProviderWordUnknownPathsAndMethods) {
  EXPECT_EQ(Serve(GetRequest("/fake/nowhere")).response.status, 404);
  EXPECT_EQ(Serve(GetRequest("/fake/login")).response.status, 405);

  EXPECT_EQ(Last().request_violations.front().part, Part::kMethod);
}

TEST_F(PipelineTest, HasNoOperationOfTheOtherDialect) {
  EXPECT_EQ(Serve(GetRequest("/fake/old")).response.status, 404);

  MockOptions options = FakeOptions();
  options.dialect = "deployed";
  Rebuild(options);

  EXPECT_EQ(Serve(GetRequest("/fake/old")).response.status, 204);
}

TEST_F(PipelineTest, AnswersItsOwnMistakeWith500WhenStrict) {
  const Answer answer = Serve(GetRequest("/fake/lie"));

  EXPECT_EQ(answer.response.status, 500);
  EXPECT_THAT(TextAt(BodyOf(answer.response), "/detail"), HasSubstr("body"));
  EXPECT_THAT(TextAt(BodyOf(answer.response), "/broken/0/statement"),
              HasSubstr("openapi.json#/paths/~1lie"));
  EXPECT_THAT(Last().response_violations, SizeIs(1));
}

TEST_F(PipelineTest, JournalsItsOwnMistakeWhenNotStrict) {
  MockOptions options = FakeOptions();
  options.strict = false;
  Rebuild(options);

  const Answer answer = Serve(GetRequest("/fake/lie"));

  EXPECT_EQ(answer.response.status, 200);
  EXPECT_THAT(Last().response_violations, SizeIs(1));
}

TEST_F(PipelineTest, JournalsThatAPassWasDrawn) {
  EXPECT_EQ(ServeWith("pass", LogInRequest()).response.status, 200);

  EXPECT_EQ(Last().fault, "pass");
}

TEST_F(PipelineTest, RepliesInTheProvidersWordsInsteadOfActing) {
  const Answer answer = ServeWith("reply:503", LogInRequest());

  EXPECT_EQ(answer.response.status, 503);
  EXPECT_EQ(answer.response.body, "in our own words");
  EXPECT_EQ(Tokens(), 0u);
  EXPECT_EQ(Last().fault, "reply:503");
  EXPECT_THAT(Last().response_violations, IsEmpty());
}

TEST_F(PipelineTest, DropsBeforeTheProviderActs) {
  const Answer answer = ServeWith("drop_before", LogInRequest());

  EXPECT_TRUE(answer.response.IsNone());
  EXPECT_EQ(Tokens(), 0u);
}

TEST_F(PipelineTest, DropsAfterTheProviderActed) {
  const Answer answer = ServeWith("drop_after", LogInRequest());

  EXPECT_TRUE(answer.response.IsNone());
  EXPECT_EQ(Tokens(), 1u);
  EXPECT_EQ(Last().fault, "drop_after");
}

TEST_F(PipelineTest, CutsDelaysAndTricklesTheTrueAnswer) {
  const Answer cut = ServeWith("cut:3", LogInRequest());
  const Answer late = ServeWith("delay:3s", LogInRequest());
  const Answer slow = ServeWith("trickle:100", LogInRequest());

  EXPECT_EQ(cut.delivery.cut_after, 3u);
  EXPECT_EQ(late.delivery.not_before, kNewYear + Duration(3000));
  EXPECT_EQ(slow.delivery.bytes_a_second, 100u);
  for (const Answer& answer : {cut, late, slow}) EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(Tokens(), 3u);
}

TEST_F(PipelineTest, SpoilsABodySoThatItIsNoJsonAndHoldsItNotAgainstTheContract) {
  const Answer answer = ServeWith("spoil", LogInRequest());

  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(MediaType(answer.response.headers.Get("Content-Type")), "application/json");
  EXPECT_FALSE(ReadJson(answer.response.body).ok());
  EXPECT_EQ(Tokens(), 1u);
  EXPECT_EQ(Last().response.body, answer.response.body);
  EXPECT_THAT(Last().response_violations, IsEmpty());
}

TEST_F(PipelineTest, HoldsTheTrueAnswerAgainstTheContractAlsoWhenAFaultFollows) {
  const Answer answer = ServeWith("trickle:100", GetRequest("/fake/lie"));

  EXPECT_EQ(answer.response.status, 500);
  EXPECT_THAT(Last().response_violations, SizeIs(1));
}

TEST_F(PipelineTest, DrawsForTheOperationOnly) {
  parts_->faults.Plan("log_in", {{.kind = Kind::kReply, .status = 503}});

  EXPECT_EQ(Serve(GetRequest("/fake/me")).response.status, 401);
  EXPECT_EQ(Serve(LogInRequest()).response.status, 503);
  EXPECT_EQ(Serve(LogInRequest()).response.status, 200);
  EXPECT_EQ(parts_->faults.Left(), 0u);
}

TEST_F(PipelineTest, JournalsWhatTheHttpLayerRefusedInTheProvidersWords) {
  const Answer answer = Pipeline(*parts_).Refuse({.method = "GET", .target = "/fake/me"},
                                                 {.status = 431, .reason = "header_too_long"});

  EXPECT_EQ(answer.response.status, 431);
  EXPECT_EQ(answer.response.body, "header_too_long");
  EXPECT_TRUE(Last().below);
  EXPECT_FALSE(Last().match);
  EXPECT_EQ(Last().request.target, "/fake/me");
}

TEST_F(PipelineTest, HoldsAnUnreadableMessageAgainstItsSenderOnly) {
  Pipeline(*parts_).Refuse({}, {.status = 400, .reason = "bad_chunk"});
  ASSERT_EQ(Last().request_violations.size(), 1u);
  EXPECT_EQ(Last().request_violations[0].Text(),
            "message: http: expected a message that HTTP/1.1 can carry, got bad_chunk");

  Pipeline(*parts_).Refuse({}, {.status = 503, .reason = "too_many_connections"});
  EXPECT_THAT(Last().request_violations, ::testing::IsEmpty());
}

TEST_F(PipelineTest, TellsTheObserverOfEachNumberedExchange) {
  std::vector<std::uint64_t> seen;
  MockOptions options = FakeOptions();
  options.observer = [&seen](const Exchange& exchange) { seen.push_back(exchange.number); };
  Rebuild(options);

  Serve(LogInRequest());
  Serve(GetRequest("/elsewhere"));

  EXPECT_THAT(seen, ElementsAre(1, 2));
}

TEST_F(PipelineTest, GivesTheSameBytesForTheSameSeedWorldAndRequests) {
  const auto run = [this](std::uint64_t seed) {
    MockOptions options = FakeOptions();
    options.seed = seed;
    Rebuild(options);
    std::string bodies;
    for (int i = 0; i < 3; ++i) bodies += Serve(LogInRequest()).response.body;
    return bodies;
  };

  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1), run(2));
}

TEST_F(PipelineTest, ReadsNoBodyOfAnOperationThatTakesNone) {
  Request request = GetRequest("/fake/me", "no token");
  request.body = "{{{{ no JSON";

  EXPECT_EQ(Serve(std::move(request)).response.status, 401);
  EXPECT_THAT(Last().request_violations, IsEmpty());
}

}  // namespace
}  // namespace authmock
