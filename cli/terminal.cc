#include "cli/terminal.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace authmock {
namespace {

constexpr std::chrono::milliseconds kBetween{100};
constexpr const char* kClearLine = "\r\x1b[K";

}  // namespace

bool IsColorful(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

std::string ProgressText(std::size_t done, std::size_t failing, std::size_t total, Duration took) {
  std::string text = std::to_string(done) + " of " + std::to_string(total) + " cases, " +
                     std::to_string(failing) + " failing";
  if (done == 0) return text;
  const auto left = took * (total - done) / done;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
  return text + ", " + std::to_string(seconds) + " s left";
}

ProgressLine::ProgressLine()
    : terminal_(isatty(STDERR_FILENO) != 0), begun_(MonotonicNow()), next_(begun_) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs(kClearLine, stderr);
}

void ProgressLine::Show(std::size_t done, std::size_t failing, std::size_t total) {
  if (!terminal_) return;
  const MonotonicTime now = MonotonicNow();
  if (now < next_) return;
  next_ = now + kBetween;
  shown_ = true;
  const auto took = std::chrono::duration_cast<Duration>(now - begun_);
  std::fprintf(stderr, "%s%s", kClearLine, ProgressText(done, failing, total, took).c_str());
  std::fflush(stderr);
}

}  // namespace authmock
