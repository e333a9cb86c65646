#include "base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string ParseError(std::string_view text) {
  const Result<Json> parsed = ParseJsonFile("w.json", text);
  return parsed ? "no error" : parsed.error().Text();
}

TEST(ParseJsonFile, GivesTheValue) {
  EXPECT_EQ(ParseJsonFile("w.json", " {\"a\": [1]}\n").value(), (Json{{"a", {1}}}));
}

TEST(ParseJsonFile, SaysLineAndColumn) {
  EXPECT_EQ(ParseError("{\n  \"é\": x\n}"), "w.json:2:8: 'x' cannot stand here");
}

TEST(ParseJsonFile, NamesEachFault) {
  EXPECT_EQ(ParseError(" "), "w.json:1:2: is empty; one JSON value must stand here");
  EXPECT_EQ(ParseError("{\"a\":\n"),
            "w.json:2:1: ends inside a value; is a quote or a closing bracket missing?");
  EXPECT_EQ(ParseError("\xEF\xBB\xBF{}"),
            "w.json:1:1: begins with a byte order mark; save it without one");
  EXPECT_EQ(ParseError("[1e400]"), "w.json:1:2: the number 1e400 is too large for a double");
  EXPECT_EQ(ParseError("\"a\tb\""),
            "w.json:1:3: control character 0x09 cannot stand here; in a string write it \\u0009");
  EXPECT_EQ(ParseError(std::string(65, '[')), "w.json:1:65: is nested more than 64 levels deep");
  EXPECT_EQ(ParseError("[01]"), "w.json:1:3: '1' cannot stand here");
  EXPECT_EQ(ParseError("1 2"), "w.json:1:3: text follows the JSON value; a file holds one value");
  EXPECT_EQ(ParseError("\"\xFF\""), "w.json:1:2: is not valid UTF-8, or half of a surrogate pair");
}

TEST(ParseJsonFile, RefusesTwins) {
  EXPECT_EQ(ParseError("{\"a\":{\"b\":1,\n\"b\":2}}"),
            "w.json:2:1: the member /a/b stands twice; keep one");
}

TEST(WriteJson, EscapesOnlyWhatJsonNeeds) {
  EXPECT_EQ(WriteJson(Json{{"é/<>&'", "\"\\\n\x1f\x7f€"}}),
            "{\"é/<>&'\":\"\\\"\\\\\\n\\u001f\x7f€\"}");
}

TEST(WriteJson, ReplacesInvalidUtf8) {
  EXPECT_EQ(WriteJson(Json("a\xFF"
                           "b")),
            "\"a\uFFFDb\"");
}

TEST(WriteJsonPretty, IndentsByTwoAndEndsTheLine) {
  EXPECT_EQ(WriteJsonPretty(Json{{"a", {1}}}), "{\n  \"a\": [\n    1\n  ]\n}\n");
}

TEST(At, FollowsAPointer) {
  const Json value = {{"a/b", {{"~", {10, 20}}}}, {"", 5}, {"0", 6}};

  EXPECT_EQ(*At(value, ""), value);
  EXPECT_EQ(*At(value, "/a~1b/~0/1"), Json(20));
  EXPECT_EQ(*At(value, "/"), Json(5));
  EXPECT_EQ(*At(value, "/0"), Json(6));
}

TEST(At, IsNullWhereNothingStands) {
  const Json value = {{"a", {10, 20}}};

  for (const char* pointer : {"a", "/b", "/a/2", "/a/-", "/a/01", "/a/-1", "/a/+1", "/a/1x", "/a/",
                              "/a/0/x", "/~2", "/~", "/a/99999999999999999999999"}) {
    EXPECT_EQ(At(value, pointer), nullptr) << pointer;
  }
}

RC_GTEST_PROP(At, FindsEveryChild, (const std::string& name)) {
  const Json value = {{"other", 1}, {name, 2}};
  const Json* found = At(value, Child("", name));

  RC_ASSERT(found != nullptr);
  RC_ASSERT(*found == Json(name == "other" ? 1 : 2));
}

TEST(TextAt, IsEmptyUnlessAStringStandsThere) {
  const Json value = {{"a", "x"}, {"b", 1}};

  EXPECT_EQ(TextAt(value, "/a"), "x");
  EXPECT_EQ(TextAt(value, "/b"), "");
  EXPECT_EQ(TextAt(value, "/c"), "");
}

