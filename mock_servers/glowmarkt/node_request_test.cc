#include "mock_servers/glowmarkt/node_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock::glowmarkt {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TEST(NodeRequest, JoinsTheLinesOfAHeader) {
  const Headers headers{{"Token", "a"}, {"other", "x"}, {"TOKEN", "b"}};

  EXPECT_EQ(HeaderOf(headers, "token"), "a, b");
  EXPECT_EQ(HeaderOf(headers, "other"), "x");
  EXPECT_EQ(HeaderOf(headers, "applicationId"), "");
  EXPECT_EQ(HeaderOf({{"token", ""}, {"token", ""}}, "token"), ", ");
}

TEST(NodeRequest, KnowsWhatIsCalledJson) {
  const auto is_json = [](std::string type) {
    return IsCalledJson({{"Content-Type", std::move(type)}});
  };

  EXPECT_TRUE(is_json("application/json"));
  EXPECT_TRUE(is_json("Application/JSON; charset=UTF-8"));
  EXPECT_TRUE(is_json("application/json;boundary=x;charset=\"utf-8\""));
  EXPECT_TRUE(is_json("application/json; x=charset"));
  EXPECT_FALSE(is_json("application/json; charset=latin1"));
  EXPECT_FALSE(is_json("application/json; charset=\"us-ascii\""));
  EXPECT_FALSE(is_json("application/problem+json"));
  EXPECT_FALSE(is_json("application/json, application/json"));
  EXPECT_FALSE(is_json("text/json"));
  EXPECT_FALSE(IsCalledJson({}));
}

TEST(NodeRequest, FindsThePath) {
  EXPECT_THAT(PathOf("/a/b?c=/d"), Optional(Eq("/a/b")));
  EXPECT_THAT(PathOf("http://host:1/a?b"), Optional(Eq("/a")));
  EXPECT_THAT(PathOf("http://host"), Optional(Eq("/")));
  EXPECT_THAT(PathOf("//host/a"), Optional(Eq("//host/a")));
  EXPECT_THAT(PathOf("/%C3%28"), Optional(Eq("/%C3%28")));
  EXPECT_EQ(PathOf("*"), std::nullopt);
  EXPECT_EQ(PathOf("a/b"), std::nullopt);
  EXPECT_EQ(PathOf("/%4"), std::nullopt);
  EXPECT_EQ(PathOf(""), std::nullopt);
}

TEST(NodeRequest, MergesSlashes) {
  EXPECT_EQ(MergeSlashes("//a///b/"), "/a/b");
  EXPECT_EQ(MergeSlashes("///"), "/");
  EXPECT_EQ(MergeSlashes("/a/%2F/b"), "/a/%2F/b");
}

}  // namespace
}  // namespace authmock::glowmarkt
