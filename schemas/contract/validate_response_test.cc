#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "schemas/contract/shop.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Dialect kDeployed{.deployed = true, .version = "1.0"};

std::vector<std::string> Texts(const std::vector<Violation>& violations) {
  std::vector<std::string> texts{};
  for (const Violation& violation : violations) texts.push_back(violation.Text());
  return texts;
}

std::vector<std::string> Check(const Response& response,
                               const Dialect& dialect = Dialect::Documented()) {
  const Operation& log_in = *Shop()->FindOperation("log_in");
  return Texts(ValidateResponse(*Shop(), log_in, dialect, response));
}

Response Session() {
  return {.status = 200,
          .headers = {{"content-type", "application/json"}, {"X-Left", "5"}},
          .body = R"({"token": "abcd"})"};
}

Response Refusal(int status, std::string type, std::string body) {
  return {
      .status = status, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

TEST(ValidateResponse, HasNothingAgainstAGoodAnswer) { EXPECT_THAT(Check(Session()), IsEmpty()); }

TEST(ValidateResponse, HasNothingAgainstNoAnswer) {
  EXPECT_THAT(Check(Response::None()), IsEmpty());
}

TEST(ValidateResponse, NamesTheStatusesThatArePromised) {
  const Operation& log_in = *Shop()->FindOperation("log_in");

  const auto violations = ValidateResponse(*Shop(), log_in, Dialect::Documented(), {.status = 418});

  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].Text(), "status: status: expected 200, 400 or 401, got 418");
  EXPECT_EQ(violations[0].statement, "shop.json#/paths/~1session/post/responses");
}

TEST(ValidateResponse, PromisesAnObservedStatusInDialectDeployedOnly) {
  EXPECT_THAT(Check({.status = 429}, kDeployed), IsEmpty());
  EXPECT_THAT(Check({.status = 429}),
              ElementsAre("status: status: expected 200, 400 or 401, got 429"));
}

TEST(ValidateResponse, ChecksTheBody) {
  Response response = Session();
  response.body = R"({"token": 5})";

  EXPECT_THAT(Check(response), ElementsAre("body /token: type: expected a string, got an integer"));
}

TEST(ValidateResponse, NeverShowsASecretMember) {
  Response response = Session();
  response.body = R"({"token": "abc"})";

  EXPECT_THAT(Check(response),
              ElementsAre("body /token: minLength: expected at least 4 characters, got 3 "
                          "characters"));
}

TEST(ValidateResponse, SaysThatABodyIsNoJson) {
  Response response = Session();
  response.body = "<html>";

  EXPECT_THAT(Check(response),
              ElementsAre("body: json: expected a JSON value, got a character that "
                          "cannot stand there at byte 0"));
}

TEST(ValidateResponse, TakesABodyThatWasReadAlready) {
  const Response response = Session();
  const JsonText other = ReadJson(R"({"token": 5})");

  const auto violations = ValidateResponse(*Shop(), *Shop()->FindOperation("log_in"),
                                           Dialect::Documented(), response, other);

  EXPECT_THAT(Texts(violations),
              ElementsAre("body /token: type: expected a string, got an integer"));
}

TEST(ValidateResponse, AsksForABody) {
  Response response = Session();
  response.body = "";

  EXPECT_THAT(Check(response), ElementsAre("body: required: expected a body, got none"));
}

TEST(ValidateResponse, LetsAnOptionalBodyBeEmpty) {
  EXPECT_THAT(Check({.status = 401}), IsEmpty());
  EXPECT_THAT(Check(Refusal(401, "application/json", "{}")),
              ElementsAre("body /message: required: expected a member of this name, got none"));
}

TEST(ValidateResponse, RefusesABodyWhereNoneIsPromised) {
  EXPECT_THAT(Check(Refusal(429, "text/plain", "wait"), kDeployed),
              ElementsAre("body: body: expected no body, got 4 bytes"));
}

TEST(ValidateResponse, RefusesAnotherMediaType) {
  EXPECT_THAT(
      Check(Refusal(401, "text/html", "<p>no")),
      ElementsAre("header /Content-Type: media_type: expected application/json, got another "
                  "media type"));
}

TEST(ValidateResponse, KnowsTheDialectOfAMediaType) {
  EXPECT_THAT(Check(Refusal(400, "text/plain", "no"), kDeployed), IsEmpty());
  EXPECT_THAT(
      Check(Refusal(400, "text/plain", "no")),
      ElementsAre("header /Content-Type: media_type: expected application/json, got another "
                  "media type"));
}

TEST(ValidateResponse, ChecksABodyOfText) {
  EXPECT_THAT(Check(Refusal(400, "text/plain", std::string(21, 'x')), kDeployed),
              ElementsAre("body: maxLength: expected at most 20 characters, got a string of 21 "
                          "characters"));
}

TEST(ValidateResponse, AsksForARequiredHeader) {
  Response response = Session();
  response.headers.Remove("X-Left");

  EXPECT_THAT(Check(response), ElementsAre("header /X-Left: required: expected a value, got none"));
}

TEST(ValidateResponse, ChecksEveryLineOfAHeader) {
  Response response = Session();
  response.headers.Add("x-left", "none");

  EXPECT_THAT(Check(response),
              ElementsAre("header /X-Left: type: expected an integer, got a string "
                          "of 4 characters"));
}

TEST(ValidateResponse, KnowsTheDialectOfAHeader) {
  Response response = Session();
  response.headers.Add("X-Kind", "zoo");

  EXPECT_THAT(Check(response), IsEmpty());
  EXPECT_THAT(
      Check(response, kDeployed),
      ElementsAre("header /X-Kind: const: expected \"shop\", got a string of 3 characters"));
}

RC_GTEST_PROP(ValidateResponse, NeverCrashesOnAnyBytes,
              (const std::string& type, const std::string& body)) {
  for (const int status : {200, 400, 401, 429}) {
    Check(Refusal(status, type, body), kDeployed);
    Check(Refusal(status, "application/json", body));
    Check(Refusal(status, "text/plain", body), kDeployed);
  }
}

}  // namespace
}  // namespace authmock
