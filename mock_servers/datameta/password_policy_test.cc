#include "mock_servers/datameta/password_policy.h"

#include <gtest/gtest.h>

#include <string>

namespace authmock::datameta {
namespace {

constexpr PasswordPolicy kPolicy{};

std::string UnderPolicy(std::string_view password, const PasswordPolicy& policy = kPolicy) {
  return FaultUnderPolicy(password, policy).value_or("good");
}

TEST(FaultOfPassword, CountsCodePoints) {
  const std::string key = "\xf0\x9f\x94\x91";
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += key;

  EXPECT_EQ(FaultOfPassword(nine, kPolicy),
            "The password has to have a length of at least 10 characters.");
  EXPECT_EQ(FaultOfPassword(nine + key, kPolicy), std::nullopt);
  EXPECT_EQ(FaultOfPassword("          ", kPolicy), std::nullopt);
}

TEST(FaultUnderPolicy, SeesTheLengthFirst) {
  EXPECT_EQ(UnderPolicy("short 1"), "The password must be at least 10 characters long.");
}

TEST(FaultUnderPolicy, WantsOneOfEachClass) {
  constexpr std::string_view kClasses =
      "Password must contain at least 1 uppercase characters, 1 lowercase character(s), 1 "
      "punctuation mark(s), and 1 digit(s).";

  for (const char* password : {"alllowercase1.", "ALLUPPERCASE1.", "NoDigitHere.", "NoMarkHere12",
                               "1234567890", "no capital 1."}) {
    EXPECT_EQ(UnderPolicy(password), kClasses) << password;
  }
  EXPECT_EQ(UnderPolicy("Abcdefgh1."), "good");
}

TEST(FaultUnderPolicy, TakesLettersAndDigitsOfAnyScript) {
  EXPECT_EQ(UnderPolicy("\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c.12345"), "good");
  EXPECT_EQ(UnderPolicy("\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c\xc2\xb2\xc2\xb2.."),
            "good");
}

TEST(FaultUnderPolicy, ListsOtherCharactersOnce) {
  EXPECT_EQ(UnderPolicy("New Passw0rd.1"), "Invalid password characters:  ");
  EXPECT_EQ(UnderPolicy("New Pass w0rd.\xe2\x82\xac"),
            "Invalid password characters:  ,\xe2\x82\xac");
  EXPECT_EQ(UnderPolicy(std::string("Abcdefgh1.\0", 11)),
            std::string("Invalid password characters: \0", 30));
}

TEST(FaultUnderPolicy, GoesByTheSettings) {
  const PasswordPolicy policy{
      .length = 3, .capitals = 2, .small_letters = 0, .punctuation = 0, .digits = 0};

  EXPECT_EQ(UnderPolicy("AB", policy), "The password must be at least 3 characters long.");
  EXPECT_EQ(UnderPolicy("ABC", policy), "good");
  EXPECT_EQ(UnderPolicy("Abc", policy),
            "Password must contain at least 2 uppercase characters, 0 lowercase character(s), 0 "
            "punctuation mark(s), and 0 digit(s).");
}

}  // namespace
}  // namespace authmock::datameta
