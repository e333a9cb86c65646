#include "mock_servers/core/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace authmock {

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.status << " " << refusal.reason;
}

namespace {

using std::string_literals::operator""s;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

struct Reading {
  std::vector<Request> requests{};
  std::vector<bool> keep_alive{};
  int continues = 0;
  std::optional<Refusal> refusal{};
  Request partial{};
  bool is_inside = false;
};

void PrintTo(const Reading& reading, std::ostream* out) {
  *out << reading.requests.size() << " requests, then ";
  if (reading.refusal) PrintTo(*reading.refusal, out);
  if (!reading.refusal) *out << (reading.is_inside ? "part of one" : "nothing");
}

Reading ReadPortions(const std::vector<std::string>& portions, const ServerLimits& limits = {}) {
  RequestReader reader(limits);
  Reading reading;
  for (const std::string& portion : portions) {
    reader.Feed(portion);
    for (bool more = true; more;) {
      switch (reader.Next()) {
        case RequestReader::Step::kNeedMore:
          more = false;
          break;
        case RequestReader::Step::kContinue:
          ++reading.continues;
          break;
        case RequestReader::Step::kRequest:
          reading.requests.push_back(reader.Take());
          reading.keep_alive.push_back(reader.keep_alive());
          break;
        case RequestReader::Step::kRefused:
          reading.refusal = reader.refusal();
          reading.partial = reader.Take();
          return reading;
      }
    }
  }
  reading.is_inside = reader.IsInside();
  return reading;
}

Reading Read(const std::string& bytes, const ServerLimits& limits = {}) {
  return ReadPortions({bytes}, limits);
}

// A head with a Host, for tests of the lines that follow.
std::string Post(const std::string& lines) { return "POST /a HTTP/1.1\r\nHost: h\r\n" + lines; }

auto Refused(int status, std::string_view reason) {
  return Field("refusal", &Reading::refusal, Optional(Refusal{status, reason}));
}

TEST(RequestReader, KeepsOrderCaseDuplicatesAndRawValuesOfHeaders) {
  const Reading reading = Read(
      "GET / HTTP/1.1\r\nhOst: h\r\nCookie: a=%2Fb%3D\r\nX-Empty:\r\nX-A: 1\r\nx-a: \t2 3\t \r\n"
      "\r\n");

  ASSERT_THAT(reading.requests, SizeIs(1));
  EXPECT_EQ(
      reading.requests[0].headers,
      (Headers{
          {"hOst", "h"}, {"Cookie", "a=%2Fb%3D"}, {"X-Empty", ""}, {"X-A", "1"}, {"x-a", "2 3"}}));
}

TEST(RequestReader, KeepsBytesBeyondAsciiInTargetsAndValues) {
  const Reading reading = Read("GET /\xc3\xa9%zz?\"<>^`{|} HTTP/1.1\r\nHost: h\r\nX: \xff\r\n\r\n");

  ASSERT_THAT(reading.requests, SizeIs(1));
  EXPECT_EQ(reading.requests[0].target, "/\xc3\xa9%zz?\"<>^`{|}");
  EXPECT_EQ(reading.requests[0].headers.Get("X"), "\xff");
}

TEST(RequestReader, TakesAnyTokenAsMethod) {
  for (const std::string method : {"GET", "post", "TRACE", "LINK", "M-SEARCH", "!#$%&'*+.^_`|~"}) {
    const Reading reading = Read(method + " / HTTP/1.1\r\nHost: h\r\n\r\n");

    ASSERT_THAT(reading.requests, SizeIs(1)) << method;
    EXPECT_EQ(reading.requests[0].method, method);
  }
}

TEST(RequestReader, ReadsEveryFormOfTarget) {
  const std::vector<std::pair<std::string, std::string>> forms = {
      {"GET /a/b?c=d", "/a/b?c=d"}, {"GET http://h/a?b", "/a?b"}, {"GET HTTPS://user@h:1/a", "/a"},
      {"GET http://h", "/"},        {"GET http://h?q", "/?q"},    {"OPTIONS *", "*"},
      {"CONNECT h:443", "h:443"},   {"GET //a", "//a"},           {"GET /a#b", "/a#b"},
  };
  for (const auto& [line, target] : forms) {
    const Reading reading = Read(line + " HTTP/1.1\r\nHost: h\r\n\r\n");

    ASSERT_THAT(reading.requests, SizeIs(1)) << line;
    EXPECT_EQ(reading.requests[0].target, target) << line;
  }
}

TEST(RequestReader, RefusesTargetsOfNoForm) {
  for (const std::string line : {"GET a", "GET *", "GET ftp://h/", "GET http://", "GET http:///a",
                                 "GET h:443", "GET /\x01", "GET /\x7f"}) {
    EXPECT_THAT(Read(line + " HTTP/1.1\r\nHost: h\r\n\r\n"), Refused(400, "bad_target")) << line;
  }
}

TEST(RequestReader, RefusesRequestLinesOfAnotherShape) {
  for (const std::string line :
       {"GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "GET / / HTTP/1.1", " GET / HTTP/1.1",
        "GET\t/ HTTP/1.1", "G(T / HTTP/1.1", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.10",
        "GET / HTTP/x.1", "GET / FTP/1.1", "GET / HTTP/1.1\r"}) {
    EXPECT_THAT(Read(line + "\r\nHost: h\r\n\r\n"), Refused(400, "bad_request_line")) << line;
  }
}

TEST(RequestReader, SpeaksEveryMinorVersionOfHttp1AndNoOtherMajor) {
  EXPECT_THAT(Read("GET / HTTP/1.0\r\n\r\n").requests, SizeIs(1));
  EXPECT_THAT(Read("GET / HTTP/1.2\r\nHost: h\r\n\r\n").requests, SizeIs(1));
  EXPECT_THAT(Read("GET / HTTP/2.0\r\nHost: h\r\n\r\n"), Refused(505, "unsupported_version"));
  EXPECT_THAT(Read("GET / HTTP/0.9\r\n\r\n"), Refused(505, "unsupported_version"));
}

TEST(RequestReader, RefusesWhatIsNoHttpWithoutWaitingForALine) {
  EXPECT_THAT(Read("\x16\x03\x01\x02"), Refused(400, "bad_request_line"));
  EXPECT_THAT(Read("\0"s), Refused(400, "bad_request_line"));
}

TEST(RequestReader, RefusesBareLineFeeds) {
  EXPECT_THAT(Read("GET / HTTP/1.1\nHost: h\r\n\r\n"), Refused(400, "bad_line_end"));
  EXPECT_THAT(Read("GET / HTTP/1.1\r\nHost: h\n\r\n"), Refused(400, "bad_line_end"));
  EXPECT_THAT(Read("GET / HTTP/1.1\r\nHost: h\r\n\n"), Refused(400, "bad_line_end"));
}

TEST(RequestReader, RefusesHeaderLinesThatParsersReadDifferently) {
  for (const std::string line : {"X : 1", "X\t: 1", "X", ": 1", "X Y: 1", "X\r: 1", "X: a\rb",
                                 "X: \x01", "X: \x7f", "\xc3\xa9: 1", "X(: 1"}) {
    EXPECT_THAT(Read(Post(line + "\r\n\r\n")), Refused(400, "bad_header")) << line;
  }
  EXPECT_THAT(Read(Post("X: a\0b\r\n\r\n"s)), Refused(400, "bad_header"));
}

TEST(RequestReader, RefusesFoldedHeaders) {
  EXPECT_THAT(Read(Post("X: 1\r\n 2\r\n\r\n")), Refused(400, "folded_header"));
  EXPECT_THAT(Read("GET / HTTP/1.1\r\n\tHost: h\r\n\r\n"), Refused(400, "folded_header"));
}

TEST(RequestReader, WantsExactlyOneWellFormedHost) {
  EXPECT_THAT(Read("GET / HTTP/1.1\r\n\r\n"), Refused(400, "missing_host"));
  EXPECT_THAT(Read("GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"), Refused(400, "many_hosts"));
  EXPECT_THAT(Read("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"), Refused(400, "many_hosts"));
  for (const std::string host : {"a b", "a/b", "a,b@c", "h?x", "h#x", "\"h\"", "h\xc3\xa9"}) {
    EXPECT_THAT(Read("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"),
                Refused(400, "malformed_host"))
        << host;
  }
  for (const std::string host : {"", "a", "a.b:80", "[::1]:80", "A-b_c~%41"}) {
    EXPECT_THAT(Read("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").requests, SizeIs(1)) << host;
  }
}

TEST(RequestReader, ReadsABodyOfItsLength) {
  const Reading reading = Read(Post("Content-Length: 5\r\n\r\na\r\n\0b"s) + "GET");

  ASSERT_THAT(reading.requests, SizeIs(1));
  EXPECT_EQ(reading.requests[0].body, "a\r\n\0b"s);
  EXPECT_TRUE(reading.is_inside);
}

TEST(RequestReader, TakesNoLengthAsNoBody) {
  const Reading reading = Read(Post("\r\n"));

  ASSERT_THAT(reading.requests, SizeIs(1));
  EXPECT_THAT(reading.requests[0].body, IsEmpty());
  EXPECT_FALSE(reading.is_inside);
}

TEST(RequestReader, RefusesLengthsThatAreNoNumber) {
  for (const std::string length :
       {"", "abc", "-1", "+5", "5 5", "5,5", "0x5", "5.0", "1e3", "5;", "\xd9\xa5"}) {
    EXPECT_THAT(Read(Post("Content-Length: " + length + "\r\n\r\nabcde")),
                Refused(400, "bad_content_length"))
        << length;
  }
}

TEST(RequestReader, TakesALengthTwiceOnlyWhenBothAgree) {
  EXPECT_THAT(Read(Post("Content-Length: 1\r\nContent-Length: 1\r\n\r\na")).requests, SizeIs(1));
  EXPECT_THAT(Read(Post("Content-Length: 1\r\nContent-Length: 2\r\n\r\na")),
              Refused(400, "conflicting_length"));
}

TEST(RequestReader, RefusesLengthTogetherWithChunked) {
  EXPECT_THAT(Read(Post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
              Refused(400, "conflicting_length"));
  EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n")),
              Refused(400, "conflicting_length"));
}

TEST(RequestReader, SaysWhichTransferCodingItCannotRemove) {
  for (const std::string coding : {"gzip, chunked", "identity,CHUNKED", "a, b , chunked"}) {
    EXPECT_THAT(Read(Post("Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n")),
                Refused(501, "unknown_transfer_coding"))
        << coding;
  }
}

TEST(RequestReader, RefusesTransferCodingsThatLeaveTheLengthOpen) {
  for (const std::string coding :
       {"chunked, chunked", "chunked, gzip", "gzip", "chunked, x, chunked", "identity", "",
        "xchunked", "chunked;q=1", "\"chunked\""}) {
    EXPECT_THAT(Read(Post("Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n")),
                Refused(400, "bad_transfer_coding"))
        << coding;
  }
  EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n")),
              Refused(400, "bad_transfer_coding"));
  EXPECT_THAT(Read("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
              Refused(400, "bad_transfer_coding"));
}

TEST(RequestReader, JoinsChunks) {
  const Reading reading =
      Read(Post("Transfer-Encoding: CHUNKED\r\n\r\n") +
           "3\r\nabc\r\n0A;x=\"y\"\r\n0123456789\r\n1 \t;z\r\n!\r\n000\r\nTrail: 1\r\n\r\nGET");

  ASSERT_THAT(reading.requests, SizeIs(1));
  EXPECT_EQ(reading.requests[0].body, "abc0123456789!");
  EXPECT_FALSE(reading.requests[0].headers.Has("Trail"));
  EXPECT_TRUE(reading.is_inside);
}

TEST(RequestReader, RefusesMalformedChunks) {
  for (const std::string chunk :
       {"\r\n", "x\r\n", "-1\r\n", "0x1\r\n", "1 \r\na\r\n", "1;\x01\r\na\r\n", "3\r\nabcd\r\n",
        "3\r\nabc\n", "1\na\r\n", "1\r\na\rb", "FFFFFFFFFFFFFFFFF\r\n", "1;a\rb\r\nc\r\n"}) {
    EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\n\r\n") + chunk), Refused(400, "bad_chunk"))
        << chunk;
  }
  EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\n\r\n1;") + std::string(300, 'x')),
              Refused(400, "bad_chunk"));
}

