#include "mock_servers/datameta/wsgi_request.h"

#include <gtest/gtest.h>

#include <string>

namespace authmock::datameta {
namespace {

std::string PathOf(std::string target) {
  const Request request{.method = "GET", .target = std::move(target)};
  return ReadWsgiRequest(request).path;
}

TEST(ReadWsgiRequest, DecodesThePath) {
  EXPECT_EQ(PathOf("/api/v0/keys/a%2Fb"), "/api/v0/keys/a/b");
  EXPECT_EQ(PathOf("/a%zz%4"), "/a%zz%4");
  EXPECT_EQ(PathOf("/a+b"), "/a+b");
  EXPECT_EQ(PathOf("*"), "*");
}

TEST(ReadWsgiRequest, MergesSlashesAtTheStartOnly) {
  EXPECT_EQ(PathOf("//api/v0//keys"), "/api/v0//keys");
  EXPECT_EQ(PathOf("/%2F/api"), "/api");
  EXPECT_EQ(PathOf("///"), "/");
}

TEST(ReadWsgiRequest, EndsThePathAtQueryAndFragment) {
  const Request request{.method = "GET", .target = "/a?x=/b?c#d"};

  const WsgiRequest read = ReadWsgiRequest(request);

  EXPECT_EQ(read.path, "/a");
  EXPECT_EQ(read.query, "x=/b?c");
}

TEST(ReadWsgiRequest, JoinsHeadersOfOneName) {
  const Request request{.method = "GET",
                        .target = "/",
                        .headers = {{"Authorization", "Bearer a"},
                                    {"authorization", "Bearer b"},
                                    {"Content-Type", "a/b ; c=d"},
                                    {"Cookie", "\xa0x=1\x85"}}};

  const WsgiRequest read = ReadWsgiRequest(request);

  EXPECT_EQ(read.authorization, "Bearer a, Bearer b");
  EXPECT_EQ(read.media_type(), "a/b ");
  EXPECT_EQ(read.cookie, "x=1");
  EXPECT_EQ(read.accept, "");
}

TEST(RefuseByWaitress, RefusesSmallLettersInMethods) {
  const auto refusal = RefuseByWaitress({.method = "GeT", .target = "/"});

  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->status, 400);
  EXPECT_EQ(refusal->text, "Malformed HTTP method \"GeT\"");
  EXPECT_FALSE(RefuseByWaitress({.method = "M-SEARCH", .target = "/"}).has_value());
}

TEST(RefuseByWaitress, RefusesATargetThatIsNotAscii) {
  const auto refusal = RefuseByWaitress({.method = "GET", .target = "/a?\xc3\xa9"});

  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->text, "Bad URI");
  EXPECT_FALSE(RefuseByWaitress({.method = "GET", .target = "//\xc3\xa9"}).has_value());
}

TEST(RefuseByWaitress, RefusesTwoLengths) {
  const Request request{.method = "POST",
                        .target = "/",
                        .headers = {{"Content-Length", "2"}, {"Content-Length", "2"}}};

  ASSERT_TRUE(RefuseByWaitress(request).has_value());
  EXPECT_EQ(RefuseByWaitress(request)->text, "Content-Length is invalid");
}

TEST(RefuseByWaitress, RefusesAHeadOf256Kib) {
  const auto with = [](std::size_t size) {
    // "GET / HTTP/1.1", "X: ", and three line ends
    return Request{
        .method = "GET", .target = "/", .headers = {{"X", std::string(size - 14 - 3 - 6, 'x')}}};
  };

  EXPECT_FALSE(RefuseByWaitress(with(262143)).has_value());
  ASSERT_TRUE(RefuseByWaitress(with(262144)).has_value());
  EXPECT_EQ(RefuseByWaitress(with(262144))->status, 431);
  EXPECT_EQ(RefuseByWaitress(with(262144))->text, "exceeds max_header of 262144");
}

TEST(UrlOf, NamesTheServerAsTheClientDoes) {
  EXPECT_EQ(UrlOf({.host = "mock.example:9403"}, "/home"), "http://mock.example:9403/home");
  EXPECT_EQ(UrlOf({.host = "mock.example:80"}, "/home"), "http://mock.example/home");
  EXPECT_EQ(UrlOf({}, "/home"), "http://localhost/home");
}

TEST(Text, IsReadAsUtf8OrLatin1) {
  EXPECT_TRUE(IsUtf8("\xc3\xa9"));
  EXPECT_FALSE(IsUtf8("\xc3"));
  EXPECT_EQ(FromLatin1("\xe9x"), "\xc3\xa9x");
}

}  // namespace
}  // namespace authmock::datameta
