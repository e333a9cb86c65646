#include "mock_servers/core/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace authmock {
namespace {

using std::string_literals::operator""s;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view kDate = "Thu, 01 Jan 2026 00:00:00 GMT";

std::string Written(const Response& response, const AskedBy& asked = {}) {
  return WriteAnswer(response, asked, kDate).bytes;
}

TEST(WriteAnswer, KeepsTheResponsesLinesInOrderAndAddsDateAndLength) {
  const Response response{
      .status = 200, .headers = {{"x-B", "1"}, {"A", ""}, {"x-B", "%2F"}}, .body = "hello"};

  EXPECT_EQ(Written(response),
            "HTTP/1.1 200 OK\r\nx-B: 1\r\nA: \r\nx-B: %2F\r\n"
            "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(WriteAnswer, AddsNothingTheResponseHas) {
  const Response response{.status = 200, .headers = {{"date", "then"}, {"connection", "close"}}};

  const WireAnswer answer = WriteAnswer(response, {}, kDate);

  EXPECT_EQ(answer.bytes,
            "HTTP/1.1 200 OK\r\ndate: then\r\nconnection: close\r\nContent-Length: 0\r\n\r\n");
  EXPECT_TRUE(answer.close);
}

TEST(WriteAnswer, FramesTheBodyItself) {
  const Response response{.status = 200,
                          .headers = {{"Content-Length", "99"}, {"Transfer-Encoding", "chunked"}},
                          .body = "abc"};

  EXPECT_THAT(Written(response), HasSubstr("Content-Length: 3\r\n"));
  EXPECT_THAT(Written(response), Not(HasSubstr("99")));
  EXPECT_THAT(Written(response), Not(HasSubstr("chunked")));
}

TEST(WriteAnswer, GivesUnregisteredStatusesAnEmptyPhrase) {
  EXPECT_THAT(Written({.status = 499}), StartsWith("HTTP/1.1 499 \r\n"));
  EXPECT_THAT(Written({.status = 422}), StartsWith("HTTP/1.1 422 "));
}

TEST(WriteAnswer, TellsHeadTheLengthWithoutTheBody) {
  const std::string full = Written({.status = 200, .body = "abc"}, {.is_head = true});
  const std::string told =
      Written({.status = 200, .headers = {{"Content-Length", "7"}}}, {.is_head = true});

  EXPECT_THAT(full, EndsWith("Content-Length: 3\r\n\r\n"));
  EXPECT_THAT(told, EndsWith("Content-Length: 7\r\n\r\n"));
}

TEST(WriteAnswer, ClaimsNoLengthForAHeadThatKnowsNone) {
  EXPECT_THAT(Written({.status = 405}, {.is_head = true}), Not(HasSubstr("Content-Length")));
}

TEST(WriteAnswer, LeavesLengthAndBodyOutWhereNoneMayBe) {
  for (const int status : {100, 204, 304}) {
    const std::string bytes = Written({.status = status, .body = "abc"});

    EXPECT_THAT(bytes, Not(HasSubstr("Content-Length"))) << status;
    EXPECT_THAT(bytes, EndsWith("\r\n\r\n")) << status;
  }
  EXPECT_TRUE(WriteAnswer({.status = 100}, {}, kDate).close);
  EXPECT_FALSE(WriteAnswer({.status = 204}, {}, kDate).close);
}

TEST(WriteAnswer, SaysWhatBecomesOfTheConnection) {
  EXPECT_THAT(Written({.status = 200}), Not(HasSubstr("Connection")));
  EXPECT_THAT(Written({.status = 200}, {.keep_alive = false}), HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(Written({.status = 200}, {.is_http10 = true}),
              HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(Written({.status = 200}, {.is_http10 = true, .keep_alive = false}),
              HasSubstr("Connection: close\r\n"));
}

TEST(WriteAnswer, ConfessesHeadersThatWouldInjectLines) {
  for (const std::string& value : {"a\r\nSet-Cookie: x"s, "a\nb"s, "a\rb"s, "a\0b"s}) {
    const std::string bytes = Written({.status = 200, .headers = {{"X", value}}, .body = "secret"});

    EXPECT_THAT(bytes, StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(bytes, EndsWith("\r\n\r\nauthmock cannot send this answer: the value of response "
                                "header X holds a line break or NUL\n"));
  }
  EXPECT_THAT(Written({.status = 200, .headers = {{"X: y\r\nZ", "1"}}}),
              HasSubstr("a response header's name is no token"));
}

TEST(WriteAnswer, ConfessesStatusesThatDoNotExist) {
  EXPECT_THAT(Written({.status = 99}), HasSubstr("status 99 is not between 100 and 999"));
  EXPECT_THAT(Written({.status = 1000}), HasSubstr("status 1000 is not between 100 and 999"));
}

TEST(WriteAnswer, KnowsWhereTheBodyBegins) {
  const WireAnswer answer = WriteAnswer({.status = 200, .body = "abc"}, {}, kDate);

  EXPECT_EQ(answer.bytes.substr(answer.body_at), "abc");
}

TEST(DateText, FollowsTheClockBySeconds) {
  using std::chrono::milliseconds;
  const Time noon = FromUnix(784'111'777);
  DateText date;

  EXPECT_EQ(date.At(noon), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(date.At(noon + milliseconds(999)), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(date.At(noon + milliseconds(1000)), "Sun, 06 Nov 1994 08:49:38 GMT");
  EXPECT_EQ(date.At(noon - milliseconds(1)), "Sun, 06 Nov 1994 08:49:36 GMT");
}

}  // namespace
}  // namespace authmock
