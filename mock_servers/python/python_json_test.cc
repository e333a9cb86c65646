#include "mock_servers/python/python_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

#include "mock_servers/python/python_text.h"

namespace authmock {
namespace {

using Fault = PythonDocument::Fault;

// What Python would show of the value; "malformed" or "too deep" if it has none.
std::string Read(std::string_view text) {
  const PythonDocument document = ReadPythonJson(text);
  if (document.fault == Fault::kTooDeep) return "too deep";
  return document.ok() ? PythonRepr(document.value) : "malformed";
}

std::string Nested(int depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ReadPythonJson, ReadsWhatIsJson) {
  EXPECT_EQ(Read(" {\"a\" : [1, -2.5, true, null, \"x\"]}\r\n\t"),
            "{'a': [1, -2.5, True, None, 'x']}");
  EXPECT_EQ(Read(R"("\"\\\/\b\f\n\r\t\u00e9")"), "'\"\\\\/\\x08\\x0c\\n\\r\\t\xc3\xa9'");
}

TEST(ReadPythonJson, RefusesWhatIsNot) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[",
                           "\"",
                           "{\"a\":",
                           "[1,]",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{'a':1}",
                           "01",
                           "1.",
                           ".5",
                           "-",
                           "+1",
                           "tru",
                           "nul",
                           "nan",
                           "Infinit",
                           "-Infinit",
                           "1 x",
                           "{} {}",
                           "\"\x01\"",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\xef\xbb\xbf{}",
                           "\"\xff\"",
                           "\"\xed\xa0\x80\"",
                           "\v1"}) {
    EXPECT_EQ(Read(text), "malformed") << text;
  }
}

TEST(ReadPythonJson, RefusesUtf16) {
  EXPECT_EQ(Read(std::string_view("\xff\xfe{\0}\0", 6)), "malformed");
  EXPECT_EQ(Read(std::string_view("{\0}\0", 4)), "malformed");
}

TEST(ReadPythonJson, ReadsNumbersThatJsonDoesNotHave) {
  EXPECT_EQ(Read("[NaN, Infinity, -Infinity]"), "[nan, inf, -inf]");
}

TEST(ReadPythonJson, TellsIntegersFromFractions) {
  EXPECT_EQ(Read("[0, -0, -0.0, 1e2, 1E-7, 1.0]"), "[0, 0, -0.0, 100.0, 1e-07, 1.0]");
  EXPECT_EQ(Read("18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(Read("18446744073709551616"), "18446744073709551616");
  EXPECT_EQ(Read("-9223372036854775809"), "-9223372036854775809");
  EXPECT_EQ(Read("1e400"), "inf");
  EXPECT_EQ(Read("-1e400"), "-inf");
  EXPECT_EQ(Read("1e-400"), "0.0");
}

TEST(ReadPythonJson, KeepsLoneSurrogatesAndJoinsPairs) {
  EXPECT_EQ(Read(R"("\ud800")"), R"('\ud800')");
  EXPECT_EQ(Read(R"("\udd11\ud83d")"), R"('\udd11\ud83d')");
  EXPECT_EQ(Read(R"("\ud83d\ud83d\udd11")"), "'\\ud83d\xf0\x9f\x94\x91'");
}

TEST(ReadPythonJson, LetsTheLastOfTwoMembersCountInTheFirstPlace) {
  EXPECT_EQ(Read(R"({"a": 1, "b": 2, "a": 3})"), "{'a': 3, 'b': 2}");
}

TEST(ReadPythonJson, GoesAsDeepAsPythonDoes) {
  EXPECT_EQ(Read(Nested(900)), Nested(900));
  EXPECT_EQ(Read(Nested(901)), "too deep");
  EXPECT_EQ(Read(std::string(1'000'000, '[')), "too deep");
}

TEST(ReadPythonJson, TakesManyMembersOfOneNameInItsStride) {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"" + std::to_string(i % 50'000) + "\":1,";

  EXPECT_EQ(ReadPythonJson(text + "\"x\":1}").value.size(), 50'001u);
}

RC_GTEST_PROP(ReadPythonJson, NeverFailsOnBytes, (const std::string& bytes)) {
  const PythonDocument document = ReadPythonJson(bytes);

  RC_ASSERT(document.ok() || document.value.is_null());
}

}  // namespace
}  // namespace authmock
