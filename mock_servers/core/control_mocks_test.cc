// Further mocks through the control API.
#include <deque>

#include "mock_servers/core/control_fixture.h"
#include "mock_servers/core/raw_client.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

int PortOf(const Json& mock) {
  const std::string url = TextAt(mock, "/base_url");
  return std::stoi(url.substr(url.rfind(':') + 1));
}

std::string Ask(int port, const std::string& path) {
  RawClient client(port);
  client.Send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  return client.ReadAnswer();
}

std::string LogInAt(int port, std::string_view password) {
  const std::string body = WriteJson({{"name", "ann"}, {"password", password}});
  RawClient client(port);
  client.Send(
      "POST /fake/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body);
  return client.ReadAnswer();
}

TEST_F(ControlTest, StartsAnotherMockWithAWorldOfItsOwn) {
  const Response response = Post("/mocks", Json::parse(R"({
      "world": {"users": [{"name": "ann", "password": "other"}]},
      "dialect": "deployed@2.0", "seed": 18446744073709551615, "clock": "virtual"})"));

  const Json mock = BodyOf(response);
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(response.headers.Get("Location"), "/__mock__/mocks/1");
  EXPECT_EQ(TextAt(mock, "/provider"), "fake");
  EXPECT_EQ(TextAt(mock, "/dialect"), "deployed@2.0");
  EXPECT_EQ(*At(mock, "/seed"), 18446744073709551615u);
  EXPECT_THAT(LogInAt(PortOf(mock), "other"), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(LogIn("secret"), 200);
  EXPECT_EQ(parts_->journal.total(), 1u);
}

TEST_F(ControlTest, GivesAMockAControlApiOfItsOwn) {
  const Json mock = BodyOf(Call("POST", "/mocks"));

  EXPECT_THAT(Ask(PortOf(mock), "/__mock__/health"), StartsWith("HTTP/1.1 200"));
}

TEST_F(ControlTest, ListsAndStopsMocks) {
  const Json first = BodyOf(Call("POST", "/mocks"));
  const Json second = BodyOf(Call("POST", "/mocks"));
  EXPECT_EQ(*At(BodyOf(Get("/mocks")), "/mocks"), Json::array({first, second}));

  EXPECT_EQ(Call("DELETE", "/mocks/1").status, 204);

  EXPECT_EQ(*At(BodyOf(Get("/mocks")), "/mocks"), Json::array({second}));
  EXPECT_FALSE(RawClient(PortOf(first)).connected());
  EXPECT_THAT(Call("DELETE", "/mocks/1"), IsProblem(404, "", HasSubstr("mock 1")));
}

TEST_F(ControlTest, StartsAnyOfItsSiblings) {
  std::deque<std::string> paths;
  std::vector<EmbeddedFile> documents;
  ProviderEntry twin = FakeEntry();
  for (const EmbeddedFile& file : twin.documents) {
    paths.emplace_back(file.path).replace(file.path.find("fake"), 4, "twin");
    documents.push_back({paths.back(), file.text});
  }
  twin.name = "twin";
  twin.documents = documents;
  MockOptions options = FakeOptions();
  options.siblings = {&twin, 1};
  Rebuild(options);

  const Response started = Post("/mocks", {{"provider", "twin"}});

  EXPECT_EQ(TextAt(BodyOf(started), "/provider"), "twin") << started.body;
  EXPECT_THAT(Post("/mocks", {{"provider", "nobody"}}),
              IsProblem(422, "/provider", AllOf(HasSubstr("\"nobody\""), HasSubstr("twin"))));
}

TEST_F(ControlTest, PointsAtWhatIsWrongWithAMockOrder) {
  EXPECT_THAT(
      Post("/mocks", {{"dialect", "spoken"}}),
      IsProblem(422, "/dialect", AllOf(HasSubstr("\"spoken\""), HasSubstr("deployed@1.0"))));
  EXPECT_THAT(Post("/mocks", {{"world", {{"users", 7}}}}),
              IsProblem(422, "/world/users", HasSubstr("an array")));
  EXPECT_THAT(Post("/mocks", {{"clock", "sundial"}}),
              IsProblem(422, "/clock", AllOf(HasSubstr("\"sundial\""), HasSubstr("virtual@TIME"))));
  EXPECT_THAT(Post("/mocks", {{"clock", "virtual@noon"}}),
              IsProblem(422, "/clock", HasSubstr("noon")));
  EXPECT_THAT(Post("/mocks", {{"seed", -1}}), IsProblem(422, "/seed", HasSubstr("-1")));
  EXPECT_THAT(Post("/mocks", {{"port", 80}}),
              IsProblem(422, "/port", HasSubstr("a member of another name")));
  EXPECT_EQ(parts_->mocks.size(), 0u);
}

TEST_F(ControlTest, HandsItsTokenToTheMocksItStarts) {
  MockOptions options = FakeOptions();
  options.control_token = "s3same";
  Rebuild(options);
  const Response started =
      Send({.method = "POST",
            .target = "/__mock__/mocks",
            .headers = {{"Host", "localhost"}, {"Authorization", "Bearer s3same"}}});

  EXPECT_THAT(Ask(PortOf(BodyOf(started)), "/__mock__/health"), StartsWith("HTTP/1.1 401"));
}

}  // namespace
}  // namespace authmock
