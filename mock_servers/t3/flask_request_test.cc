#include "mock_servers/t3/flask_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock::t3 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(PathOf, DecodesTheWholePath) {
  EXPECT_EQ(PathOf("/v2/auth/who%61mi?a=b"), "/v2/auth/whoami");
  EXPECT_EQ(PathOf("/v2%2Fauth/whoami"), "/v2/auth/whoami");
  EXPECT_EQ(PathOf("/v2/%zz%4"), "/v2/%zz%4") << "bad escapes stay";
  EXPECT_EQ(PathOf("/%252F"), "/%2F") << "once";
}

TEST(PathOf, HasOneSlashInFront) {
  EXPECT_EQ(PathOf("//v2/auth//whoami"), "/v2/auth//whoami");
  EXPECT_EQ(PathOf("/%2F/v2"), "/v2");
  EXPECT_EQ(PathOf("///"), "/");
  EXPECT_EQ(PathOf("*"), "/*");
  EXPECT_EQ(PathOf(""), "/");
}

TEST(PathOf, LeavesTheAuthorityOfAnAbsoluteTargetOut) {
  EXPECT_EQ(PathOf("http://host:1/v2/auth?x"), "/v2/auth");
  EXPECT_EQ(PathOf("http://host"), "/");
}

TEST(UrlOf, HasNoQuery) {
  const Request request{.target = "//v2/auth/a%20b?secretKey=k",
                        .headers = {{"Host", "127.0.0.1:9401"}}};

  EXPECT_EQ(UrlOf(request), "http://127.0.0.1:9401/v2/auth/a%20b");
  EXPECT_EQ(UrlOf({.target = "/v2"}), "http://localhost/v2");
}

TEST(MergeSlashes, MakesOneOfEachRun) {
  EXPECT_EQ(MergeSlashes("/v2//auth///whoami/"), "/v2/auth/whoami/");
}

TEST(IsJson, TakesWhatFlaskTakes) {
  for (const char* type : {"application/json", "Application/JSON; charset=utf-8",
                           "application/vnd.x+json", "application/+json"}) {
    EXPECT_TRUE(IsJson(type)) << type;
  }
  for (const char* type :
       {"", "text/json", "text/plain", "application/jsonx", "application/x-www-form-urlencoded",
        "image/svg+json", "application/json,application/json"}) {
    EXPECT_FALSE(IsJson(type)) << type;
  }
}

TEST(Words, AreWhatStandsBetweenBlanks) {
  EXPECT_THAT(Words("Bearer  a\tb "), ElementsAre("Bearer", "a", "b"));
  EXPECT_THAT(Words(" \t"), IsEmpty());
}

TEST(QueryValue, IsTheFirstOfThatName) {
  const Request request{.target = "/x?b=0&a=1%202&a=3&c"};

  EXPECT_THAT(QueryValue(request, "a"), Optional(std::string("1 2")));
  EXPECT_THAT(QueryValue(request, "c"), Optional(std::string()));
  EXPECT_EQ(QueryValue(request, "A"), std::nullopt);
  EXPECT_EQ(QueryValue({.target = "/x"}, "a"), std::nullopt);
}

}  // namespace
}  // namespace authmock::t3
