// The words of Schema; what it accepts is asked by the official suite.
#include "schemas/contract/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

namespace authmock {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

Json Parsed(std::string_view text) { return ParseJsonFile("test", text).value(); }

Schema Compiled(std::string_view text) {
  const Result<Schema> schema = Schema::Compile("s.json", Parsed(text));
  EXPECT_TRUE(schema.has_value()) << schema.error().Text();
  return schema.value_or(Schema());
}

std::vector<std::string> Texts(std::string_view schema, std::string_view instance) {
  std::vector<Violation> violations{};
  Compiled(schema).Validate(Parsed(instance), violations);
  std::vector<std::string> texts{};
  for (const Violation& violation : violations) texts.push_back(violation.Text());
  return texts;
}

std::string ErrorOf(std::string_view schema) {
  const Result<Schema> compiled = Schema::Compile("s.json", Parsed(schema));
  return compiled ? "no error" : compiled.error().Text();
}

struct Broken {
  std::string schema{};
  std::string instance{};
  std::string text{};
};

void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.schema; }

class Violations : public testing::TestWithParam<Broken> {};

TEST_P(Violations, SayWhatIsExpectedAndWhatIsThere) {
  EXPECT_THAT(Texts(GetParam().schema, GetParam().instance), ElementsAre(GetParam().text));
}

const Broken kBroken[] = {
    {R"(false)", "1", "body: false: expected nothing, got an integer"},
    {R"({"type": "string"})", "1.5", "body: type: expected a string, got a number"},
    {R"({"type": ["object", "array", "null"]})", "true",
     "body: type: expected an object, an array or null, got a boolean"},
    {R"({"const": {"a": 1}})", "2", R"(body: const: expected {"a":1}, got 2)"},
    {R"({"enum": ["a", 2, null]})", R"("b")", R"(body: enum: expected "a", 2 or null, got "b")"},
    {R"({"minimum": 2})", "1", "body: minimum: expected at least 2, got 1"},
    {R"({"maximum": 2})", "3", "body: maximum: expected at most 2, got 3"},
    {R"({"exclusiveMinimum": 2})", "2", "body: exclusiveMinimum: expected more than 2, got 2"},
    {R"({"exclusiveMaximum": 2})", "2", "body: exclusiveMaximum: expected less than 2, got 2"},
    {R"({"multipleOf": 2})", "3", "body: multipleOf: expected a multiple of 2, got 3"},
    {R"({"minLength": 2})", R"("é")",
     "body: minLength: expected at least 2 characters, got 1 character"},
    {R"({"maxLength": 1})", R"("éé")",
     "body: maxLength: expected at most 1 character, got 2 characters"},
    {R"({"pattern": "^a"})", R"("b")", R"(body: pattern: expected a match of ^a, got "b")"},
    {R"({"format": "date"})", R"("b")", R"(body: format: expected a date (RFC 3339), got "b")"},
    {R"({"format": "int32"})", "1.5", "body: format: expected an integer of 32 bits, got 1.5"},
    {R"({"minItems": 1})", "[]", "body: minItems: expected at least 1 item, got 0 items"},
    {R"({"maxItems": 1})", "[1, 2]", "body: maxItems: expected at most 1 item, got 2 items"},
    {R"({"uniqueItems": true})", "[1, 1.0]",
     "body: uniqueItems: expected different items, got the same item twice"},
    {R"({"contains": {"const": 1}})", "[2]",
     "body: contains: expected an item that the schema accepts, got none among 1 item"},
    {R"({"items": {"type": "string"}})", R"(["a", 1])",
     "body /1: type: expected a string, got an integer"},
    {R"({"required": ["a/b"]})", "{}",
     "body /a~1b: required: expected a member of this name, got none"},
    {R"({"properties": {"a": {"type": "null"}}})", R"({"a": {}})",
     "body /a: type: expected null, got an object"},
    {R"({"patternProperties": {"^x": false}})", R"({"xa": 1})",
     "body /xa: false: expected nothing, got an integer"},
    {R"({"properties": {"b": {}, "a": {}}, "additionalProperties": false})", R"({"c": 1})",
     "body /c: additionalProperties: expected one of the members a, b, got a member of another "
     "name"},
    {R"({"additionalProperties": false})", R"({"c": 1})",
     "body /c: additionalProperties: expected no member of this name, got a member of another "
     "name"},
    {R"({"additionalProperties": {"type": "null"}})", R"({"c": 1})",
     "body /c: type: expected null, got an integer"},
    {R"({"propertyNames": {"maxLength": 1}})", R"({"ab": 1})",
     "body /ab: propertyNames: expected a name that is at most 1 character, got 2 characters"},
    {R"({"minProperties": 1})", "{}",
     "body: minProperties: expected at least 1 member, got 0 "
     "members"},
    {R"({"maxProperties": 0})", R"({"a": 1})",
     "body: maxProperties: expected at most 0 members, got 1 member"},
    {R"({"allOf": [{"type": "null"}]})", "1", "body: type: expected null, got an integer"},
    {R"({"$ref": "#/$defs/a", "$defs": {"a": {"type": "null"}}})", "1",
     "body: type: expected null, got an integer"},
    {R"({"not": {"type": "null"}})", "null",
     "body: not: expected no match of the schema below \"not\", got a match"},
    {R"({"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"minimum": 0}})", "-1",
     "body: minimum: expected at least 0, got -1"},
    {R"({"oneOf": [{"type": "null"}, {"const": null}]})", "null",
     "body: oneOf: expected a match of exactly one of 2 schemas, got matches of 2"},
    {R"({"anyOf": [{"type": "null"}, {"properties": {"a": {"type": "null"}}}]})", R"({"a": 1})",
     "body: anyOf: expected a match of one of 2 schemas, got none; nearest: /a: type: expected "
     "null, got an integer"},
};
INSTANTIATE_TEST_SUITE_P(Schema, Violations, testing::ValuesIn(kBroken));

