// Runs a fuzz target's corpus as a plain test: each entry as it is, cut at every byte, and changed
// at random from a fixed seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"
#include "fuzz/fuzz.h"

namespace authmock {
namespace {

constexpr int kMutants = 300;
constexpr int kMostChanges = 4;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int RunOnce(std::string_view input) {
  // On the heap and without room to spare, so that AddressSanitizer sees a step beyond the end.
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  return LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

// Bytes that mean something to one parser or another.
char TellingByte(Random& random) {
  static constexpr char kBytes[] = "\0\r\n\t \"%&'()*+,-./0129:;<=>?[\\]^_{|}~\x7f\x80\xc3\xff";
  return kBytes[random.Below(sizeof kBytes - 1)];
}

void Change(std::string& input, Random& random) {
  const std::size_t at = random.Below(input.size() + 1);
  const std::size_t length = random.Below(std::min<std::size_t>(input.size() - at, 16) + 1);
  switch (random.Below(5)) {
    case 0:
      input.insert(at, 1, TellingByte(random));
      break;
    case 1:
      input.erase(at, length);
      break;
    case 2:
      input.insert(random.Below(input.size() + 1), input.substr(at, length));
      break;
    case 3:
      if (at < input.size()) input[at] = TellingByte(random);
      break;
    default:
      if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << random.Below(8)));
  }
}

class Corpus : public testing::TestWithParam<std::filesystem::path> {
 protected:
  const std::string entry_ = ReadFile(GetParam());
};

TEST_P(Corpus, RunsAsItIs) { EXPECT_EQ(RunOnce(entry_), 0); }

TEST_P(Corpus, RunsCutAtEveryByte) {
  for (std::size_t size = 0; size < entry_.size(); ++size) {
    ASSERT_EQ(RunOnce(std::string_view(entry_).substr(0, size)), 0) << size;
  }
}

TEST_P(Corpus, RunsChangedAtRandom) {
  for (int seed = 0; seed < kMutants; ++seed) {
    SeededRandom random(static_cast<std::uint64_t>(seed));
    std::string mutant = entry_;
    for (std::uint64_t left = random.Below(kMostChanges) + 1; left > 0; --left) {
      Change(mutant, random);
    }
    ASSERT_EQ(RunOnce(mutant), 0) << "seed " << seed;
  }
}

std::vector<std::filesystem::path> Entries() {
  std::vector<std::filesystem::path> entries;
  for (const auto& file : std::filesystem::directory_iterator(AUTHMOCK_CORPUS)) {
    entries.push_back(file.path());
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::string NameOf(const testing::TestParamInfo<std::filesystem::path>& info) {
  return info.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Entry, Corpus, testing::ValuesIn(Entries()), NameOf);

}  // namespace
}  // namespace authmock
