#include "mock_servers/datameta/cookies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace authmock::datameta {
namespace {

using ::testing::Eq;
using ::testing::Optional;

constexpr std::string_view kName = "datameta";

TEST(FindsCookie, SeesItAmongOthersAndJunk) {
  for (const char* header :
       {"datameta=x", "datameta=", "a=b; datameta=x", "a=b,datameta=x", "junk; datameta=x",
        "datameta = x", "\"; datameta=x", "a=\"q;w\" datameta=\"x\"", "datameta=[",
        "expires=Wdy, 01-Jan-2020 00:00:00 GMTdatameta=x"}) {
    EXPECT_TRUE(FindsCookie(header, kName)) << header;
  }
}

TEST(FindsCookie, TakesNothingElseForIt) {
  for (const char* header : {"", "datameta", "Datameta=x", "xdatameta=x", "datameta2=x",
                             "a=\"datameta=x\"", "a=datameta=x", "datameta;=x", "session=abc"}) {
    EXPECT_FALSE(FindsCookie(header, kName)) << header;
  }
}

TEST(ReadCookie, ReadsTheLastOfThatName) {
  EXPECT_THAT(ReadCookie("datameta=x", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("a=b; datameta=x", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("datameta=x; datameta=\"y\"", kName), Optional(Eq("y")));
  EXPECT_THAT(ReadCookie("datameta=x; Path=/; $Version=1", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("a=b, datameta=x", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("datameta=x, a=b", kName), Optional(Eq("x,")));
}

TEST(ReadCookie, KeepsWhatStandsBeforeWhatItCannotRead) {
  EXPECT_THAT(ReadCookie("datameta=x; \"", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("datameta=x; \xe9=1", kName), Optional(Eq("x")));
  EXPECT_THAT(ReadCookie("\"; datameta=x", kName), Eq(std::nullopt));
  EXPECT_THAT(ReadCookie("datameta= \xe9", kName), Optional(Eq("")));
}

TEST(ReadCookie, RefusesAllForOneThatIsNone) {
  EXPECT_THAT(ReadCookie("junk; datameta=x", kName), Eq(std::nullopt));
  EXPECT_THAT(ReadCookie("datameta=x; junk", kName), Eq(std::nullopt));
  EXPECT_THAT(ReadCookie("Path=/; datameta=x", kName), Eq(std::nullopt));
  EXPECT_THAT(ReadCookie("datameta=x; a@b=1", kName), Eq(std::nullopt));
}

TEST(ReadCookie, ReadsALongHeaderInItsStride) {
  std::string header;
  for (int i = 0; i < 100'000; ++i) header += "a=";

  EXPECT_THAT(ReadCookie(header + "\"", kName), Eq(std::nullopt));
  EXPECT_FALSE(FindsCookie(header + "\"", kName));
}

RC_GTEST_PROP(ReadCookie, NeverFailsOnBytes, (const std::string& bytes)) {
  ReadCookie("datameta=" + bytes, kName);
  FindsCookie(bytes + "=datameta=" + bytes, kName);
}

}  // namespace
}  // namespace authmock::datameta