TEST(RequestReader, HoldsTrailersToTheRulesOfHeaders) {
  const std::string start = Post("Transfer-Encoding: chunked\r\n\r\n0\r\n");

  EXPECT_THAT(Read(start + "X : 1\r\n\r\n"), Refused(400, "bad_header"));
  EXPECT_THAT(Read(start + "X: 1\n\r\n"), Refused(400, "bad_line_end"));
  EXPECT_THAT(Read(start + "X: 12345678901234567890\r\n\r\n", {.header_bytes = 20}),
              Refused(431, "headers_too_large"));
}

TEST(RequestReader, ReadsPipelinedRequestsInOrder) {
  const Reading reading = Read(Post("Content-Length: 1\r\n\r\nx") + "\r\n" + Post("\r\n") +
                               "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(reading.requests, ElementsAre(Field(&Request::body, "x"), Field(&Request::body, ""),
                                            Field(&Request::target, "/last")));
  EXPECT_THAT(reading.keep_alive, ElementsAre(true, true, false));
}

TEST(RequestReader, HonoursConnectionWhateverItsCase) {
  const auto keeps = [](const std::string& version, const std::string& line) {
    return Read("GET / " + version + "\r\nHost: h\r\n" + line + "\r\n\r\n").keep_alive;
  };

  EXPECT_THAT(keeps("HTTP/1.1", "X: y"), ElementsAre(true));
  EXPECT_THAT(keeps("HTTP/1.1", "connection: CLOSE"), ElementsAre(false));
  EXPECT_THAT(keeps("HTTP/1.1", "Connection: keep-alive, Close"), ElementsAre(false));
  EXPECT_THAT(keeps("HTTP/1.1", "Connection: closed"), ElementsAre(true));
  EXPECT_THAT(keeps("HTTP/1.0", "X: y"), ElementsAre(false));
  EXPECT_THAT(keeps("HTTP/1.0", "Connection: Keep-Alive"), ElementsAre(true));
  EXPECT_THAT(keeps("HTTP/1.0", "Connection: close, keep-alive"), ElementsAre(false));
}

