// Chance is handed in. Ids and secrets of a mock repeat for a seed.
#ifndef AUTHMOCK_BASE_RANDOM_H_
#define AUTHMOCK_BASE_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace authmock {

// A source of bytes. Not thread-safe: each mock owns one and uses it under its lock.
class Random {
 public:
  virtual ~Random() = default;
  virtual std::uint64_t Next() = 0;

  std::string Bytes(std::size_t count);
  std::string Hex(std::size_t digits);  // lower case
  std::string Uuid();                   // version 4 (RFC 9562), lower case
  // `length` characters of `alphabet`, each equally likely. It is not empty.
  std::string Text(std::size_t length, std::string_view alphabet);
  std::uint64_t Below(std::uint64_t bound);  // 0 <= result < bound; bound > 0
};

// The same seed gives the same sequence on every machine. Not for secrets of a real server.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  std::uint64_t Next() override;

 private:
  std::uint64_t state_[4];
};

// A seed nobody can foresee, for `--seed random`.
std::uint64_t UnforeseeableSeed();

}  // namespace authmock

#endif  // AUTHMOCK_BASE_RANDOM_H_
