#include "cli/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace authmock {
namespace {

std::string Reason(const char* otherwise) { return errno != 0 ? std::strerror(errno) : otherwise; }

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  if (!file) return Fail(path, Reason("cannot be read"));
  return text;
}

Result<void> WriteFile(const std::string& path, std::string_view text) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (!file) return Fail(path, Reason("cannot be written"));
  return {};
}

}  // namespace authmock
