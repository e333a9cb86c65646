#include "mock_servers/core/flawed_jwt.h"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

using namespace std::chrono_literals;

const Json kClaims{{"sub", "ann"}, {"exp", 1'767'225'600}};
const Json kAltered{{"sub", "bob"}};

class SignWithFlawTest : public testing::Test {
 protected:
  std::string Make(Flaw flaw) {
    return SignWithFlaw(kClaims, kAltered, {.key = key_}, flaw, random_);
  }
  bool IsGood(const std::string& jwt) const { return VerifyJwt(jwt, key_).has_value(); }
  static std::string SignatureOf(const std::string& jwt) { return jwt.substr(jwt.rfind('.') + 1); }

  JwtKey key_ = JwtKey::Hmac("secret");
  SeededRandom random_{1};
};

TEST_F(SignWithFlawTest, IsSoundWithoutOne) {
  EXPECT_EQ(Make(Flaw::kNone), SignJwt(kClaims, key_));
  EXPECT_EQ(Make(Flaw::kExpired), SignJwt(kClaims, key_)) << "times are in the claims already";
}

TEST_F(SignWithFlawTest, SignsWithAStrangersKey) {
  const std::string jwt = Make(Flaw::kWrongKey);

  EXPECT_FALSE(IsGood(jwt));
  EXPECT_EQ(ReadJwtClaims(jwt).value(), kClaims);
  EXPECT_EQ(SignatureOf(jwt).size(), 43u);
}

TEST_F(SignWithFlawTest, SignsWithAStrangersRsaKeyWhereTheProviderUsesRsa) {
  const JwtKey rsa = JwtKey::RsaFromSeed("a", 1024);

  const std::string jwt = SignWithFlaw(
      kClaims, kAltered, {.key = rsa, .algorithm = JwtAlgorithm::kRs256}, Flaw::kWrongKey, random_);

  EXPECT_FALSE(VerifyJwt(jwt, rsa).has_value());
  EXPECT_EQ(ReadJwtClaims(jwt).value(), kClaims);
}

TEST_F(SignWithFlawTest, KeepsTheProvidersHeader) {
  const JwtForm form{.key = key_, .extra_header = {{"kid", "7"}}};

  EXPECT_EQ(SignWithFlaw(kClaims, kAltered, form, Flaw::kNone, random_),
            SignJwt(kClaims, key_, JwtAlgorithm::kHs256, {{"kid", "7"}}));
}

TEST_F(SignWithFlawTest, SaysThatNothingIsSigned) {
  const std::string jwt = Make(Flaw::kAlgNone);

  EXPECT_TRUE(jwt.starts_with("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.")) << jwt;
  EXPECT_EQ(ReadJwtClaims(jwt).value(), kClaims);
  EXPECT_EQ(SignatureOf(jwt), "");
}

TEST_F(SignWithFlawTest, CutsTheSignature) {
  EXPECT_EQ(SignatureOf(Make(Flaw::kTruncated)).size(), 20u);
  EXPECT_FALSE(IsGood(Make(Flaw::kTruncated)));
  EXPECT_EQ(SignatureOf(Make(Flaw::kNoSignature)), "");
  EXPECT_EQ(ReadJwtClaims(Make(Flaw::kNoSignature)).value(), kClaims);
}

TEST_F(SignWithFlawTest, AltersWhatWasSigned) {
  const std::string jwt = Make(Flaw::kAlteredPayload);

  EXPECT_FALSE(IsGood(jwt));
  EXPECT_EQ(ReadJwtClaims(jwt).value(), (Json{{"sub", "bob"}, {"exp", 1'767'225'600}}));
  EXPECT_EQ(SignatureOf(jwt), SignatureOf(Make(Flaw::kNone)));
}

TEST(TimesWithFlaw, AreOverOrYetToComeOrSound) {
  const Time now = FromUnix(1'767'225'600);

  const JwtTimes sound = TimesWithFlaw(now, 8h, Flaw::kNone);
  EXPECT_EQ(sound.issued_at, now);
  EXPECT_EQ(sound.expires_at, now + 8h);
  EXPECT_FALSE(sound.not_before);

  const JwtTimes expired = TimesWithFlaw(now, 8h, Flaw::kExpired);
  EXPECT_EQ(expired.issued_at, now - 8h - 1s);
  EXPECT_EQ(expired.expires_at, now - 1s);

  const JwtTimes early = TimesWithFlaw(now, 8h, Flaw::kNotYetValid);
  EXPECT_EQ(early.issued_at, now);
  EXPECT_EQ(early.not_before, now + 1h);
  EXPECT_EQ(early.expires_at, now + 9h);
}

TEST(EndOfClaims, IsATimeThatACalendarKnows) {
  EXPECT_EQ(EndOfClaims(kClaims), FromUnix(1'767'225'600));
  EXPECT_EQ(EndOfClaims({{"exp", "soon"}}), std::nullopt);
  EXPECT_EQ(EndOfClaims({{"exp", 1e300}}), std::nullopt);
  EXPECT_EQ(EndOfClaims({{"exp", 9'000'000'000'000}}), std::nullopt);
  EXPECT_EQ(EndOfClaims(Json::object()), std::nullopt);
}

}  // namespace
}  // namespace authmock
