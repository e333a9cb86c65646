#include "client/core/transport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/scripted_server.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

Transport To(const ScriptedServer& server, TransportOptions options = {}) {
  return Transport(BaseUrl::Parse(server.url()).value(), std::move(options));
}

Request Get(std::string target = "/") { return {.method = "GET", .target = std::move(target)}; }

std::string ErrorOf(const Result<Response>& result) {
  return result ? "no error" : result.error().Text();
}

// The host of a URL at which nothing listens: its server has just gone.
std::string DeadUrl() { return ScriptedServer({}).url(); }

TEST(Transport, AddsHostAndLength) {
  ScriptedServer server({{{kOk}}});

  const auto answer = To(server).Send(
      {.method = "POST", .target = "/a?b", .headers = {{"X-One", "1"}}, .body = "hello"});

  EXPECT_EQ(answer.value().body, "ok");
  EXPECT_THAT(server.Heard(), ElementsAre("POST /a?b HTTP/1.1\r\nHost: " + server.url().substr(7) +
                                          "\r\nX-One: 1\r\nContent-Length: 5\r\n\r\nhello"));
}

TEST(Transport, SendsAnExactRequestAsItStands) {
  ScriptedServer server({{{kOk}}});

  const auto answer = To(server).SendExact(
      {.method = "pOsT",
       .target = "/%7e//x?%41",
       .version = "HTTP/1.0",
       .headers = {{"b", "2"}, {"A", "%20"}, {"b", ""}, {"Content-Length", "1"}},
       .body = "x"});

  ASSERT_TRUE(answer.has_value());
  EXPECT_THAT(server.Heard(), ElementsAre("pOsT /%7e//x?%41 HTTP/1.0\r\nb: 2\r\nA: %20\r\nb: \r\n"
                                          "Content-Length: 1\r\n\r\nx"));
}

TEST(Transport, SendsAChunkedBodyInOneChunk) {
  ScriptedServer server({{{kOk}}});

  const auto answer = To(server).Send({.method = "POST",
                                       .target = "/",
                                       .headers = {{"Transfer-Encoding", "chunked"}},
                                       .body = "hello world!!!!!"});

  ASSERT_TRUE(answer.has_value());
  EXPECT_THAT(server.Heard(),
              ElementsAre(HasSubstr("\r\n\r\n10\r\nhello world!!!!!\r\n0\r\n\r\n")));
}

TEST(Transport, KeepsHeaderValuesAsTheyCame) {
  ScriptedServer server(
      {{{"HTTP/1.1 200 OK\r\nSet-Cookie: s=a%2Fb\r\nx-Empty:\r\n"
         "Set-Cookie:  t=\"1\" \r\nContent-Length: 0\r\n\r\n"}}});

  const auto answer = To(server).Send(Get());

  EXPECT_EQ(answer.value().headers, (Headers{{"Set-Cookie", "s=a%2Fb"},
                                             {"x-Empty", ""},
                                             {"Set-Cookie", "t=\"1\""},
                                             {"Content-Length", "0"}}));
}

TEST(Transport, UsesAConnectionAgain) {
  ScriptedServer server({{{kOk, kOk}}});
  Transport transport = To(server);

  ASSERT_TRUE(transport.Send(Get()).has_value());
  ASSERT_TRUE(transport.Send(Get()).has_value());

  EXPECT_THAT(server.Peers(), SizeIs(1));
}

TEST(Transport, OpensANewConnectionEachTimeIfToldSo) {
  ScriptedServer server({{{kOk}}, {{kOk}}});
  Transport transport = To(server, {.keep_alive = false});

  ASSERT_TRUE(transport.Send(Get()).has_value());
  ASSERT_TRUE(transport.Send(Get()).has_value());

  EXPECT_THAT(server.Heard(), ElementsAre(HasSubstr("Connection: close\r\n"), testing::_));
}

TEST(Transport, ReplacesAConnectionThatTheServerClosedMeanwhile) {
  ScriptedServer server({{{kOk}}, {{kOk}}});
  Transport transport = To(server);
  ASSERT_TRUE(transport.Send(Get()).has_value());
  server.AwaitEnded(1);

  const auto second = transport.Send({.method = "POST", .target = "/"});

  EXPECT_TRUE(second.has_value()) << second.error().Text();
  EXPECT_THAT(server.Heard(), SizeIs(2));
}

