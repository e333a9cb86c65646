#include "mock_servers/portainer/go_text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;

TEST(GoLower, LowersLettersOfManyScripts) {
  EXPECT_EQ(GoLower("ADMIN-Ä-Ω-Ж-Ŀ-Ａ"), "admin-ä-ω-ж-ŀ-ａ");
  EXPECT_EQ(GoLower("管理 🦊 ß 1"), "管理 🦊 ß 1");
  EXPECT_EQ(GoLower("\u0130\u1E9E\u10A0\U00010400"), "i\u00DF\u2D00\U00010428");
}

TEST(GoFold, GivesOneSpellingToWhatFoldsTogether) {
  EXPECT_EQ(GoFold("\u017F"), GoFold("S"));
  EXPECT_EQ(GoFold("\u212A"), GoFold("k"));
  EXPECT_EQ(GoFold("\u03C2"), GoFold("\u03A3"));
  EXPECT_EQ(GoFold("\u00B5"), GoFold("\u03BC"));
  EXPECT_NE(GoFold("ß"), GoFold("ss"));
  EXPECT_NE(GoFold("\u0130"), GoFold("i"));
}

TEST(GoLower, ReplacesWhatIsNoCharacter) { EXPECT_EQ(GoLower("A\xE8\xFF"), "a\uFFFD\uFFFD"); }

RC_GTEST_PROP(GoFold, IsTheSameForEveryAsciiCaseOfAText, (const std::string& text)) {
  std::string upper;
  for (const char c : text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;

  RC_ASSERT(GoFold(upper) == GoFold(text));
  RC_ASSERT(GoFold(GoFold(text)) == GoFold(text));
}

TEST(ParseGoDuration, ReadsNumbersWithUnits) {
  EXPECT_EQ(ParseGoDuration("8h"), Duration(8h));
  EXPECT_EQ(ParseGoDuration("-1h30m"), -Duration(90min));
  EXPECT_EQ(ParseGoDuration("+1.5s"), Duration(1500ms));
  EXPECT_EQ(ParseGoDuration("1500ms"), Duration(1500ms));
  EXPECT_EQ(ParseGoDuration(".5m"), Duration(30s));
  EXPECT_EQ(ParseGoDuration("2.s"), Duration(2s));
  EXPECT_EQ(ParseGoDuration("1000us1000µs1000μs"), Duration(3ms));
  EXPECT_EQ(ParseGoDuration("999999ns"), Duration(0ms));
  EXPECT_EQ(ParseGoDuration("0"), Duration(0));
  EXPECT_EQ(ParseGoDuration("-0"), Duration(0));
}

TEST(ParseGoDuration, RefusesAnythingElse) {
  for (const char* text : {"", "-", "soon", "8", "8 h", " 8h", "8h ", "h", "1d", "1H", "--1h",
                           "1h-1m", ".s", "1..5s", "0x1h", "1e3s", "2562048h", "inf", "nan"}) {
    EXPECT_EQ(ParseGoDuration(text), std::nullopt) << text;
  }
}

TEST(ParseGoInt, ReadsDecimalNumbers) {
  EXPECT_EQ(ParseGoInt("4711").value(), 4711);
  EXPECT_EQ(ParseGoInt("+7").value(), 7);
  EXPECT_EQ(ParseGoInt("-007").value(), -7);
}

TEST(ParseGoInt, WordsItsRefusals) {
  const auto refusal = [](std::string_view text) { return ParseGoInt(text).error().what; };

  EXPECT_EQ(refusal("me"), "Strconv.Atoi: parsing \"me\": invalid syntax");
  EXPECT_EQ(refusal("+-1"), "Strconv.Atoi: parsing \"+-1\": invalid syntax");
  EXPECT_EQ(refusal("1 "), "Strconv.Atoi: parsing \"1 \": invalid syntax");
  EXPECT_EQ(refusal(""), "Strconv.Atoi: parsing \"\": invalid syntax");
  EXPECT_EQ(refusal("9223372036854775808"),
            "Strconv.Atoi: parsing \"9223372036854775808\": value out of range");
}

TEST(WriteGoJson, EscapesForHtml) {
  EXPECT_EQ(WriteGoJson("<a href=\"x\">&\u2028\u2029é</a>"),
            "\"\\u003ca href=\\\"x\\\"\\u003e\\u0026\\u2028\\u2029é\\u003c/a\\u003e\"");
}

RC_GTEST_PROP(WriteGoJson, MeansTheSameAsPlainJson, (const std::string& text)) {
  const Json value{{"a", {text, 1}}};

  RC_ASSERT(ReadJson(WriteGoJson(value)).value() == ReadJson(WriteJson(value)).value());
}

}  // namespace
}  // namespace authmock::portainer
