#include "mock_servers/glowmarkt/js_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace authmock::glowmarkt {
namespace {

using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::UnorderedElementsAre;

TEST(JsJson, FindsTheStrings) {
  EXPECT_THAT(ReadTextMembers(R"( {"a":"x","b":7,"c":["d"],"e":{"a":"y"},"":"z"} )"),
              Optional(UnorderedElementsAre(std::pair("a", "x"), std::pair("", "z"))));
  EXPECT_THAT(ReadTextMembers("{\t}\r\n"), Optional(IsEmpty()));
}

TEST(JsJson, TakesTheLastOfTwo) {
  EXPECT_THAT(ReadTextMembers(R"({"a":1,"a":"x"})"),
              Optional(UnorderedElementsAre(std::pair("a", "x"))));
  EXPECT_THAT(ReadTextMembers(R"({"a":"x","\u0061":null})"), Optional(IsEmpty()));
}

TEST(JsJson, DecodesEscapes) {
  const auto text = [](std::string_view literal) {
    return ReadTextMembers("{\"a\":\"" + std::string(literal) + "\"}").value().at("a");
  };

  EXPECT_EQ(text(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(text(R"(\u00e4\uD83E\udd8a)"), "ä🦊");
  EXPECT_EQ(text(R"(\u0000)"), std::string(1, '\0'));
  EXPECT_EQ(text(R"(\ud800)"), "\uFFFD");
  EXPECT_EQ(text(R"(\ud800\ud83e\udd8a)"), "\uFFFD🦊");
  EXPECT_EQ(text(R"(\udd8ax)"), "\uFFFDx");
}

TEST(JsJson, ReadsWhatJavaScriptReads) {
  EXPECT_THAT(ReadTextMembers("\xEF\xBB\xBF{}"), Optional(IsEmpty()));
  EXPECT_THAT(ReadTextMembers(R"({"n":1e999,"m":-0.0E+00})"), Optional(IsEmpty()));
  const std::string deep = std::string(50'000, '[') + std::string(50'000, ']');
  EXPECT_THAT(ReadTextMembers("{\"deep\":" + deep + "}"), Optional(IsEmpty()));
}

TEST(JsJson, RefusesWhatIsNoObject) {
  for (const char* text : {"", " ", "[]", "[{}]", "\"x\"", "7", "null", "true"}) {
    EXPECT_THAT(ReadTextMembers(text), Eq(std::nullopt)) << text;
  }
}

TEST(JsJson, RefusesWhatIsNoJson) {
  for (const char* text : {"{",
                           "{}x",
                           "{}{}",
                           "{'a':1}",
                           "{a:1}",
                           R"({"a":})",
                           R"({"a":1,})",
                           R"({,})",
                           R"({"a" 1})",
                           R"({"a":01})",
                           R"({"a":1.})",
                           R"({"a":.5})",
                           R"({"a":+1})",
                           R"({"a":-})",
                           R"({"a":1e})",
                           R"({"a":NaN})",
                           R"({"a":nul})",
                           R"({"a":[1,]})",
                           R"({"a":[,]})",
                           R"({"a":[}})",
                           R"({"a":{"b"}})",
                           R"({"a":{"b":1,}})",
                           R"({"a":"\x"})",
                           R"({"a":"\u12g4"})",
                           R"({"a":"\ud800\u12"})",
                           "{\"a\":\"\n\"}",
                           R"({"a":"x)",
                           R"({"a":"\)",
                           "\xEF\xBB\xBF",
                           "{\"a\":\"\xC3(\"}",
                           "{}\f"}) {
    EXPECT_THAT(ReadTextMembers(text), Eq(std::nullopt)) << text;
  }
  EXPECT_THAT(ReadTextMembers(std::string_view("{}\0", 3)), Eq(std::nullopt));
}

// An object of a few strings, wrapped and mixed with other values.
rc::Gen<std::map<std::string, std::string>> Members() {
  return rc::gen::container<std::map<std::string, std::string>>(rc::gen::string<std::string>(),
                                                                rc::gen::string<std::string>());
}

RC_GTEST_PROP(JsJson, ReadsBackWhatWasWritten, ()) {
  Json object = Json::object();
  for (const auto& [name, value] : *Members()) object[name] = value;
  // What was no UTF-8 is written with replacement characters.
  const Json written = ReadJson(WriteJson(object)).value();
  object = written;
  object["an object"] = {{"inner", written}, {"list", Json::array({written, 1.5, nullptr})}};

  const auto members = ReadTextMembers(WriteJson(object));

  RC_ASSERT(members.has_value());
  RC_ASSERT(members->size() == written.size());
  for (const auto& [name, value] : written.items()) {
    RC_ASSERT(members->at(name) == value.get<std::string>());
  }
}

RC_GTEST_PROP(JsJson, AgreesWithTheGeneralReader, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("{}{}[]\"\":,:,01-.e tnul\\/")));

  const JsonText read = ReadJson(text);
  const bool is_object = read.ok() && !read.trailing_text && read.value().is_object();

  RC_ASSERT(ReadTextMembers(text).has_value() == is_object);
}

}  // namespace
}  // namespace authmock::glowmarkt
