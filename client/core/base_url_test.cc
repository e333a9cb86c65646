#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "client/core/transport.h"

namespace authmock {
namespace {

BaseUrl Parsed(std::string_view text) { return BaseUrl::Parse(text).value(); }

std::string ErrorOf(std::string_view text) {
  const Result<BaseUrl> url = BaseUrl::Parse(text);
  return url ? "no error" : url.error().Text();
}

TEST(BaseUrl, HasSchemeHostPortAndPath) {
  const BaseUrl url = Parsed("HTTP://127.0.0.1:9402/api/");

  EXPECT_EQ(url.scheme, "http");
  EXPECT_EQ(url.host, "127.0.0.1");
  EXPECT_EQ(url.port, 9402);
  EXPECT_EQ(url.path, "/api");
}

TEST(BaseUrl, KnowsTheDefaultPorts) {
  EXPECT_EQ(Parsed("http://a").port, 80);
  EXPECT_EQ(Parsed("https://a/").port, 443);
}

TEST(BaseUrl, WritesAnOriginWithoutTheDefaultPort) {
  EXPECT_EQ(Parsed("https://a:443/x").Origin(), "https://a");
  EXPECT_EQ(Parsed("https://a:80").Origin(), "https://a:80");
}

TEST(BaseUrl, TakesTheBracketsOffAnAddress) {
  const BaseUrl url = Parsed("http://[::1]:8080/");

  EXPECT_EQ(url.host, "::1");
  EXPECT_EQ(url.port, 8080);
  EXPECT_EQ(url.Authority(), "[::1]:8080");
}

TEST(BaseUrl, SaysWhatIsWrong) {
  const std::string remedy = "; write a URL such as http://127.0.0.1:9402/api";

  EXPECT_EQ(ErrorOf("localhost:80"), "localhost:80: is no http or https URL" + remedy);
  EXPECT_EQ(ErrorOf("ftp://a"), "ftp://a: is no http or https URL" + remedy);
  EXPECT_EQ(ErrorOf("http://"), "http://: has no valid host" + remedy);
  EXPECT_EQ(ErrorOf("http://a b"), "http://a b: has no valid host" + remedy);
  EXPECT_EQ(ErrorOf("http://[::1"), "http://[::1: has no valid host" + remedy);
  EXPECT_EQ(ErrorOf("http://a:0"), "http://a:0: has no valid port (1 to 65535)" + remedy);
  EXPECT_EQ(ErrorOf("http://a:65536"), "http://a:65536: has no valid port (1 to 65535)" + remedy);
  EXPECT_EQ(ErrorOf("http://a:"), "http://a:: has no valid port (1 to 65535)" + remedy);
  EXPECT_EQ(ErrorOf("http://[::1]x"), "http://[::1]x: has no valid port (1 to 65535)" + remedy);
  EXPECT_EQ(ErrorOf("http://a/b?c"),
            "http://a/b?c: has a query or a fragment, which a base URL cannot have" + remedy);
  EXPECT_EQ(ErrorOf("http://a/b c"), "http://a/b c: has a blank in its path" + remedy);
}

TEST(BaseUrl, KeepsAPasswordOutOfTheError) {
  EXPECT_THAT(ErrorOf("http://admin:hush@a/"), testing::Not(testing::HasSubstr("hush")));
}

RC_GTEST_PROP(BaseUrl, ReadsItsOwnOriginAgain, ()) {
  const int port = *rc::gen::inRange(1, 65536);
  const std::string scheme = *rc::gen::element<std::string>("http", "https");
  const std::string host = *rc::gen::element<std::string>("localhost", "127.0.0.1", "[fe80::1]");
  const BaseUrl url = Parsed(scheme + "://" + host + ":" + std::to_string(port));

  const BaseUrl again = Parsed(url.Origin());

  RC_ASSERT(again.scheme == scheme);
  RC_ASSERT(again.host == url.host);
  RC_ASSERT(again.port == port);
}

RC_GTEST_PROP(BaseUrl, NeverCrashes, (const std::string& text)) {
  RC_ASSERT(BaseUrl::Parse("http://" + text).has_value() ||
            !BaseUrl::Parse("http://" + text).error().what.empty());
}

}  // namespace
}  // namespace authmock