TEST(RequestReader, AsksForTheBodyOnceWhenTheClientWaits) {
  const std::string head = Post("Expect: 100-Continue\r\nContent-Length: 2\r\n\r\n");

  EXPECT_EQ(ReadPortions({head, "a", "b"}).continues, 1);
  EXPECT_EQ(ReadPortions({head + "a", "b"}).continues, 0);  // it did not wait
  EXPECT_EQ(Read(Post("Expect: 100-continue\r\n\r\n")).continues, 0);
  EXPECT_EQ(Read("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n").continues,
            0);
}

TEST(RequestReader, RefusesOtherExpectations) {
  EXPECT_THAT(Read(Post("Expect: tea\r\n\r\n")), Refused(417, "unmet_expectation"));
}

TEST(RequestReader, RefusesTooLongARequestLineAndShowsItsBeginning) {
  const ServerLimits limits{.request_line_bytes = 20};
  const Reading reading = Read("GET /0123456789abcdef HTTP/1.1\r\nHost: h\r\n\r\n", limits);

  EXPECT_THAT(reading, Refused(414, "target_too_long"));
  EXPECT_EQ(reading.partial.method, "GET");
  EXPECT_EQ(reading.partial.target, "/0123456789abcde");
  EXPECT_THAT(Read("GET /0123456 HTTP/1.1\r\nHost: h\r\n\r\n", limits),
              Refused(414, "target_too_long"));
  EXPECT_THAT(Read("GET /012345 HTTP/1.1\r\nHost: h\r\n\r\n", {.request_line_bytes = 20}).requests,
              SizeIs(1));
}