TEST(Schema, ReportsEverythingThatIsBroken) {
  EXPECT_THAT(Texts(R"({"minLength": 3, "pattern": "^a", "format": "date"})", R"("b")"),
              testing::SizeIs(3));
}

TEST(Schema, NamesTheKeywordInTheDocument) {
  std::vector<Violation> violations{};

  Compiled(
      R"({"properties": {"a": {"$ref": "#/$defs/text"}}, "$defs": {"text": {"minLength": 1}}})")
      .Validate(Parsed(R"({"a": ""})"), violations);

  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].statement, "s.json#/$defs/text/minLength");
}

TEST(Schema, AcceptsEverythingWhenDefaultConstructed) {
  std::vector<Violation> violations{};

  Schema().Validate(Parsed("{}"), violations);

  EXPECT_THAT(violations, IsEmpty());
  EXPECT_TRUE(Schema().Accepts(Parsed("[1]")));
}

TEST(Schema, NeverShowsASecret) {
  const std::string schema = R"({"properties": {"pin": {"$ref": "#/$defs/pin"}},
      "$defs": {"pin": {"x-secret": "password",
                        "anyOf": [{"enum": ["a"]}, {"properties": {"deep": {"const": 1}}}],
                        "pattern": "^a"}}})";

  for (const std::string instance :
       {R"({"pin": "hunter2"})", R"({"pin": {"deep": "hunter2"}})", R"({"pin": ["hunter2"]})"}) {
    for (const std::string& text : Texts(schema, instance)) {
      EXPECT_THAT(text, testing::Not(HasSubstr("hunter2"))) << schema;
    }
  }
}

TEST(Schema, TellsHowLongASecretIs) {
  EXPECT_THAT(Texts(R"({"enum": ["a"], "x-secret": "token"})", R"("hunter2")"),
              ElementsAre(R"(body: enum: expected "a", got a string of 7 characters)"));
  EXPECT_THAT(Texts(R"({"enum": ["a"], "x-secret": "token"})", "7"),
              ElementsAre(R"(body: enum: expected "a", got an integer)"));
}

TEST(Schema, KnowsItsMark) {
  EXPECT_EQ(Compiled(R"({"x-secret": "token"})").secret(), Secret::kToken);
  EXPECT_EQ(Compiled(R"({"allOf": [{"x-secret": "password"}]})").secret(), Secret::kPassword);
  EXPECT_EQ(Compiled(R"({"type": "string"})").secret(), Secret::kNone);
}

TEST(Schema, ShowsTheBeginningOfALongText) {
  EXPECT_THAT(Texts(R"({"const": 1})", "\"" + std::string(50, 'x') + "\""),
              ElementsAre("body: const: expected 1, got \"" + std::string(40, 'x') + "\"..."));
}

struct Wrong {
  std::string schema{};
  std::string error{};
};

void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.schema; }

class SchemaErrors : public testing::TestWithParam<Wrong> {};

TEST_P(SchemaErrors, SayWhereAndWhat) {
  EXPECT_THAT(ErrorOf(GetParam().schema), EndsWith(GetParam().error));
}

