#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Fault {
  std::string text;
  JsonFault fault;
  std::size_t at;
};

class FaultyText : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyText, IsToldApartWithItsOffset) {
  const JsonText read = ReadJson(GetParam().text);

  EXPECT_EQ(read.fault, GetParam().fault) << GetParam().text;
  EXPECT_EQ(read.at, GetParam().at) << GetParam().text;
  EXPECT_TRUE(read.value().is_null());
}

INSTANTIATE_TEST_SUITE_P(
    JsonReader, FaultyText,
    ::testing::Values(
        Fault{"", JsonFault::kEmpty, 0}, Fault{" \t\r\n", JsonFault::kEmpty, 4},
        Fault{"{", JsonFault::kTruncated, 1}, Fault{"{\"a\"", JsonFault::kTruncated, 4},
        Fault{"{\"a\":", JsonFault::kTruncated, 5}, Fault{"{\"a\":1", JsonFault::kTruncated, 6},
        Fault{"[1,", JsonFault::kTruncated, 3}, Fault{"\"abc", JsonFault::kTruncated, 4},
        Fault{"\"\\", JsonFault::kTruncated, 2}, Fault{"\"\\u12", JsonFault::kTruncated, 5},
        Fault{"tru", JsonFault::kTruncated, 3}, Fault{"-", JsonFault::kTruncated, 1},
        Fault{"1.", JsonFault::kTruncated, 2}, Fault{"1e+", JsonFault::kTruncated, 3},
        Fault{"{\"a\":1,}", JsonFault::kMalformed, 7}, Fault{"[1,]", JsonFault::kMalformed, 3},
        Fault{"{a:1}", JsonFault::kMalformed, 1}, Fault{"{\"a\" 1}", JsonFault::kMalformed, 5},
        Fault{"[1 2]", JsonFault::kMalformed, 3}, Fault{"trUe", JsonFault::kMalformed, 2},
        Fault{"+1", JsonFault::kMalformed, 0}, Fault{".5", JsonFault::kMalformed, 0},
        Fault{"[01]", JsonFault::kMalformed, 2}, Fault{"1.e5", JsonFault::kMalformed, 2},
        Fault{"'a'", JsonFault::kMalformed, 0}, Fault{"NaN", JsonFault::kMalformed, 0},
        Fault{"\"a\nb\"", JsonFault::kMalformed, 2}, Fault{"\"\\x\"", JsonFault::kMalformed, 2},
        Fault{"\"\\u12G4\"", JsonFault::kMalformed, 5},
        Fault{"\xEF\xBB\xBF{}", JsonFault::kMalformed, 0},
        Fault{"/* */ 1", JsonFault::kMalformed, 0},
        Fault{std::string("\0", 1), JsonFault::kMalformed, 0},
        Fault{"[1e400]", JsonFault::kMalformed, 1}, Fault{"-1e999", JsonFault::kMalformed, 0},
        Fault{std::string(400, '9'), JsonFault::kMalformed, 0}));

TEST(JsonReader, ReadsEveryKindOfValue) {
  const JsonText read =
      ReadJson(R"( {"s":"x","i":-3,"u":7,"r":1.5e2,"t":true,"n":null,"a":[[],{}]} )");

  EXPECT_EQ(read.value(), (Json{{"s", "x"},
                                {"i", -3},
                                {"u", 7},
                                {"r", 150.0},
                                {"t", true},
                                {"n", nullptr},
                                {"a", Json::array({Json::array(), Json::object()})}}));
  EXPECT_EQ(read.fault, JsonFault::kNone);
  EXPECT_FALSE(read.trailing_text);
}

TEST(JsonReader, ReadsTheFirstValueAndTellsWhatFollows) {
  const JsonText read = ReadJson("{\"a\":1} x");

  EXPECT_TRUE(read.ok());
  EXPECT_EQ(read.at, 7u);
  EXPECT_TRUE(read.trailing_text);
}

