#include "conformance/engine/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace authmock {
namespace {

using namespace std::string_literals;

TEST(OneLine, LeavesOrdinaryTextAlone) { EXPECT_EQ(OneLine("Zürich 東京 {}"), "Zürich 東京 {}"); }

TEST(OneLine, ShowsControlCharactersInsteadOfObeyingThem) {
  EXPECT_EQ(OneLine("a\nb\tc\x1b[31md\r\0e\x7f"s), "a\\nb\\tc\\x1b[31md\\r\\x00e\\x7f");
}

TEST(OneLine, DefusesControlSequencesOfOneCharacter) {
  EXPECT_EQ(OneLine("\xC2\x9B"
                    "2J"),
            "\xEF\xBF\xBD"
            "2J");
}

TEST(OneLine, ReplacesBytesThatAreNoText) { EXPECT_EQ(OneLine("a\xFFz"), "a\xEF\xBF\xBDz"); }

TEST(XmlText, KeepsWhatXmlAllows) { EXPECT_EQ(XmlText("a\tb\nc\r<&>ü"), "a\tb\nc\r<&>ü"); }

TEST(XmlText, ReplacesWhatXmlForbids) {
  EXPECT_EQ(XmlText("\0\x01\x1F"s), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(XmlText("\xEF\xBF\xBE"
                    "\xEF\xBF\xBF"),
            "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(XmlText, ReplacesSurrogatesAndCutCharacters) {
  EXPECT_EQ(XmlText("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(XmlText("a\xC3"), "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace authmock
