#include "mock_servers/python/python_time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace authmock {
namespace {

// What isoformat() makes of it; with "+" behind it if there is an offset, "refused" if there is
// none.
std::string Read(std::string_view text) {
  const auto read = ReadIsoFormat(text);
  if (!read) return "refused";
  return IsoFormat(read->time) + (read->has_offset ? "+" : "");
}

TEST(ReadIsoFormat, TakesADateAlone) {
  EXPECT_EQ(Read("2026-12-01"), "2026-12-01T00:00:00");
  EXPECT_EQ(Read("0001-01-01"), "0001-01-01T00:00:00");
  EXPECT_EQ(Read("9999-12-31"), "9999-12-31T00:00:00");
  EXPECT_EQ(Read("2028-02-29"), "2028-02-29T00:00:00");
}

TEST(ReadIsoFormat, TakesAnyOneCharacterBetweenDateAndTime) {
  EXPECT_EQ(Read("2026-12-01T06:30:00"), "2026-12-01T06:30:00");
  EXPECT_EQ(Read("2026-12-01 06:30:00"), "2026-12-01T06:30:00");
  EXPECT_EQ(Read("2026-12-01-06:30:00"), "2026-12-01T06:30:00");
  EXPECT_EQ(Read("2026-12-01\xc3\xa9"
                 "06:30:00"),
            "2026-12-01T06:30:00");
  EXPECT_EQ(Read("2026-12-01\xf0\x9f\x94\x91"
                 "06:30:00"),
            "2026-12-01T06:30:00");
  EXPECT_EQ(Read("2026-12-01\xed\xa0\x80"
                 "06:30:00"),
            "2026-12-01T06:30:00");
}

TEST(ReadIsoFormat, TakesLessThanASecond) {
  EXPECT_EQ(Read("2026-12-01T05"), "2026-12-01T05:00:00");
  EXPECT_EQ(Read("2026-12-01T05:07"), "2026-12-01T05:07:00");
  EXPECT_EQ(Read("2026-12-01T05:07:09.5"), "refused");
  EXPECT_EQ(Read("2026-12-01T05:07:09.500"), "2026-12-01T05:07:09.500000");
  EXPECT_EQ(Read("2026-12-01T05:07:09.000001"), "2026-12-01T05:07:09.000001");
  EXPECT_EQ(Read("2026-12-01T05:07:09.0000001"), "refused");
}

TEST(ReadIsoFormat, TakesFractionsWhereThePythonParserDoes) {
  EXPECT_EQ(Read("2026-12-01T05.123"), "2026-12-01T05:00:00.123000");
  EXPECT_EQ(Read("2026-12-01T05:07.123456"), "2026-12-01T05:07:00.123456");
  EXPECT_EQ(Read("2026-12-01T05:07:09:123"), "2026-12-01T05:07:09.123000");
}

TEST(ReadIsoFormat, SeesAnOffset) {
  for (const char* offset : {"+00:00", "-00:00", "+23:59", "+01:02:03", "-01:02:03.123456"}) {
    EXPECT_EQ(Read("2026-12-01T05:07:09" + std::string(offset)), "2026-12-01T05:07:09+") << offset;
  }
  EXPECT_EQ(Read("2026-12-01T05:07x+01:00"), "2026-12-01T05:07:00+");
}

TEST(ReadIsoFormat, RefusesOffsetsOfADayAndOddOnes) {
  for (const char* offset : {"+24:00", "-24:00", "+0100", "+01", "+1:00", "Z", "+01:00Z", "+"}) {
    EXPECT_EQ(Read("2026-12-01T05:07:09" + std::string(offset)), "refused") << offset;
  }
}

TEST(ReadIsoFormat, RefusesWhatIsNoTime) {
  for (const char* text : {"",
                           "tomorrow",
                           "20261201",
                           "2026-W49-2",
                           "2026-13-01",
                           "2026-02-29",
                           "0000-01-01",
                           "2026-12-1",
                           "26-12-01",
                           "2026/12/01",
                           " 2026-12-01",
                           "2026-12-01 ",
                           "2026-12-01T",
                           "2026-12-01T24:00:00",
                           "2026-12-01T05:60",
                           "2026-12-01T05:07:60",
                           "2026-12-01T5:00",
                           "2026-12-01T05:07:09,123",
                           "2026-12-01T05:07:09 ",
                           "2026-12-01T05:07:09Z",
                           "\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-12-01",
                           "2026-12-01T05:07:09\xed\xa0\x80"}) {
    EXPECT_EQ(Read(text), "refused") << text;
  }
}

RC_GTEST_PROP(ReadIsoFormat, ReadsBackWhatIsWritten, ()) {
  const auto microseconds =
      *rc::gen::inRange<std::int64_t>(-62'135'596'800'000'000, 253'402'300'800'000'000);
  const PythonTime time{std::chrono::microseconds(microseconds)};

  RC_ASSERT(ReadIsoFormat(IsoFormat(time))->time == time);
}

RC_GTEST_PROP(ReadIsoFormat, NeverFailsOnBytes, (const std::string& bytes)) {
  ReadIsoFormat("2026-12-01" + bytes);
  ReadIsoFormat(bytes);
}

}  // namespace
}  // namespace authmock