TEST(JsonReader, KeepsIntegersOf64BitsExact) {
  const JsonText read = ReadJson("[18446744073709551615,-9223372036854775808,9007199254740993]");

  EXPECT_EQ(WriteJson(read.value()),
            "[18446744073709551615,-9223372036854775808,9007199254740993]");
}

TEST(JsonReader, ReadsLargerIntegersAsDoubles) {
  const JsonText read = ReadJson("[18446744073709551616,-9223372036854775809]");

  EXPECT_EQ(read.value(), (Json{18446744073709551616.0, -9223372036854775808.0}));
  EXPECT_TRUE(read.value()[0].is_number_float());
}

TEST(JsonReader, ReadsWhatIsTooSmallForADoubleAsZero) {
  EXPECT_EQ(ReadJson("1e-999").value(), Json(0.0));
}

TEST(JsonReader, DecodesEscapesAndSurrogatePairs) {
  const JsonText read = ReadJson(R"("\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00")");

  EXPECT_EQ(read.value(), Json("\"\\/\b\f\n\r\té€😀"));
  EXPECT_FALSE(read.invalid_utf8);
}

TEST(JsonReader, ReplacesEachInvalidByte) {
  const JsonText read = ReadJson("\"a\xFF\xE2\x82z\xC0\xAF\"");

  EXPECT_EQ(read.value(), Json("a\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD"));
  EXPECT_TRUE(read.invalid_utf8);
  EXPECT_EQ(read.invalid_utf8_at, 2u);
}

TEST(JsonReader, ReplacesLoneSurrogates) {
  const JsonText read = ReadJson(R"("\udc00 \ud800 \ud800\u0041 \ud800\ud83d\ude00")");

  EXPECT_EQ(read.value(), Json("\uFFFD \uFFFD \uFFFDA \uFFFD😀"));
  EXPECT_TRUE(read.invalid_utf8);
  EXPECT_EQ(read.invalid_utf8_at, 1u);
}

TEST(JsonReader, ReadsAsDeepAsTheLimitAndNoDeeper) {
  EXPECT_TRUE(ReadJson("[[{}]]", {.depth = 3}).ok());

  const JsonText read = ReadJson("[[{\"a\":[]}]]", {.depth = 3});

  EXPECT_EQ(read.fault, JsonFault::kTooDeep);
  EXPECT_EQ(read.at, 7u);
}

