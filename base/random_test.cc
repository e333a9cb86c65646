#include "base/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <vector>

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

// Yields the given words, then zeros.
class ScriptedRandom final : public Random {
 public:
  explicit ScriptedRandom(std::vector<std::uint64_t> words) : words_(std::move(words)) {}
  std::uint64_t Next() override { return used < words_.size() ? words_[used++] : 0; }

  std::size_t used = 0;

 private:
  std::vector<std::uint64_t> words_;
};

// The sequence that the reference implementations of splitmix64 and xoshiro256** yield for seed 0:
// it must never change, or every recorded id would.
TEST(SeededRandom, YieldsTheSameSequenceOnEveryMachine) {
  SeededRandom random(0);

  const std::vector<std::uint64_t> words = {random.Next(), random.Next(), random.Next()};

  EXPECT_THAT(words, ElementsAre(0x99ec5f36cb75f2b4u, 0xbf6e1f784956452au, 0x1a5f849d4933e6e0u));
}

TEST(SeededRandom, YieldsAnotherSequenceForAnotherSeed) {
  SeededRandom one(1), two(2);

  EXPECT_NE(one.Bytes(16), two.Bytes(16));
}

TEST(Random, CutsItsBytesFromLittleEndianWords) {
  ScriptedRandom random({0x0807060504030201, 0x100f0e0d0c0b0a09});

  EXPECT_EQ(random.Bytes(10), "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a");
  EXPECT_EQ(random.Bytes(0), "");
}

TEST(Random, HexHasAsManyDigitsAsAskedFor) {
  SeededRandom random(7);

  EXPECT_THAT(random.Hex(33), MatchesRegex("[0-9a-f]{33}"));
}

TEST(Random, UuidHasVersionFourAndTheVariantOfRfc9562) {
  SeededRandom random(7);

  for (int i = 0; i < 100; ++i) {
    EXPECT_THAT(
        random.Uuid(),
        MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }
}

TEST(Random, UuidsDoNotRepeat) {
  SeededRandom random(7);
  std::set<std::string> uuids;

  for (int i = 0; i < 1000; ++i) uuids.insert(random.Uuid());

  EXPECT_EQ(uuids.size(), 1000u);
}

TEST(Random, TextUsesEveryCharacterOfTheAlphabetAboutEquallyOften) {
  SeededRandom random(7);
  std::map<char, int> counts;

  for (const char c : random.Text(30'000, "xyz")) ++counts[c];

  // Three standard deviations are 245.
  EXPECT_EQ(counts.size(), 3u);
  for (const auto& [c, count] : counts) EXPECT_NEAR(count, 10'000, 400) << c;
}

TEST(Random, BelowStaysBelowItsBound) {
  SeededRandom random(7);

  for (const std::uint64_t bound : {1ull, 2ull, 10ull, 1ull << 63, ~0ull}) {
    for (int i = 0; i < 100; ++i) EXPECT_LT(random.Below(bound), bound);
  }
}

TEST(Random, BelowDrawsAgainInsteadOfFavouringSmallNumbers) {
  // 2^64 mod 10 is 6, so the words 0 to 5 are one round too many.
  ScriptedRandom random({0, 5, 6});

  EXPECT_EQ(random.Below(10), 6u);
  EXPECT_EQ(random.used, 3u);
}

TEST(UnforeseeableSeed, DoesNotRepeat) { EXPECT_NE(UnforeseeableSeed(), UnforeseeableSeed()); }

}  // namespace
}  // namespace authmock
