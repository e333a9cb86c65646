#include "schemas/contract/pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace authmock {
namespace {

using testing::EndsWith;
using testing::StartsWith;

bool Searches(std::string_view expression, std::string_view text) {
  const Result<Pattern> pattern = Pattern::Compile(expression);
  EXPECT_TRUE(pattern.has_value()) << pattern.error().Text();
  return pattern && pattern->Search(text);
}

bool Matches(std::string_view expression, std::string_view text) {
  const Result<Pattern> pattern = Pattern::Compile(expression);
  EXPECT_TRUE(pattern.has_value()) << pattern.error().Text();
  return pattern && pattern->Matches(text);
}

std::string ErrorOf(std::string_view expression) {
  const Result<Pattern> pattern = Pattern::Compile(expression);
  return pattern ? "no error" : pattern.error().Text();
}

TEST(Pattern, SearchesAnywhereAndMatchesTheWhole) {
  EXPECT_TRUE(Searches("b+", "abbc"));
  EXPECT_FALSE(Matches("b+", "abbc"));
  EXPECT_TRUE(Matches("b+", "bb"));
}

TEST(Pattern, KnowsBothEnds) {
  EXPECT_TRUE(Searches("^a", "ab"));
  EXPECT_FALSE(Searches("^b", "ab"));
  EXPECT_TRUE(Searches("b$", "ab"));
  EXPECT_FALSE(Searches("a$", "ab"));
  EXPECT_FALSE(Searches("a$", "a\n"));
}

TEST(Pattern, MatchesTheEmptyText) {
  EXPECT_TRUE(Searches("", ""));
  EXPECT_TRUE(Matches("(a|)*", ""));
  EXPECT_FALSE(Matches("a", ""));
}

TEST(Pattern, CountsRepetitions) {
  EXPECT_FALSE(Matches("a{2,3}", "a"));
  EXPECT_TRUE(Matches("a{2,3}", "aaa"));
  EXPECT_FALSE(Matches("a{2,3}", "aaaa"));
  EXPECT_TRUE(Matches("a{2,}", "aaaaa"));
  EXPECT_TRUE(Matches("(ab){2}", "abab"));
  EXPECT_TRUE(Matches("a{0}", ""));
}

TEST(Pattern, TakesLazyQuantifiersForGreedyOnes) {
  EXPECT_TRUE(Matches("a+?b*?c??d{1,2}?", "aabcdd"));
}

TEST(Pattern, TriesAllAlternatives) {
  EXPECT_TRUE(Matches("cat|dog|", "dog"));
  EXPECT_TRUE(Matches("(?:cat|dog)s", "dogs"));
  EXPECT_FALSE(Matches("cat|dog", "catdog"));
}

TEST(Pattern, KnowsClasses) {
  EXPECT_TRUE(Matches("[a-c_-]+", "a-b_c"));
  EXPECT_FALSE(Matches("[a-c]", "d"));
  EXPECT_TRUE(Matches("[^a-c]", "d"));
  EXPECT_FALSE(Matches("[^a-c]", "b"));
  EXPECT_TRUE(Matches("[\\]\\\\\\d]+", "]\\7"));
  EXPECT_FALSE(Searches("[]", "a"));
  EXPECT_TRUE(Matches("[^]", "\n"));
}

TEST(Pattern, KnowsShorthands) {
  EXPECT_TRUE(Matches("\\d\\D\\w\\W\\s\\S", "1a_- x"));
  EXPECT_FALSE(Matches("\\d", "\xD9\xA3"));     // ARABIC-INDIC DIGIT THREE
  EXPECT_TRUE(Matches("\\s", "\xE3\x80\x80"));  // IDEOGRAPHIC SPACE
}

TEST(Pattern, KnowsWordBorders) {
  EXPECT_TRUE(Searches("\\bcat\\b", "a cat!"));
  EXPECT_FALSE(Searches("\\bcat\\b", "concatenate"));
  EXPECT_TRUE(Searches("\\Bcat\\B", "concatenate"));
}

TEST(Pattern, CountsCodePointsNotBytes) {
  EXPECT_TRUE(Matches(".", "\xF0\x9F\x90\xB2"));
  EXPECT_TRUE(Matches("[\xC3\xA0-\xC3\xBF]{2}", "\xC3\xA9\xC3\xA8"));
  EXPECT_TRUE(
      Matches("\\u00e9\\u{1F432}\\ud83d\\udc32", "\xC3\xA9\xF0\x9F\x90\xB2\xF0\x9F\x90\xB2"));
}

TEST(Pattern, LeavesLineTerminatorsOutOfTheDot) {
  EXPECT_FALSE(Matches(".", "\n"));
  EXPECT_FALSE(Matches(".", "\xE2\x80\xA8"));  // LINE SEPARATOR
}

TEST(Pattern, KnowsEscapes) {
  EXPECT_TRUE(Matches("\\t\\n\\x41\\cJ\\/\\.\\$", "\t\nA\n/.$"));
  EXPECT_TRUE(Matches("[\\b]", "\b"));
}

TEST(Pattern, SaysWhatItDoesNotSupport) {
  EXPECT_EQ(ErrorOf("(?=a)"),
            "the regular expression \"(?=a)\" has look-around, which is not supported (before byte "
            "3)");
  EXPECT_THAT(ErrorOf("(a)\\1"), EndsWith("has a back-reference, which is not supported (before "
                                          "byte 5)"));
}

TEST(Pattern, SaysWhereAnExpressionIsBroken) {
  EXPECT_THAT(ErrorOf("a)"), EndsWith("has a \")\" without its \"(\" (before byte 1)"));
  EXPECT_THAT(ErrorOf("(a"), EndsWith("has a \"(\" without its \")\" (before byte 2)"));
  EXPECT_THAT(ErrorOf("[a"), EndsWith("has a \"[\" without its \"]\" (before byte 2)"));
  EXPECT_THAT(ErrorOf("*"), EndsWith("has a quantifier with nothing to repeat (before byte 1)"));
  EXPECT_THAT(ErrorOf("^*"), EndsWith("has a quantifier after an assertion (before byte 2)"));
  EXPECT_THAT(ErrorOf("a{3,2}"), EndsWith("write \\{ (before byte 5)"));
  EXPECT_THAT(ErrorOf("[b-a]"), EndsWith("has a range that runs backwards (before byte 4)"));
  EXPECT_THAT(ErrorOf("\\q"),
              EndsWith("has an escape that ECMA-262 does not know (before byte 2)"));
  EXPECT_THAT(ErrorOf("a\\"), StartsWith("the regular expression \"a\\\" has "));
}

TEST(Pattern, BoundsWhatRepetitionMayGrowTo) {
  EXPECT_THAT(ErrorOf("((a{100}){100}){100}"), EndsWith("is longer than 10000 steps; repeat less "
                                                        "often"));
  EXPECT_THAT(ErrorOf("(((){1000}){1000}){1000}"), EndsWith("repeat less often"));
  EXPECT_NE(ErrorOf(std::string(1000, '(')), "no error");
}

// A back-tracking matcher would not come back from this one.
TEST(Pattern, NeverExplodes) {
  EXPECT_FALSE(Searches("^(a+)+$", std::string(5000, 'a') + "!"));
  EXPECT_FALSE(Matches("(a|a)*(a|aa)*b", std::string(5000, 'a')));
}

RC_GTEST_PROP(Pattern, NeverCrashesOnAnyExpressionAndText, (const std::string& text)) {
  const auto expression = *rc::gen::container<std::string>(
      rc::gen::element('a', 'b', '(', ')', '[', ']', '{', '}', '*', '+', '?', '|', '\\', '^', '$',
                       '.', '-', ',', '1', '2', 'd', 'u', 'x', '\xC3', '\xA9'));
  const Result<Pattern> pattern = Pattern::Compile(expression);
  if (pattern && pattern->Matches(text)) RC_ASSERT(pattern->Search(text));
}

RC_GTEST_PROP(Pattern, MatchesItsOwnLiteralText, (const std::string& tail)) {
  std::string literal = "x";
  for (const char c : tail) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ') literal += c;
  }

  const Result<Pattern> pattern = Pattern::Compile(literal);

  RC_ASSERT(pattern.has_value());
  RC_ASSERT(pattern->Matches(literal));
  RC_ASSERT(pattern->Search("a" + literal + "z"));
  RC_ASSERT(!pattern->Matches(literal + "z"));
}

}  // namespace
}  // namespace authmock
