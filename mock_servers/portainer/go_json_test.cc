#include "mock_servers/portainer/go_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "base/json.h"

namespace authmock::portainer {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

GoJsonEnd EndOf(std::string_view text) { return ScanGoJson(text).end; }

std::vector<std::pair<std::string, std::string>> Members(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> all;
  GoJsonMembers members(ScanGoJson(text).value);
  while (members.Next()) all.emplace_back(members.name(), members.value());
  return all;
}

TEST(ScanGoJson, FindsTheFirstValueAndLeavesTheRest) {
  EXPECT_EQ(ScanGoJson(" \t\r\n{\"a\": [1]} trailing").value, "{\"a\": [1]}");
  EXPECT_EQ(ScanGoJson("nullx").value, "null");
  EXPECT_EQ(ScanGoJson("01").value, "0");
  EXPECT_EQ(ScanGoJson("-1.5e+3,").value, "-1.5e+3");
}

TEST(ScanGoJson, TellsEmptyFromCutOff) {
  for (const std::string_view text : {"", " ", "\n\t"}) EXPECT_EQ(EndOf(text), GoJsonEnd::kEmpty);
  for (const std::string_view text :
       {"{", "[", "\"", "{\"a", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1,", "[1", "tru",
        "-", "1.", "1e", "1e+", "\"\\u00\"", "{\"a\":\"x"}) {
    EXPECT_EQ(EndOf(text), GoJsonEnd::kCutOff) << text;
  }
}

TEST(ScanGoJson, TakesForCutOffWhatItDoesNotLookAt) {
  // The decoder asks for length first, and for a closing quote before it looks at a string.
  for (const std::string_view text : {"{x", "nul", "nux", "\"\\x", "\"a\tb", "1ex", "1e+,"}) {
    EXPECT_EQ(EndOf(text), GoJsonEnd::kCutOff) << text;
  }
}

TEST(ScanGoJson, RefusesWhatIsNoJson) {
  for (const std::string_view text : {"hello",
                                      "{'a':1}",
                                      "{\"a\" 1}",
                                      "{\"a\":1,}",
                                      "[1,]",
                                      "[1 2]",
                                      "{\"a\":1 \"b\":2}",
                                      "\"\\x\"",
                                      "\"a\tb\"",
                                      "\"\\u12x4\" ",
                                      "trux",
                                      "nulx",
                                      "-a",
                                      "1.a",
                                      "\xEF\xBB\xBF{}",
                                      "NaN",
                                      "/**/1",
                                      "+1",
                                      ".5",
                                      "{a:1}",
                                      "]"}) {
    EXPECT_EQ(EndOf(text), GoJsonEnd::kSyntax) << text;
  }
}

TEST(ScanGoJson, TakesNestingOfAnyDepth) {
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');

  EXPECT_EQ(ScanGoJson(deep).value.size(), deep.size());
}

RC_GTEST_PROP(ScanGoJson, TakesWhateverAnyReaderTakes, (const std::string& noise)) {
  const std::string text = *rc::gen::element<std::string>("{\"a\":[1,{\"b\":\"c\"}],\"d\":null}",
                                                          "[[],{},\"\",-0.5e-7,true,false]") +
                           noise;

  RC_ASSERT(EndOf(text) == GoJsonEnd::kValue);
}

RC_GTEST_PROP(ScanGoJson, SurvivesEveryText, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::elementOf(std::string("{}[]\",:\\u0 nult-e1.\x01")));

  RC_ASSERT(ScanGoJson(text).value.size() <= text.size());
  if (ReadJson(text).ok()) RC_ASSERT(EndOf(text) == GoJsonEnd::kValue);
}

TEST(GoJsonMembers, GivesEveryMemberInOrder) {
  EXPECT_THAT(Members(R"({ "a" : 1 , "b":{"c":[2]},"a":null})"),
              ElementsAre(Pair("a", "1"), Pair("b", "{\"c\":[2]}"), Pair("a", "null")));
  EXPECT_TRUE(Members("{ }").empty());
}

TEST(GoJsonMembers, UnescapesNames) {
  EXPECT_THAT(Members("{\"\\u0061\\n\":\"\\\"\"}"), ElementsAre(Pair("a\n", "\"\\\"\"")));
}

TEST(GoJsonString, Unescapes) {
  EXPECT_EQ(GoJsonString(R"("a\"\\\/\b\f\n\r\t")"), "a\"\\/\b\f\n\r\t");
  EXPECT_EQ(GoJsonString(R"("\u00e9\u20AC")"), "\u00e9\u20ac");
  EXPECT_EQ(GoJsonString(R"("\ud83e\udd8a")"), "\U0001F98A");
  EXPECT_EQ(GoJsonString("\"admin\\u0000\""), std::string("admin\0", 6));
}

TEST(GoJsonString, ReplacesWhatIsNoCharacter) {
  EXPECT_EQ(GoJsonString(R"("\ud800")"), "\uFFFD");
  EXPECT_EQ(GoJsonString(R"("\ud800\u0041")"), "\uFFFDA");
  EXPECT_EQ(GoJsonString(R"("\udc00\ud800")"), "\uFFFD\uFFFD");
  EXPECT_EQ(GoJsonString("\"\xff\xfe\""), "\uFFFD\uFFFD");
}

RC_GTEST_PROP(GoJsonString, ReadsWhatOurWriterWrites, (const std::string& text)) {
  const std::string written = WriteJson(text);

  RC_ASSERT(GoJsonString(written) == ReadJson(written).value().get<std::string>());
}

TEST(GoJsonInteger, TakesWholeNumbersOfSixtyFourBits) {
  EXPECT_EQ(GoJsonInteger("-9223372036854775808"), INT64_MIN);
  EXPECT_EQ(GoJsonInteger("-0"), 0);
  EXPECT_EQ(GoJsonInteger("9223372036854775808"), std::nullopt);
  EXPECT_EQ(GoJsonInteger("2.0"), std::nullopt);
  EXPECT_EQ(GoJsonInteger("1e0"), std::nullopt);
  EXPECT_EQ(GoJsonInteger("\"1\""), std::nullopt);
}

TEST(FoldFieldName, LowersAsciiNames) { EXPECT_EQ(FoldFieldName("NewPassword"), "newpassword"); }

TEST(FoldFieldName, TakesOneStepInNamesWithOtherLetters) {
  EXPECT_EQ(FoldFieldName("u\u017Fername"), "username");
  EXPECT_EQ(FoldFieldName("pa\u017F\u017Fword"), "password");
  EXPECT_EQ(FoldFieldName("PA\u017FSWORD"), "password");
  EXPECT_NE(FoldFieldName("pa\u017Fsword"), "password");
  EXPECT_EQ(FoldFieldName("to\u212Aen"), "token");
}

}  // namespace
}  // namespace authmock::portainer
