#include "mock_servers/core/control_guard.h"

#include "mock_servers/core/control_fixture.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::string_view kLoopback = "127.0.0.1";

Request From(std::string host, Headers more = {}) {
  Request request{.method = "GET", .target = "/__mock__/health", .headers = std::move(more)};
  request.headers.Add("Host", std::move(host));
  return request;
}

TEST(IsOwnHost, TakesLoopbackNamesOnAnyPort) {
  for (const char* host : {"127.0.0.1", "127.0.0.1:9402", "127.1.2.3:1", "localhost",
                           "LocalHost:9402", "[::1]:9402", "[::1]"}) {
    EXPECT_TRUE(IsOwnHost(host, kLoopback)) << host;
  }
}

TEST(IsOwnHost, TakesNothingElseForAMockOnTheLoopback) {
  for (const char* host : {"", "evil.example", "evil.example:9402", "127.0.0.1.evil.example",
                           "localhost.evil.example", "10.0.0.5:9402", "[fe80::1]", "[::1", "[", ":",
                           "0.0.0.0", "127.evil.example", "127.0.0.1@evil.example"}) {
    EXPECT_FALSE(IsOwnHost(host, kLoopback)) << host;
  }
}

TEST(IsOwnHost, TakesAddressesButNoForeignNamesForAMockThatOthersReach) {
  EXPECT_TRUE(IsOwnHost("10.0.0.5:9402", "0.0.0.0"));
  EXPECT_TRUE(IsOwnHost("[fe80::1]:9402", "::"));
  EXPECT_TRUE(IsOwnHost("mocks.test:9402", "mocks.test"));
  EXPECT_TRUE(IsOwnHost("localhost:9402", "0.0.0.0"));
  EXPECT_FALSE(IsOwnHost("evil.example", "0.0.0.0"));
  EXPECT_FALSE(IsOwnHost("", "0.0.0.0"));
}

TEST_F(ControlTest, RefusesAForeignHost) {
  EXPECT_THAT(Send(From("evil.example")),
              IsProblem(403, "", AllOf(HasSubstr("\"evil.example\""), HasSubstr("127.0.0.1"))));
}

TEST_F(ControlTest, RefusesARequestWithoutHost) {
  EXPECT_THAT(Send({.method = "GET", .target = "/__mock__/health"}),
              IsProblem(403, "", HasSubstr("Host \"\"")));
}

TEST_F(ControlTest, RefusesEveryOriginButItsOwn) {
  for (const char* origin : {"http://evil.example", "null", "https://127.0.0.1:9402",
                             "http://127.0.0.1:8000", "http://localhost:9402", ""}) {
    EXPECT_THAT(Send(From("127.0.0.1:9402", {{"Origin", origin}})),
                IsProblem(403, "", HasSubstr("Origin \"" + std::string(origin) + "\"")));
  }
  EXPECT_EQ(Send(From("127.0.0.1:9402", {{"Origin", "http://127.0.0.1:9402"}})).status, 200);
}

TEST_F(ControlTest, RefusesASecondForeignOrigin) {
  const Headers origins = {{"Origin", "http://localhost"}, {"Origin", "http://evil.example"}};

  EXPECT_EQ(Send(From("localhost", origins)).status, 403);
}

TEST_F(ControlTest, DemandsTheTokenItWasStartedWith) {
  MockOptions options = FakeOptions();
  options.control_token = "s3same";
  Rebuild(options);

  const Response without = Send(From("localhost"));

  EXPECT_THAT(without, IsProblem(401, "", HasSubstr("Authorization: Bearer")));
  EXPECT_EQ(without.headers.Get("WWW-Authenticate"), "Bearer");
  for (const char* wrong : {"Bearer s3sam", "Bearer s3same ", "Basic s3same", "s3same", "Bearer ",
                            "Bearer", "Bearer S3SAME"}) {
    EXPECT_EQ(Send(From("localhost", {{"Authorization", wrong}})).status, 401) << wrong;
  }
  EXPECT_EQ(Send(From("localhost", {{"Authorization", "Bearer s3same"}})).status, 200);
  EXPECT_EQ(Send(From("localhost", {{"Authorization", "bearer s3same"}})).status, 200);
}

TEST_F(ControlTest, RefusesAForeignHostAlsoWithTheToken) {
  MockOptions options = FakeOptions();
  options.control_token = "s3same";
  Rebuild(options);

  EXPECT_EQ(Send(From("evil.example", {{"Authorization", "Bearer s3same"}})).status, 403);
}

}  // namespace
}  // namespace authmock
