#include "conformance/engine/mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Redactor& Plain() {
  static const Redactor redactor(SecretNames{.headers = {"x-key"}});
  return redactor;
}

Seen Exchange(Headers request_headers, std::string request_body, std::string response_body) {
  return {.request = {.method = "POST",
                      .target = "/login",
                      .headers = std::move(request_headers),
                      .body = std::move(request_body)},
          .reply = {.response = {.status = 200, .body = std::move(response_body)}}};
}

TEST(Mask, HidesATokenThatAnAnswerGave) {
  const Mask mask({Exchange({}, "", R"({"token": "tok-0123456789"})")}, Plain());

  EXPECT_EQ(mask.Text("/token: expected nothing, got \"tok-0123456789\""),
            "/token: expected nothing, got \"" + Redactor::Digest("tok-0123456789") + "\"");
}

TEST(Mask, HidesAPasswordThatWasSent) {
  const Mask mask({Exchange({}, R"({"user": {"password": "hunter2!"}})", "")}, Plain());

  EXPECT_EQ(mask.Text("the answer repeats hunter2!"), "the answer repeats ***");
}

TEST(Mask, HidesACredentialOfAHeaderWithoutItsScheme) {
  const Mask mask(
      {Exchange({{"Authorization", "Bearer abcdef-123456"}, {"X-Key", "key-99999"}}, "", "")},
      Plain());

  const std::string text = mask.Text("abcdef-123456 and key-99999");

  EXPECT_EQ(text, Redactor::Digest("abcdef-123456") + " and " + Redactor::Digest("key-99999"));
}

TEST(Mask, HidesASecretThatWasCutShort) {
  const Mask mask({Exchange({}, "", R"({"token": "tok-0123456789-and-much-more"})")}, Plain());

  EXPECT_THAT(mask.Text("got \"tok-0123456789-a\"..."), Not(HasSubstr("0123456789")));
}

TEST(Mask, TellsTokensApartThatBeginAlike) {
  const Mask mask({Exchange({}, "", R"({"token": "tok-0123456789"})"),
                   Exchange({}, "", R"({"token": "tok-0123456789-2"})")},
                  Plain());

  EXPECT_EQ(mask.Text("tok-0123456789-2"), Redactor::Digest("tok-0123456789-2"));
}

TEST(Mask, LeavesHarmlessWordsAlone) {
  const Mask mask({Exchange({{"Accept", "*/*"}}, R"({"name": "alice", "password": "no"})", "")},
                  Plain());

  EXPECT_EQ(mask.Text("expected alice, got no answer"), "expected alice, got no answer");
}

}  // namespace
}  // namespace authmock
