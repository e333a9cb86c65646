#include "mock_servers/core/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "mock_servers/core/echo_server.h"
#include "mock_servers/core/raw_client.h"

namespace authmock {
namespace {

using std::string_literals::operator""s;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string Get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n";
}

TEST(Server, AnswersWithTheResponseAndTheDateOfTheMocksClock) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send("POST /a?b=%2f HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz");

  EXPECT_EQ(client.ReadAnswer(),
            "HTTP/1.1 200 OK\r\nX: 1\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
            "Content-Length: 17\r\n\r\nPOST /a?b=%2f xyz");
}

TEST(Server, HandsTheRequestOverAsItCame) {
  Request seen;
  EchoServer server([&](Request request) {
    seen = request;
    return EchoServer::Echo(request);
  });

  server.Converse("pUt /%00 HTTP/1.0\r\nA: %41\r\nb:\r\nA:  2 \r\nContent-Length: 2\r\n\r\n\0\n"s);

  EXPECT_EQ(seen.method, "pUt");
  EXPECT_EQ(seen.target, "/%00");
  EXPECT_EQ(seen.version, "HTTP/1.0");
  EXPECT_EQ(seen.headers, (Headers{{"A", "%41"}, {"b", ""}, {"A", "2"}, {"Content-Length", "2"}}));
  EXPECT_EQ(seen.body, "\0\n"s);
  EXPECT_EQ(seen.client_address, "127.0.0.1");
}

TEST(Server, ServesManyRequestsOnOneConnection) {
  EchoServer server;
  RawClient client = server.Connect();

  for (int i = 0; i < 200; ++i) {
    client.Send(Get("/" + std::to_string(i)));
    ASSERT_THAT(client.ReadAnswer(), EndsWith("GET /" + std::to_string(i) + " "));
  }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  EchoServer server;
  RawClient client = server.Connect();
  std::string requests;
  for (int i = 0; i < 100; ++i) requests += Get("/" + std::to_string(i));

  client.Send(requests);

  for (int i = 0; i < 100; ++i) {
    ASSERT_THAT(client.ReadAnswer(), EndsWith("GET /" + std::to_string(i) + " "));
  }
}

TEST(Server, LosesWhatWasPipelinedBehindADroppedConnection) {
  EchoServer server([](const Request& request) {
    return request.target == "/drop" ? Answer{} : EchoServer::Echo(request);
  });

  const std::string answers = server.Converse(Get("/first") + Get("/drop") + Get("/lost"));

  EXPECT_THAT(answers, AllOf(EndsWith("GET /first "), Not(HasSubstr("/lost"))));
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  EchoServer server;
  RawClient client = server.Connect();

  for (const char byte : Get("/a") + "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nxy") {
    client.Send(std::string(1, byte));
  }

  EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /a "));
  EXPECT_THAT(client.ReadAnswer(), EndsWith("POST /b xy"));
}

TEST(Server, JoinsChunksAndGoesOnBehindThem) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc");
  client.Send("\r\n0\r\n\r\n" + Get("/b"));

  EXPECT_THAT(client.ReadAnswer(), EndsWith("POST /a abc"));
  EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /b "));
}

TEST(Server, PassesEveryMethodOn) {
  EchoServer server;

  for (const std::string method : {"TRACE", "LINK", "post", "CONNECT", "OPTIONS"}) {
    RawClient client = server.Connect();
    client.Send(method + " /a HTTP/1.1\r\nHost: h\r\n\r\n");

    EXPECT_THAT(client.ReadAnswer(), EndsWith(method + " /a "));
  }
}

TEST(Server, TellsHeadTheLengthOnly) {
  EchoServer server;

  const std::string answer =
      server.Converse("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(answer, AllOf(HasSubstr("Content-Length: 8\r\n"), EndsWith("\r\n\r\n")));
}

TEST(Server, ClosesWhenTheClientWantsTo) {
  EchoServer server;

  for (const std::string line : {"Connection: close\r\n", "connection: x, CLOSE\r\n"}) {
    EXPECT_THAT(server.Converse(Get("/a", line)), HasSubstr("\r\nConnection: close\r\n"));
  }
}

TEST(Server, KeepsHttp10OpenOnlyWhenAsked) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  EXPECT_THAT(client.ReadAnswer(), HasSubstr("\r\nConnection: keep-alive\r\n"));
  client.Send("GET /b HTTP/1.0\r\n\r\n");

  EXPECT_THAT(client.ReadToClose(), AllOf(HasSubstr("Connection: close"), EndsWith("/b ")));
}

TEST(Server, SendsAnInterimAnswerToWhoWaitsForIt) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send("POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.Send("xy");

  EXPECT_THAT(client.ReadAnswer(), EndsWith("POST /a xy"));
}

