#include "mock_servers/portainer/go_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace authmock::portainer {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using ::testing::Pair;

// The cookie named "a" of one Cookie line.
std::optional<std::string_view> A(const Headers& headers) { return FindCookie(headers, "a"); }

TEST(FindCookie, GivesTheFirstOfTheName) {
  EXPECT_THAT(A({{"Cookie", "b=0; a=1; a=2"}}), Optional(std::string_view("1")));
  EXPECT_THAT(A({{"cookie", "b=0"}, {"Cookie", " a=3"}}), Optional(std::string_view("3")));
  EXPECT_EQ(A({{"Cookie", "A=1; aa=2"}}), std::nullopt);
  EXPECT_EQ(A({{"X", "a=1"}}), std::nullopt);
}

TEST(FindCookie, TakesAnEmptyValueForPresent) {
  EXPECT_THAT(A({{"Cookie", "a="}}), Optional(std::string_view("")));
  EXPECT_THAT(A({{"Cookie", "a"}}), Optional(std::string_view("")));
}

TEST(FindCookie, TrimsAndUnquotes) {
  EXPECT_THAT(A({{"Cookie", " \ta =\"x y\" ;b"}}), Optional(std::string_view("x y")));
  EXPECT_THAT(A({{"Cookie", "a=x=y"}}), Optional(std::string_view("x=y")));
}

TEST(FindCookie, PassesOverValuesWithForbiddenCharacters) {
  EXPECT_EQ(A({{"Cookie", "a=x\"y"}}), std::nullopt);
  EXPECT_EQ(A({{"Cookie", "a=\""}}), std::nullopt);
  EXPECT_EQ(A({{"Cookie", "a=x\\y"}}), std::nullopt);
  EXPECT_EQ(A({{"Cookie", "a=é"}}), std::nullopt);
  EXPECT_THAT(A({{"Cookie", "a=é; a=good"}}), Optional(std::string_view("good")));
}

TEST(ParseGoQuery, DecodesPairs) {
  EXPECT_THAT(ParseGoQuery("a=1&b=x+y%2Bz&&c&=d&a=2"),
              ElementsAre(Pair("a", "1"), Pair("b", "x y+z"), Pair("c", ""), Pair("", "d"),
                          Pair("a", "2")));
}

TEST(ParseGoQuery, LeavesOutWhatGoDoesNotRead) {
  EXPECT_THAT(ParseGoQuery("a;b=1&c=%zz&d%=1&e=1"), ElementsAre(Pair("e", "1")));
}

TEST(PathOf, GivesThePathOfEveryFormOfTarget) {
  EXPECT_THAT(PathOf("/a%2Fb?c=/d"), Optional(std::string_view("/a%2Fb")));
  EXPECT_THAT(PathOf("http://host:1/a?b"), Optional(std::string_view("/a")));
  EXPECT_THAT(PathOf("http://host"), Optional(std::string_view("")));
  EXPECT_THAT(PathOf("*"), Optional(std::string_view("*")));
}

TEST(PathOf, RefusesWhatGoRefuses) {
  for (const std::string_view target : {"", "a", "auth", "/a%zz", "/a%2", "/a\x01", "/a?\x7f"}) {
    EXPECT_EQ(PathOf(target), std::nullopt) << target;
  }
}

TEST(EscapePath, LeavesWhatAPathMayHold) {
  EXPECT_EQ(EscapePath("/a-_.~$&+,:;=@"), "/a-_.~$&+,:;=@");
  EXPECT_EQ(EscapePath("/a b?c#é'(%"), "/a%20b%3Fc%23%C3%A9%27%28%25");
}

TEST(CleanPath, CleansAsTheRoutersDo) {
  EXPECT_EQ(CleanPath("/auth//"), "/auth/");
  EXPECT_EQ(CleanPath("/a/./b/../c"), "/a/c");
  EXPECT_EQ(CleanPath("/../.."), "/");
  EXPECT_EQ(CleanPath("//auth"), "/auth");
  EXPECT_EQ(CleanPath("/a/."), "/a");
  EXPECT_EQ(CleanPath(""), "/");
}

RC_GTEST_PROP(CleanPath, ChangesNothingTwice, ()) {
  const auto path = "/" + *rc::gen::container<std::string>(rc::gen::elementOf(std::string("/.ab")));

  RC_ASSERT(CleanPath(CleanPath(path)) == CleanPath(path));
}

}  // namespace
}  // namespace authmock::portainer
