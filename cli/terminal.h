// What is shown only to a person at a terminal.
#ifndef AUTHMOCK_CLI_TERMINAL_H_
#define AUTHMOCK_CLI_TERMINAL_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace authmock {

// Whether ANSI colors are welcome on this descriptor: it is a terminal, and NO_COLOR is unset or
// empty (no-color.org).
bool IsColorful(int descriptor);

// "17 of 120 cases, 2 failing, 3 s left": how far a long run is.
std::string ProgressText(std::size_t done, std::size_t failing, std::size_t total, Duration took);

// One line on stderr that is written over again and again; nothing at all if stderr is no terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();  // clears the line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Cheap: shows at most ten a second.
  void Show(std::size_t done, std::size_t failing, std::size_t total);

 private:
  bool shown_ = false;
  bool terminal_;
  MonotonicTime begun_;
  MonotonicTime next_;
};

}  // namespace authmock

#endif  // AUTHMOCK_CLI_TERMINAL_H_
