#include "mock_servers/python/python_uuid.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace authmock {
namespace {

using ::testing::Eq;
using ::testing::Optional;

constexpr std::string_view kUuid = "aaaabbbb-0000-4000-8000-00000000cdef";

TEST(ReadPythonUuid, TakesEverySpelling) {
  for (const char* text :
       {"aaaabbbb-0000-4000-8000-00000000cdef", "AAAABBBB-0000-4000-8000-00000000CDEF",
        "aaaabbbb00004000800000000000cdef", "{aaaabbbb-0000-4000-8000-00000000cdef}",
        "urn:uuid:aaaabbbb-0000-4000-8000-00000000cdef", "}uuid:aaaabbbb00004000800000000000cdef",
        "a-a-a-a-bbbb00004000800000000000cdef-", "aaaaurn:bbbb0000urn:4000800000000000cdef"}) {
    EXPECT_THAT(ReadPythonUuid(text), Optional(Eq(kUuid))) << text;
  }
}

TEST(ReadPythonUuid, ReadsTheDigitsAsIntDoes) {
  const auto read = [](std::string_view text) { return ReadPythonUuid(text).value_or("none"); };

  EXPECT_EQ(read("0xbbbb004000800000000000_0cdef  "), "00000bbb-b004-0008-0000-00000000cdef");
  EXPECT_EQ(read("  aabbbb00004000800000000000cdef"), "00aabbbb-0000-4000-8000-00000000cdef");
  EXPECT_EQ(read("+0xbbbb00004000800000000000cdef1"), "000bbbb0-0004-0008-0000-0000000cdef1");
  EXPECT_EQ(read("0_0bbbb0000400080000000000000cde"), "000bbbb0-0004-0008-0000-000000000cde");
  EXPECT_EQ(read("0x_bbbb0000400080000000000000cde"), "000bbbb0-0004-0008-0000-000000000cde");
  EXPECT_EQ(read("+\t0bbbb004000800000000000000cdef"), "none");
}

TEST(ReadPythonUuid, RefusesWhatIsNone) {
  for (const char* text :
       {"", "0", "not-a-uuid", "alice second", "aaaabbbb-0000-4000-8000-00000000cde",
        "aaaabbbb-0000-4000-8000-00000000cdeff", "gaaabbbb-0000-4000-8000-00000000cdef",
        "__aabbbb00004000800000000000cdef", "aa__bbbb00004000800000000000cdef",
        "aaaabbbb00004000800000000000cde_", "URN:aaaabbbb00004000800000000000cdef",
        "aaaabbbb{}00004000800000000000cdef",
        "\xc3\xa9"
        "aaabbbb00004000800000000000cdef"}) {
    EXPECT_THAT(ReadPythonUuid(text), Eq(std::nullopt)) << text;
  }
  EXPECT_THAT(ReadPythonUuid(std::string(32, '\0')), Eq(std::nullopt));
}

RC_GTEST_PROP(ReadPythonUuid, NeverFailsOnBytes, (const std::string& bytes)) {
  const auto uuid = ReadPythonUuid(bytes);

  RC_ASSERT(!uuid || uuid->size() == 36u);
}

}  // namespace
}  // namespace authmock
