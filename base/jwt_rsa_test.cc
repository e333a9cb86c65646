#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/jwt.h"
#include "base/rsa.h"

namespace authmock {
namespace {

using ::testing::StartsWith;

// RFC 7515, appendix A.2: its key as PEM, and its token.
constexpr char kRfcKey[] = R"(
-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd/wWJcyQoTbji9k0
l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL+yRT+SFd2lZS+pC
gNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb/7OMg0LOL+bSf63kpaSHSX
ndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uD
Zlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxXFvUK+DWNmoudF8NAco9/h9iaGNj8
q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQIDAQABAoIBABKucaRpzQorw35S
bEUAVx8dYXUdZOlJcHtiWQ+dC6V8ljxAHj/PLyzTveyI5QO/xkObCyjIL303l2cf
UhPu2MFaJdjVzqACXuOrLot/eSFvxjvqVidTtAZExqFRJ9mylUVAoLvhowVWmC1O
n95fZCXxTUtxNEG1Xcc7m0rtzJKs45J+N/V9DP1edYH6USyPSWGp6wuA+KgHRnKK
Vf9GRx80JQY7nVNkL17eHoTWEwga+lwi0FEoW9Y7lDtWXYmKBWhUE+U8PGxlJf8f
40493HDw1WRQ/aSLoS4QTp3rn7gYgeHEvfJdkkf0UMhlknlo53M09EFPdadQ4TlU
bjqKc50CgYEA4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH/5IB3jw3bcxGn6QLvnE
tfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw/Py5PJdTJNPY8cQn7ouZ2KKDcmnPG
BY5t7yLc1QlQ5xHdwW1VhvKn+nXqhJTBgIPgtldC+KDV5z+y2XDwGUcCgYEAuQPE
fgmVtjL0Uyyx88GZFF1fOunH3+7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYs
p1ZSe7zFYHj7C6ul7TjeLQeZD/YwD66t62wDmpe/HlB+TnBA+njbglfIsRLtXlnD
zQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdcCgYAHAp9XcCSrn8wVkMVkKdb7
DOX4IKjzdahm+ctDAJN4O/y7OW5FKebvUjdAIt2GuoTZ71iTG+7F0F+lP88jtjP4
U4qe7VHoewl4MKOfXZKTe+YCS1XbNvfgwJ3Ltyl1OH9hWvu2yza7q+d5PCsDzqtm
27kxuvULVeya+TEdAB1ijQKBgQCH/3r6YrVH/uCWGy6bzV1nGNOdjKc9tmkfOJmN
54dxdixdpozCQ6U4OxZrsj3FcOhHBsqAHvX2uuYjagqvo3cOj1TRqNocX40omfCC
Mx3bD1yPPf/6TI2XECva/ggqEY2mYzmIiA5LVVmc5nrybr+lssFKneeyxN2Wq93S
0iJMdQKBgCGHewxzoa1r8ZMD0LETNrToK423K377UCYqXfg5XMclbrjPbEC3YI1Z
NqMtuhdBJqUnBi6tjKMF+34Xf0CUN8ncuXGO2CAYvO8PdyCixHX52ybaDjy1FtCE
6yUXjoKNXKvUm7MWGsAYH6f4IegOetN5NvmUMFStCSkh7ixZLkN1
-----END RSA PRIVATE KEY-----
)";
constexpr char kRfcModulus[] =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
    "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re"
    "xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxX"
    "FvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
constexpr char kRfcText[] =
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";
constexpr char kRfcSignature[] =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
    "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"
    "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

const Json kClaims = {{"sub", "alice"}};

// Small keys are quick to make.
const JwtKey& Key() {
  static const JwtKey kKey = JwtKey::RsaFromSeed("seed", 1024);
  return kKey;
}

// The key in PEM, encrypted when a password is given.
std::string Pem(EVP_PKEY* key, const EVP_CIPHER* cipher = nullptr, std::string password = "") {
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(bio, key, cipher, password.data(),
                                static_cast<int>(password.size()), nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  return pem;
}

TEST(JwtKeyRsa, VerifiesTheTokenOfRfc7515) {
  const Result<JwtKey> key = JwtKey::Rsa(kRfcKey);
  ASSERT_TRUE(key) << key.error().Text();

  const Result<Json> claims = VerifyJwt(std::string(kRfcText) + '.' + kRfcSignature, *key);

  ASSERT_TRUE(claims) << claims.error().Text();
  EXPECT_EQ(TextAt(*claims, "/iss"), "joe");
}

TEST(JwtKeyRsa, SignsAsRfc7515Does) {
  const Result<JwtKey> key = JwtKey::Rsa(kRfcKey);
  ASSERT_TRUE(key) << key.error().Text();

  EXPECT_EQ(Base64UrlEncode(key->Sign(kRfcText, JwtAlgorithm::kRs256)), kRfcSignature);
}

TEST(JwtKeyRsa, ShowsItsPublicHalfAsRfc7515Does) {
  const Result<JwtKey> key = JwtKey::Rsa(kRfcKey);
  ASSERT_TRUE(key) << key.error().Text();

  EXPECT_EQ(
      key->PublicJwk(),
      (Json{{"kty", "RSA"}, {"use", "sig"}, {"alg", "RS256"}, {"n", kRfcModulus}, {"e", "AQAB"}}));
}

TEST(JwtKeyRsa, RefusesATokenOfAnotherKey) {
  const Result<JwtKey> key = JwtKey::Rsa(kRfcKey);
  ASSERT_TRUE(key) << key.error().Text();

  EXPECT_EQ(VerifyJwt(SignJwt(kClaims, Key(), JwtAlgorithm::kRs256), *key).error().Text(),
            "the token's signature is not one of this key by RS256");
}

// The well-known confusion: a token signed by HMAC with what the server publishes.
TEST(JwtKeyRsa, RefusesATokenSignedByHmac) {
  const std::string secret = WriteJson(Key().PublicJwk());
  const std::string token = SignJwt(kClaims, JwtKey::Hmac(secret));

  EXPECT_EQ(VerifyJwt(token, Key()).error().Text(),
            "the token's signature is not one of this key by HS256");
}

TEST(JwtKeyRsa, RefusesAChangedAndAnEmptySignature) {
  std::string signature = Key().Sign("text", JwtAlgorithm::kRs256);
  ASSERT_TRUE(Key().Verify("text", signature, JwtAlgorithm::kRs256));
  ASSERT_FALSE(Key().Verify("texts", signature, JwtAlgorithm::kRs256));

  signature[5] = static_cast<char>(signature[5] ^ 1);

  EXPECT_FALSE(Key().Verify("text", signature, JwtAlgorithm::kRs256));
  EXPECT_FALSE(Key().Verify("text", "", JwtAlgorithm::kRs256));
}

TEST(JwtKeyRsa, ReadsPkcs8) {
  const RsaKey made = MakeRsaKey("seed", 1024);

  const Result<JwtKey> key = JwtKey::Rsa(Pem(made.get()));

  ASSERT_TRUE(key) << key.error().Text();
  EXPECT_EQ(key->PublicJwk(), Key().PublicJwk());
}

TEST(JwtKeyRsa, RefusesWhatIsNoPrivateKey) {
  for (const std::string_view pem :
       {"", "key", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"}) {
    EXPECT_THAT(JwtKey::Rsa(pem).error().Text(),
                StartsWith("is no private key in PEM that can be read without a password"))
        << pem;
  }
}

TEST(JwtKeyRsa, RefusesAnEncryptedKeyWithoutAskingForItsPassword) {
  const RsaKey made = MakeRsaKey("seed", 1024);

  const Result<JwtKey> key = JwtKey::Rsa(Pem(made.get(), EVP_aes_128_cbc(), "password"));

  EXPECT_THAT(key.error().Text(), StartsWith("is no private key in PEM that can be read without"));
}

TEST(JwtKeyRsa, RefusesAKeyOfAnotherType) {
  const RsaKey curve(EVP_EC_gen("P-256"));

  EXPECT_EQ(JwtKey::Rsa(Pem(curve.get())).error().Text(),
            "is a private key of type EC, not RSA; make one with `openssl genrsa 2048`");
}

TEST(RsaFromSeed, YieldsTheSameKeyForTheSameSeed) {
  const JwtKey one = JwtKey::RsaFromSeed("seed", 1024);
  const JwtKey other = JwtKey::RsaFromSeed("seeds", 1024);

  EXPECT_EQ(one.PublicJwk(), Key().PublicJwk());
  EXPECT_NE(one.PublicJwk(), other.PublicJwk());
}

TEST(RsaFromSeed, YieldsAKeyThatOpenSslFindsSound) {
  for (const int bits : {512, 1023, 2048}) {
    const RsaKey key = MakeRsaKey("sound", bits);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr);

    EXPECT_EQ(EVP_PKEY_check(context), 1) << bits;
    EXPECT_EQ(EVP_PKEY_get_bits(key.get()), bits);

    EVP_PKEY_CTX_free(context);
  }
}

TEST(RsaFromSeed, YieldsAKeyThatSignsTokens) {
  const std::string token = SignJwt(kClaims, Key(), JwtAlgorithm::kRs256);

  EXPECT_EQ(VerifyJwt(token, Key()), kClaims);
}

TEST(JwtKeyHmac, ShowsNoPublicHalf) {
  EXPECT_EQ(JwtKey::Hmac("secret").PublicJwk(), Json::object());
}

}  // namespace
}  // namespace authmock