TEST(RequestReader, RefusesTooManyBytesAndLinesOfHeaders) {
  const std::string head = "GET / HTTP/1.1\r\nHost: h\r\nX: 1\r\n";

  EXPECT_THAT(Read(head + "\r\n", {.header_bytes = 15}).requests, SizeIs(1));
  EXPECT_THAT(Read(head, {.header_bytes = 12}), Refused(431, "headers_too_large"));
  EXPECT_THAT(Read(head + std::string(100, 'x'), {.header_bytes = 50}),
              Refused(431, "headers_too_large"));
  EXPECT_THAT(Read(head + "\r\n", {.header_lines = 2}).requests, SizeIs(1));
  EXPECT_THAT(Read(head, {.header_lines = 1}), Refused(431, "too_many_headers"));
}

TEST(RequestReader, RefusesTooLongABodyBeforeItComes) {
  const ServerLimits limits{.body_bytes = 4};

  EXPECT_THAT(Read(Post("Content-Length: 4\r\n\r\nabcd"), limits).requests, SizeIs(1));
  EXPECT_THAT(Read(Post("Content-Length: 5\r\n\r\n"), limits), Refused(413, "body_too_large"));
  EXPECT_THAT(Read(Post("Content-Length: 99999999999999999999999\r\n\r\n"), limits),
              Refused(413, "body_too_large"));
  EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\n"), limits),
              Refused(413, "body_too_large"));
  EXPECT_THAT(Read(Post("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n"), limits),
              Refused(413, "body_too_large"));
}

