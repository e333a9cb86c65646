#include "cli/subprocess.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace authmock {
namespace {

// Closes the pipe at its end; false when nothing more will come.
void ReadPipe(int& pipe, std::string& text) {
  char bytes[4096];
  const ssize_t count = read(pipe, bytes, sizeof bytes);
  if (count > 0) {
    text.append(bytes, static_cast<std::size_t>(count));
  } else {
    close(pipe);
    pipe = -1;
  }
}

Finished RunToEnd(const std::vector<std::string>& command) {
  Subprocess process(command);
  const int code = process.Wait();
  return {code, process.out(), process.err()};
}

}  // namespace

Subprocess::Subprocess(const std::vector<std::string>& command) {
  int out[2];
  int err[2];
  if (pipe(out) != 0 || pipe(err) != 0) return;
  pid_ = fork();
  if (pid_ == 0) {
    dup2(out[1], STDOUT_FILENO);
    dup2(err[1], STDERR_FILENO);
    for (const int each : {out[0], out[1], err[0], err[1]}) close(each);
    std::vector<char*> arguments{};
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(out[1]);
  close(err[1]);
  out_pipe_ = out[0];
  err_pipe_ = err[0];
}

Subprocess::~Subprocess() {
  if (code_ < 0) {
    Signal(SIGKILL);
    Wait();
  }
}

bool Subprocess::ReadSome() {
  pollfd pipes[] = {{out_pipe_, POLLIN, 0}, {err_pipe_, POLLIN, 0}};
  if (out_pipe_ < 0 && err_pipe_ < 0) return false;
  if (poll(pipes, 2, -1) <= 0) return true;
  if (pipes[0].revents != 0) ReadPipe(out_pipe_, out_);
  if (pipes[1].revents != 0) ReadPipe(err_pipe_, err_);
  return true;
}

std::string Subprocess::ReadUntil(const std::string& text) {
  for (;;) {
    const std::size_t at = out_.find(text);
    if (at != std::string::npos) return out_.substr(0, at + text.size());
    if (!ReadSome()) return out_;
  }
}

void Subprocess::Signal(int number) {
  if (pid_ > 0) kill(pid_, number);
}

int Subprocess::Wait() {
  if (code_ >= 0) return code_;
  while (ReadSome()) {
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return code_;
}

Finished RunAuthmock(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "cli/authmock");
  return RunToEnd(arguments);
}

Finished RunShell(const std::string& line) { return RunToEnd({"/bin/sh", "-c", line}); }

}  // namespace authmock
