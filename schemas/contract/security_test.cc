#include "schemas/contract/security.h"

#include <gtest/gtest.h>

#include "schemas/contract/shop.h"

namespace authmock {
namespace {

const SecurityScheme kBearer{.type = "http", .name = "Authorization", .scheme = "bearer"};
const SecurityScheme kHeader{.type = "apiKey", .name = "X-Key"};
const SecurityScheme kQuery{.type = "apiKey", .place = Place::kQuery, .name = "key"};
const SecurityScheme kCookie{.type = "apiKey", .place = Place::kCookie, .name = "sid"};

Request With(std::string name, std::string value) {
  return {.method = "GET", .target = "/", .headers = {{std::move(name), std::move(value)}}};
}

TEST(Credential, FollowsTheNameOfItsScheme) {
  EXPECT_EQ(Credential(kBearer, With("Authorization", "Bearer abc")), "abc");
  EXPECT_EQ(Credential(kBearer, With("authorization", "bEARER   abc")), "abc");
}

TEST(Credential, IsNotThatOfAnotherScheme) {
  EXPECT_EQ(Credential(kBearer, With("Authorization", "Basic abc")), std::nullopt);
  EXPECT_EQ(Credential(kBearer, With("Authorization", "abc")), std::nullopt);
  EXPECT_EQ(Credential(kBearer, With("Authorization", "Bearer")), std::nullopt);
  EXPECT_EQ(Credential(kBearer, With("Authorization", "Bearer  ")), std::nullopt);
}

TEST(Credential, IsTheWholeOfAnApiKeysHeader) {
  EXPECT_EQ(Credential(kHeader, With("x-key", "Bearer abc")), "Bearer abc");
  EXPECT_EQ(Credential(kHeader, With("x-key", "")), std::nullopt);
  EXPECT_EQ(Credential(kHeader, With("y-key", "abc")), std::nullopt);
}

TEST(Credential, IsDecodedInAQuery) {
  EXPECT_EQ(Credential(kQuery, {.target = "/?a=b&key=a%20b"}), "a b");
  EXPECT_EQ(Credential(kQuery, {.target = "/?key="}), std::nullopt);
  EXPECT_EQ(Credential(kQuery, {.target = "/"}), std::nullopt);
}

TEST(Credential, IsFoundAmongCookies) {
  EXPECT_EQ(Credential(kCookie, With("Cookie", "a=b; sid=abc")), "abc");
  EXPECT_EQ(Credential(kCookie, With("Cookie", "a=b; sid=")), std::nullopt);
}

TEST(SecurityPhrase, NamesTheAlternatives) {
  EXPECT_EQ(SecurityPhrase(*Shop(), *Shop()->FindOperation("get_item")),
            "key (header Authorization) or session (cookie sid) and pin (query pin)");
  EXPECT_EQ(SecurityPhrase(*Shop(), *Shop()->FindOperation("latest_item")),
            "no credential or key (header Authorization)");
}

}  // namespace
}  // namespace authmock
