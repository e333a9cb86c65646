// Nobody waits for a slow client, a late answer or an idle connection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <latch>
#include <string>
#include <utility>
#include <vector>

#include "mock_servers/core/echo_server.h"
#include "mock_servers/core/raw_client.h"
#include "mock_servers/core/server.h"

namespace authmock {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
// One worker: whoever held it would hold everybody.
constexpr ServerOptions kAlone{.workers = 1};

Duration Since(MonotonicTime start) {
  return std::chrono::duration_cast<Duration>(MonotonicNow() - start);
}

// A handler whose answers go out as `delivery` says, but for "/a".
Server::Handler Delivering(Delivery delivery, std::string body = "0123456789") {
  return [delivery, body](const Request& request) {
    if (request.target == "/a") return EchoServer::Echo(request);
    return Answer{.response = {.status = 200, .body = body}, .delivery = delivery};
  };
}

void ExpectServesOthers(const EchoServer& server) {
  RawClient other = server.Connect();
  other.Send(kGet);
  EXPECT_THAT(other.ReadAnswer(), EndsWith("GET /a "));
}

TEST(ServerPatience, ServesOthersBesideFiveHundredIdleConnections) {
  EchoServer server(kAlone);
  std::vector<RawClient> idle;
  for (int i = 0; i < 500; ++i) {
    idle.push_back(server.Connect());
    if (i % 2 == 0) continue;  // the others never said a word
    idle.back().Send(kGet);
    ASSERT_THAT(idle.back().ReadAnswer(), EndsWith("GET /a "));
  }

  for (int i = 0; i < 100; ++i) ExpectServesOthers(server);

  for (RawClient& client : idle) {
    client.Send(kGet);
    ASSERT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
  }
}

TEST(ServerPatience, ServesOthersWhileManySendSlowly) {
  EchoServer server(kAlone);
  std::vector<RawClient> slow;
  for (int i = 0; i < 100; ++i) slow.push_back(server.Connect());

  for (const char byte : kGet) {
    for (RawClient& client : slow) client.Send(std::string(1, byte));
    ExpectServesOthers(server);
  }

  for (RawClient& client : slow) EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
}

TEST(ServerPatience, EndsForARequestThatTakesTooLong) {
  EchoServer server({.workers = 1, .limits = {.request_time = 150ms}});
  RawClient client = server.Connect();
  const MonotonicTime start = MonotonicNow();

  client.Send("POST /slow HTTP/1.1\r\nHost: h\r\n");
  EXPECT_FALSE(client.Readable(80));
  client.Send("X: y\r\n");  // does not buy time

  EXPECT_THAT(client.ReadToClose(), AllOf(StartsWith("HTTP/1.1 408 "), EndsWith("too_slow")));
  EXPECT_THAT(Since(start), AllOf(testing::Ge(150ms), testing::Lt(5s)));
  EXPECT_THAT(server.Refusals(), ElementsAre("408 too_slow"));
  EXPECT_EQ(server.Partials()[0].target, "/slow");
}

TEST(ServerPatience, ClosesIdleConnectionsWithoutAWord) {
  EchoServer server({.limits = {.idle_time = 150ms}});
  RawClient silent = server.Connect();
  RawClient served = server.Connect();
  served.Send(kGet);
  EXPECT_THAT(served.ReadAnswer(), EndsWith("GET /a "));

  EXPECT_EQ(silent.ReadToClose(), "");
  EXPECT_EQ(served.ReadToClose(), "");
  EXPECT_THAT(server.Refusals(), IsEmpty());
}

TEST(ServerPatience, HoldsLateAnswersBackByTheMocksClock) {
  EchoServer server(kAlone, Delivering({.not_before = FromUnix(1'767'225'600) + 3s}));
  RawClient client = server.Connect();
  client.Send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");

  ExpectServesOthers(server);
  server.clock.Advance(2999ms);
  EXPECT_FALSE(client.Readable(50));
  server.clock.Advance(1ms);

  EXPECT_THAT(client.ReadAnswer(),
              AllOf(HasSubstr("Date: Thu, 01 Jan 2026 00:00:03 GMT"), EndsWith("0123456789")));
  client.Send(kGet);
  EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
}

TEST(ServerPatience, ReleasesLateAnswersInTheOrderOfTheirTimes) {
  EchoServer server(kAlone, [](const Request& request) {
    const Duration by(1000 * (request.target[1] - '0'));
    return Answer{.response = {.status = 200, .body = request.target},
                  .delivery = {.not_before = FromUnix(1'767'225'600) + by}};
  });
  RawClient second = server.Connect();
  second.Send("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_FALSE(second.Readable(20));
  RawClient first = server.Connect();
  first.Send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_FALSE(first.Readable(20));

  server.clock.Advance(1s);
  EXPECT_THAT(first.ReadAnswer(), EndsWith("/1"));
  EXPECT_FALSE(second.Readable(20));
  server.clock.Advance(1s);

  EXPECT_THAT(second.ReadAnswer(), EndsWith("/2"));
}

TEST(ServerPatience, TricklesABodyByTheMocksClock) {
  EchoServer server(kAlone, Delivering({.bytes_a_second = 2}));
  RawClient client = server.Connect();
  client.Send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");

  EXPECT_THAT(client.ReadUntil("\r\n\r\n"), HasSubstr("Content-Length: 10"));
  ExpectServesOthers(server);
  EXPECT_FALSE(client.Readable(20));
  server.clock.Advance(1500ms);
  EXPECT_EQ(client.Read(3), "012");
  EXPECT_FALSE(client.Readable(20));
  server.clock.Advance(3600s);

  EXPECT_EQ(client.Read(7), "3456789");
}

TEST(ServerPatience, CutsAnAnswerAndCloses) {
  EchoServer server(Delivering({.cut_after = 4}));

  const std::string answer = server.Converse("GET /cut HTTP/1.1\r\nHost: h\r\n\r\n");

  EXPECT_THAT(answer, AllOf(HasSubstr("Content-Length: 10\r\n"), EndsWith("\r\n\r\n0123")));
}

TEST(ServerPatience, ServesOthersWhileALargeAnswerIsReadSlowly) {
  const std::string large(32u << 20, 'x');
  EchoServer server(kAlone, Delivering({}, large));
  RawClient reader = server.Connect();
  reader.Send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(reader.Readable(5000));

  for (int i = 0; i < 10; ++i) ExpectServesOthers(server);

  const std::string answer = reader.ReadAnswer();
  EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, large.size());
}

TEST(ServerPatience, LeavesAClientThatTakesNothing) {
  EchoServer server({.workers = 1, .limits = {.idle_time = 150ms}},
                    Delivering({}, std::string(32u << 20, 'x')));
  RawClient reader = server.Connect();
  reader.Send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
  RawClient watch = server.Connect();
  EXPECT_EQ(watch.ReadToClose(), "");  // idle as long as the reader takes nothing
  RawClient longer = server.Connect();
  EXPECT_EQ(longer.ReadToClose(), "");

  EXPECT_LT(reader.ReadToClose().size(), 32u << 20);
}

TEST(ServerPatience, SurvivesClientsThatLeaveInTheMiddle) {
  ::signal(SIGPIPE, SIG_DFL);  // the library's server ignores it; ours must not depend on that
  EchoServer server(kAlone, Delivering({}, std::string(8u << 20, 'x')));
  for (int i = 0; i < 20; ++i) {
    RawClient leaver = server.Connect();
    leaver.Send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_TRUE(leaver.Readable(5000));
  }

  ExpectServesOthers(server);
}

TEST(ServerPatience, TellsACrowdBeyondTheLimit) {
  EchoServer server({.limits = {.connections = 2}});
  std::vector<RawClient> served;
  for (int i = 0; i < 2; ++i) {
    served.push_back(server.Connect());
    served.back().Send(kGet);
    EXPECT_THAT(served.back().ReadAnswer(), EndsWith("GET /a "));
  }

  EXPECT_THAT(server.Converse(kGet),
              AllOf(StartsWith("HTTP/1.1 503 "), EndsWith("too_many_connections")));
  EXPECT_THAT(server.Refusals(), ElementsAre("503 too_many_connections"));
  served.clear();

  // A freed place is seen as soon as the server has noticed.
  std::string answer;
  while (!answer.starts_with("HTTP/1.1 200 ")) {
    RawClient next = server.Connect();
    next.Send(kGet);
    answer = next.ReadAnswer();
    ASSERT_THAT(answer, testing::AnyOf(StartsWith("HTTP/1.1 200 "), StartsWith("HTTP/1.1 503 ")));
  }
}

}  // namespace
}  // namespace authmock
