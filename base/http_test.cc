#include "base/http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::IsNull;
using ::testing::Optional;
using ::testing::Pair;
using ::testing::Pointee;

TEST(Headers, AreFoundWithoutRegardToCase) {
  const Headers headers = {{"Content-Type", "text/plain"}};

  EXPECT_THAT(headers.Find("content-TYPE"), Pointee(Eq("text/plain")));
}

TEST(Headers, FindYieldsTheFirstOfSeveral) {
  const Headers headers = {{"A", "1"}, {"a", "2"}};

  EXPECT_THAT(headers.Find("a"), Pointee(Eq("1")));
}

TEST(Headers, FindYieldsNothingForAnAbsentName) {
  const Headers headers = {{"A", "1"}};

  EXPECT_THAT(headers.Find("B"), IsNull());
}

TEST(Headers, GetFallsBackToTheGivenValueForAnAbsentNameOnly) {
  const Headers headers = {{"Empty", ""}};

  EXPECT_EQ(headers.Get("Empty", "otherwise"), "");
  EXPECT_EQ(headers.Get("Absent", "otherwise"), "otherwise");
}

TEST(Headers, AllYieldsEveryValueInOrder) {
  const Headers headers = {{"Set-Cookie", "a=1"}, {"Date", "now"}, {"set-cookie", "b=2"}};

  EXPECT_THAT(headers.All("SET-COOKIE"), ElementsAre("a=1", "b=2"));
}

TEST(Headers, SetReplacesAllLinesOfTheNameInPlaceOfTheFirst) {
  Headers headers = {{"a", "1"}, {"X", "9"}, {"Y", "8"}, {"x", "7"}};

  headers.Set("x", "new");

  EXPECT_EQ(headers, (Headers{{"a", "1"}, {"x", "new"}, {"Y", "8"}}));
}

TEST(Headers, SetAddsALineOfANewName) {
  Headers headers = {{"a", "1"}};

  headers.Set("b", "2");

  EXPECT_EQ(headers, (Headers{{"a", "1"}, {"b", "2"}}));
}

TEST(Headers, SetTakesANameThatIsAViewIntoTheHeadersThemselves) {
  Headers headers = {{"Some-Long-Name-That-Lives-On-The-Heap", "1"},
                     {"some-long-name-that-lives-on-the-heap", "2"}};

  headers.Set(headers.begin()->name, "3");

  EXPECT_EQ(headers, (Headers{{"Some-Long-Name-That-Lives-On-The-Heap", "3"}}));
}

TEST(Headers, RemoveCountsTheLinesItRemoved) {
  Headers headers = {{"a", "1"}, {"B", "2"}, {"A", "3"}};

  EXPECT_EQ(headers.Remove("a"), 2u);
  EXPECT_EQ(headers.Remove("a"), 0u);
  EXPECT_EQ(headers, (Headers{{"B", "2"}}));
}

TEST(EqualIgnoringCase, FoldsAsciiLettersOnly) {
  EXPECT_TRUE(EqualIgnoringCase("aZ-9", "Az-9"));
  EXPECT_FALSE(EqualIgnoringCase("a", "ab"));
  // '[' and '{', '@' and '`' differ in the same bit as upper and lower case do.
  EXPECT_FALSE(EqualIgnoringCase("[", "{"));
  EXPECT_FALSE(EqualIgnoringCase("@", "`"));
  EXPECT_FALSE(EqualIgnoringCase("\xC4", "\xE4"));
}

TEST(LowerCase, LeavesOtherBytesAlone) { EXPECT_EQ(LowerCase("AbZ[\xC4 9"), "abz[\xC4 9"); }

TEST(Request, SplitsItsTargetAtTheFirstQuestionMark) {
  const Request request{.target = "/a%20b?x=1?y"};

  EXPECT_EQ(request.Path(), "/a%20b");
  EXPECT_EQ(request.Query(), "x=1?y");
}

TEST(Request, HasNoQueryWithoutAQuestionMark) {
  const Request request{.target = "/a"};

  EXPECT_EQ(request.Path(), "/a");
  EXPECT_EQ(request.Query(), "");
}

TEST(Response, OfNoneIsTold) {
  EXPECT_TRUE(Response::None().IsNone());
  EXPECT_FALSE(Response{.status = 200}.IsNone());
}

TEST(ReasonPhrase, IsTheOneOfTheRegistry) {
  EXPECT_EQ(ReasonPhrase(100), "Continue");
  EXPECT_EQ(ReasonPhrase(204), "No Content");
  EXPECT_EQ(ReasonPhrase(413), "Content Too Large");
  EXPECT_EQ(ReasonPhrase(422), "Unprocessable Content");
  EXPECT_EQ(ReasonPhrase(429), "Too Many Requests");
  EXPECT_EQ(ReasonPhrase(511), "Network Authentication Required");
}

TEST(ReasonPhrase, IsEmptyForAnUnregisteredStatus) {
  for (const int status : {-1, 0, 99, 299, 306, 418, 419, 440, 499, 520, 599, 1000}) {
    EXPECT_EQ(ReasonPhrase(status), "") << status;
  }
}

