#include "mock_servers/portainer/csrf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace authmock::portainer {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::MatchesRegex;
using ::testing::StartsWith;
using Verdict = CsrfCheck::Verdict;

class CsrfTest : public ::testing::Test {
 protected:
  CsrfCheck Check(const Request& request) { return csrf_.Check(request, now_, random_); }

  // A safe request's answer: the cookie pair "_gorilla_csrf=..." and a token of it.
  std::pair<std::string, std::string> Pair() {
    const CsrfCheck check =
        Check({.method = "GET", .headers = {{"Cookie", "portainer_api_key=x"}}});
    return {check.new_cookie.substr(0, check.new_cookie.find(';')), check.token};
  }
  Verdict VerdictOf(const std::string& csrf_cookie, const std::string& token) {
    return Check({.method = "PUT",
                  .headers = {{"Cookie", "portainer_api_key=x; " + csrf_cookie},
                              {"X-CSRF-Token", token}}})
        .verdict;
  }
  // A form request with a good cookie.
  CsrfCheck CheckForm(std::string_view method, std::string type, std::string body,
                      const std::string& csrf_cookie) {
    return Check({.method = std::string(method),
                  .headers = {{"Cookie", "portainer_api_key=x; " + csrf_cookie},
                              {"Content-Type", std::move(type)}},
                  .body = std::move(body)});
  }

  Csrf csrf_{"a key"};
  Time now_{};
  SeededRandom random_{1};
};

TEST_F(CsrfTest, SkipsRequestsWithoutAuthCookie) {
  EXPECT_EQ(Check({.method = "POST"}).verdict, Verdict::kSkipped);
  EXPECT_EQ(Check({.method = "POST", .headers = {{"Cookie", "portainer_api_key="}}}).verdict,
            Verdict::kSkipped);
}

TEST_F(CsrfTest, HandsOutAPairOnSafeMethods) {
  for (const char* method : {"GET", "HEAD", "OPTIONS", "TRACE"}) {
    const CsrfCheck check =
        Check({.method = method, .headers = {{"Cookie", "portainer_api_key=x"}}});

    EXPECT_EQ(check.verdict, Verdict::kPassed);
    EXPECT_THAT(check.token, MatchesRegex("[A-Za-z0-9+/]{86}=="));
    EXPECT_THAT(check.new_cookie,
                AllOf(StartsWith("_gorilla_csrf="),
                      EndsWith("; Path=/; Expires=Thu, 01 Jan 1970 12:00:00 GMT; Max-Age=43200; "
                               "HttpOnly; SameSite=Lax")));
  }
}

TEST_F(CsrfTest, MasksTheTokenAnewAndKeepsTheCookie) {
  const auto [cookie, token] = Pair();
  const CsrfCheck again =
      Check({.method = "GET", .headers = {{"Cookie", "portainer_api_key=x; " + cookie}}});

  EXPECT_NE(again.token, token);
  EXPECT_EQ(again.new_cookie, "");
  EXPECT_EQ(VerdictOf(cookie, again.token), Verdict::kPassed);
}

TEST_F(CsrfTest, TakesEveryTokenOfTheCookieRepeatedly) {
  const auto [cookie, token] = Pair();

  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kPassed);
  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kPassed);
}

TEST_F(CsrfTest, AsksForATokenOnEveryOtherMethod) {
  const auto [cookie, token] = Pair();

  for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "post", "PROPFIND"}) {
    const Request request{.method = method,
                          .headers = {{"Cookie", "portainer_api_key=x; " + cookie}}};
    EXPECT_EQ(Check(request).verdict, Verdict::kNoToken) << method;
  }
}

TEST_F(CsrfTest, RefusesTokensThatAreNotOfTheCookie) {
  const auto [cookie, token] = Pair();

  EXPECT_EQ(VerdictOf(cookie, "garbage"), Verdict::kBadToken);
  EXPECT_EQ(VerdictOf(cookie, std::string(86, 'A') + "=="), Verdict::kBadToken);
  EXPECT_EQ(VerdictOf(cookie, token.substr(4)), Verdict::kBadToken);
  EXPECT_EQ(VerdictOf(Pair().first, token), Verdict::kBadToken);
  EXPECT_EQ(VerdictOf("", token), Verdict::kBadToken);
}

TEST_F(CsrfTest, ForgetsACookieAfterTwelveHours) {
  const auto [cookie, token] = Pair();

  now_ += 12h;
  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kPassed);
  now_ += 1ms;
  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kBadToken);
}

TEST_F(CsrfTest, RefusesACookieOfAnotherRun) {
  const auto [cookie, token] = Pair();

  csrf_ = Csrf("another key");

  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kBadToken);
}

TEST_F(CsrfTest, RefusesAnAlteredCookie) {
  auto [cookie, token] = Pair();

  cookie[20] = cookie[20] == 'A' ? 'B' : 'A';

  EXPECT_EQ(VerdictOf(cookie, token), Verdict::kBadToken);
}

TEST_F(CsrfTest, FindsTheTokenInAFormAndEatsTheBody) {
  const auto [cookie, token] = Pair();
  const std::string body = "a=1&gorilla.csrf.Token=" + PercentEncode(token);

  const CsrfCheck check =
      CheckForm("PUT", "application/x-www-form-urlencoded; charset=utf-8", body, cookie);

  EXPECT_EQ(check.verdict, Verdict::kPassed);
  EXPECT_TRUE(check.ate_body);
}

TEST_F(CsrfTest, ReadsAFormWithoutATokenInVain) {
  const auto cookie = Pair().first;

  const CsrfCheck check = CheckForm("POST", "application/x-www-form-urlencoded", "a=1", cookie);

  EXPECT_EQ(check.verdict, Verdict::kNoToken);
}

TEST_F(CsrfTest, ReadsNoUrlencodedFormOfADelete) {
  const auto [cookie, token] = Pair();
  const std::string body = "gorilla.csrf.Token=" + PercentEncode(token);

  EXPECT_EQ(CheckForm("DELETE", "application/x-www-form-urlencoded", body, cookie).verdict,
            Verdict::kNoToken);
}

TEST_F(CsrfTest, FindsTheTokenInAMultipartForm) {
  const auto [cookie, token] = Pair();
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"gorilla.csrf.Token\"\r\n\r\n" +
      token + "\r\n--b--\r\n";

  const CsrfCheck check = CheckForm("POST", "multipart/form-data; boundary=\"b\"", body, cookie);

  EXPECT_EQ(check.verdict, Verdict::kPassed);
  EXPECT_TRUE(check.ate_body);
}

TEST_F(CsrfTest, LeavesAMultipartBodyWithoutBoundaryAlone) {
  const CsrfCheck check = CheckForm("POST", "multipart/form-data", "{}", Pair().first);

  EXPECT_EQ(check.verdict, Verdict::kNoToken);
  EXPECT_FALSE(check.ate_body);
}

}  // namespace
}  // namespace authmock::portainer