const Wrong kWrong[] = {
    {R"(1)", "s.json#: expected a schema: an object, true or false, got 1"},
    {R"({"items": [{}]})",
     "s.json#/items: expected a schema: an object, true or false, got an "
     "array of 1 item"},
    {R"({"type": []})", "array of different ones, got an array of 0 items"},
    {R"({"enum": [1, 1.0]})",
     "#/enum: expected an array of different values, got an array of 2 "
     "items"},
    {R"({"minLength": -1})", "#/minLength: expected a whole number, not negative, got -1"},
    {R"({"minLength": 1.5})", "#/minLength: expected a whole number, not negative, got 1.5"},
    {R"({"minimum": "1"})", "#/minimum: expected a number, got \"1\""},
    {R"({"multipleOf": 0})", "#/multipleOf: expected a number above 0, got 0"},
    {R"({"pattern": "("})",
     "#/pattern: the regular expression \"(\" has a \"(\" without its "
     "\")\" (before byte 1)"},
    {R"({"patternProperties": {"[": true}})",
     "#/patternProperties: the regular expression \"[\" "
     "has a \"[\" without its \"]\" (before byte 1)"},
    {R"({"format": "iri"})", "uri-reference, uuid, got \"iri\""},
    {R"({"required": ["a", "a"]})",
     "#/required: expected an array of different names, got an "
     "array of 2 items"},
    {R"({"uniqueItems": 1})", "#/uniqueItems: expected true or false, got 1"},
    {R"({"properties": []})",
     "#/properties: expected an object of schemas, got an array of 0 "
     "items"},
    {R"({"allOf": []})", "#/allOf: expected an array of schemas, got an array of 0 items"},
    {R"({"$ref": 1})", "#/$ref: expected a reference such as \"#/$defs/name\", got 1"},
    {R"({"$ref": "#here"})", "#/$ref: \"#here\" is no JSON Pointer; references begin with #/"},
    {R"({"x-secret": "pin"})", "#/x-secret: expected password or token, got \"pin\""},
    {R"({"title": 1})", "#/title: expected a string, got 1"},
    {R"({"examples": 1})", "#/examples: expected an array, got 1"},
    {R"({"readOnly": 1})", "#/readOnly: expected true or false, got 1"},
    {R"({"$defs": {"unused": {"nullable": true}}})",
     "s.json#/$defs/unused/nullable: the keyword \"nullable\" is not in our subset of JSON Schema, "
     "so it would promise what nobody checks; correct it, or mark a note of your own "
     "\"x-nullable\""},
    {R"({"allOf": [{"$ref": "#"}]})",
     "this schema refers to itself without going down into its "
     "instance"},
};
INSTANTIATE_TEST_SUITE_P(Schema, SchemaErrors, testing::ValuesIn(kWrong));

TEST(Schema, SaysThatThereIsNoneAtAPlace) {
  const Result<Schema> schema = Schema::Compile("s.json", Parsed("{}"), "/a");

  ASSERT_FALSE(schema.has_value());
  EXPECT_EQ(schema.error().Text(), "s.json#/a: there is no schema at this place");
}

TEST(Schema, GoesDownARecursiveSchema) {
  const std::string tree = R"({"properties": {"left": {"$ref": "#"}}, "required": ["value"]})";

  EXPECT_THAT(Texts(tree, R"({"value": 1, "left": {"value": 2, "left": {}}})"),
              ElementsAre("body /left/left/value: required: expected a member of this name, got "
                          "none"));
}

TEST(Schema, RefusesChainsOfReferencesThatAreTooLong) {
  Json schema = {{"$ref", "#/$defs/s0"}};
  for (int i = 0; i < 300; ++i) {
    schema["$defs"]["s" + std::to_string(i)] = {{"$ref", "#/$defs/s" + std::to_string(i + 1)}};
  }
  schema["$defs"]["s300"] = true;

  EXPECT_THAT(ErrorOf(WriteJson(schema)),
              EndsWith("schemas refer to each other more than 200 deep"));
}

// Any value of a small alphabet, so that rules are met and broken about as often.
Json AnyValue(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 6 : 4)) {
    case 0:
      return *rc::gen::inRange(0, 12);
    case 1:
      return *rc::gen::container<std::string>(rc::gen::inRange('a', 'd'));
    case 2:
      return nullptr;
    case 3:
      return Json::object();
    case 4:
      return Json::array({AnyValue(depth - 1), AnyValue(depth - 1)});
    default:
      return Json{{*rc::gen::element<std::string>("a", "b"), AnyValue(depth - 1)}};
  }
}

RC_GTEST_PROP(Schema, AcceptsWhatHasNoViolation, ()) {
  static const Schema schema = Compiled(R"({"type": ["object", "array", "integer", "string"],
      "minimum": 3, "maxLength": 2, "uniqueItems": true, "items": {"$ref": "#"},
      "properties": {"a": {"$ref": "#"}}, "required": ["a"], "maxProperties": 1,
      "anyOf": [{"type": ["object", "string"]}, {"minItems": 1}, {"not": {"multipleOf": 5}}]})");
  const Json instance = AnyValue(3);
  std::vector<Violation> violations{};

  schema.Validate(instance, violations);

  RC_ASSERT(schema.Accepts(instance) == violations.empty());
}

}  // namespace
}  // namespace authmock
