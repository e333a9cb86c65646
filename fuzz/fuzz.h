// What every fuzz target is made of.
#ifndef AUTHMOCK_FUZZ_FUZZ_H_
#define AUTHMOCK_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// One input, as libFuzzer calls it and as corpus_test.cc does. Returns 0; a broken promise aborts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace authmock {

inline std::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Ends the process, naming the promise that does not hold.
inline void Promise(bool holds, std::string_view promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(promise.size()), promise.data());
  std::abort();
}

}  // namespace authmock

#endif  // AUTHMOCK_FUZZ_FUZZ_H_
