#include "cli/terminal.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace authmock {
namespace {

// A terminal of the test's own.
class Terminal {
 public:
  Terminal() : main_(posix_openpt(O_RDWR | O_NOCTTY)) {
    if (main_ < 0 || grantpt(main_) != 0 || unlockpt(main_) != 0) return;
    if (const char* name = ptsname(main_)) side_ = open(name, O_RDWR | O_NOCTTY);
  }
  ~Terminal() {
    close(side_);
    close(main_);
  }
  int side() const { return side_; }

 private:
  int main_ = -1;
  int side_ = -1;
};

TEST(Color, IsForTerminals) {
  unsetenv("NO_COLOR");
  const Terminal terminal{};
  ASSERT_GE(terminal.side(), 0);

  EXPECT_TRUE(IsColorful(terminal.side()));
}

TEST(Color, IsNotForFiles) {
  unsetenv("NO_COLOR");
  const int file = open("/dev/null", O_WRONLY);

  EXPECT_FALSE(IsColorful(file));
  close(file);
}

TEST(Color, IsOffWhenNoColorIsSet) {
  const Terminal terminal{};
  ASSERT_GE(terminal.side(), 0);
  setenv("NO_COLOR", "1", 1);

  EXPECT_FALSE(IsColorful(terminal.side()));

  setenv("NO_COLOR", "", 1);
  EXPECT_TRUE(IsColorful(terminal.side())) << "an empty NO_COLOR means nothing";
}

TEST(ProgressText, SaysHowFarItIsAndHowLongItTakes) {
  EXPECT_EQ(ProgressText(30, 2, 120, Duration{1000}), "30 of 120 cases, 2 failing, 3 s left");
}

TEST(ProgressText, MakesNoGuessBeforeTheFirstCase) {
  EXPECT_EQ(ProgressText(0, 0, 120, Duration{0}), "0 of 120 cases, 0 failing");
}

}  // namespace
}  // namespace authmock
