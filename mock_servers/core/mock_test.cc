// A mock from end to end, over sockets.
#include "mock_servers/core/mock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "mock_servers/core/fake_provider.h"
#include "mock_servers/core/mock_server.h"
#include "mock_servers/core/raw_client.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string Bytes(const Request& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const Header& line : request.headers) bytes += line.name + ": " + line.value + "\r\n";
  if (!request.body.empty()) {
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return bytes + "\r\n" + request.body;
}

std::string Ask(MockServer& server, const Request& request) {
  RawClient client(server.mock().port());
  client.Send(Bytes(request));
  return client.ReadAnswer();
}

Request ControlPost(std::string path, std::string body) {
  return {.method = "POST",
          .target = "/__mock__" + std::move(path),
          .headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}},
          .body = std::move(body)};
}

Result<std::unique_ptr<Mock>> StartFake(const MockOptions& options) {
  return Mock::Start(FakeEntry(), options);
}

std::string StartError(const MockOptions& options) {
  const auto mock = StartFake(options);
  return mock ? "none" : mock.error().Text();
}

TEST(Mock, AnswersOnItsPortAndKnowsItsAddress) {
  MockServer server = MockServer::Start(FakeEntry());

  EXPECT_THAT(Ask(server, LogInRequest()), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(server.base_url(),
            "http://127.0.0.1:" + std::to_string(server.mock().port()) + "/fake");
  EXPECT_THAT(server.control_url(), EndsWith("/__mock__"));
  EXPECT_EQ(server.mock().provider(), "fake");
  EXPECT_EQ(server.Journal().CountOf("log_in"), 1u);
}

TEST(Mock, PointsAtWhatIsWrongInAWorld) {
  MockOptions options = FakeOptions();
  options.world_name = "my/world.json";
  options.world = Json{{"users", Json::array({{{"name", 7}, {"password", "x"}}})}};

  EXPECT_EQ(StartError(options), "my/world.json#/users/0/name: expected a string, got an integer");
}

TEST(Mock, PointsAtWhatOnlyTheProviderSeesInAWorld) {
  MockOptions options = FakeOptions();
  const Json ann = {{"name", "ann"}, {"password", "x"}};
  options.world = Json{{"users", Json::array({ann, ann})}};

  EXPECT_EQ(StartError(options), "world.json#/users/1/name: \"ann\" stands twice");
}

TEST(Mock, NamesAnUnknownDialectAndTheKnownOnes) {
  MockOptions options = FakeOptions();
  options.dialect = "deployed@3.0";

  EXPECT_THAT(StartError(options), AllOf(HasSubstr("deployed@3.0"), HasSubstr("deployed@2.0")));
}

TEST(Mock, SaysThatItsPortIsTaken) {
  MockServer holder = MockServer::Start(FakeEntry());
  MockOptions options = FakeOptions();
  options.server.port = holder.mock().port();

  EXPECT_THAT(StartError(options), HasSubstr(std::to_string(holder.mock().port())));
}

TEST(Mock, SaysThatItsJournalCannotBeWritten) {
  MockOptions options = FakeOptions();
  options.journal_file = "/nowhere/run.jsonl";

  EXPECT_THAT(StartError(options), StartsWith("/nowhere/run.jsonl: "));
}

TEST(Mock, LeavesControlPathsToTheProviderWhenControlIsOff) {
  MockOptions options = FakeOptions();
  options.control = false;
  MockServer server = MockServer::Start(FakeEntry(), options);

  EXPECT_THAT(Ask(server, GetRequest("/__mock__/health")), StartsWith("HTTP/1.1 404"));
  EXPECT_EQ(server.Journal().total(), 1u);
}

TEST(Mock, JournalsMessagesThatAreNoRequests) {
  MockServer server = MockServer::Start(FakeEntry());
  RawClient client(server.mock().port());

  client.Send("GET /fake/me HTTP/1.1\r\nHost: x\r\nbroken line\r\n\r\n");

  EXPECT_THAT(client.ReadAnswer(), StartsWith("HTTP/1.1 400"));
  const auto exchanges = server.Journal().Read();
  ASSERT_EQ(exchanges.size(), 1u);
  EXPECT_TRUE(exchanges[0]->below);
}

TEST(Mock, AnswersABrokenControlMessageWithAProblemAndDoesNotJournalIt) {
  MockServer server = MockServer::Start(FakeEntry());
  RawClient client(server.mock().port());

  client.Send("GET /__mock__/health HTTP/1.1\r\nHost: x\r\nbroken line\r\n\r\n");

  EXPECT_THAT(client.ReadAnswer(),
              AllOf(StartsWith("HTTP/1.1 400"), HasSubstr("application/problem+json")));
  EXPECT_EQ(server.Journal().total(), 0u);
}

TEST(Mock, CanBeSteeredWhileFaultsHoldMoreAnswersThanThereAreThreads) {
  MockServer server = MockServer::Start(FakeEntry());
  std::vector<RawClient> waiting;
  for (int i = 0; i < 8; ++i) {
    server.Faults().On("log_in").Delay(std::chrono::hours(1));
    waiting.emplace_back(server.mock().port());
    waiting.back().Send(Bytes(LogInRequest()));
  }
  while (server.Journal().total() < waiting.size()) std::this_thread::yield();

  const std::string moved = Ask(server, ControlPost("/clock", R"({"advance": "2h"})"));

  EXPECT_THAT(moved, StartsWith("HTTP/1.1 200"));
  for (RawClient& client : waiting) {
    EXPECT_THAT(client.ReadAnswer(), StartsWith("HTTP/1.1 200"));
  }
}

TEST(Mock, ServesRequestsAndControlAtOnceWithoutLosingAnExchange) {
  constexpr int kThreads = 4;
  constexpr int kEach = 25;
  MockServer server = MockServer::Start(FakeEntry());
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&server] {
        RawClient client(server.mock().port());
        for (int j = 0; j < kEach; ++j) {
          client.Send(Bytes(LogInRequest()));
          EXPECT_THAT(client.ReadAnswer(), StartsWith("HTTP/1.1 200"));
        }
      });
    }
    threads.emplace_back([&server] {
      for (int j = 0; j < kEach; ++j) {
        Ask(server, GetRequest("/__mock__/world"));
        Ask(server, GetRequest("/__mock__/metrics"));
        Ask(server, GetRequest("/__mock__/journal"));
        Ask(server, ControlPost("/clock", R"({"advance": "1ms"})"));
        Ask(server, ControlPost("/states",
                                R"({"state": "password_is", "params": {"password": "secret"}})"));
      }
    });
  }

  EXPECT_EQ(server.Journal().total(), static_cast<std::uint64_t>(kThreads * kEach));
  EXPECT_EQ(server.Journal().Read().back()->number, static_cast<std::uint64_t>(kThreads * kEach));
}

