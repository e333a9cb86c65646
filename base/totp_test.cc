#include "base/totp.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace authmock {
namespace {

using ::testing::Optional;

// RFC 4226 appendix D, and RFC 6238 appendix B for SHA-1.
constexpr std::string_view kKey = "12345678901234567890";

TEST(Base32Encode, YieldsTheValuesOfRfc4648) {
  EXPECT_EQ(Base32Encode(""), "");
  EXPECT_EQ(Base32Encode("f"), "MY======");
  EXPECT_EQ(Base32Encode("fo"), "MZXQ====");
  EXPECT_EQ(Base32Encode("foo"), "MZXW6===");
  EXPECT_EQ(Base32Encode("foob"), "MZXW6YQ=");
  EXPECT_EQ(Base32Encode("fooba"), "MZXW6YTB");
  EXPECT_EQ(Base32Encode("foobar"), "MZXW6YTBOI======");
}

TEST(Base32Decode, ReadsSeedsAsPeopleHaveThem) {
  EXPECT_THAT(Base32Decode("MZXW6YTBOI======"), Optional(std::string("foobar")));
  EXPECT_THAT(Base32Decode("MZXW6YTBOI"), Optional(std::string("foobar")));
  EXPECT_THAT(Base32Decode("mzxw6ytboi"), Optional(std::string("foobar")));
  EXPECT_THAT(Base32Decode("MZ"), Optional(std::string("f"))) << "unused bits are set";
  EXPECT_THAT(Base32Decode(""), Optional(std::string()));
}

TEST(Base32Decode, RefusesWhatIsNoBase32) {
  EXPECT_EQ(Base32Decode("J3G5KD9W8ZT2LV6X"), std::nullopt) << "9 and 8";
  EXPECT_EQ(Base32Decode("MZXW 6YTB"), std::nullopt);
  EXPECT_EQ(Base32Decode("MZXW6YTBO"), std::nullopt) << "half a byte";
  EXPECT_EQ(Base32Decode("MZXW6YTBOI=="), std::nullopt) << "too little padding";
  EXPECT_EQ(Base32Decode("MZXW6YTB========"), std::nullopt) << "a whole group of it";
  EXPECT_EQ(Base32Decode("MY=====Y"), std::nullopt);
  EXPECT_EQ(Base32Decode("M======="), std::nullopt);
  EXPECT_EQ(Base32Decode(std::string("MZXW6YT\0", 8)), std::nullopt);
}

RC_GTEST_PROP(Base32Decode, UndoesBase32Encode, (const std::string& bytes)) {
  const std::string text = Base32Encode(bytes);

  RC_ASSERT(Base32Decode(text) == bytes);
  RC_ASSERT(Base32Decode(text.substr(0, text.find('='))) == bytes);
}

TEST(TotpCode, YieldsTheValuesOfRfc4226) {
  constexpr std::string_view kCodes[] = {"755224", "287082", "359152", "969429", "338314",
                                         "254676", "287922", "162583", "399871", "520489"};

  for (int step = 0; step < 10; ++step) EXPECT_EQ(TotpCode(kKey, step), kCodes[step]) << step;
}

TEST(TotpCode, YieldsTheValuesOfRfc6238) {
  struct Row {
    std::int64_t second;
    std::string_view sha1, sha256, sha512;
  };
  constexpr Row kRows[] = {
      {59, "94287082", "46119246", "90693936"},
      {1111111109, "07081804", "68084774", "25091201"},
      {1111111111, "14050471", "67062674", "99943326"},
      {1234567890, "89005924", "91819424", "93441116"},
      {2000000000, "69279037", "90698825", "38618901"},
      {20000000000, "65353130", "77737706", "47863826"},
  };
  const std::string digits = "1234567890123456789012345678901234567890123456789012345678901234";
  const auto code = [&](std::int64_t second, Hash hash, std::size_t key_size) {
    const TotpForm form{.digits = 8, .hash = hash};
    return TotpCode(digits.substr(0, key_size), TotpStep(FromUnix(second), form), form);
  };

  for (const Row& row : kRows) {
    EXPECT_EQ(code(row.second, Hash::kSha1, 20), row.sha1) << row.second;
    EXPECT_EQ(code(row.second, Hash::kSha256, 32), row.sha256) << row.second;
    EXPECT_EQ(code(row.second, Hash::kSha512, 64), row.sha512) << row.second;
  }
}

TEST(TotpStep, IsTheNumberOfWholeStepsOnBothSidesOf1970) {
  EXPECT_EQ(TotpStep(Time{}), 0);
  EXPECT_EQ(TotpStep(Time{} + Duration(29'999)), 0);
  EXPECT_EQ(TotpStep(Time{} + Duration(30'000)), 1);
  EXPECT_EQ(TotpStep(Time{} - Duration(1)), -1);
  EXPECT_EQ(TotpStep(Time{} - Duration(30'000)), -1);
  EXPECT_EQ(TotpStep(Time{} - Duration(30'001)), -2);
}

TEST(FindTotpStep, TakesTheNeighboursOfThePresentCode) {
  const Time now = FromUnix(150);

  EXPECT_EQ(FindTotpStep(kKey, "254676", now), 5);
  EXPECT_EQ(FindTotpStep(kKey, "338314", now), 4);
  EXPECT_EQ(FindTotpStep(kKey, "287922", now), 6);
  EXPECT_EQ(FindTotpStep(kKey, "969429", now), std::nullopt);
  EXPECT_EQ(FindTotpStep(kKey, "162583", now), std::nullopt);
  EXPECT_EQ(FindTotpStep(kKey, "338314", now, 0), std::nullopt);
}

TEST(FindTotpStep, TakesNothingThatIsNearlyACode) {
  const Time now = FromUnix(150);

  EXPECT_EQ(FindTotpStep(kKey, "", now), std::nullopt);
  EXPECT_EQ(FindTotpStep(kKey, "25467", now), std::nullopt);
  EXPECT_EQ(FindTotpStep(kKey, "2546760", now), std::nullopt);
  EXPECT_EQ(FindTotpStep(kKey, " 254676", now), std::nullopt);
}

}  // namespace
}  // namespace authmock
