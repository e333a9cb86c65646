// What the clock's readers and writers make of text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/clock.h"

namespace authmock {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;

// The time that was read, in UTC, or why there is none.
std::string ReadTime(std::string_view text) {
  const Result<Time> time = ParseRfc3339(text);
  return time ? FormatRfc3339(*time) : time.error().Text();
}

// The milliseconds that were read, or why there are none.
std::string ReadDuration(std::string_view text) {
  const Result<Duration> duration = ParseDuration(text);
  return duration ? std::to_string(duration->count()) : duration.error().Text();
}

TEST(FormatRfc3339, WritesMillisecondsOnlyWhenThereAreAny) {
  EXPECT_EQ(FormatRfc3339(FromUnix(1767323045)), "2026-01-02T03:04:05Z");
  EXPECT_EQ(FormatRfc3339(FromUnix(1767323045) + milliseconds(7)), "2026-01-02T03:04:05.007Z");
}

TEST(FormatRfc3339, WritesTimesBefore1970) {
  EXPECT_EQ(FormatRfc3339(Time(milliseconds(-1))), "1969-12-31T23:59:59.999Z");
}

TEST(ParseRfc3339, ReadsAnyOffset) {
  EXPECT_EQ(ReadTime("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05Z");
  EXPECT_EQ(ReadTime("2026-01-02t03:04:05z"), "2026-01-02T03:04:05Z");
  EXPECT_EQ(ReadTime("2026-01-02T05:34:05+02:30"), "2026-01-02T03:04:05Z");
  EXPECT_EQ(ReadTime("2026-01-01T19:04:05-08:00"), "2026-01-02T03:04:05Z");
  EXPECT_EQ(ReadTime("2026-01-02T03:04:05-00:00"), "2026-01-02T03:04:05Z");
}

TEST(ParseRfc3339, ReadsAnyNumberOfFractionDigitsAndKeepsThree) {
  EXPECT_EQ(ReadTime("2026-01-02T03:04:05.5Z"), "2026-01-02T03:04:05.500Z");
  EXPECT_EQ(ReadTime("2026-01-02T03:04:05.0079999999999999999Z"), "2026-01-02T03:04:05.007Z");
}

TEST(ParseRfc3339, ReadsALeapSecondAsTheNextMinute) {
  EXPECT_EQ(ReadTime("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00Z");
}

TEST(ParseRfc3339, KnowsTheCalendar) {
  EXPECT_EQ(ReadTime("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00Z");
  EXPECT_THAT(ReadTime("2023-02-29T00:00:00Z"), HasSubstr("is no time of RFC 3339"));
  EXPECT_THAT(ReadTime("1900-02-29T00:00:00Z"), HasSubstr("is no time of RFC 3339"));
  EXPECT_THAT(ReadTime("2026-04-31T00:00:00Z"), HasSubstr("is no time of RFC 3339"));
}

TEST(ParseRfc3339, RefusesNonsense) {
  for (const std::string_view text : {"",
                                      "now",
                                      "2026-01-02",
                                      "2026-01-02T03:04:05",
                                      "2026-01-02 03:04:05Z",
                                      "26-01-02T03:04:05Z",
                                      "2026-1-02T03:04:05Z",
                                      "2026-00-02T03:04:05Z",
                                      "2026-13-02T03:04:05Z",
                                      "2026-01-00T03:04:05Z",
                                      "2026-01-02T24:00:00Z",
                                      "2026-01-02T03:60:05Z",
                                      "2026-01-02T03:04:61Z",
                                      "2026-01-02T03:04:05.Z",
                                      "2026-01-02T03:04:05+2:00",
                                      "2026-01-02T03:04:05+24:00",
                                      "2026-01-02T03:04:05+0200",
                                      "2026-01-02T03:04:05ZZ",
                                      " 2026-01-02T03:04:05Z",
                                      "+026-01-02T03:04:05Z",
                                      "2026-01-02T03:04:05,5Z"}) {
    EXPECT_THAT(ReadTime(text), HasSubstr("is no time of RFC 3339"));
  }
}

TEST(ParseRfc3339, SaysWhatToWriteInstead) {
  EXPECT_EQ(ReadTime("noon"),
            "\"noon\" is no time of RFC 3339; write it like \"2026-01-02T03:04:05Z\"");
}

TEST(ParseRfc3339, RefusesWhatItsOffsetMovesOutOfTheCalendar) {
  EXPECT_EQ(ReadTime("0000-01-01T00:00:00+00:01"),
            "\"0000-01-01T00:00:00+00:01\" lies outside the years 0000 to 9999 in UTC");
  EXPECT_THAT(ReadTime("9999-12-31T23:59:59-00:01"),
              EndsWith("outside the years 0000 to 9999 in UTC"));
}

RC_GTEST_PROP(ParseRfc3339, ReadsWhatWasWritten, ()) {
  const auto count = *rc::gen::inRange<std::int64_t>(-62'167'219'200'000, 253'402'300'800'000);
  const Time time{Duration(count)};

  RC_ASSERT(ParseRfc3339(FormatRfc3339(time)) == time);
}

RC_GTEST_PROP(ParseRfc3339, SurvivesAChangedCharacter, (char c)) {
  std::string text = "2026-01-02T03:04:05.678+01:00";
  text[*rc::gen::inRange<std::size_t>(0, text.size())] = c;

  const Result<Time> time = ParseRfc3339(text);

  RC_ASSERT(time || !time.error().what.empty());
}

TEST(ParseDuration, ReadsEveryUnit) {
  EXPECT_EQ(ReadDuration("1200ms"), "1200");
  EXPECT_EQ(ReadDuration("2s"), "2000");
  EXPECT_EQ(ReadDuration("90m"), "5400000");
  EXPECT_EQ(ReadDuration("2h"), "7200000");
  EXPECT_EQ(ReadDuration("3d"), "259200000");
  EXPECT_EQ(ReadDuration("0s"), "0");
}

TEST(ParseDuration, AddsItsTerms) {
  EXPECT_EQ(ReadDuration("1h30m"), "5400000");
  EXPECT_EQ(ReadDuration("1d1h1m1s1ms"), "90061001");
}

TEST(ParseDuration, ReadsFractionsThatAreWholeMilliseconds) {
  EXPECT_EQ(ReadDuration("1.5s"), "1500");
  EXPECT_EQ(ReadDuration("0.25h"), "900000");
  EXPECT_EQ(ReadDuration("0.0009765625d"), "84375");
  EXPECT_EQ(ReadDuration("1.50000000000000000000000s"), "1500");
}

TEST(ParseDuration, RefusesFinerFractions) {
  EXPECT_EQ(ReadDuration("0.0005s"), "\"0.0005s\" is no whole number of milliseconds; round it");
  EXPECT_THAT(ReadDuration("1.5ms"), HasSubstr("no whole number of milliseconds"));
  EXPECT_THAT(ReadDuration("0.00000000005d"), HasSubstr("no whole number of milliseconds"));
}

TEST(ParseDuration, ReadsASignInFrontOfAllTerms) {
  EXPECT_EQ(ReadDuration("-1h"), "-3600000");
  EXPECT_EQ(ReadDuration("-1h30m"), "-5400000");
}

TEST(ParseDuration, RefusesNonsense) {
  for (const std::string_view text :
       {"",      "-",   "h",   "1",      "1x",   "1 h",  " 1h", "1h ",  "+1h",  "--1h",
        "1h-1m", "1.h", ".5h", "1.2.3h", "1e3s", "0x1s", "1H",  "1mss", "1h30", "inf"}) {
    EXPECT_THAT(ReadDuration(text), HasSubstr("is no duration"));
  }
}

TEST(ParseDuration, SaysWhatToWriteInstead) {
  EXPECT_EQ(ReadDuration("soon"),
            "\"soon\" is no duration; write numbers each with a unit of ms, s, m, h or d, like "
            "\"1h30m\"");
}

TEST(ParseDuration, RefusesWhatOverflows) {
  EXPECT_EQ(ReadDuration("9223372036854775807ms"), "9223372036854775807");
  EXPECT_EQ(ReadDuration("9223372036854775808ms"),
            "\"9223372036854775808ms\" is longer than a clock can count");
  EXPECT_THAT(ReadDuration("9223372036854775807ms1ms"), EndsWith("longer than a clock can count"));
  EXPECT_THAT(ReadDuration("106751991168d"), EndsWith("longer than a clock can count"));
  EXPECT_THAT(ReadDuration("99999999999999999999999999h"),
              EndsWith("longer than a clock can count"));
}

RC_GTEST_PROP(ParseDuration, ReadsWhatWasWritten, (std::int32_t count)) {
  RC_ASSERT(ParseDuration(std::to_string(count) + "ms") == Duration(count));
}

RC_GTEST_PROP(ParseDuration, NeverCrashes, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0159.-hmsd")));

  const Result<Duration> duration = ParseDuration(text);

  RC_ASSERT(duration || !duration.error().what.empty());
}

}  // namespace
}  // namespace authmock
