#include "mock_servers/python/python_chars.h"

#include <gtest/gtest.h>

namespace authmock {
namespace {

TEST(PythonChars, KnowWhatIsPrintable) {
  for (const char32_t c : {U' ', U'~', U'\u00a1', U'\u00e9', U'\u0301', U'\U0001f511'}) {
    EXPECT_TRUE(IsPythonPrintable(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'\0', U'\x1f', U'\x7f', U'\u00a0', U'\u00ad', U'\u200b', U'\ue000',
                           U'\U000e0001', U'\U0010ffff', char32_t{0xD800}}) {
    EXPECT_FALSE(IsPythonPrintable(c)) << static_cast<unsigned>(c);
  }
}

TEST(PythonChars, StopAtUnicode12) {
  EXPECT_TRUE(IsPythonPrintable(U'\u32ff'));   // came with 12.1
  EXPECT_FALSE(IsPythonPrintable(U'\u08be'));  // came with 13.0
}

TEST(PythonChars, KnowLettersAndCapitals) {
  for (const char32_t c : {U'A', U'\u00c9', U'\u041f', U'\u0178', U'\U00010400', U'\U0001d400'}) {
    EXPECT_TRUE(IsPythonAlpha(c) && IsPythonUpper(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'z', U'\u00e9', U'\u00df', U'\u4e2d', U'\u01c5', U'\u0101'}) {
    EXPECT_TRUE(IsPythonAlpha(c) && !IsPythonUpper(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'1', U'.', U' ', U'_', U'\u0301', U'\u24b6', U'\u2160'}) {
    EXPECT_FALSE(IsPythonAlpha(c)) << static_cast<unsigned>(c);
  }
}

TEST(PythonChars, KnowDigits) {
  for (const char32_t c : {U'0', U'9', U'\u00b2', U'\u0663', U'\uff15', U'\u2460'}) {
    EXPECT_TRUE(IsPythonDigit(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : {U'a', U'\u00bd', U'\u2160', U'\u4e00'}) {
    EXPECT_FALSE(IsPythonDigit(c)) << static_cast<unsigned>(c);
  }
}

}  // namespace
}  // namespace authmock
