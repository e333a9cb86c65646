#include "schemas/contract/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <string>

namespace authmock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    Add("GET", "/items");
    Add("POST", "/items");
    Add("GET", "/items/latest");
    Add("PUT", "/items/{id}");
    Add("GET", "/items/{id}/parts/{part}");
    Add("GET", "/");
  }

  Result<void> Add(std::string method, std::string path) {
    operations_.push_back({.id = method + " " + path, .method = method, .path = path});
    return router_.Add("/api", operations_.back());
  }

  std::string Find(std::string_view method, std::string_view target) const {
    const Match match = router_.Find(method, target);
    if (match) return match.operation->id;
    return match.path_known() ? "another method" : "nothing";
  }

  std::deque<Operation> operations_{};
  Router router_{};
};

TEST_F(RouterTest, FindsTheOperation) {
  EXPECT_EQ(Find("GET", "/api/items"), "GET /items");
  EXPECT_EQ(Find("POST", "/api/items"), "POST /items");
  EXPECT_EQ(Find("GET", "/api/"), "GET /");
}

TEST_F(RouterTest, IgnoresTheQuery) { EXPECT_EQ(Find("GET", "/api/items?a=/b"), "GET /items"); }

TEST_F(RouterTest, ReadsTheAbsoluteForm) {
  EXPECT_EQ(Find("GET", "http://host:80/api/items?a"), "GET /items");
  EXPECT_EQ(Find("GET", "http://host"), "nothing");
}

TEST_F(RouterTest, TellsAnUnknownPathFromAnotherMethod) {
  EXPECT_EQ(Find("DELETE", "/api/items"), "another method");
  EXPECT_EQ(Find("GET", "/api/goods"), "nothing");
  EXPECT_EQ(Find("GET", "/api"), "nothing");
  EXPECT_EQ(Find("OPTIONS", "*"), "nothing");
  EXPECT_EQ(Find("GET", ""), "nothing");
}

TEST_F(RouterTest, ComparesMethodsByCase) {
  EXPECT_EQ(Find("get", "/api/items"), "another method");
}

TEST_F(RouterTest, PrefersFixedSegmentsButTakesTheOneWithTheMethod) {
  EXPECT_EQ(Find("GET", "/api/items/latest"), "GET /items/latest");
  EXPECT_EQ(Find("PUT", "/api/items/latest"), "PUT /items/{id}");
}

TEST_F(RouterTest, DecodesVariables) {
  EXPECT_THAT(router_.Find("GET", "/api/items/a%2Fb/parts/%C3%A9+").variables,
              ElementsAre(Pair("id", "a/b"), Pair("part", "\xC3\xA9+")));
}

TEST_F(RouterTest, KeepsABadEscapeAsItIs) {
  EXPECT_THAT(router_.Find("PUT", "/api/items/50%").variables, ElementsAre(Pair("id", "50%")));
}

TEST_F(RouterTest, DecodesFixedSegments) {
  EXPECT_EQ(Find("GET", "/%61pi/item%73"), "GET /items");
  EXPECT_EQ(Find("GET", "/api%2Fitems"), "nothing");
}

TEST_F(RouterTest, NormalisesNothing) {
  EXPECT_EQ(Find("GET", "/api//items"), "nothing");
  EXPECT_EQ(Find("GET", "/api/items/"), "nothing");
  EXPECT_EQ(Find("GET", "/api/x/../items"), "nothing");
}

TEST_F(RouterTest, NeedsTextForAVariable) { EXPECT_EQ(Find("PUT", "/api/items/"), "nothing"); }

TEST_F(RouterTest, ListsTheMethodsOfAllPathsThatFit) {
  EXPECT_THAT(router_.Find("DELETE", "/api/items/latest").methods, ElementsAre("GET", "PUT"));
  EXPECT_THAT(router_.Find("DELETE", "/api/items").methods, ElementsAre("GET", "POST"));
  EXPECT_THAT(router_.Find("DELETE", "/api/goods").methods, IsEmpty());
}

TEST_F(RouterTest, ListsNoMethodsBesideAnOperation) {
  EXPECT_THAT(router_.Find("PUT", "/api/items/latest").methods, IsEmpty());
}

TEST_F(RouterTest, TakesAnOperationsOwnPrefixForThatOfAll) {
  operations_.push_back({.id = "page", .method = "GET", .path = "/page", .prefix = ""});
  ASSERT_TRUE(router_.Add("/api", operations_.back()));

  EXPECT_EQ(Find("GET", "/page"), "page");
  EXPECT_EQ(Find("GET", "/api/page"), "nothing");
}

TEST_F(RouterTest, RefusesTheSameMethodTwice) {
  const Result<void> added = Add("GET", "/items");

  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().what, "this path has the method twice");
}

TEST_F(RouterTest, RefusesTemplatesThatDifferInNamesOnly) {
  const Result<void> added = Add("GET", "/items/{key}");

  ASSERT_FALSE(added.has_value());
  EXPECT_EQ(added.error().what,
            "\"/items/{key}\" fits the same paths as \"/items/{id}\"; join the two");
}

TEST(VariablesOf, AreThoseOfTheTemplateInOrder) {
  EXPECT_THAT(VariablesOf("/users/{id}/tokens/{keyID}"), ElementsAre("id", "keyID"));
  EXPECT_THAT(VariablesOf("/users/{}/{id"), IsEmpty());
}

RC_GTEST_FIXTURE_PROP(RouterTest, NeverCrashesOnAnyTarget, (const std::string& tail)) {
  const Match match = router_.Find("GET", "/api/items/" + tail);

  RC_ASSERT(!match || match.methods.empty());
}

}  // namespace
}  // namespace authmock
