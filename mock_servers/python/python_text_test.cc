#include "mock_servers/python/python_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mock_servers/python/python_json.h"

namespace authmock {
namespace {

using ::testing::Eq;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(PythonRepr, NamesConstantsAsPythonDoes) {
  EXPECT_EQ(PythonRepr(nullptr), "None");
  EXPECT_EQ(PythonRepr(true), "True");
  EXPECT_EQ(PythonRepr(false), "False");
}

TEST(PythonRepr, PrefersSingleQuotes) {
  EXPECT_EQ(PythonRepr("x"), "'x'");
  EXPECT_EQ(PythonRepr("it's"), R"("it's")");
  EXPECT_EQ(PythonRepr(R"(a"b)"), R"('a"b')");
  EXPECT_EQ(PythonRepr(R"('")"), R"('\'"')");
}

TEST(PythonRepr, EscapesWhatCannotBeSeen) {
  EXPECT_EQ(PythonRepr("\t\n\r\\"), R"('\t\n\r\\')");
  EXPECT_EQ(PythonRepr(std::string("\x00\x1b\x7f", 3)), R"('\x00\x1b\x7f')");
  EXPECT_EQ(PythonRepr("\xc2\x85\xc2\xa0\xc2\xad"), R"('\x85\xa0\xad')");
  EXPECT_EQ(PythonRepr("\xe2\x80\xa8\xe3\x80\x80\xef\xbb\xbf"), R"('\u2028\u3000\ufeff')");
  EXPECT_EQ(PythonRepr("\xf3\xb0\x80\x80"), R"('\U000f0000')");
}

TEST(PythonRepr, ShowsWhatCanBeSeen) {
  EXPECT_EQ(PythonRepr("\xc3\xa9 \xd0\xba \xf0\x9f\x94\x91"),
            "'\xc3\xa9 \xd0\xba \xf0\x9f\x94\x91'");
}

TEST(PythonRepr, EscapesALoneSurrogate) { EXPECT_EQ(PythonRepr("\xed\xa0\x80"), R"('\ud800')"); }

TEST(PythonRepr, WritesFloatsWithTheirShortestDigits) {
  EXPECT_EQ(PythonRepr(1.0), "1.0");
  EXPECT_EQ(PythonRepr(-0.0), "-0.0");
  EXPECT_EQ(PythonRepr(0.1), "0.1");
  EXPECT_EQ(PythonRepr(3.5), "3.5");
  EXPECT_EQ(PythonRepr(0.0001), "0.0001");
  EXPECT_EQ(PythonRepr(0.00001), "1e-05");
  EXPECT_EQ(PythonRepr(1e15), "1000000000000000.0");
  EXPECT_EQ(PythonRepr(1e16), "1e+16");
  EXPECT_EQ(PythonRepr(1.5e300), "1.5e+300");
  EXPECT_EQ(PythonRepr(123456789.125), "123456789.125");
  EXPECT_EQ(PythonRepr(std::nan("")), "nan");
  EXPECT_EQ(PythonRepr(-kInfinity), "-inf");
}

TEST(PythonRepr, WritesContainersWithBlanks) {
  const Json value{{"k", "v"}, {"list", {1, nullptr, Json::array(), Json::object()}}};

  EXPECT_EQ(PythonRepr(value), "{'k': 'v', 'list': [1, None, [], {}]}");
}

TEST(PythonRepr, WritesIntegersOfAnyLength) {
  const PythonDocument document = ReadPythonJson("[-123456789012345678901234567890, 1]");

  EXPECT_EQ(PythonRepr(document.value), "[-123456789012345678901234567890, 1]");
}

TEST(PythonBytesRepr, EscapesAllButAscii) {
  EXPECT_EQ(PythonBytesRepr(""), "b''");
  EXPECT_EQ(PythonBytesRepr(R"({"a":)"), R"(b'{"a":')");
  EXPECT_EQ(PythonBytesRepr("it's"), R"(b"it's")");
  EXPECT_EQ(PythonBytesRepr("'\""), R"(b'\'"')");
  EXPECT_EQ(PythonBytesRepr(std::string("\x00\t\xef\xbb\xbf\x7f\\", 7)),
            R"(b'\x00\t\xef\xbb\xbf\x7f\\')");
}

TEST(PythonJson, SeparatesWithBlanks) {
  const Json value{{"a", {1, 2.0}}, {"b", nullptr}, {"c", Json::array()}, {"d", Json::object()}};

  EXPECT_EQ(PythonJson(value), R"({"a": [1, 2.0], "b": null, "c": [], "d": {}})");
  EXPECT_EQ(PythonJsonCompact(value), R"({"a":[1,2.0],"b":null,"c":[],"d":{}})");
}

TEST(PythonJson, IsAsciiOnly) {
  EXPECT_EQ(PythonJson("\xc3\xa9\xf0\x9f\x94\x91\x7f/"), R"("\u00e9\ud83d\udd11\u007f/")");
  EXPECT_EQ(PythonJson("\"\\\n\r\t\f\b\x01"), R"("\"\\\n\r\t\f\b\u0001")");
  EXPECT_EQ(PythonJson("\xed\xa0\x80"), R"("\ud800")");
}

TEST(PythonJson, WritesNumbersThatJsonDoesNotHave) {
  EXPECT_EQ(PythonJson(Json{std::nan(""), kInfinity, -kInfinity}), "[NaN, Infinity, -Infinity]");
}

TEST(PythonText, CountsCodePointsAndFindsSurrogates) {
  EXPECT_THAT(PythonLength("\xf0\x9f\x94\x91\xc3\xa9x\xed\xa0\x80"), Eq(4u));
  EXPECT_TRUE(HasLoneSurrogate("a\xed\xbf\xbf"));
  EXPECT_FALSE(HasLoneSurrogate("\xed\x9f\xbf\xf0\x9f\x94\x91"));
}

TEST(PythonText, LowersAsPythonDoes) {
  EXPECT_EQ(PythonLower("ALICE@Example.ORG"), "alice@example.org");
  EXPECT_EQ(PythonLower("\xc3\x89\xd0\x9f\xe2\x84\xaa"), "\xc3\xa9\xd0\xbfk");
  EXPECT_EQ(PythonLower("\xc4\xb0"), "i\xcc\x87");
  EXPECT_EQ(PythonLower("\xce\xa3\xce\x91\xce\xa3 \xce\xa3"), "\xcf\x83\xce\xb1\xcf\x82 \xcf\x83");
  EXPECT_EQ(PythonLower("\xed\xa0\x80"), "\xed\xa0\x80");
}

RC_GTEST_PROP(PythonText, ReadsBackWhatItWrote, (const std::vector<std::vector<int>>& texts)) {
  Json value = Json::array();
  for (const std::vector<int>& text : texts) {
    std::string escaped = "\"";
    for (const int unit : text) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(unit) & 0xFFFF);
      escaped += buffer;
    }
    value.push_back(ReadPythonJson(escaped + "\"").value);
  }

  RC_ASSERT(ReadPythonJson(PythonJson(value)).value == value);
}

RC_GTEST_PROP(PythonText, NeverFailsOnBytes, (const std::string& bytes)) {
  RC_ASSERT(PythonJson(PythonRepr(bytes)).size() >= 4u);
  RC_ASSERT(PythonLength(bytes) <= bytes.size());
}

}  // namespace
}  // namespace authmock