TEST(Transport, DoesNotTakeALeftoverForAnAnswer) {
  const std::string timeout = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
  ScriptedServer server({{{kOk + timeout}}, {{kOk}}});
  Transport transport = To(server);
  ASSERT_TRUE(transport.Send(Get()).has_value());

  EXPECT_EQ(transport.Send(Get()).value().status, 200);
}

TEST(Transport, RepeatsAnIdempotentRequestThatAKeptConnectionLost) {
  ScriptedServer server({{{kOk}, Talk::End::kReset}, {{kOk}}});
  Transport transport = To(server);
  ASSERT_TRUE(transport.Send(Get()).has_value());

  EXPECT_TRUE(transport.Send(Get("/again")).has_value());

  EXPECT_THAT(server.Heard(),
              ElementsAre(testing::_, StartsWith("GET /again"), StartsWith("GET /again")));
}

TEST(Transport, NeverSendsAPostTwice) {
  ScriptedServer server({{{kOk}, Talk::End::kReset}, {{kOk}}});
  Transport transport = To(server);
  ASSERT_TRUE(transport.Send(Get()).has_value());

  const auto second = transport.Send({.method = "POST", .target = "/"});

  EXPECT_EQ(ErrorOf(second), server.url() + ": the connection closed without an answer");
  EXPECT_THAT(server.Heard(), SizeIs(2));
}

TEST(Transport, TakesAnOrderlyCloseForTheAnswerItIs) {
  ScriptedServer server({{{kOk}, Talk::End::kDrop}, {{kOk}}});
  Transport transport = To(server);
  ASSERT_TRUE(transport.Send(Get()).has_value());

  EXPECT_EQ(ErrorOf(transport.Send(Get())),
            server.url() + ": the connection closed without an answer");
}

TEST(Transport, TellsADropFromABrokenAnswer) {
  ScriptedServer server(
      {{{}, Talk::End::kDrop},
       {{"HTTP/1.1 200 OK\r\nContent-Length: 211\r\n\r\n" + std::string(64, 'x')}}});
  Transport transport = To(server);

  const auto dropped = transport.SendExact(Get());
  const auto cut = transport.SendExact(Get());

  EXPECT_TRUE(dropped.value().response.IsNone());
  EXPECT_EQ(dropped.value().broken, "");
  EXPECT_EQ(cut.value().response.status, 200);
  EXPECT_EQ(cut.value().response.body, std::string(64, 'x'));
  EXPECT_EQ(cut.value().broken, "ended after 64 of 211 bytes");
}

