#include "mock_servers/t3/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

namespace authmock::t3 {
namespace {

using ::testing::HasSubstr;

constexpr Field kFields[] = {{.name = "username", .required = true},
                             {.name = "password", .required = true, .is_secret = true},
                             {.name = "otp", .may_be_null = true}};

tl::expected<Json, Refusal> Read(std::string body, std::string type = "application/json") {
  return ReadBody({.headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)},
                  kFields);
}

// The refusal's message without what all of them have in common.
std::string Why(std::string body) {
  const auto read = Read(std::move(body));
  if (read) return "no refusal";
  constexpr std::string_view kCommon = "400 Bad Request: Invalid request body: ";
  const std::string& message = read.error().message;
  return message.starts_with(kCommon) ? message.substr(kCommon.size()) : message;
}

TEST(ReadBody, TakesAnObjectWithItsFields) {
  const auto body = Read(R"({"username":"a","password":"b","otp":null,"x":[1]})");

  ASSERT_TRUE(body);
  EXPECT_EQ(
      *body,
      Json({{"username", "a"}, {"password", "b"}, {"otp", nullptr}, {"x", Json::array({1})}}));
}

TEST(ReadBody, ReadsAsPythonDoes) {
  EXPECT_EQ(Why(R"({"username":"a","password":"b","x":NaN,"y":1e400})"), "no refusal");
  EXPECT_EQ(Why(R"({"username":"a","password":"b","x":"\ud800"})"), "no refusal");
  const auto twice = Read(R"({"username":"a","password":"b","password":"c"})");
  ASSERT_TRUE(twice);
  EXPECT_EQ(TextAt(*twice, "/password"), "c");
}

TEST(ReadBody, LooksAtTheMediaTypeFirst) {
  const auto body = Read("{", "text/plain");

  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().status, 415);
  EXPECT_THAT(body.error().message, HasSubstr("415 Unsupported Media Type: Did not attempt"));
}

TEST(ReadBody, RefusesAMebibyteAndMore) {
  const std::string start = R"({"username":"a","password":")";
  const auto body_of = [&](std::size_t size) {
    return start + std::string(size - start.size() - 2, 'p') + "\"}";
  };

  EXPECT_TRUE(Read(body_of(1u << 20)));
  const auto larger = Read(body_of((1u << 20) + 1));
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().status, 413);
}

TEST(ReadBody, RefusesWhatIsNoJson) {
  const std::string usual =
      "400 Bad Request: The browser (or proxy) sent a request that this server could not "
      "understand.";

  for (const std::string& body :
       {std::string(), std::string("{"), std::string("{}x"), std::string("\xEF\xBB\xBF{}"),
        std::string("{\"username\":\"\xFF\"}"), std::string("{\"a\":\"\x01\"}"),
        std::string(5000, '[')}) {
    EXPECT_EQ(Why(body), usual) << body.substr(0, 20);
  }
}

TEST(ReadBody, RefusesWhatIsNoObject) {
  EXPECT_EQ(Why("null"), "None is not of type 'object'");
  EXPECT_EQ(Why("[]"), "[] is not of type 'object'");
  EXPECT_EQ(Why("\"it's\""), "\"it's\" is not of type 'object'");
  EXPECT_EQ(Why("5"), "5 is not of type 'object'");
  EXPECT_EQ(Why("true"), "True is not of type 'object'");
}

TEST(ReadBody, NamesTheFirstFieldThatIsMissing) {
  EXPECT_EQ(Why("{}"), "'username' is a required property");
  EXPECT_EQ(Why(R"({"username":5})"), "'password' is a required property");
}

TEST(ReadBody, NamesTheFirstValueOfAnotherType) {
  EXPECT_EQ(Why(R"({"username":5,"password":6})"), "5 is not of type 'string'");
  EXPECT_EQ(Why(R"({"username":null,"password":"b"})"), "None is not of type 'string'");
  EXPECT_EQ(Why(R"({"username":1.50,"password":"b"})"), "1.5 is not of type 'string'");
  EXPECT_EQ(Why(R"({"username":"a","password":"b","otp":123456})"),
            "123456 is not of type 'string', 'null'");
}

TEST(ReadBody, ShowsNoSecretInARefusal) {
  EXPECT_EQ(Why(R"({"username":"a","password":12345678})"), "*** is not of type 'string'");
  EXPECT_EQ(Why(R"(["secretpassword"])"), "[...] is not of type 'object'");
  EXPECT_EQ(Why(R"({"username":{"password":"p"},"password":"b"})"),
            "{...} is not of type 'string'");
}

RC_GTEST_PROP(ReadBody, AnswersAnyBytes, (const std::string& bytes)) {
  const auto body = Read(bytes);

  RC_ASSERT(body || body.error().status == 400);
}

TEST(CheckHost, TakesWhatFitsThePatternInFull) {
  for (const char* host :
       {"ca.metrc.com", "Ca.metrc.com", "metrc.com", "a.b-1.metrc.com", "zz.metrc.com"}) {
    EXPECT_FALSE(CheckHost(host, false)) << host;
  }
  for (const char* host :
       {"", "example.com", "evilmetrc.com", "metrc.com.evil.org", "ca.metrc.com/",
        "https://ca.metrc.com", "ca.metrc.com\n", "\nca.metrc.com", "ca.METRC.COM", ".metrc.com",
        "ca..metrc.com", "c\xC3\xA4.metrc.com"}) {
    EXPECT_TRUE(CheckHost(host, false)) << host;
  }
}

TEST(CheckHost, SaysWhatItIsHeldAgainst) {
  EXPECT_EQ(CheckHost("it's\n", false)->message,
            "400 Bad Request: Invalid request body: \"it's\\n\" does not match "
            "'^([a-zA-Z0-9-]+\\\\.)*metrc\\\\.com$'");
}

TEST(CheckHost, TakesTheOldListAlone) {
  EXPECT_FALSE(CheckHost("wv.metrc.com", true));
  EXPECT_THAT(CheckHost("zz.metrc.com", true)->message,
              HasSubstr("'zz.metrc.com' is not one of ['ak.metrc.com', 'al.metrc.com', "));
  EXPECT_TRUE(CheckHost("metrc.com", true));
}

TEST(CheckStateCode, TakesCodesInEitherCase) {
  for (const char* code : {"CA", "ca", "Mi"}) EXPECT_FALSE(CheckStateCode(code)) << code;
  for (const char* code : {"", "ZZ", " CA", "CAL", "ca\n"}) {
    EXPECT_THAT(CheckStateCode(code)->message, HasSubstr(" is not one of ['AK', 'AL', ")) << code;
  }
}

}  // namespace
}  // namespace authmock::t3
