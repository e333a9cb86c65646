#include "cli/announce.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/subprocess.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(CurlLine, QuotesForTheShell) {
  const Request request{.method = "POST",
                        .target = "/login?next=%2F&x=1",
                        .headers = {{"X-Note", "it's"}},
                        .body = "{\"password\": \"$HOME `id`\"}"};

  EXPECT_EQ(CurlLine("http://127.0.0.1:9", request),
            "curl -s 'http://127.0.0.1:9/login?next=%2F&x=1' -H 'X-Note: it'\\''s' "
            "--data-raw '{\"password\": \"$HOME `id`\"}'");
}

TEST(CurlLine, ReachesTheShellUnchanged) {
  const Request request{.method = "POST", .target = "/", .body = "a'b\"c$d\\e`f\n"};
  const std::string line = CurlLine("http://127.0.0.1:9", request);

  const Finished shell = RunShell("curl() { printf %s \"$4\"; }; " + line);

  EXPECT_EQ(shell.out, request.body);
}

TEST(CurlLine, NamesAMethodThatCurlWouldNotGuess) {
  EXPECT_EQ(CurlLine("http://h", {.method = "POST", .target = "/out"}),
            "curl -s -X POST 'http://h/out'");
  EXPECT_EQ(CurlLine("http://h", {.method = "GET", .target = "/"}), "curl -s 'http://h/'");
}

TEST(Announcement, SaysWhereDialectSeedAndAccountsAre) {
  MockServer mock = StartMock(AllProviders().front().name);

  const std::string text = Announcement(mock.mock());

  EXPECT_THAT(text, AllOf(HasSubstr(mock.base_url()), HasSubstr("documented"), HasSubstr("seed"),
                          HasSubstr(mock.control_url()), HasSubstr("curl -s")));
  for (const auto& row : mock.mock().Advertise().rows) {
    EXPECT_THAT(text, AllOf(HasSubstr(row.what), HasSubstr(row.value)));
  }
}

TEST(Summary, CountsFaultsThatNobodyMet) {
  MockServer mock = StartMock(AllProviders().front().name);
  mock.mock().faults().Plan("", {*Fault::Parse("drop_before"), *Fault::Parse("pass")});

  EXPECT_THAT(Summary(mock.mock()), HasSubstr(": 0 requests, 2 planned faults that nobody met\n"));
}

}  // namespace
}  // namespace authmock
