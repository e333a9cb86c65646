#include "client/core/retry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::Optional;

const Time kNow = ParseRfc3339("1994-11-06T08:49:37Z").value();

TEST(WaitBefore, DoublesTheBackoffUpToTheLongestWait) {
  const ClientOptions options{.backoff = Duration(100), .longest_wait = Duration(350)};

  EXPECT_THAT(WaitBefore(1, "", kNow, options), Optional(Duration(100)));
  EXPECT_THAT(WaitBefore(2, "", kNow, options), Optional(Duration(200)));
  EXPECT_THAT(WaitBefore(3, "", kNow, options), Optional(Duration(350)));
  EXPECT_THAT(WaitBefore(4000, "", kNow, options), Optional(Duration(350)));
}

TEST(WaitBefore, DoesWhatRetryAfterSays) {
  EXPECT_THAT(WaitBefore(1, "7", kNow, {}), Optional(Duration(7'000)));
  EXPECT_THAT(WaitBefore(1, "0", kNow, {}), Optional(Duration(0)));
  EXPECT_THAT(WaitBefore(1, "Sun, 06 Nov 1994 08:49:40 GMT", kNow, {}), Optional(Duration(3'000)));
  EXPECT_THAT(WaitBefore(1, "Sun, 06 Nov 1994 08:00:00 GMT", kNow, {}), Optional(Duration(0)));
}

TEST(WaitBefore, GivesUpWhenRetryAfterIsTooLong) {
  EXPECT_EQ(WaitBefore(1, "31", kNow, {}), std::nullopt);
  EXPECT_EQ(WaitBefore(1, "Mon, 07 Nov 1994 08:49:37 GMT", kNow, {}), std::nullopt);
}

TEST(WaitBefore, TakesNonsenseForNothing) {
  for (const char* nonsense : {"-1", "soon", "1.5", "Sun, 06 Nov 1994 08:49:37 CET",
                               "Sun, 06 ovD 1994 08:49:37 GMT", "Sun, 99 Nov 1994 08:49:37 GMT"}) {
    EXPECT_THAT(WaitBefore(1, nonsense, kNow, {}), Optional(Duration(100))) << nonsense;
  }
}

TEST(MayRepeat, AsksTheMethodAndTheOptions) {
  const Operation get{.id = "look", .method = "GET"};
  const Operation post{.id = "make", .method = "POST"};

  EXPECT_TRUE(MayRepeat(get, {}));
  EXPECT_FALSE(MayRepeat(post, {}));
  EXPECT_TRUE(MayRepeat(post, {.repeatable = {"make"}}));
  EXPECT_FALSE(MayRepeat(get, {.unrepeatable = {"look"}}));
}

TEST(IsPassing, KnowsStatusesThatMayPass) {
  for (const int status : {429, 500, 502, 503, 504}) EXPECT_TRUE(IsPassing(status)) << status;
  for (const int status : {200, 303, 400, 401, 422, 501, 505}) {
    EXPECT_FALSE(IsPassing(status)) << status;
  }
}

}  // namespace
}  // namespace authmock
