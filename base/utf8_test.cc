#include "base/utf8.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace authmock {
namespace {

TEST(Utf8, MeasuresTheFirstCharacter) {
  EXPECT_EQ(Utf8Length("ab"), 1u);
  EXPECT_EQ(Utf8Length("é!"), 2u);
  EXPECT_EQ(Utf8Length("€!"), 3u);
  EXPECT_EQ(Utf8Length("😀!"), 4u);
}

TEST(Utf8, FindsNoCharacterInInvalidBytes) {
  for (const char* bytes : {"", "\x80", "\xC0\xAF", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF",
                            "\xED\xA0\x80", "\xE2\x82", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80", "\xF0\x9F\x98(", "\xFF"}) {
    EXPECT_EQ(Utf8Length(bytes), 0u) << bytes;
  }
}

RC_GTEST_PROP(Utf8, MeasuresWhatItAppends, ()) {
  const auto code_point =
      *rc::gen::suchThat(rc::gen::inRange<std::uint32_t>(0, 0x110000),
                         [](std::uint32_t c) { return c < 0xD800 || c > 0xDFFF; });
  std::string text;

  AppendUtf8(text, code_point);

  RC_ASSERT(Utf8Length(text) == text.size());
}

TEST(Clip, LeavesShortTextsAlone) { EXPECT_EQ(Clip("abc", 3), "abc"); }

TEST(Clip, NeverCutsACharacter) {
  EXPECT_EQ(Clip("aé€", 2), "a...");
  EXPECT_EQ(Clip("aé€", 3), "aé...");
  EXPECT_EQ(Clip("aé€", 5), "aé...");
}

}  // namespace
}  // namespace authmock
