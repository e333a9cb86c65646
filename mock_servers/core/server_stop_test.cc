// Stopping, starting again, and what is left behind.
#include <dirent.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <string>
#include <vector>

#include "mock_servers/core/echo_server.h"
#include "mock_servers/core/raw_client.h"
#include "mock_servers/core/server.h"

namespace authmock {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using testing::EndsWith;

constexpr std::string_view kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
// Stopping takes about a millisecond; a busy machine may be slower, a wait that runs out is not.
constexpr Duration kSoon{900};

Duration TimeToStop(EchoServer& server) {
  const MonotonicTime start = MonotonicNow();
  server->Stop();
  return std::chrono::duration_cast<Duration>(MonotonicNow() - start);
}

std::size_t OpenDescriptors() {
  std::size_t count = 0;
  DIR* const directory = ::opendir("/proc/self/fd");
  while (::readdir(directory) != nullptr) ++count;
  ::closedir(directory);
  return count;
}

TEST(ServerStop, ClosesIdleAndHalfHeardConnectionsAtOnce) {
  EchoServer server;
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) clients.push_back(server.Connect());
  for (int i = 0; i < 10; ++i) clients[i].Send(kGet);
  for (int i = 0; i < 10; ++i) EXPECT_THAT(clients[i].ReadAnswer(), EndsWith("GET /a "));
  clients[0].Send("GET /half");

  EXPECT_LT(TimeToStop(server), kSoon);

  for (RawClient& client : clients) EXPECT_TRUE(client.IsClosed());
  EXPECT_FALSE(server.Connect().connected());
}

TEST(ServerStop, FinishesWhatAHandlerHasBegun) {
  std::latch begun(1), may_end(1);
  EchoServer server([&](const Request& request) {
    begun.count_down();
    may_end.wait();
    return EchoServer::Echo(request);
  });
  RawClient client = server.Connect();
  client.Send(kGet);
  begun.wait();

  auto stopped = std::async(std::launch::async, [&] { return TimeToStop(server); });
  EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
  may_end.count_down();

  EXPECT_THAT(client.ReadToClose(), EndsWith("GET /a "));
  stopped.wait();
}

TEST(ServerStop, SendsALateAnswerAtOnce) {
  EchoServer server([](const Request& request) {
    Answer answer = EchoServer::Echo(request);
    answer.delivery.not_before = FromUnix(1'767'225'600) + std::chrono::hours(1);
    return answer;
  });
  RawClient client = server.Connect();
  client.Send(kGet);
  EXPECT_FALSE(client.Readable(50));

  EXPECT_LT(TimeToStop(server), kSoon);

  EXPECT_THAT(client.ReadToClose(), EndsWith("GET /a "));
}

TEST(ServerStop, DoesNotWaitForEverForAClientThatTakesNothing) {
  EchoServer server([](const Request&) {
    return Answer{.response = {.status = 200, .body = std::string(32u << 20, 'x')}};
  });
  RawClient client = server.Connect();
  client.Send(kGet);
  EXPECT_TRUE(client.Readable(5000));

  EXPECT_LT(TimeToStop(server), 5s);
}

TEST(ServerStop, FreesThePortAndMayBeRepeated) {
  EchoServer first;
  const int port = first->port();
  first->Stop();
  first->Stop();

  EchoServer second({.port = port});

  EXPECT_EQ(second->port(), port);
  EXPECT_EQ(first->port(), port);
}

TEST(ServerStop, LeavesNothingBehindAfterAThousandServers) {
  EchoServer().Connect();
  const std::size_t before = OpenDescriptors();

  for (int i = 0; i < 1000; ++i) {
    EchoServer server;
    RawClient client = server.Connect();
    if (i % 3 == 0) continue;
    client.Send(kGet);
    if (i % 3 == 1) {
      ASSERT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
    }
  }

  EXPECT_EQ(OpenDescriptors(), before);
}

// Asks until the server closes; returns how often it was answered.
int AskOn(RawClient client, std::latch& asked_once) {
  int answers = 0;
  while (client.Send(kGet)) {
    const std::string answer = client.ReadAnswer();
    if (answers == 0) asked_once.count_down();
    if (answer.empty()) break;
    EXPECT_THAT(answer, EndsWith("GET /a "));
    ++answers;
  }
  return answers;
}

TEST(ServerStop, AnswersEveryRequestThatAHandlerHasSeen) {
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> handled = 0;
    EchoServer server([&](const Request& request) {
      ++handled;
      return EchoServer::Echo(request);
    });
    std::latch all_ask(4);
    std::vector<std::future<int>> answers;
    for (int i = 0; i < 4; ++i) {
      answers.push_back(
          std::async(std::launch::async, [&] { return AskOn(server.Connect(), all_ask); }));
    }
    all_ask.wait();

    EXPECT_LT(TimeToStop(server), kSoon);

    int answered = 0;
    for (auto& count : answers) answered += count.get();
    EXPECT_EQ(answered, handled);
  }
}

// Processor time of this process, all threads.
Duration ProcessorTime() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) { return 1000 * time.tv_sec + time.tv_usec / 1000; };
  return Duration(of(usage.ru_utime) + of(usage.ru_stime));
}

TEST(ServerStop, NeitherSpinsNorForgetsWhenDescriptorsRunOut) {
  EchoServer server;
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  const int next = ::dup(0);
  ::close(next);
  const rlimit tight{.rlim_cur = static_cast<rlim_t>(next + 1), .rlim_max = limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &tight), 0);
  const Duration before = ProcessorTime();

  RawClient client = server.Connect();  // takes the last descriptor
  client.Send(kGet);
  EXPECT_FALSE(client.Readable(400));
  const Duration spent = ProcessorTime() - before;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);

  EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
  EXPECT_LT(spent, 200ms);
}

}  // namespace
}  // namespace authmock
