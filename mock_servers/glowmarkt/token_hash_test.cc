#include "mock_servers/glowmarkt/token_hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock::glowmarkt {
namespace {

using ::testing::MatchesRegex;
using ::testing::Optional;

const TokenOwner kOwner{.user_id = "69f464fa-bca2-4f2a-83b1-0c69819c5cd0",
                        .application_id = "b0f1b774-a586-4f72-9edd-27ead8aa7a8d"};

TEST(TokenHash, ReadsBackWhoseItIs) {
  SeededRandom random(1);
  const TokenHashes hashes("secret");

  const std::string hash = hashes.Make(kOwner, random);

  EXPECT_EQ(hash.size(), 96);
  EXPECT_THAT(hashes.Read(hash), Optional(kOwner));
}

TEST(TokenHash, LooksLikeChance) {
  SeededRandom random(1);
  const TokenHashes hashes("secret");

  const std::string one = hashes.Make(kOwner, random);
  const std::string two = hashes.Make(kOwner, random);

  for (std::size_t at = 0; at < 96; at += 32) EXPECT_NE(one.substr(at, 32), two.substr(at, 32));
}

TEST(TokenHash, TellsAStrangerNothing) {
  SeededRandom random(1);
  const std::string hash = TokenHashes("secret").Make(kOwner, random);

  const auto owner = TokenHashes("another").Read(hash);

  ASSERT_TRUE(owner.has_value());
  EXPECT_NE(owner->user_id, kOwner.user_id);
  EXPECT_NE(owner->application_id, kOwner.application_id);
}

TEST(TokenHash, RefusesWhatIsNoHash) {
  const TokenHashes hashes("secret");

  EXPECT_EQ(hashes.Read(""), std::nullopt);
  EXPECT_EQ(hashes.Read(std::string(94, '0')), std::nullopt);
  EXPECT_EQ(hashes.Read(std::string(98, '0')), std::nullopt);
  EXPECT_EQ(hashes.Read(std::string(95, '0') + "g"), std::nullopt);
}

TEST(TokenHash, GivesEachTokenItsId) {
  SeededRandom random(1);
  const TokenHashes hashes("secret");
  const std::string one = hashes.Make(kOwner, random);
  const std::string two = hashes.Make(kOwner, random);

  EXPECT_THAT(hashes.TokenIdOf(one),
              MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_EQ(hashes.TokenIdOf(one), hashes.TokenIdOf(one));
  EXPECT_NE(hashes.TokenIdOf(one), hashes.TokenIdOf(two));
}

}  // namespace
}  // namespace authmock::glowmarkt
