#include "conformance/control_http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "client/core/scripted_server.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

BaseUrl Parse(const std::string& url) { return BaseUrl::Parse(url).value(); }

// One answer of the whole server.
Talk Says(const std::string& head, const std::string& body) {
  return {.answers = {"HTTP/1.1 " + head + "\r\nContent-Length: " + std::to_string(body.size()) +
                      "\r\n\r\n" + body}};
}

class ControlOfAMockTest : public ::testing::Test {
 protected:
  MockServer mock_ = StartMock("portainer");
  const Control control_ = HttpControl(Parse(mock_.base_url()));
};

TEST_F(ControlOfAMockTest, TellsItsTime) {
  const Result<Time> now = control_.now();

  ASSERT_TRUE(now) << now.error().Text();
  EXPECT_EQ(*now, mock_.Clock().Now());
}

TEST_F(ControlOfAMockTest, AdvancesItsClock) {
  const Time before = mock_.Clock().Now();

  const Result<void> done = control_.advance(Duration(5'400'500));

  ASSERT_TRUE(done) << done.error().Text();
  EXPECT_EQ(mock_.Clock().Now() - before, Duration(5'400'500));
}

TEST_F(ControlOfAMockTest, ResetsItsClock) {
  const Time before = mock_.Clock().Now();
  mock_.Clock().Advance(Duration(1000));

  const Result<void> done = control_.reset();

  ASSERT_TRUE(done) << done.error().Text();
  EXPECT_EQ(mock_.Clock().Now(), before);
}

TEST_F(ControlOfAMockTest, LeavesPlannedFaultsInAReset) {
  mock_.Faults().On("logout").Reply(500).Then().Pass();
  mock_.Faults().On("").DropBefore();

  const Result<void> done = control_.reset();

  ASSERT_TRUE(done) << done.error().Text();
  EXPECT_EQ(mock_.Faults().Left(), 3u);
}

TEST_F(ControlOfAMockTest, SetsUpStates) {
  EXPECT_TRUE(control_.set_up("no_administrator", Json::object()));
}

TEST_F(ControlOfAMockTest, PassesOnWhyAStateIsRefused) {
  const Result<void> done = control_.set_up("no_such_state", Json::object());

  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().where, HasSubstr("/__mock__/states"));
  EXPECT_THAT(done.error().what, HasSubstr("no_such_state"));
}

TEST(Control, SendsItsToken) {
  MockOptions options = MockServer::DefaultOptions();
  options.control_token = "open sesame";
  const MockServer mock = StartMock("portainer", options);

  EXPECT_TRUE(HttpControl(Parse(mock.base_url()), "open sesame").reset());
  EXPECT_FALSE(HttpControl(Parse(mock.base_url()), "guess").reset());
}

TEST(Control, SaysTheStatusOfARefusalWithoutWords) {
  // No faults are planned; then the reset itself is refused.
  ScriptedServer server(
      {{.answers = {Says("200 OK", "{}").answers[0], Says("503 Busy", "").answers[0]}}});

  const Result<void> done = HttpControl(Parse(server.url())).reset();

  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().what, "status 503");
}

TEST(FetchTarget, ReadsWhatAMockSaysOfItself) {
  const MockServer mock = StartMock("portainer");

  const auto page = FetchTarget(Parse(mock.base_url()));

  ASSERT_TRUE(page) << page.error().Text();
  ASSERT_TRUE(page->has_value());
  EXPECT_EQ(TextAt(**page, "/provider"), "portainer");
  EXPECT_EQ(TextAt(**page, "/base_url"), mock.base_url());
}

TEST(FetchTarget, FindsNothingOnAServerThatHasNoSuchPage) {
  for (const Talk& talk :
       {Says("404 Not Found", "404 page not found\n"),
        Says("200 OK", "<html>all pages are this page</html>"), Says("200 OK", "{}"),
        Says("401 Unauthorized", R"({"detail": "log in"})")}) {
    ScriptedServer server({talk});

    const auto page = FetchTarget(Parse(server.url()));

    ASSERT_TRUE(page) << page.error().Text();
    EXPECT_FALSE(page->has_value()) << talk.answers[0];
  }
}

TEST(FetchTarget, SaysThatATokenIsWanted) {
  MockOptions options = MockServer::DefaultOptions();
  options.control_token = "open sesame";
  const MockServer mock = StartMock("portainer", options);

  const auto page = FetchTarget(Parse(mock.base_url()));

  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().what, HasSubstr("token"));
}

}  // namespace
}  // namespace authmock
