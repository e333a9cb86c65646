#include "client/core/body_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/schema_shape.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Leaf {
  std::optional<std::string> color{};
  bool operator==(const Leaf&) const = default;
};

struct Tree {
  std::int64_t age = 0;
  std::vector<Leaf> leaves{};
  std::optional<bool> tall{};
  std::optional<Nullable<std::string>> owner{};
  std::optional<Nullable<std::vector<Leaf>>> fallen{};
  std::map<std::string, bool> marks{};
  AnyJson notes{};
  bool operator==(const Tree&) const = default;
};

constexpr auto Describe(const Leaf*) { return std::tuple(Field("Color", &Leaf::color)); }

constexpr auto Describe(const Tree*) {
  return std::tuple(Field("age", &Tree::age), Field("leaves", &Tree::leaves),
                    Field("tall", &Tree::tall), Field("owner", &Tree::owner),
                    Field("fallen", &Tree::fallen), Field("marks", &Tree::marks),
                    Field("notes", &Tree::notes));
}

Json Parsed(std::string_view text) { return ParseJsonFile("test", text).value(); }

std::string ErrorOf(std::string_view text) {
  const Result<Tree> read = Body<Tree>::Read(Parsed(text));
  return read ? "no error" : read.error().Text();
}

constexpr const char* kSmallest = R"({"age":1,"leaves":[],"marks":{},"notes":null})";
constexpr const char* kLargest =
    R"({"age":-3,"leaves":[{"Color":"red"},{}],"tall":true,"owner":null,"marks":{"x":false},)"
    R"("notes":[1,{"a":2}]})";

TEST(BodyMapping, LeavesOutWhatIsAbsent) { EXPECT_EQ(Body<Tree>::Write({.age = 1}), kSmallest); }

TEST(BodyMapping, WritesWhatItRead) {
  for (const char* text : {kSmallest, kLargest}) {
    EXPECT_EQ(Body<Tree>::Write(Body<Tree>::Read(Parsed(text)).value()), text);
  }
}

TEST(BodyMapping, TellsNullFromAbsent) {
  EXPECT_EQ(Body<Tree>::Read(Parsed(kSmallest))->owner, std::nullopt);
  EXPECT_EQ(Body<Tree>::Read(Parsed(kLargest))->owner, Nullable<std::string>{});
}

TEST(BodyMapping, PassesOverMembersItDoesNotKnow) {
  EXPECT_EQ(Body<Leaf>::Read(Parsed(R"({"Color":"red","size":3})")).value(), (Leaf{"red"}));
}

TEST(BodyMapping, TakesAnIntegerWithAPoint) {
  EXPECT_EQ(Body<Tree>::Read(Parsed(R"({"age":4.0,"leaves":[],"marks":{},"notes":0})"))->age, 4);
}

TEST(BodyMapping, SaysWhatDoesNotFit) {
  EXPECT_EQ(ErrorOf("[]"), "body : expected an object, got array");
  EXPECT_EQ(ErrorOf("{}"), "body /age: is missing");
  EXPECT_EQ(ErrorOf(R"({"age":"1"})"), "body /age: expected an integer, got string");
  EXPECT_EQ(ErrorOf(R"({"age":1.5})"), "body /age: expected an integer of 64 bits, got 1.5");
  EXPECT_EQ(ErrorOf(R"({"age":1,"leaves":[{},{"Color":null}]})"),
            "body /leaves/1/Color: expected a string, got null");
  EXPECT_EQ(ErrorOf(R"({"age":1,"leaves":[],"tall":1})"),
            "body /tall: expected a boolean, got integer");
  EXPECT_EQ(ErrorOf(R"({"age":1,"leaves":[],"marks":{"a/b":0}})"),
            "body /marks/a~1b: expected a boolean, got integer");
}

constexpr const char* kDocument = R"({"schemas": {
  "Leaf": {"type": "object", "description": "A leaf.",
           "properties": {"Color": {"type": "string", "minLength": 1}}},
  "Old": {"type": "object", "required": ["age"], "properties": {
    "age": {"type": "integer"}, "leaves": {"type": "array", "items": {"$ref": "#/schemas/Leaf"}}}},
  "Tree": {"allOf": [{"$ref": "#/schemas/Old"}, {
    "type": "object", "required": ["notes", "leaves", "marks"], "properties": {
      "tall": {"type": "boolean"},
      "owner": {"type": ["string", "null"]},
      "fallen": {"type": ["array", "null"], "items": {"$ref": "#/schemas/Leaf"}},
      "marks": {"type": "object", "additionalProperties": {"type": "boolean"}},
      "notes": {"type": ["array", "null"]}}}]}}})";

std::vector<std::string> Drift(std::string_view from, const std::string& to) {
  std::string document = kDocument;
  document.replace(document.find(from), from.size(), to);
  return Differences(SchemaShape(Parsed(document), "/schemas/Tree"), Body<Tree>::Schema());
}

TEST(SchemaShape, IsWhatAFittingStructSaysOfItself) {
  EXPECT_THAT(Drift("Tree", "Tree"), IsEmpty());
}

TEST(SchemaShape, ShowsEveryDrift) {
  EXPECT_THAT(Drift(R"("tall": {"type": "boolean"})", R"("tall": {"type": "string"})"),
              ElementsAre(R"(/properties/tall/type: expected "string", got "boolean")"));
  EXPECT_THAT(Drift(R"("tall": {"type": "boolean"},)", ""),
              ElementsAre(R"(/properties/tall: not expected, got {"type":"boolean"})"));
  EXPECT_THAT(Drift(R"("tall": {)", R"("small": {"type": "string"}, "tall": {)"),
              ElementsAre(R"(/properties/small: missing, expected {"type":"string"})"));
  EXPECT_THAT(
      Drift(R"("properties": {"Color")", R"("required": ["Color"], "properties": {"Color")"),
      ElementsAre("/properties/leaves/items/required: expected 1 items, got 0",
                  "/properties/fallen/items/required: expected 1 items, got 0"));
  EXPECT_THAT(Drift(R"(["string", "null"])", R"("string")"),
              ElementsAre(R"(/properties/owner/type: expected "string", got ["string","null"])"));
}

}  // namespace
}  // namespace authmock
