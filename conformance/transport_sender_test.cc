#include "conformance/transport_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/scripted_server.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;

constexpr const char* kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

SendOrder Order(std::string from = "") {
  return {.request = {.method = "GET", .target = "/"}, .from = std::move(from)};
}

TEST(TransportSender, KeepsAConnectionForEachAddress) {
  ScriptedServer server({{{kOk, kOk}}, {{kOk}}});
  const Sender sender = TransportSender(BaseUrl::Parse(server.url()).value());

  ASSERT_TRUE(sender(Order()).has_value());
  ASSERT_TRUE(sender(Order()).has_value());
  ASSERT_TRUE(sender(Order("127.0.0.9")).has_value());

  EXPECT_THAT(server.Peers(), ElementsAre("127.0.0.1", "127.0.0.9"));
}

TEST(TransportSender, AddsNothingToTheRequest) {
  ScriptedServer server({{{kOk}}});
  const Sender sender = TransportSender(BaseUrl::Parse(server.url()).value());

  ASSERT_TRUE(sender(Order()).has_value());

  EXPECT_THAT(server.Heard(), ElementsAre("GET / HTTP/1.1\r\n\r\n"));
}

TEST(TransportSender, TellsADropABrokenMessageAndTheWorldApart) {
  ScriptedServer server(
      {{{}, Talk::End::kDrop}, {{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}}});
  const BaseUrl url = BaseUrl::Parse(server.url()).value();
  const Sender sender = TransportSender(url);

  EXPECT_TRUE(sender(Order()).value().response.IsNone());
  EXPECT_EQ(sender(Order()).value().broken, "ended after 1 of 9 bytes");
  EXPECT_EQ(sender(Order("nowhere")).error().Text(),
            url.Origin() + ": cannot be reached from nowhere: no IP address");
}

}  // namespace
}  // namespace authmock