TEST(JsonReader, SurvivesAHundredThousandBrackets) {
  EXPECT_EQ(ReadJson(std::string(100'000, '[')).fault, JsonFault::kTooDeep);
  EXPECT_EQ(ReadJson(std::string(100'000, '{')).fault, JsonFault::kMalformed);
}

TEST(JsonReader, RefusesATextThatIsTooLong) {
  const JsonText read = ReadJson("[1,2,3]", {.bytes = 6});

  EXPECT_EQ(read.fault, JsonFault::kTooLong);
  EXPECT_EQ(read.at, 6u);
}

TEST(JsonReader, LetsTheLastOfTwinsWinInTheFirstPlace) {
  const JsonText read = ReadJson(R"({"a":1,"b":2,"a":3,"a":4})");

  EXPECT_EQ(WriteJson(read.value()), R"({"a":4,"b":2})");
  EXPECT_THAT(read.duplicate_keys, ElementsAre("/a"));
  EXPECT_EQ(read.duplicate_at, 13u);
}

TEST(JsonReader, SaysWhereNestedTwinsStand) {
  const JsonText read = ReadJson(R"({"a/b":[0,{"x":{"k":1,"k":2}}],"c":{"~":1,"~":1}})");

  EXPECT_THAT(read.duplicate_keys, ElementsAre("/a~1b/1/x/k", "/c/~0"));
}

TEST(JsonReader, FindsTwinsThatAreSpelledDifferently) {
  EXPECT_THAT(ReadJson(R"({"a":1,"\u0061":2})").duplicate_keys, ElementsAre("/a"));
}

TEST(JsonReader, ListsSixteenTwinsAtMost) {
  std::string text = "{\"\":0";
  for (int i = 0; i < 40; ++i) text += ",\"" + std::to_string(i % 20) + "\":0";

  EXPECT_THAT(ReadJson(text + "}").duplicate_keys, SizeIs(16));
}

// Comparing every pair would take minutes here, and the test's time limit would say so.
TEST(JsonReader, ReadsALargeObjectWithOneTwin) {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"member" + std::to_string(i) + "\":0,";

  const JsonText read = ReadJson(text + "\"member7\":1}");

  EXPECT_THAT(read.value(), SizeIs(200'000));
  EXPECT_THAT(read.duplicate_keys, ElementsAre("/member7"));
}

TEST(JsonReader, HoldsNullUntilSomethingWasRead) {
  const JsonText nothing;

  EXPECT_TRUE(nothing.value().is_null());
  EXPECT_FALSE(nothing.ok());
}

TEST(JsonReader, HandsItsValueOver) { EXPECT_EQ(ReadJson("[1]").TakeValue(), Json{1}); }

// Bytes that often make JSON, so that random texts reach every branch.
rc::Gen<std::string> NearJson() {
  const auto piece = rc::gen::element<std::string>(
      "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "d83d", "\"a\"", "\"b\":", "0", "1", "-",
      ".", "e", "true", "null", "fals", " ", "\n", "\x01", "\x7F", "\x80", "\xC3", "\xA9",
      "\xED\xA0\x80", "\xF0\x9F\x98\x80", "1e400", "99999999999999999999");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& one : pieces) text += one;
                        return text;
                      });
}

void AgreesWithNlohmann(const std::string& text) {
  const JsonText read = ReadJson(text);
  RC_PRE(!read.invalid_utf8);  // nlohmann refuses such texts
  RC_ASSERT((read.ok() && !read.trailing_text) == nlohmann::json::accept(text));
  if (read.ok() && !read.trailing_text && read.duplicate_keys.empty()) {
    RC_ASSERT(read.value() == Json::parse(text));
  }
}

RC_GTEST_PROP(JsonReader, AgreesWithNlohmannOnNearJson, ()) { AgreesWithNlohmann(*NearJson()); }

RC_GTEST_PROP(JsonReader, AgreesWithNlohmannOnRandomBytes, (const std::string& text)) {
  RC_PRE(text.find('\0') == std::string::npos);  // nlohmann stops there
  RC_PRE(!text.starts_with("\xEF\xBB\xBF"));     // and skips a byte order mark
  AgreesWithNlohmann(text);
}

RC_GTEST_PROP(JsonReader, ReadsEveryPrefixWithoutReachingBeyondIt, ()) {
  const std::string text = *NearJson();
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::vector<char> exact(text.begin(), text.begin() + size);  // asan guards its end
    const JsonText read = ReadJson({exact.data(), exact.size()}, {.depth = 5});
    RC_ASSERT(read.at <= size);
  }
}

Json Grown(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::arbitrary<std::int64_t>();
    case 3:
      return *rc::gen::arbitrary<std::uint64_t>();
    case 4:
      return *rc::gen::arbitrary<double>();
    case 5:
      return *rc::gen::string<std::string>();
    case 6: {
      Json array = Json::array();
      for (int i = *rc::gen::inRange(0, 4); i > 0; --i) array.push_back(Grown(depth - 1));
      return array;
    }
    default: {
      // Names in ASCII: two of invalid UTF-8 would both be written as U+FFFD and be one when read.
      const auto name = rc::gen::container<std::string>(rc::gen::inRange<char>('\0', '\x7f'));
      Json object = Json::object();
      for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
        object[*name] = Grown(depth - 1);
      }
      return object;
    }
  }
}

RC_GTEST_PROP(JsonReader, ReadsBackWhatWasWritten, ()) {
  const std::string text = WriteJson(Grown(3));

  const JsonText read = ReadJson(text);

  RC_ASSERT(read.ok());
  RC_ASSERT(WriteJson(read.value()) == text);
  RC_ASSERT(WriteJson(ReadJson(WriteJsonPretty(read.value())).value()) == text);
}

}  // namespace
}  // namespace authmock