TEST(RequestReader, ShowsWhatItReadOfAMessageThatIsGivenUp) {
  RequestReader reader(ServerLimits{});
  reader.Feed("GET /slow");
  ASSERT_EQ(reader.Next(), RequestReader::Step::kNeedMore);

  reader.GiveUp({408, "too_slow"});

  EXPECT_EQ(reader.Next(), RequestReader::Step::kRefused);
  EXPECT_EQ(reader.refusal(), (Refusal{408, "too_slow"}));
  EXPECT_EQ(reader.Take().target, "/slow");
  EXPECT_FALSE(reader.keep_alive());
}

// A few messages, good or with a byte or two gone wrong: what makes a difference at a border.
std::string AnyMessages() {
  const auto messages = *rc::gen::resize(
      4, rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
             "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "GET /a HTTP/1.0\r\nX: 1\r\nY:2 \r\n\r\n",
             "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "\r\n",
             "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
             "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n",
             "GET /" + std::string(70, 'x') + " HTTP/1.1\r\n",
             "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(80, 'x') + "\r\n\r\n")));
  std::string bytes;
  for (const std::string& message : messages) bytes += message;
  for (int flaws = *rc::gen::inRange(0, 3); flaws > 0 && !bytes.empty(); --flaws) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const auto with = *rc::gen::element(""s, "\r"s, "\n"s, "\r\n"s, " "s, "\0"s, "9"s, ":"s);
    bytes.replace(at, *rc::gen::inRange(0, 3), with);
  }
  return bytes;
}

void ExpectSame(const Reading& a, const Reading& b) {
  RC_ASSERT(a.requests.size() == b.requests.size());
  for (std::size_t i = 0; i < a.requests.size(); ++i) {
    RC_ASSERT(a.requests[i].method == b.requests[i].method);
    RC_ASSERT(a.requests[i].target == b.requests[i].target);
    RC_ASSERT(a.requests[i].headers == b.requests[i].headers);
    RC_ASSERT(a.requests[i].body == b.requests[i].body);
  }
  RC_ASSERT(a.keep_alive == b.keep_alive);
  RC_ASSERT(a.refusal == b.refusal);
  RC_ASSERT(a.partial.method == b.partial.method);
  RC_ASSERT(a.partial.target == b.partial.target);
  RC_ASSERT(a.partial.headers == b.partial.headers);
  RC_ASSERT(a.partial.body == b.partial.body);
  RC_ASSERT(a.is_inside == b.is_inside);
}

TEST(RequestReaderProperty, ReadsTheSameHoweverTheBytesAreSplit) {
  EXPECT_TRUE(rc::check([] {
    const std::string bytes = AnyMessages();
    const auto cuts = *rc::gen::container<std::vector<std::uint8_t>>(rc::gen::inRange(1, 20));
    const ServerLimits limits{
        .request_line_bytes = 60, .header_bytes = 80, .header_lines = 4, .body_bytes = 8};
    std::vector<std::string> portions;
    std::size_t at = 0;
    for (std::size_t i = 0; at < bytes.size(); ++i) {
      portions.push_back(bytes.substr(at, i < cuts.size() ? cuts[i] : 1));
      at += portions.back().size();
    }

    ExpectSame(Read(bytes, limits), ReadPortions(portions, limits));
  }));
}

TEST(RequestReaderProperty, SurvivesAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    const Reading reading = Read(Post(bytes));

    RC_ASSERT(reading.requests.size() <= bytes.size());
  }));
}

}  // namespace
}  // namespace authmock
