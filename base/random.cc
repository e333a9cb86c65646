#include "base/random.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace authmock {

std::string Random::Bytes(std::size_t count) {
  std::string bytes;
  bytes.reserve(count);
  while (bytes.size() < count) {
    std::uint64_t word = Next();
    for (std::size_t left = std::min<std::size_t>(8, count - bytes.size()); left > 0; --left) {
      bytes += static_cast<char>(word & 0xff);
      word >>= 8;
    }
  }
  return bytes;
}

std::string Random::Hex(std::size_t digits) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex = Bytes(digits);
  for (char& c : hex) c = kDigits[c & 15];
  return hex;
}

std::string Random::Uuid() {
  std::string uuid = Hex(32);
  uuid[12] = '4';
  // The variant's two bits are 10.
  static constexpr char kVariants[] = "89ab";
  uuid[16] = kVariants[Below(4)];
  for (const std::size_t at : {8, 13, 18, 23}) uuid.insert(at, 1, '-');
  return uuid;
}

std::string Random::Text(std::size_t length, std::string_view alphabet) {
  std::string text(length, '\0');
  for (char& c : text) c = alphabet[Below(alphabet.size())];
  return text;
}

std::uint64_t Random::Below(std::uint64_t bound) {
  // The lowest 2^64 mod bound words are drawn again, so that every result has equally many.
  const std::uint64_t refused = -bound % bound;
  std::uint64_t word = Next();
  while (word < refused) word = Next();
  return word % bound;
}

// splitmix64 fills the state, as the authors of xoshiro advise: no seed leads to a state of zeros.
SeededRandom::SeededRandom(std::uint64_t seed) {
  for (std::uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    word = mixed ^ (mixed >> 31);
  }
}

// xoshiro256**, Blackman and Vigna.
std::uint64_t SeededRandom::Next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t UnforeseeableSeed() {
  std::uint64_t seed = 0;
  if (getentropy(&seed, sizeof seed) != 0) std::abort();  // no kernel we run on lacks it
  return seed;
}

}  // namespace authmock
