#include "conformance/raw_connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/core/scripted_server.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kAsk = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

std::unique_ptr<RawConnection> Open(const ScriptedServer& server, const std::string& from = {}) {
  return std::move(RawConnection::Open(BaseUrl::Parse(server.url()).value(), from).value());
}

TEST(RawConnection, ReadsAnswersOneByOne) {
  ScriptedServer server({{.answers = {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
                                      "HTTP/1.1 204 No Content\r\n\r\n"}}});
  const auto connection = Open(server);

  connection->Send(kAsk);

  const Result<Response> first = connection->ReadAnswer();
  const Result<Response> second = connection->ReadAnswer();
  ASSERT_TRUE(first) << first.error().Text();
  ASSERT_TRUE(second) << second.error().Text();
  EXPECT_EQ(first->status, 200);
  EXPECT_EQ(first->body, "hi");
  EXPECT_EQ(second->status, 204);
}

TEST(RawConnection, ReadsAnInterimHeadApart) {
  ScriptedServer server({{.answers = {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Done\r\n\r\n"}}});
  const auto connection = Open(server);

  connection->Send(kAsk);

  EXPECT_EQ(connection->ReadHead().value_or("none"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(connection->ReadAnswer().value_or(Response{}).status, 204);
}

TEST(RawConnection, TellsACloseFromAnAnswer) {
  ScriptedServer server({{.answers = {}, .end = Talk::End::kDrop}});
  const auto connection = Open(server);

  connection->Send(kAsk);

  const Result<Response> answer = connection->ReadAnswer();
  ASSERT_TRUE(answer) << answer.error().Text();
  EXPECT_TRUE(answer->IsNone());
}

TEST(RawConnection, TakesNoAnswerThatIsNotWhole) {
  ScriptedServer server({{.answers = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi"}}});
  const auto connection = Open(server);

  connection->Send(kAsk);

  const Result<Response> answer = connection->ReadAnswer();
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().what, HasSubstr("2 of 9 bytes"));
}

TEST(RawConnection, ComesFromTheAddressItIsTold) {
  ScriptedServer server({{.answers = {"HTTP/1.1 204 Done\r\n\r\n"}}});
  const auto connection = Open(server, "127.0.0.9");

  connection->Send(kAsk);

  EXPECT_TRUE(connection->ReadAnswer());
  EXPECT_THAT(server.Peers(), ElementsAre("127.0.0.9"));
}

}  // namespace
}  // namespace authmock
