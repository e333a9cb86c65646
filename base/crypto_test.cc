#include "base/crypto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>
#include <vector>

namespace authmock {
namespace {

using ::testing::Eq;
using ::testing::Optional;

TEST(Sha256, YieldsTheExamplesOfFips180) {
  EXPECT_EQ(HexEncode(Sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(HexEncode(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HexEncode(Sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hmac, YieldsRfc4231Case1) {
  const std::string key(20, '\x0b');

  EXPECT_EQ(HexEncode(Hmac(Hash::kSha256, key).Sign("Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(HexEncode(Hmac(Hash::kSha384, key).Sign("Hi There")),
            "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
            "faea9ea9076ede7f4af152e8b2fa9cb6");
  EXPECT_EQ(HexEncode(Hmac(Hash::kSha512, key).Sign("Hi There")),
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
            "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854");
}

TEST(Hmac, YieldsRfc4231Case2WithAShortKey) {
  EXPECT_EQ(HexEncode(Hmac(Hash::kSha256, "Jefe").Sign("what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Hmac, YieldsRfc4231Case6WithAKeyLongerThanABlock) {
  const std::string key(131, '\xaa');

  EXPECT_EQ(
      HexEncode(
          Hmac(Hash::kSha256, key).Sign("Test Using Larger Than Block-Size Key - Hash Key First")),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, YieldsRfc2202Case2WithSha1) {
  EXPECT_EQ(HexEncode(Hmac(Hash::kSha1, "Jefe").Sign("what do ya want for nothing?")),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST(Hmac, TakesAnEmptyKeyAndNoBytes) {
  EXPECT_EQ(HexEncode(Hmac(Hash::kSha256, "").Sign("")),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Hmac, SignsOnManyThreadsAtOnce) {
  const Hmac hmac(Hash::kSha256, "key");
  const std::string expected = hmac.Sign("text");
  std::vector<int> wrong(4);

  {
    std::vector<std::jthread> threads;
    for (int& count : wrong) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) count += hmac.Sign("text") != expected;
      });
    }
  }

  EXPECT_EQ(wrong, std::vector<int>(4));
}

TEST(EqualInConstantTime, ComparesSizesAndBytes) {
  EXPECT_TRUE(EqualInConstantTime("", ""));
  EXPECT_TRUE(EqualInConstantTime("abc", "abc"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abd"));
  EXPECT_FALSE(EqualInConstantTime("abc", "abcd"));
}

TEST(Base64Encode, YieldsTheVectorsOfRfc4648) {
  EXPECT_EQ(Base64Encode(""), "");
  EXPECT_EQ(Base64Encode("f"), "Zg==");
  EXPECT_EQ(Base64Encode("fo"), "Zm8=");
  EXPECT_EQ(Base64Encode("foo"), "Zm9v");
  EXPECT_EQ(Base64Encode("foob"), "Zm9vYg==");
  EXPECT_EQ(Base64Encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(Base64Encode("foobar"), "Zm9vYmFy");
}

TEST(Base64Encode, UsesPlusAndSlashWhereTheUrlAlphabetHasMinusAndUnderscore) {
  EXPECT_EQ(Base64Encode("\xfb\xff\xfe"), "+//+");
  EXPECT_EQ(Base64UrlEncode("\xfb\xff\xfe"), "-__-");
}

TEST(Base64UrlEncode, AddsNoPadding) { EXPECT_EQ(Base64UrlEncode("f"), "Zg"); }

TEST(Base64Decode, RefusesForeignCharactersAndWrongLengths) {
  for (const std::string_view text : {"Zg", "Zg=", "Zg===", "=", "====", "Z===", "Zg==Zg==", "Z=g=",
                                      "Zm9-", "Zm9_", "Zm 9", "Zm9v\n", "Zm9\xff"}) {
    EXPECT_EQ(Base64Decode(text), std::nullopt) << text;
  }
}

TEST(Base64Decode, DoesNotLookAtTheUnusedBits) {
  EXPECT_THAT(Base64Decode("Zh=="), Optional(Eq("f")));
}

TEST(Base64UrlDecode, RefusesPaddingForeignCharactersAndWrongLengths) {
  for (const std::string_view text : {"Zg==", "Z", "Zm9vY", "Zm+v", "Zm/v", "Zm.v"}) {
    EXPECT_EQ(Base64UrlDecode(text), std::nullopt) << text;
  }
}

TEST(Base64UrlDecode, LooksAtTheUnusedBitsWhenToldTo) {
  EXPECT_THAT(Base64UrlDecode("Zh"), Optional(Eq("f")));
  EXPECT_EQ(Base64UrlDecode("Zh", false), std::nullopt);
  EXPECT_THAT(Base64UrlDecode("Zg", false), Optional(Eq("f")));
  EXPECT_EQ(Base64UrlDecode("Zm9", false), std::nullopt);
  EXPECT_THAT(Base64UrlDecode("Zm8", false), Optional(Eq("fo")));
}

RC_GTEST_PROP(Base64Decode, UndoesEncoding, (const std::string& bytes)) {
  RC_ASSERT(Base64Decode(Base64Encode(bytes)) == bytes);
  RC_ASSERT(Base64UrlDecode(Base64UrlEncode(bytes), false) == bytes);
}

RC_GTEST_PROP(Base64UrlDecode, AcceptsOneTextForEachBytesWhenStrict, (const std::string& text)) {
  const auto bytes = Base64UrlDecode(text, false);

  if (bytes) RC_ASSERT(Base64UrlEncode(*bytes) == text);
}

TEST(HexEncode, WritesLowerCase) { EXPECT_EQ(HexEncode(std::string("\x00\xff\x1a", 3)), "00ff1a"); }

TEST(HexDecode, ReadsEitherCase) {
  EXPECT_EQ(HexDecode("00fF1A"), std::string("\x00\xff\x1a", 3));
  EXPECT_EQ(HexDecode(""), "");
}

TEST(HexDecode, RefusesWhatIsNoHex) {
  EXPECT_EQ(HexDecode("abc"), std::nullopt);
  EXPECT_EQ(HexDecode("0g"), std::nullopt);
  EXPECT_EQ(HexDecode("0 "), std::nullopt);
}

// "$2b$" hashes as crypt(3) of OpenBSD made them; the salt is the text's decoded 16 bytes.
TEST(Bcrypt, YieldsAKnownHash) {
  EXPECT_EQ(
      Bcrypt("U*U",
             std::string("\x10\x41\x04\x10\x41\x04\x10\x41\x04\x10\x41\x04\x10\x41\x04\x10", 16),
             5),
      "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW");
}

TEST(Bcrypt, DependsOnPasswordSaltAndCost) {
  const std::string hash = Bcrypt("password", std::string(16, 'a'), 4);

  EXPECT_NE(hash, Bcrypt("passwore", std::string(16, 'a'), 4));
  EXPECT_NE(hash, Bcrypt("password", std::string(16, 'b'), 4));
  EXPECT_NE(hash, Bcrypt("password", std::string(16, 'a'), 5));
}

TEST(Bcrypt, LooksAtTheFirst72BytesOnly) {
  const std::string salt(16, 's');
  const std::string password(71, 'p');

  EXPECT_EQ(Bcrypt(password + "xy", salt, 4), Bcrypt(password + "xz", salt, 4));
  EXPECT_NE(Bcrypt(password + "x", salt, 4), Bcrypt(password + "y", salt, 4));
}

}  // namespace
}  // namespace authmock