TEST(Transport, SaysWhatIsWrongWithAnAnswer) {
  ScriptedServer server(
      {{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123"}}, {{"SSH-2.0\r\n\r\n"}}});
  Transport transport = To(server);

  EXPECT_EQ(ErrorOf(transport.Send(Get())), server.url() + ": the answer ended after 3 of 9 bytes");
  EXPECT_EQ(ErrorOf(transport.Send(Get())),
            server.url() + ": the answer is no answer of HTTP/1: it begins with \"SSH-2.0\"");
}

TEST(Transport, SaysThatNobodyListens) {
  const std::string url = DeadUrl();

  EXPECT_EQ(ErrorOf(Transport(BaseUrl::Parse(url).value()).Send(Get())),
            url + ": nobody listens: connection refused");
}

TEST(Transport, SaysThatTheHostIsNotKnown) {
  EXPECT_THAT(ErrorOf(Transport(BaseUrl::Parse("http://nowhere.invalid").value()).Send(Get())),
              StartsWith("http://nowhere.invalid: the host nowhere.invalid is not known: "));
}

TEST(Transport, GivesUpWhenTheAnswerIsLate) {
  ScriptedServer server({{{}, Talk::End::kHold}});

  EXPECT_EQ(ErrorOf(To(server, {.timeout = Duration(30)}).Send(Get())),
            server.url() + ": no whole answer within 30 ms");
}

TEST(Transport, GivesUpWhenTheAnswerIsTooLong) {
  ScriptedServer server({{{kOk}}});

  EXPECT_EQ(ErrorOf(To(server, {.max_answer_bytes = 20}).Send(Get())),
            server.url() + ": the answer is longer than 20 bytes");
}

TEST(Transport, SendsFromTheAddressItIsTold) {
  ScriptedServer server({{{kOk}}, {{kOk}}});

  ASSERT_TRUE(To(server, {.from = "127.0.0.7"}).Send(Get()).has_value());
  ASSERT_TRUE(To(server).Send(Get()).has_value());

  EXPECT_THAT(server.Peers(), ElementsAre("127.0.0.7", "127.0.0.1"));
}

TEST(Transport, SaysWhyItCannotSendFromAnAddress) {
  ScriptedServer server({});

  EXPECT_EQ(ErrorOf(To(server, {.from = "me"}).Send(Get())),
            server.url() + ": cannot be reached from me: no IP address");
  EXPECT_EQ(
      ErrorOf(To(server, {.from = "192.0.2.1"}).Send(Get())),
      server.url() + ": cannot be reached from 192.0.2.1, which is no address of this machine");
}

TEST(Transport, SendsNoLineThatWouldBecomeTwo) {
  ScriptedServer server({});

  EXPECT_EQ(ErrorOf(To(server).Send(
                {.method = "GET", .target = "/", .headers = {{"X-A", "1\r\nX-B: 2"}}})),
            server.url() + ": the header X-A holds a line break");
  EXPECT_EQ(ErrorOf(To(server).Send(Get("/ HTTP/1.1\r\nX-B: 2"))),
            server.url() + ": the request line holds a line break");
}

TEST(Transport, SpeaksTlsWithAServerItTrusts) {
  ScriptedServer server({{{kOk, kOk}}}, /*tls=*/true);
  Transport transport = To(server, {.ca_file = server.ca_file()});

  EXPECT_EQ(transport.Send(Get()).value().body, "ok");
  EXPECT_EQ(transport.Send(Get()).value().body, "ok");

  EXPECT_THAT(server.Peers(), SizeIs(1));
}

TEST(Transport, ReplacesATlsConnectionThatTheServerClosedMeanwhile) {
  ScriptedServer server({{{kOk}}, {{kOk}}}, /*tls=*/true);
  Transport transport = To(server, {.ca_file = server.ca_file()});
  ASSERT_TRUE(transport.Send(Get()).has_value());
  server.AwaitEnded(1);

  EXPECT_TRUE(transport.Send({.method = "POST", .target = "/"}).has_value());
}

TEST(Transport, TrustsNoStranger) {
  ScriptedServer server({{{kOk}}}, /*tls=*/true);

  EXPECT_EQ(ErrorOf(To(server).Send(Get())),
            server.url() +
                ": its certificate is not one this client trusts for 127.0.0.1; name the "
                "authority that signed it as ca_file");
}

TEST(Transport, TrustsACertificateForItsOwnHostOnly) {
  ScriptedServer server({{{kOk}}}, /*tls=*/true);
  BaseUrl url = BaseUrl::Parse(server.url()).value();
  url.host = "localhost";

  EXPECT_THAT(ErrorOf(Transport(url, {.ca_file = server.ca_file()}).Send(Get())),
              HasSubstr("is not one this client trusts for localhost"));
}

TEST(Transport, SaysThatAPlainServerSpeaksNoTls) {
  ScriptedServer server({{{}, Talk::End::kClose}});
  BaseUrl url = BaseUrl::Parse(server.url()).value();
  url.scheme = "https";

  EXPECT_THAT(ErrorOf(Transport(url).Send(Get())), HasSubstr("speaks no TLS"));
}

TEST(Transport, SaysWhichAuthoritiesItCannotRead) {
  ScriptedServer server({{{kOk}}}, /*tls=*/true);

  EXPECT_THAT(ErrorOf(To(server, {.ca_file = "/nowhere.pem"}).Send(Get())),
              HasSubstr("no certificate authorities could be read from /nowhere.pem"));
}

TEST(SendRaw, SendsBytesAndTakesAllThatComesBack) {
  ScriptedServer server({{{"anything\0 at all"}}});

  const auto answer =
      SendRaw(BaseUrl::Parse(server.url()).value(), "BREW \r\n\r\n", Duration(5000));

  EXPECT_EQ(answer.value(), "anything");
  EXPECT_THAT(server.Heard(), ElementsAre("BREW \r\n\r\n"));
}

TEST(SendRaw, EndsWithWhatCameInTime) {
  ScriptedServer server({{{"part"}, Talk::End::kHold}});

  const auto answer = SendRaw(BaseUrl::Parse(server.url()).value(), "x\r\n\r\n", Duration(500));

  EXPECT_EQ(answer.value(), "part");
}

TEST(SendRaw, SaysThatNobodyListens) {
  const std::string url = DeadUrl();

  const auto answer = SendRaw(BaseUrl::Parse(url).value(), "x", Duration(1000));

  EXPECT_EQ(answer.error().Text(), url + ": nobody listens: connection refused");
}

}  // namespace
}  // namespace authmock
