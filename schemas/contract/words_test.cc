// Dialects, phrases and code points: the small words of this package.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "schemas/contract/describe.h"
#include "schemas/contract/dialect.h"
#include "schemas/contract/unicode.h"
#include "schemas/contract/violation.h"

namespace authmock {
namespace {

const std::vector<std::string> kVersions = {"1.0", "1.1+fix"};

std::string ErrorOf(std::string_view text, const std::vector<std::string>& versions) {
  const Result<Dialect> dialect = Dialect::Parse(text, versions);
  return dialect ? "no error" : dialect.error().Text();
}

TEST(Dialect, IsReadAndWritten) {
  for (const std::string text : {"documented", "deployed@1.0", "deployed@1.1+fix"}) {
    const Result<Dialect> dialect = Dialect::Parse(text, kVersions);
    ASSERT_TRUE(dialect.has_value()) << text;
    EXPECT_EQ(dialect->Text(), text);
  }
}

TEST(Dialect, TakesTheFirstVersionByDefault) {
  EXPECT_EQ(Dialect::Parse("deployed", kVersions)->Text(), "deployed@1.0");
}

TEST(Dialect, NamesWhatThereIs) {
  const std::string known = "there are: documented, deployed, deployed@1.0, deployed@1.1+fix";

  EXPECT_EQ(ErrorOf("spoken", kVersions), "dialect: there is no \"spoken\"; " + known);
  EXPECT_EQ(ErrorOf("deployed@2", kVersions), "dialect: there is no \"deployed@2\"; " + known);
  EXPECT_EQ(ErrorOf("deployedX", kVersions), "dialect: there is no \"deployedX\"; " + known);
  EXPECT_EQ(ErrorOf("", {}), "dialect: there is no \"\"; there are: documented");
}

TEST(Dialect, NeedsAVersionToBeDeployed) {
  EXPECT_EQ(ErrorOf("deployed", {}),
            "dialect: \"deployed\" needs a deployed version, and the contract names none");
}

TEST(Describe, SaysMuchOfAValueInFewWords) {
  EXPECT_EQ(Describe(Json{{"a", 1}}), "an object of 1 member");
  EXPECT_EQ(Describe(Json::array({1, 2})), "an array of 2 items");
  EXPECT_EQ(Describe(Json("a\"b")), R"("a\"b")");
  EXPECT_EQ(Describe(Json(1.5)), "1.5");
  EXPECT_EQ(Describe(Json("abc"), /*secret=*/true), "a string of 3 characters");
  EXPECT_EQ(Describe(Json(1.5), /*secret=*/true), "a number");
  EXPECT_EQ(Describe(Json(nullptr), /*secret=*/true), "null");
}

TEST(Describe, JoinsAlternatives) {
  EXPECT_EQ(AnyOf({}), "");
  EXPECT_EQ(AnyOf({"a"}), "a");
  EXPECT_EQ(AnyOf({"a", "b"}), "a or b");
  EXPECT_EQ(AnyOf({"a", "b", "c"}), "a, b or c");
}

TEST(CodePoints, AreCounted) {
  EXPECT_EQ(CountCodePoints(""), 0u);
  EXPECT_EQ(CountCodePoints("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x90\xB2"), 4u);
}

TEST(CodePoints, AreCountedByteByByteWhereTextIsNoUtf8) {
  EXPECT_EQ(CountCodePoints("\xFF\xC3"), 2u);
  EXPECT_EQ(CountCodePoints("\xC0\xAF"), 2u);          // overlong
  EXPECT_EQ(CountCodePoints("\xED\xA0\x80"), 3u);      // surrogate
  EXPECT_EQ(CountCodePoints("\xF4\x90\x80\x80"), 4u);  // beyond U+10FFFF
}

TEST(CodePoints, AreNotCutInHalf) {
  EXPECT_EQ(FirstCodePoints("\xC3\xA9\xC3\xA8", 1), "\xC3\xA9");
  EXPECT_EQ(FirstCodePoints("ab", 5), "ab");
}

TEST(Violation, SaysPartPointerRuleAndBothSides) {
  EXPECT_EQ((Violation{.part = Part::kBody,
                       .pointer = "/a",
                       .rule = "type",
                       .expected = "a string",
                       .actual = "a number"})
                .Text(),
            "body /a: type: expected a string, got a number");
}

TEST(Violation, NamesItsParts) {
  EXPECT_EQ(PartName(Part::kTarget), "target");
  EXPECT_EQ(PartName(Part::kSecurity), "security");
  EXPECT_EQ(PartName(Part::kStatus), "status");
}

}  // namespace
}  // namespace authmock
