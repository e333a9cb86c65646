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
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<Violation> Check(const Request& request) {
  const JsonText body = ReadJson(request.body);
  const Match match =
      Shop()->MatchOperation(request.method, request.target, {.deployed = true, .version = "1.0"});
  return ValidateRequest(*Shop(), match, request, request.body.empty() ? nullptr : &body);
}

std::vector<std::string> Texts(const Request& request) {
  std::vector<std::string> texts{};
  for (const Violation& violation : Check(request)) texts.push_back(violation.Text());
  return texts;
}

Request LogIn(std::string body, std::string type = "application/json") {
  return {.method = "POST",
          .target = "/api/session",
          .headers = {{"Content-Type", std::move(type)}},
          .body = std::move(body)};
}

Request FindItems(const std::string& query, Headers headers) {
  return {.method = "GET", .target = "/api/items" + query, .headers = std::move(headers)};
}

const Headers kVisitor = {{"Authorization", "Bearer abc"}, {"Cookie", "theme=true"}};

constexpr char kGoodLogin[] = R"({"user": "ann", "password": "hunter-two"})";

TEST(ValidateRequest, HasNothingAgainstAGoodBody) {
  EXPECT_THAT(Texts(LogIn(kGoodLogin)), IsEmpty());
}

TEST(ValidateRequest, ReadsMediaTypesInAnyCaseAndWithParameters) {
  EXPECT_THAT(Texts(LogIn(kGoodLogin, "Application/JSON ; charset=utf-8")), IsEmpty());
}

TEST(ValidateRequest, NamesAMissingMember) {
  EXPECT_THAT(Texts(LogIn(R"({"user": "ann"})")),
              ElementsAre("body /password: required: expected a member of this name, got none"));
}

TEST(ValidateRequest, MindsAPasswordInTheUrlOfAnyOperation) {
  Request log_in = LogIn(kGoodLogin);
  log_in.target += "?x=1&Password=hunter-two";

  EXPECT_THAT(
      Texts(log_in),
      ElementsAre("query /Password: secret_in_url: expected no password in a URL, got one"));
}

TEST(ValidateRequest, NamesTheStatement) {
  const std::vector<Violation> violations = Check(LogIn(R"({"user": 1, "password": "a"})"));

  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].part, Part::kBody);
  EXPECT_EQ(violations[0].pointer, "/user");
  EXPECT_EQ(violations[0].rule, "type");
  EXPECT_EQ(violations[0].statement, "shop.json#/components/schemas/Login/properties/user/type");
}

TEST(ValidateRequest, NeverShowsASecretMember) {
  EXPECT_THAT(Texts(LogIn(R"({"user": "ann", "password": "HUNTER2"})")),
              ElementsAre("body /password: pattern: expected a match of ^[a-z-]+$, got a string of "
                          "7 characters"));
}

TEST(ValidateRequest, AsksForABody) {
  EXPECT_THAT(Texts(LogIn("")), ElementsAre("body: required: expected a body, got none"));
}

TEST(ValidateRequest, AsksForAMediaTypeOfTheContract) {
  EXPECT_THAT(Texts(LogIn(kGoodLogin, "text/xml")),
              ElementsAre("header /Content-Type: media_type: expected application/json or "
                          "application/x-www-form-urlencoded, got another media type"));
}

TEST(ValidateRequest, ChecksAJsonBodyUnderAnotherLabelToo) {
  Request request = LogIn(R"({"user": "ann"})");
  request.headers = {};

  EXPECT_THAT(Texts(request),
              ElementsAre("header /Content-Type: media_type: expected application/json or "
                          "application/x-www-form-urlencoded, got none",
                          "body /password: required: expected a member of this name, got none"));
}

TEST(ValidateRequest, ChecksTheFieldsOfAForm) {
  const std::string type = "application/x-www-form-urlencoded";

  EXPECT_THAT(Texts(LogIn("user=ann&password=hunter-two", type)), IsEmpty());
  EXPECT_THAT(Texts(LogIn("user=ann", type)),
              ElementsAre("body /password: required: expected a member of this name, got none"));
}