TEST(ValueAt, IsTheOtherwiseUnlessAValueOfTheTypeStandsThere) {
  const Json value{{"flag", true}, {"count", 7}, {"share", 1.5}, {"name", "x"}, {"none", nullptr}};

  EXPECT_TRUE(ValueAt(value, "/flag", false));
  EXPECT_EQ(ValueAt(value, "/count", 0), 7);
  EXPECT_EQ(ValueAt<std::int64_t>(value, "/count", 0), 7);
  EXPECT_EQ(ValueAt(value, "/share", 0.0), 1.5);
  EXPECT_EQ(ValueAt(value, "/count", 0.0), 7.0) << "an integer is a number";
  EXPECT_EQ(ValueAt<std::string>(value, "/name", "y"), "x");
  EXPECT_EQ(ValueAt(value, "/share", 3), 3);
  EXPECT_FALSE(ValueAt(value, "/count", false));
  EXPECT_EQ(ValueAt<std::string>(value, "/none", "y"), "y");
  EXPECT_EQ(ValueAt(value, "/absent", 3), 3);
}

TEST(ObjectAt, IsEmptyUnlessMembersOrItemsStandThere) {
  const Json value{{"object", {{"a", 1}}}, {"array", {1, 2}}, {"text", "x"}};

  EXPECT_EQ(ObjectAt(value, "/object").size(), 1u);
  EXPECT_EQ(ObjectAt(value, "/array").size(), 2u);
  EXPECT_TRUE(ObjectAt(value, "/text").empty());
  EXPECT_TRUE(ObjectAt(value, "/absent").is_object());
}

TEST(MergePatch, ReplacesAddsAndRemoves) {
  Json target = {{"a", {{"b", 1}, {"c", 2}}}, {"d", 3}};

  MergePatch(target, Json{{"a", {{"b", nullptr}, {"e", 4}}}, {"d", {5}}});

  EXPECT_EQ(target, (Json{{"a", {{"c", 2}, {"e", 4}}}, {"d", {5}}}));
}

TEST(Differences, AreNoneWhateverTheOrder) {
  EXPECT_THAT(Differences(Json{{"a", 1}, {"b", {2}}}, Json{{"b", {2.0}}, {"a", 1}}), IsEmpty());
}

TEST(Differences, NameValueAndPlace) {
  const Json expected = {{"user", {{"name", "ann"}, {"id", 1}}}, {"tags", {"x", "y"}}};
  const Json actual = {{"user", {{"name", "bob"}, {"role", 2}}}, {"tags", {"x"}}};

  EXPECT_THAT(
      Differences(expected, actual),
      ElementsAre("/user/name: expected \"ann\", got \"bob\"", "/user/id: missing, expected 1",
                  "/user/role: not expected, got 2", "/tags: expected 2 items, got 1"));
}

TEST(Differences, CompareKinds) {
  EXPECT_THAT(Differences(Json("1"), Json(1)),
              ElementsAre("the whole value: expected \"1\", got 1"));
  EXPECT_THAT(Differences(Json::object(), Json::array()),
              ElementsAre("the whole value: expected {}, got []"));
  EXPECT_THAT(Differences(Json(18446744073709551615u), Json(-1)), SizeIs(1));
}

TEST(Differences, OfASubsetLetOtherMembersBe) {
  const Json actual = {{"a", {{{"b", 1}, {"c", 2}}}}, {"d", 3}};

  EXPECT_THAT(Differences(Json{{"a", {{{"b", 1}}}}}, actual, true), IsEmpty());
  EXPECT_THAT(Differences(Json{{"a", {{{"b", 2}}}}}, actual, true),
              ElementsAre("/a/0/b: expected 2, got 1"));
}

TEST(Differences, ShortenLongValues) {
  const std::vector<std::string> found = Differences(Json(std::string(500, 'x')), Json("y"));

  EXPECT_THAT(found, ElementsAre("the whole value: expected \"" + std::string(119, 'x') +
                                 "..., got \"y\""));
}

TEST(TypeName, TellsIntegersFromNumbers) {
  const Json values = {nullptr, true, -1, 1u, 1.0, "s", Json::array(), Json::object()};
  std::vector<std::string_view> names;

  for (const Json& value : values) names.push_back(TypeName(value));

  EXPECT_THAT(names, ElementsAre("null", "boolean", "integer", "integer", "number", "string",
                                 "array", "object"));
}

TEST(LineOf, CountsFromOne) {
  EXPECT_EQ(LineOf("a\nb\nc", 0), 1u);
  EXPECT_EQ(LineOf("a\nb\nc", 2), 2u);
  EXPECT_EQ(LineOf("a\nb\nc", 99), 3u);
}

}  // namespace
}  // namespace authmock
