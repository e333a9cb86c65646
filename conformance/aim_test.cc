#include "conformance/aim.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "client/core/scripted_server.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::string ErrorOf(AimOptions options) {
  const Result<Aim> aim = TakeAim(std::move(options));
  return aim ? "no error" : aim.error().Text();
}

// A server that has no page about itself.
Talk Stranger() { return {.answers = {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"}}; }

std::string WriteTarget(const std::string& name, const Json& document) {
  const std::string path = std::string(std::getenv("TEST_TMPDIR")) + "/" + name;
  std::ofstream(path) << WriteJson(document);
  return path;
}

// The port of a server that is gone.
std::string DeadUrl() { return StartMock("portainer").base_url(); }

TEST(TakeAim, StartsAMock) {
  const Result<Aim> aim = TakeAim({.text = "mock:portainer", .dialect = "deployed"});

  ASSERT_TRUE(aim) << aim.error().Text();
  EXPECT_NE(aim->mock, nullptr);
  EXPECT_TRUE(aim->IsOurs());
  EXPECT_EQ(aim->contract->provider(), "portainer");
  EXPECT_EQ(aim->dialect.Text(), "deployed@2.23.0");
  EXPECT_EQ(aim->target.base_url, aim->mock->base_url());
  EXPECT_EQ(aim->target.again, "mock:portainer --dialect deployed");
  EXPECT_THAT(aim->target.can, Contains(Ability::kAdvance));
}

TEST(TakeAim, AsksARunningMockAboutItself) {
  MockOptions options = MockServer::DefaultOptions();
  options.dialect = "deployed";
  MockServer mock = StartMock("portainer", options);

  const Result<Aim> aim = TakeAim({.text = mock.mock().origin()});

  ASSERT_TRUE(aim) << aim.error().Text();
  EXPECT_EQ(aim->mock, nullptr);
  EXPECT_TRUE(aim->IsOurs());
  EXPECT_EQ(aim->target.base_url, mock.base_url());
  EXPECT_EQ(aim->dialect.Text(), "deployed@2.23.0");
}

TEST(TakeAim, AssumesNothingOfAStranger) {
  ScriptedServer server({Stranger()});

  const Result<Aim> aim =
      TakeAim({.text = server.url(), .provider = "portainer", .dialect = "deployed"});

  ASSERT_TRUE(aim) << aim.error().Text();
  EXPECT_FALSE(aim->IsOurs());
  EXPECT_TRUE(aim->target.can.empty());
  EXPECT_TRUE(aim->target.given.empty());
  EXPECT_THAT(aim->target.base_url, HasSubstr("http://127.0.0.1:"));
  EXPECT_TRUE(aim->target.base_url.ends_with("/api")) << aim->target.base_url;
  EXPECT_EQ(aim->target.again, server.url() + " --provider portainer --dialect deployed");
}

TEST(TakeAim, ReadsATargetFile) {
  const MockServer mock = StartMock("portainer");
  const std::string path = WriteTarget("door.json", {{"provider", "portainer"},
                                                     {"name", "my door"},
                                                     {"base_url", mock.base_url()},
                                                     {"given", {{"word", "${env.WORD}"}}}});

  const Result<Aim> aim = TakeAim(
      {.text = path, .env = [](const std::string&) { return std::optional<std::string>("w"); }});

  ASSERT_TRUE(aim) << aim.error().Text();
  EXPECT_FALSE(aim->IsOurs());
  EXPECT_EQ(aim->target.name, "my door");
  EXPECT_EQ(TextAt(aim->target.given, "/word"), "w");
}

TEST(TakeAim, SaysWhatItCannotAimAt) {
  std::string known{};
  for (const ProviderEntry& each : AllProviders()) known += " mock:" + std::string(each.name);
  EXPECT_EQ(ErrorOf({.text = "mock:portaner"}),
            "there is no \"mock:portaner\"; there are:" + known);
  EXPECT_EQ(ErrorOf({.text = "no/such.json"}),
            "\"no/such.json\": is no file that can be read, no http:// or https:// URL and no "
            "mock:PROVIDER");
  EXPECT_THAT(ErrorOf({.text = "http://"}), HasSubstr("http://"));
  EXPECT_THAT(ErrorOf({.text = "mock:portainer", .dialect = "klingon"}), HasSubstr("klingon"));
}

TEST(TakeAim, SaysThatNobodyListens) {
  const std::string url = DeadUrl();
  const std::string file =
      WriteTarget("dead.json", {{"provider", "portainer"}, {"name", "gone"}, {"base_url", url}});

  EXPECT_THAT(ErrorOf({.text = url, .provider = "portainer"}), HasSubstr("refused"));
  EXPECT_THAT(ErrorOf({.text = file}), HasSubstr("refused"));
}

TEST(TakeAim, WantsToKnowAStrangersContract) {
  ScriptedServer server({Stranger()});

  EXPECT_THAT(ErrorOf({.text = server.url()}), HasSubstr("name its contract with --provider"));
}

TEST(TakeAim, MindsAProviderThatTheServerIsNot) {
  const MockServer mock = StartMock("portainer");

  EXPECT_THAT(ErrorOf({.text = mock.base_url(), .provider = "acme"}),
              HasSubstr("--provider: \"acme\", but " + mock.base_url() + " says that it is"));
}

TEST(TakeAim, SaysWhatIsWrongWithATargetFile) {
  EXPECT_THAT(ErrorOf({.text = WriteTarget("typo.json", {{"provder", "portainer"}})}),
              HasSubstr("typo.json#/provder: unknown key \"provder\"; did you mean \"provider\"?"));
  EXPECT_THAT(ErrorOf({.text = WriteTarget("array.json", Json::array())}),
              HasSubstr("expected an object"));
}

TEST(Aim, KnowsWrittenDerivedAndCodedCases) {
  const Result<Aim> aim = TakeAim({.text = "mock:portainer"});
  ASSERT_TRUE(aim) << aim.error().Text();

  const Result<std::vector<Case>> cases = aim->Cases();

  ASSERT_TRUE(cases) << cases.error().Text();
  for (const CaseSource source : {CaseSource::kWritten, CaseSource::kDerived, CaseSource::kCoded}) {
    EXPECT_TRUE(
        std::ranges::any_of(*cases, [&](const Case& each) { return each.source == source; }));
  }
}

TEST(Aim, FindsAnAnswerThatAFaultHasBroken) {
  const Result<Aim> aim = TakeAim({.text = "mock:portainer"});
  ASSERT_TRUE(aim) << aim.error().Text();
  const std::vector<Case> cases = aim->Cases().value();
  const auto logs_in = std::ranges::find(cases, "logs_in", &Case::name);
  SystemClock clock{};
  aim->mock->faults().Plan("authenticate_user", {{.kind = Fault::Kind::kReply, .status = 500}});

  const CaseResult broken = RunCase(*logs_in, aim->Setting(clock));
  const CaseResult sound = RunCase(*logs_in, aim->Setting(clock));

  EXPECT_EQ(broken.verdict.word, Word::kFail);
  EXPECT_EQ(broken.verdict.why, "step 1: expected status 200, got status 500");
  EXPECT_EQ(sound.verdict.word, Word::kPass) << sound.verdict.why;
}

}  // namespace
}  // namespace authmock