TEST(ValidateRequest, SaysWhatIsWrongWithAJsonText) {
  EXPECT_THAT(Texts(LogIn(R"({"user": "ann", "password": "hunt)")),
              ElementsAre("body: json: expected a JSON value, got text that ends inside a value"));
  EXPECT_THAT(Texts(LogIn("  ")),
              ElementsAre("body: json: expected a JSON value, got nothing but white space"));
  EXPECT_THAT(Texts(LogIn(std::string(kGoodLogin) + "x")),
              ElementsAre("body: json: expected one JSON value, got text after it"));
  EXPECT_THAT(Texts(LogIn(std::string(100, '['))),
              ElementsAre(HasSubstr("got values nested too deep at byte ")));
  EXPECT_THAT(Texts(LogIn(R"({"user": hunter2})")),
              ElementsAre("body: json: expected a JSON value, got a character that cannot stand "
                          "there at byte 9"));
}

TEST(ValidateRequest, NamesAMemberThatCameTwice) {
  EXPECT_THAT(Texts(LogIn(R"({"user": "ann", "password": "b", "password": "c"})")),
              ElementsAre("body /password: json: expected one member of this name, got more than "
                          "one"));
}

TEST(ValidateRequest, RefusesBytesThatAreNoUtf8) {
  EXPECT_THAT(Texts(LogIn("{\"user\": \"ann\", \"password\": \"b\", \"\xff\": 1}")),
              testing::Contains("body: json: expected UTF-8, got bytes that are not"));
}

TEST(ValidateRequest, SaysNothingOfABodyNobodyRead) {
  const Request request = LogIn("{}");
  const Match match = Shop()->MatchOperation(request.method, request.target, Dialect::Documented());

  EXPECT_THAT(ValidateRequest(*Shop(), match, request, nullptr), IsEmpty());
}

TEST(ValidateRequest, HasNothingAgainstGoodParameters) {
  Headers headers = kVisitor;
  headers.Add("x-trace", "0b7c2f9e-8f6e-4a55-9a6e-0f2b3c4d5e6f");

  EXPECT_THAT(Texts(FindItems("?limit=3&sort=price&unknown=1", headers)), IsEmpty());
}

TEST(ValidateRequest, AsksForParameters) {
  EXPECT_THAT(Texts(FindItems("", {{"Authorization", "Bearer abc"}})),
              ElementsAre("cookie /theme: required: expected a value, got none",
                          "query /limit: required: expected a value, got none"));
}

TEST(ValidateRequest, ReadsParametersAsTheirType) {
  EXPECT_THAT(Texts(FindItems("?limit=many", kVisitor)),
              ElementsAre("query /limit: type: expected an integer, got a string of 4 characters"));
  EXPECT_THAT(Texts(FindItems("?limit=0", kVisitor)),
              ElementsAre("query /limit: minimum: expected at least 1, got 0"));
  EXPECT_THAT(
      Texts(FindItems("?limit=2", {{"Authorization", "Bearer abc"}, {"Cookie", "theme=1"}})),
      ElementsAre("cookie /theme: type: expected a boolean, got a string of 1 character"));
}

TEST(ValidateRequest, NeverShowsTextOfTheWire) {
  Headers headers = kVisitor;
  headers.Add("X-Trace", "hunter2");
  for (const std::string& text : Texts(FindItems("?limit=1&voucher=abc&sort=hunter2", headers))) {
    EXPECT_THAT(text, Not(HasSubstr("abc")));
    EXPECT_THAT(text, Not(HasSubstr("hunter2")));
  }
}

TEST(ValidateRequest, NamesHeaderAndQueryParameters) {
  Headers headers = kVisitor;
  headers.Add("X-Trace", "no uuid");

  EXPECT_THAT(Texts(FindItems("?limit=1&sort=size", headers)),
              ElementsAre("header /X-Trace: format: expected a UUID (RFC 9562), got a string of 7 "
                          "characters",
                          "query /sort: enum: expected \"name\" or \"price\", got a string of 4 "
                          "characters"));
}

TEST(ValidateRequest, ChecksPathVariablesDecoded) {
  Request request{.method = "GET", .target = "/api/items/%37", .headers = kVisitor};
  EXPECT_THAT(Texts(request), IsEmpty());

  request.target = "/api/items/seven";
  EXPECT_THAT(Texts(request),
              ElementsAre("path /id: type: expected an integer, got a string of 5 characters"));
}

TEST(ValidateRequest, AsksForACredential) {
  const Request request{.method = "GET", .target = "/api/items/7"};

  const std::vector<Violation> violations = Check(request);

  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].Text(),
            "security: security: expected key (header Authorization) or session (cookie sid) and "
            "pin (query pin), got none");
  EXPECT_EQ(violations[0].statement, "shop.json#/security");
}

TEST(ValidateRequest, WantsAllCredentialsOfAnAlternative) {
  Request request{.method = "GET", .target = "/api/items/7", .headers = {{"Cookie", "sid=abc"}}};
  EXPECT_EQ(Texts(request).size(), 1u);

  request.target += "?pin=1234";
  EXPECT_THAT(Texts(request), IsEmpty());
}

TEST(ValidateRequest, WantsNoCredentialWhereOneAlternativeIsEmpty) {
  EXPECT_THAT(Texts({.method = "GET", .target = "/api/items/latest"}), IsEmpty());
}

TEST(ValidateRequest, SaysWhichMethodsAPathHas) {
  EXPECT_THAT(Texts({.method = "PATCH", .target = "/api/items/7"}),
              ElementsAre("method: method: expected GET or DELETE, got \"PATCH\""));
}

TEST(ValidateRequest, NeverShowsAnUnknownPath) {
  EXPECT_THAT(Texts({.method = "GET", .target = "/api/secret-token"}),
              ElementsAre("path: path: expected a path of this contract, got another"));
}

RC_GTEST_PROP(ValidateRequest, NeverCrashesOnAnyBytes,
              (const std::string& body, const std::string& query, const std::string& cookie)) {
  Check(LogIn(body));
  Check(LogIn(body, "application/x-www-form-urlencoded"));
  Check(FindItems("?" + query, {{"Cookie", cookie}, {"Authorization", query}}));
}

}  // namespace
}  // namespace authmock