TEST(PercentDecode, ReadsHexDigitsOfBothCases) {
  EXPECT_THAT(PercentDecode("a%2Fb%2fc%00"), Optional(std::string("a/b/c\0", 6)));
}

TEST(PercentDecode, RefusesAPercentSignWithoutTwoHexDigits) {
  for (const std::string_view text : {"%", "a%", "%1", "%g0", "%0g", "%%20", "% 0"}) {
    EXPECT_EQ(PercentDecode(text), std::nullopt) << text;
  }
}

TEST(PercentDecode, ReadsPlusAsSpaceOnRequestOnly) {
  EXPECT_THAT(PercentDecode("a+b%2B"), Optional(Eq("a+b+")));
  EXPECT_THAT(PercentDecode("a+b%2B", true), Optional(Eq("a b+")));
}

TEST(PercentEncode, KeepsTheUnreservedCharactersOnly) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a b/%+\xC3\xA9"), "a%20b%2F%25%2B%C3%A9");
}

RC_GTEST_PROP(PercentEncode, IsUndoneByDecoding, (const std::string& text)) {
  RC_ASSERT(PercentDecode(PercentEncode(text)) == text);
  RC_ASSERT(PercentDecode(PercentEncode(text), true) == text);
}

RC_GTEST_PROP(PercentDecode, NeverGrowsItsText, (const std::string& text)) {
  RC_ASSERT(PercentDecode(text).value_or("").size() <= text.size());
}

TEST(ParseForm, DecodesNamesAndValuesInOrder) {
  EXPECT_THAT(ParseForm("user=a+b&p%61ss=%26%3D&user=c"),
              ElementsAre(Pair("user", "a b"), Pair("pass", "&="), Pair("user", "c")));
}

TEST(ParseForm, SplitsAPairAtItsFirstEqualsSign) {
  EXPECT_THAT(ParseForm("a=b=c&d&=e&f="),
              ElementsAre(Pair("a", "b=c"), Pair("d", ""), Pair("", "e"), Pair("f", "")));
}

TEST(ParseForm, SkipsEmptyPairs) {
  EXPECT_THAT(ParseForm(""), IsEmpty());
  EXPECT_THAT(ParseForm("&&a=1&"), ElementsAre(Pair("a", "1")));
}

TEST(ParseForm, LeavesAPairWithABadEscapeUndecoded) {
  EXPECT_THAT(ParseForm("a%20=%zz&b=%20"), ElementsAre(Pair("a%20", "%zz"), Pair("b", " ")));
}

RC_GTEST_PROP(ParseForm, ReadsWhatWasEncoded,
              (const std::vector<std::pair<std::string, std::string>>& fields)) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text += PercentEncode(name) + '=' + PercentEncode(value) + '&';
  }

  RC_ASSERT(ParseForm(text) == fields);
}

TEST(Cookies, ComeFromAllLinesInOrder) {
  const Headers headers = {{"Cookie", "a=1; b=2"}, {"X", "y=0"}, {"cookie", "a=3"}};

  EXPECT_THAT(Cookies(headers), ElementsAre(Pair("a", "1"), Pair("b", "2"), Pair("a", "3")));
}

TEST(Cookies, KeepTheirValuesUndecoded) {
  const Headers headers = {{"Cookie", "a=%20b=c"}};

  EXPECT_THAT(Cookies(headers), ElementsAre(Pair("a", "%20b=c")));
}

TEST(Cookies, LoseAPairOfSurroundingQuotes) {
  const Headers headers = {{"Cookie", R"(a="1"; b="; c="x; d="")"}};

  EXPECT_THAT(Cookies(headers),
              ElementsAre(Pair("a", "1"), Pair("b", "\""), Pair("c", "\"x"), Pair("d", "")));
}

TEST(Cookies, LoseBlanksAroundNameAndValue) {
  const Headers headers = {{"Cookie", ";\t a = 1 2 ;;b=2"}};

  EXPECT_THAT(Cookies(headers), ElementsAre(Pair("a", "1 2"), Pair("b", "2")));
}

TEST(Cookies, NeedANameAndAnEqualsSign) {
  const Headers headers = {{"Cookie", "a; =b; c="}};

  EXPECT_THAT(Cookies(headers), ElementsAre(Pair("c", "")));
}

RC_GTEST_PROP(Cookies, NeverHoldASemicolon, (const std::string& line)) {
  const Headers headers = {{"Cookie", line}};

  for (const auto& [name, value] : Cookies(headers)) {
    RC_ASSERT(name.find(';') == name.npos && value.find(';') == value.npos);
  }
}

TEST(MediaType, IsLowerCaseAndWithoutParameters) {
  EXPECT_EQ(MediaType("Application/JSON; charset=utf-8"), "application/json");
  EXPECT_EQ(MediaType(" text/plain\t;a=b;c"), "text/plain");
  EXPECT_EQ(MediaType(""), "");
}

}  // namespace
}  // namespace authmock
