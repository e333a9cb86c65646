#include "conformance/engine/alter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

// {"alg":"HS256"} . {"sub":"ann","role":1} . three bytes
std::string Token() {
  return Base64UrlEncode(R"({"alg":"HS256"})") + "." +
         Base64UrlEncode(R"({"sub":"ann","role":1})") + ".AQID";
}

std::string Altered(std::string_view how, const std::string& value) {
  const Result<Alteration> alteration = Alteration::Parse(how);
  if (!alteration) return "unreadable: " + alteration.error().Text();
  return alteration->Apply(value).value_or("refused");
}

std::string ParseError(std::string_view how) {
  const Result<Alteration> alteration = Alteration::Parse(how);
  return alteration ? "" : alteration.error().Text();
}

TEST(Alteration, Truncates) {
  EXPECT_EQ(Altered("truncate:3", "abcdef"), "abc");
  EXPECT_EQ(Altered("truncate:9", "abcdef"), "abcdef");
}

TEST(Alteration, EncodesEverythingThatIsNotUnreserved) {
  EXPECT_EQ(Altered("percent_encode", "a b/~"), "a%20b%2F~");
}

TEST(Alteration, HashesText) {
  EXPECT_EQ(Altered("sha256_base64", "abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

TEST(Alteration, FlipsTheLowestBitOfOneCharacter) {
  EXPECT_EQ(Altered("flip:0", "AAAA"), "BAAA");
  EXPECT_EQ(Altered("flip:-1", "AAAB"), "AAAA");
}

TEST(Alteration, RefusesToFlipWhatIsNotThere) {
  EXPECT_EQ(Altered("flip:4", "AAAA"), "refused");
  EXPECT_EQ(Altered("flip:-5", "AAAA"), "refused");
  EXPECT_EQ(Altered("flip:0", "+AAA"), "refused");
}

TEST(Alteration, SwapsTheCaseOfLetters) { EXPECT_EQ(Altered("swap_case", "Ann@1[ä]"), "aNN@1[ä]"); }

TEST(Alteration, LeavesACharacterOut) {
  EXPECT_EQ(Altered("without:-", "a-b--c"), "abc");
  EXPECT_EQ(Altered("without::", "a:b"), "ab");
  EXPECT_THAT(ParseError("without:"), HasSubstr("needs one character: without:C"));
  EXPECT_THAT(ParseError("without:ab"), HasSubstr("needs one character: without:C"));
}

TEST(Alteration, DropsTheSignatureOfAToken) {
  EXPECT_EQ(Altered("drop_signature", Token()), Token().substr(0, Token().size() - 4));
}

TEST(Alteration, SaysThatATokenIsNotSigned) {
  const std::string payload = Base64UrlEncode(R"({"sub":"ann","role":1})");
  EXPECT_EQ(Altered("alg_none", Token()),
            Base64UrlEncode(R"({"alg":"none","typ":"JWT"})") + "." + payload + ".");
}

TEST(Alteration, ReplacesOneClaimAndKeepsOrderAndSignature) {
  EXPECT_EQ(Altered("set_claim:sub:\"bob\"", Token()),
            Base64UrlEncode(R"({"alg":"HS256"})") + "." +
                Base64UrlEncode(R"({"sub":"bob","role":1})") + ".AQID");
}

TEST(Alteration, TakesOnlyTokensApart) {
  for (const char* how : {"drop_signature", "alg_none", "set_claim:a:1"}) {
    EXPECT_EQ(Altered(how, "no-token"), "refused") << how;
    EXPECT_EQ(Altered(how, "one.dot"), "refused") << how;
  }
  EXPECT_EQ(Altered("set_claim:a:1", "a.bm8ganNvbg.c"), "refused");
}

TEST(Alteration, SaysWhatAWordNeeds) {
  EXPECT_THAT(ParseError("truncate"), HasSubstr("truncate:N"));
  EXPECT_THAT(ParseError("truncate:-1"), HasSubstr("whole number"));
  EXPECT_THAT(ParseError("flip:x"), HasSubstr("flip:N"));
  EXPECT_THAT(ParseError("set_claim:role"), HasSubstr("set_claim:NAME:JSON"));
  EXPECT_THAT(ParseError("set_claim:role:{"), HasSubstr("set_claim:NAME:JSON"));
  EXPECT_THAT(ParseError("set_claim::1"), HasSubstr("set_claim:NAME:JSON"));
  EXPECT_THAT(ParseError("upcase"), HasSubstr("is none of truncate:N, percent_encode"));
}

}  // namespace
}  // namespace authmock