TEST(Mock, IsResetAmongRequestsWithoutABrokenAnswer) {
  MockServer server = MockServer::Start(FakeEntry());
  std::jthread resets([&server](std::stop_token stop) {
    while (!stop.stop_requested()) Ask(server, ControlPost("/reset", "{}"));
  });
  RawClient client(server.mock().port());

  for (int i = 0; i < 50; ++i) {
    client.Send(Bytes(LogInRequest()));
    EXPECT_THAT(client.ReadAnswer(), StartsWith("HTTP/1.1 200"));
  }
}

TEST(Mock, StopsTheMocksStartedThroughIt) {
  MockServer server = MockServer::Start(FakeEntry());
  const std::string answer = Ask(server, ControlPost("/mocks", "{}"));
  const std::size_t body = answer.find("\r\n\r\n") + 4;
  const std::string url = TextAt(ReadJson(answer.substr(body)).value(), "/base_url");
  const int port = std::stoi(url.substr(url.rfind(':') + 1));
  ASSERT_TRUE(RawClient(port).connected());

  server.mock().Stop();

  EXPECT_FALSE(RawClient(port).connected());
}

TEST(Mock, ResetsAndSetsUpFromCpp) {
  MockServer server = MockServer::Start(FakeEntry());

  ASSERT_TRUE(server.mock().SetUp("no_users", Json::object()));
  EXPECT_THAT(Ask(server, LogInRequest()), StartsWith("HTTP/1.1 401"));
  ASSERT_TRUE(server.mock().Reset());
  EXPECT_THAT(Ask(server, LogInRequest()), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(server.mock().SetUp("nonsense", Json::object()).error().what,
              HasSubstr("\"nonsense\""));
}

TEST(MockServer, PlansFaultsAsASentence) {
  MockServer server = MockServer::Start(FakeEntry());

  server.Faults().On("log_in").Reply(503).Then().Pass();

  EXPECT_THAT(Ask(server, LogInRequest()), StartsWith("HTTP/1.1 503"));
  EXPECT_THAT(Ask(server, LogInRequest()), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(server.Faults().Left(), 0u);
}

TEST(MockServer, HasAWordForEachFault) {
  MockServer server = MockServer::Start(FakeEntry());
  server.Faults().DropBefore().DropAfter().Cut(1).Spoil().Delay(Duration(1500)).Trickle(9);

  std::string words;
  for (const FaultPlan& plan : server.mock().faults().Plans()) {
    words += plan.left.front().Text() + " ";
  }

  EXPECT_EQ(words, "drop_before drop_after cut:1 spoil delay:1500ms trickle:9 ");
}

TEST(MockServer, StandsAtNewYearUntilItsClockIsMoved) {
  MockServer server = MockServer::Start(FakeEntry());

  server.Clock().Advance(std::chrono::hours(1));

  EXPECT_EQ(FormatRfc3339(server.mock().clock().Now()), "2026-01-01T01:00:00Z");
}

TEST(MockServerDeathTest, EndsTheTestProgramWithTheReasonWhenItCannotStart) {
  MockOptions options = FakeOptions();
  options.dialect = "spoken";

  EXPECT_DEATH(MockServer::Start(FakeEntry(), options), "spoken");
}

TEST(ParseClockChoice, ReadsWhereAClockBegins) {
  EXPECT_EQ(*ParseClockChoice("system"), std::nullopt);
  EXPECT_EQ(**ParseClockChoice("virtual@1970-01-01T00:00:00Z"), Time());
  EXPECT_TRUE(ParseClockChoice("virtual")->has_value());
  EXPECT_THAT(ParseClockChoice("sundial").error().what, HasSubstr("\"sundial\""));
}

}  // namespace
}  // namespace authmock
