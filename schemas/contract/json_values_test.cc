#include "schemas/contract/json_values.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

TEST(CompareNumbers, IsExactBeyondWhatDoublesHold) {
  const std::int64_t large = (std::int64_t{1} << 53) + 1;

  EXPECT_TRUE(CompareNumbers(Json(large), Json(9007199254740992.0)) > 0);
  EXPECT_TRUE(CompareNumbers(Json(9007199254740992.0), Json(large)) < 0);
  EXPECT_TRUE(CompareNumbers(Json(UINT64_MAX), Json(18446744073709551616.0)) < 0);
  EXPECT_TRUE(CompareNumbers(Json(INT64_MIN), Json(-9223372036854775808.0)) == 0);
  EXPECT_TRUE(CompareNumbers(Json(INT64_MIN), Json(-1e300)) > 0);
}

TEST(CompareNumbers, KnowsSigns) {
  EXPECT_TRUE(CompareNumbers(Json(-1), Json(UINT64_MAX)) < 0);
  EXPECT_TRUE(CompareNumbers(Json(UINT64_MAX), Json(-1)) > 0);
  EXPECT_TRUE(CompareNumbers(Json(1), Json(1.5)) < 0);
  EXPECT_TRUE(CompareNumbers(Json(-1), Json(-1.5)) > 0);
}

TEST(SameValue, ComparesNumbersByValue) {
  EXPECT_TRUE(SameValue(Json(1), Json(1.0)));
  EXPECT_TRUE(SameValue(Json(std::uint64_t{1}), Json(std::int64_t{1})));
  EXPECT_FALSE(SameValue(Json(1), Json(true)));
  EXPECT_FALSE(SameValue(Json(0), Json(nullptr)));
}

TEST(SameValue, IgnoresTheOrderOfMembersButNotOfItems) {
  EXPECT_TRUE(SameValue(Json{{"a", 1}, {"b", 2}}, Json{{"b", 2.0}, {"a", 1}}));
  EXPECT_FALSE(SameValue(Json{{"a", 1}}, Json{{"b", 1}}));
  EXPECT_FALSE(SameValue(Json::array({1, 2}), Json::array({2, 1})));
}

TEST(HasTwins, FindsEqualValuesOfAnyKind) {
  EXPECT_TRUE(HasTwins(Json::array({Json{{"a", 1}, {"b", 2}}, 3, Json{{"b", 2}, {"a", 1.0}}})));
  EXPECT_FALSE(HasTwins(Json::array({1, true, "1", nullptr, 0, false, "", Json::array()})));
}

TEST(IsInteger, TakesFloatsWithoutAFraction) {
  EXPECT_TRUE(IsInteger(Json(1.0)));
  EXPECT_TRUE(IsInteger(Json(1e300)));
  EXPECT_FALSE(IsInteger(Json(1.5)));
  EXPECT_FALSE(IsInteger(Json("1")));
  EXPECT_FALSE(IsInteger(Json(std::numeric_limits<double>::infinity())));
}

TEST(IsMultipleOf, ReckonsInDecimals) {
  EXPECT_TRUE(IsMultipleOf(Json(0.3), Json(0.1)));
  EXPECT_TRUE(IsMultipleOf(Json(-4.5), Json(1.5)));
  EXPECT_FALSE(IsMultipleOf(Json(0.35), Json(0.1)));
  EXPECT_TRUE(IsMultipleOf(Json(0), Json(7)));
  EXPECT_TRUE(IsMultipleOf(Json(INT64_MIN), Json(2)));
}

TEST(IsMultipleOf, HoldsForExtremes) {
  EXPECT_TRUE(IsMultipleOf(Json(1e308), Json(1e-300)));
  EXPECT_FALSE(IsMultipleOf(Json(1e-300), Json(1e308)));
  EXPECT_TRUE(IsMultipleOf(Json(UINT64_MAX), Json(5)));
  EXPECT_FALSE(IsMultipleOf(Json(1e308), Json(7)));
}

}  // namespace
}  // namespace authmock
