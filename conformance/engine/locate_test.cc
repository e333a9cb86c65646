#include "conformance/engine/locate.h"

#include <gtest/gtest.h>

namespace authmock {
namespace {

constexpr std::string_view kText = R"({
  "a": {"b": [1,
              {"c/d": "}]",
               "e": true}]},
  "f": "\"x\": {",
  "g": null
})";

TEST(LineOfPointer, FindsMembersAndElements) {
  EXPECT_EQ(LineOfPointer(kText, ""), 1);
  EXPECT_EQ(LineOfPointer(kText, "/a"), 2);
  EXPECT_EQ(LineOfPointer(kText, "/a/b/0"), 2);
  EXPECT_EQ(LineOfPointer(kText, "/a/b/1"), 3);
  EXPECT_EQ(LineOfPointer(kText, "/a/b/1/e"), 4);
  EXPECT_EQ(LineOfPointer(kText, "/g"), 6);
}

TEST(LineOfPointer, ReadsEscapedNames) { EXPECT_EQ(LineOfPointer(kText, "/a/b/1/c~1d"), 3); }

TEST(LineOfPointer, StopsAtTheInnermostValueThatExists) {
  EXPECT_EQ(LineOfPointer(kText, "/a/b/1/nothing/x"), 3);
  EXPECT_EQ(LineOfPointer(kText, "/a/b/7"), 2);
  EXPECT_EQ(LineOfPointer(kText, "/nothing"), 1);
}

}  // namespace
}  // namespace authmock
