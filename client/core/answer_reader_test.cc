#include "client/core/answer_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace authmock {
namespace {

// Hands out `text` in pieces of `step` bytes, then closes.
ByteSource Pieces(std::string text, std::size_t step) {
  return [text = std::move(text), step, at = std::size_t{0}](
             char* buffer, std::size_t size) mutable -> Result<std::size_t> {
    const std::size_t count = std::min({step, size, text.size() - at});
    text.copy(buffer, count, at);
    at += count;
    return count;
  };
}

ReadAnswer Read(std::string text, std::string_view method = "GET", std::size_t step = 1000,
                std::size_t limit = 1u << 20) {
  return AnswerReader(Pieces(std::move(text), step), limit).Read(method).value();
}

std::string Broken(std::string text) { return Read(std::move(text)).received.broken; }

TEST(AnswerReader, ReadsABodyByItsLength) {
  const ReadAnswer answer = Read("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc");

  EXPECT_EQ(answer.received.response, (Response{404, {{"Content-Length", "3"}}, "abc"}));
  EXPECT_TRUE(answer.reusable);
}

TEST(AnswerReader, ReadsChunksAndDropsTrailers) {
  const ReadAnswer answer = Read(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n");

  EXPECT_EQ(answer.received.response.body, "abc0123456789");
  EXPECT_EQ(answer.received.broken, "");
  EXPECT_TRUE(answer.reusable);
}

TEST(AnswerReader, ReadsUntilTheEndWithoutALength) {
  const ReadAnswer answer = Read("HTTP/1.1 200 OK\r\n\r\nall of it");

  EXPECT_EQ(answer.received.response.body, "all of it");
  EXPECT_EQ(answer.received.broken, "");
  EXPECT_FALSE(answer.reusable);
}

TEST(AnswerReader, ExpectsNoBodyWhereThereIsNone) {
  EXPECT_TRUE(Read("HTTP/1.1 204 No Content\r\n\r\n").reusable);
  EXPECT_TRUE(Read("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n").reusable);
  EXPECT_TRUE(Read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD").reusable);
}

TEST(AnswerReader, PassesOverInterimAnswers) {
  const ReadAnswer answer = Read(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
      "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");

  EXPECT_EQ(answer.received.response, (Response{201, {{"Content-Length", "0"}}, ""}));
}

TEST(AnswerReader, TakesAnAnswerWithoutAReason) {
  EXPECT_EQ(Read("HTTP/1.1 299\r\nContent-Length: 0\r\n\r\n").received.response.status, 299);
}

TEST(AnswerReader, KnowsWhenAConnectionIsOver) {
  EXPECT_FALSE(
      Read("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 0\r\n\r\n").reusable);
  EXPECT_FALSE(Read("HTTP/1.1 101 Switching Protocols\r\n\r\n").reusable);
  EXPECT_FALSE(Read("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").reusable);
  EXPECT_TRUE(
      Read("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n").reusable);
  EXPECT_FALSE(Read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nand more").reusable);
}

TEST(AnswerReader, TakesSilenceForNoAnswer) {
  const ReadAnswer answer = Read("");

  EXPECT_TRUE(answer.received.response.IsNone());
  EXPECT_EQ(answer.received.broken, "");
}

TEST(AnswerReader, SaysWhereAnAnswerEnds) {
  EXPECT_EQ(Broken("HTTP/1.1 200"), "ended inside its head after 12 bytes");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nContent-Length: 211\r\n\r\n0123"),
            "ended after 4 of 211 bytes");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
            "ended inside a chunk");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"),
            "ended between two chunks");
}

TEST(AnswerReader, KeepsWhatCameOfACutBody) {
  EXPECT_EQ(Read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n5\r\nbc")
                .received.response.body,
            "abc");
}

TEST(AnswerReader, SaysWhatIsMalformed) {
  EXPECT_EQ(Broken("HTTP/2 200\r\n\r\n"), "is no answer of HTTP/1: it begins with \"HTTP/2 200\"");
  EXPECT_EQ(Broken("HTTP/1.1 2000 OK\r\n\r\n"),
            "is no answer of HTTP/1: it begins with \"HTTP/1.1 2000 OK\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
            "has a header line that is none: \"no colon\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nA : b\r\n\r\n"),
            "has a header line that is none: \"A : b\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
            "has no valid Content-Length: \"x\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
            "has no valid Content-Length: \"2\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n"),
            "has the transfer coding \"gzip\", which this client cannot read");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"),
            "has a chunk whose size is \"x\"");
  EXPECT_EQ(Broken("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc"),
            "has a chunk longer than its size");
}

TEST(AnswerReader, StopsAtTheLimit) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const auto broken = [](const std::string& text) {
    return Read(text, "GET", 10, 200).received.broken;
  };

  EXPECT_EQ(broken(head + "Content-Length: 201\r\n\r\n"), "is longer than 200 bytes");
  EXPECT_EQ(broken(head + "\r\n" + std::string(300, 'x')), "is longer than 200 bytes");
  EXPECT_EQ(broken(head + "A: " + std::string(300, 'x')), "is longer than 200 bytes");
  EXPECT_EQ(broken(head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n"),
            "is longer than 200 bytes");
}

TEST(AnswerReader, PassesOnTheErrorOfItsSource) {
  const ByteSource late = [](char*, std::size_t) -> Result<std::size_t> {
    return Fail("", "too late");
  };

  EXPECT_EQ(AnswerReader(late, 100).Read("GET").error().what, "too late");
}

RC_GTEST_PROP(AnswerReader, ReadsTheSameInAnyPieces, ()) {
  const std::string text =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n"
      "3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
  const std::size_t step = *rc::gen::inRange<std::size_t>(1, 80);

  const ReadAnswer answer = Read(text, "GET", step);

  RC_ASSERT(answer.received.response.body == "abc0123456789abcdef");
  RC_ASSERT(answer.received.broken.empty());
}

RC_GTEST_PROP(AnswerReader, ReadsRandomBytesWithoutACrash, (const std::string& noise)) {
  const std::string head = *rc::gen::element<std::string>(
      "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: ");
  const std::size_t step = *rc::gen::inRange<std::size_t>(1, 20);

  const Received received = Read(head + noise, "GET", step).received;

  RC_ASSERT(received.response.body.size() <= noise.size());
}

}  // namespace
}  // namespace authmock