TEST(Server, RefusesWhatItCannotReadThenCloses) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"GET / HTTP/1.1\r\n\r\n", "400 missing_host"},
      {"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400 malformed_host"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400 many_hosts"},
      {"GET / HTTP/2.0\r\nHost: h\r\n\r\n", "505 unsupported_version"},
      {"GET  / HTTP/1.1\r\nHost: h\r\n\r\n", "400 bad_request_line"},
      {"GET / HTTP/1.1\nHost: h\n\n", "400 bad_line_end"},
      {Get("/", "X : 1\r\n"), "400 bad_header"},
      {Get("/", "X: 1\r\n 2\r\n"), "400 folded_header"},
      {Get("/", "Content-Length: 1\r\nContent-Length: 2\r\n"), "400 conflicting_length"},
      {Get("/", "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), "400 conflicting_length"},
      {Get("/", "Content-Length: -1\r\n"), "400 bad_content_length"},
      {Get("/", "Transfer-Encoding: gzip, chunked\r\n"), "501 unknown_transfer_coding"},
      {Get("/", "Expect: tea\r\n"), "417 unmet_expectation"},
      {Get("/", "Transfer-Encoding: chunked\r\n") + "z\r\n", "400 bad_chunk"},
      {"\x16\x03\x01", "400 bad_request_line"},
  };
  for (const auto& [bytes, refusal] : refused) {
    EchoServer server;

    const std::string answer = server.Converse(bytes + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");

    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + refusal.substr(0, 3))) << bytes;
    EXPECT_THAT(answer, HasSubstr("Connection: close")) << bytes;
    EXPECT_THAT(answer, EndsWith("\r\n\r\n" + refusal.substr(4))) << bytes;
    EXPECT_THAT(server.Refusals(), ElementsAre(refusal)) << bytes;
  }
}

TEST(Server, ShowsTheRefuserWhatCouldBeRead) {
  EchoServer server;

  server.Converse(Get("/a?b", "X: 1\r\nbad line\r\n"));

  ASSERT_THAT(server.Partials(), testing::SizeIs(1));
  const Request partial = server.Partials()[0];
  EXPECT_EQ(partial.method, "GET");
  EXPECT_EQ(partial.target, "/a?b");
  EXPECT_EQ(partial.headers, (Headers{{"Host", "h"}, {"X", "1"}}));
  EXPECT_EQ(partial.client_address, "127.0.0.1");
}

TEST(Server, RefusesWhatIsTooLong) {
  EchoServer server(
      {.limits = {
           .request_line_bytes = 100, .header_bytes = 200, .header_lines = 3, .body_bytes = 10}});

  EXPECT_THAT(server.Converse(Get("/" + std::string(100, 'x'))), StartsWith("HTTP/1.1 414 "));
  EXPECT_THAT(server.Converse(Get("/", "X: " + std::string(200, 'x') + "\r\n")),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(server.Converse(Get("/", "A: 1\r\nB: 1\r\nC: 1\r\n")), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(server.Converse(Get("/", "Content-Length: 11\r\n")), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(server.Converse(Get("/", "Transfer-Encoding: chunked\r\n") + "b\r\n"),
              StartsWith("HTTP/1.1 413 "));
}

TEST(Server, GetsARefusalThroughToAClientThatStillSends) {
  EchoServer server({.limits = {.body_bytes = 10}});
  RawClient client = server.Connect();

  client.Send(Get("/", "Content-Length: 4000000\r\n"));
  client.Send(std::string(4'000'000, 'x'));

  EXPECT_THAT(client.ReadToClose(), EndsWith("body_too_large"));
}

TEST(Server, AnswersAClientThatHasFinishedSending) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send(Get("/a") + Get("/b"));
  client.FinishSending();

  EXPECT_THAT(client.ReadToClose(), AllOf(HasSubstr("GET /a "), EndsWith("GET /b ")));
  EXPECT_THAT(server.Refusals(), IsEmpty());
}

TEST(Server, RefusesAMessageThatEndsEarly) {
  EchoServer server;
  RawClient client = server.Connect();

  client.Send(Get("/", "Content-Length: 5\r\n") + "ab");
  client.FinishSending();

  EXPECT_THAT(client.ReadToClose(), EndsWith("incomplete_message"));
  EXPECT_THAT(server.Refusals(), ElementsAre("400 incomplete_message"));
}

TEST(Server, ConfessesAResponseThatWouldInjectHeaders) {
  EchoServer server([](const Request&) {
    return Answer{.response = {.status = 200, .headers = {{"Location", "/\r\nSet-Cookie: a=b"}}}};
  });

  const std::string answer = server.Converse(Get("/", "Connection: close\r\n"));

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
}

TEST(Server, ListensOnIpv6) {
  EchoServer server({.bind = "::1"});
  RawClient client(server->port(), "::1");

  client.Send(Get("/six"));

  EXPECT_THAT(client.ReadAnswer(), EndsWith("GET /six "));
}

std::string ErrorOf(const ServerOptions& options) {
  VirtualClock clock(FromUnix(0));
  const auto server = Server::Start(options, clock, EchoServer::Echo,
                                    [](Request, int, std::string_view) { return Answer{}; });
  return server ? "started" : server.error().Text();
}

TEST(Server, SaysWhoHasATakenPortAndWhatToDo) {
  EchoServer first;
  const std::string port = std::to_string(first->port());

  EXPECT_EQ(ErrorOf({.port = first->port()}),
            "cannot listen on 127.0.0.1:" + port + ": the port is taken. `ss -ltnp 'sport = :" +
                port + "'` shows by whom; `--port 0` takes a free one");
}

TEST(Server, SaysWhatIsWrongWithAnAddress) {
  EXPECT_EQ(ErrorOf({.bind = "192.0.2.1"}),
            "cannot listen on 192.0.2.1:0: \"192.0.2.1\" is no address of this machine; "
            "127.0.0.1, ::1 and 0.0.0.0 usually are");
  EXPECT_THAT(ErrorOf({.bind = "no such host"}), HasSubstr("is no address of this machine"));
  EXPECT_EQ(ErrorOf({.port = 65536}), "port 65536 is not between 0 and 65535");
  EXPECT_EQ(ErrorOf({.port = -1}), "port -1 is not between 0 and 65535");
}

}  // namespace
}  // namespace authmock
