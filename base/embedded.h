// Files compiled into the binary by bazel/embed.bzl.
#ifndef AUTHMOCK_BASE_EMBEDDED_H_
#define AUTHMOCK_BASE_EMBEDDED_H_

#include <span>
#include <string_view>

namespace authmock {

struct EmbeddedFile {
  std::string_view path{};  // from the project's root: "schemas/<provider>/openapi.json"
  std::string_view text{};  // lives as long as the process
};

// The file of that path, or nullptr.
inline const EmbeddedFile* FindFile(std::span<const EmbeddedFile> files, std::string_view path) {
  for (const EmbeddedFile& file : files) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

}  // namespace authmock

#endif  // AUTHMOCK_BASE_EMBEDDED_H_
