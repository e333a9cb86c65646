// Runs the real binary from a test.
#ifndef AUTHMOCK_CLI_SUBPROCESS_H_
#define AUTHMOCK_CLI_SUBPROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace authmock {

// A child process whose stdout and stderr can be read. Killed and reaped by scope.
class Subprocess {
 public:
  explicit Subprocess(const std::vector<std::string>& command);
  ~Subprocess();
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;

  // Everything on stdout up to and including `text`; all of it if the child ends before.
  std::string ReadUntil(const std::string& text);
  void Signal(int number);
  // Waits for its end; the exit code, or 128 + the signal that ended it.
  int Wait();
  // After Wait().
  const std::string& out() const { return out_; }
  const std::string& err() const { return err_; }

 private:
  bool ReadSome();

  pid_t pid_ = -1;
  int out_pipe_ = -1;
  int err_pipe_ = -1;
  int code_ = -1;
  std::string out_{};
  std::string err_{};
};

// Runs `authmock ARGUMENT...` to its end.
struct Finished {
  int code = -1;
  std::string out{};
  std::string err{};
};
Finished RunAuthmock(std::vector<std::string> arguments);
// Runs a line of POSIX shell to its end.
Finished RunShell(const std::string& line);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_SUBPROCESS_H_
