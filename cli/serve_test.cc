#include "cli/serve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "base/json.h"
#include "cli/subprocess.h"
#include "client/core/transport.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const ProviderEntry& AnyProvider() { return AllProviders().front(); }

std::string TemporaryFile(const std::string& name, const std::string& text) {
  const std::string path = std::string(std::getenv("TEST_TMPDIR")) + "/" + name;
  std::ofstream(path) << text;
  return path;
}

// "http://127.0.0.1:41231" of "... http://127.0.0.1:41231/api\n...", with or without a path
std::string OriginIn(const std::string& announcement) {
  const std::size_t begin = announcement.find("http://");
  return announcement.substr(begin, announcement.find_first_of("/ \n", begin + 7) - begin);
}

TEST(Serve, PrintsWhereItListensAndStopsWhenAsked) {
  Subprocess serve({"cli/authmock", "serve", std::string(AnyProvider().name), "--port", "0"});

  const std::string announcement = serve.ReadUntil("Ctrl-C");
  serve.Signal(SIGTERM);

  EXPECT_EQ(serve.Wait(), 0);
  EXPECT_THAT(announcement, AllOf(HasSubstr("http://127.0.0.1:"), HasSubstr("curl -s")));
  EXPECT_THAT(serve.out(), HasSubstr("0 requests"));
}

TEST(Serve, AnswersTheRequestItAdvertises) {
  const Request example = StartMock(AnyProvider().name).mock().Advertise().example;
  Subprocess serve({"cli/authmock", "serve", std::string(AnyProvider().name), "--port", "0"});
  const auto url = BaseUrl::Parse(OriginIn(serve.ReadUntil("Ctrl-C")));
  ASSERT_TRUE(url.has_value());

  const auto answer = Transport(*url).Send(example);
  serve.Signal(SIGINT);

  ASSERT_TRUE(answer.has_value()) << answer.error().Text();
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(serve.Wait(), 0);
  EXPECT_THAT(serve.out(), HasSubstr("1 request"));
}

TEST(Serve, SaysWhichPortIsTakenAndWhatToDo) {
  MockServer holder = StartMock(AnyProvider().name);
  const std::string port = std::to_string(holder.mock().port());

  const Finished serve = RunAuthmock({"serve", std::string(AnyProvider().name), "--port", port});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, AllOf(HasSubstr(port), HasSubstr("--port 0")));
  EXPECT_THAT(serve.out, IsEmpty());
}

TEST(Serve, NamesAnUnknownProviderAndTheKnownOnes) {
  const Finished serve = RunAuthmock({"serve", "nobody"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, AllOf(HasSubstr("\"nobody\""), HasSubstr(AnyProvider().name)));
}

TEST(Serve, StartsNoProviderTwice) {
  const std::string name(AnyProvider().name);

  const Finished serve = RunAuthmock({"serve", name, name, "--port", "0"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, HasSubstr("\"" + name + "\" is named twice"));
}

TEST(Serve, NamesAWrongFlagAndItsValue) {
  const Finished unknown = RunAuthmock({"serve", "--prot", "1"});
  const Finished range = RunAuthmock({"serve", "--port", "70000"});
  const Finished format = RunAuthmock({"serve", "--log", "xml"});

  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err,
              AllOf(HasSubstr("--prot"), HasSubstr(" --port "), HasSubstr("serve --help")));
  EXPECT_EQ(range.code, 2);
  EXPECT_THAT(range.err, AllOf(HasSubstr("--port"), HasSubstr("70000"), HasSubstr("65535")));
  EXPECT_EQ(format.code, 2);
  EXPECT_THAT(format.err, AllOf(HasSubstr("--log"), HasSubstr("xml"), HasSubstr("json")));
}

TEST(Serve, RefusesASeedThatIsNoNumber) {
  const Finished serve = RunAuthmock({"serve", "--seed", "12x"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, AllOf(HasSubstr("--seed"), HasSubstr("12x"), HasSubstr("random")));
}

TEST(Serve, RefusesADialectItDoesNotSpeak) {
  const Finished serve =
      RunAuthmock({"serve", std::string(AnyProvider().name), "--port", "0", "--dialect", "x"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err,
              AllOf(HasSubstr("--dialect"), HasSubstr("\"x\""), HasSubstr("documented")));
}

TEST(Serve, RefusesAClockItDoesNotKnow) {
  const Finished serve = RunAuthmock({"serve", "--clock", "virtual@yesterday"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, AllOf(HasSubstr("--clock"), HasSubstr("yesterday")));
}

TEST(Serve, PointsAtWhatIsWrongInAWorld) {
  const std::string name(AnyProvider().name);
  const std::string broken = TemporaryFile("broken.json", "{\"users\": [\n{\"id\": }]}");
  const std::string strange = TemporaryFile("strange.json", "{\"usres\": []}");

  const Finished syntax = RunAuthmock({"serve", name, "--port", "0", "--world", broken});
  const Finished unknown = RunAuthmock({"serve", name, "--port", "0", "--world", strange});
  const Finished missing = RunAuthmock({"serve", name, "--world", "/nowhere/world.json"});

  EXPECT_EQ(syntax.code, 2);
  EXPECT_THAT(syntax.err, HasSubstr("broken.json:2:"));
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, AllOf(HasSubstr("strange.json#/"), HasSubstr("expected")));
  EXPECT_EQ(missing.code, 2);
  EXPECT_THAT(missing.err, AllOf(HasSubstr("--world"), HasSubstr("/nowhere/world.json: No such")));
}

TEST(Serve, WritesAJournalThatHoldsNoPassword) {
  const std::string journal = TemporaryFile("run.jsonl", "");
  const Request example = StartMock(AnyProvider().name).mock().Advertise().example;
  Subprocess serve({"cli/authmock", "serve", std::string(AnyProvider().name), "--port", "0",
                    "--journal", journal, "--log", "off"});
  const auto url = BaseUrl::Parse(OriginIn(serve.ReadUntil("Ctrl-C")));
  ASSERT_TRUE(url.has_value());

  ASSERT_TRUE(Transport(*url).Send(example).has_value());
  serve.Signal(SIGKILL);
  serve.Wait();

  std::ifstream file(journal);
  std::string line;
  ASSERT_TRUE(std::getline(file, line)) << "the exchange was not written before the kill";
  const JsonText exchange = ReadJson(line);
  ASSERT_TRUE(exchange.ok());
  EXPECT_EQ(TextAt(exchange.value(), "/request/method"), example.method);
  EXPECT_THAT(line, HasSubstr("***"));
}

TEST(Serve, LogsEachExchangeAsAJsonLine) {
  const Request example = StartMock(AnyProvider().name).mock().Advertise().example;
  Subprocess serve(
      {"cli/authmock", "serve", std::string(AnyProvider().name), "--port", "0", "--log", "json"});
  const auto url = BaseUrl::Parse(OriginIn(serve.ReadUntil("Ctrl-C")));
  ASSERT_TRUE(url.has_value());

  ASSERT_TRUE(Transport(*url).Send(example).has_value());
  serve.Signal(SIGTERM);
  serve.Wait();

  const JsonText line = ReadJson(serve.err());
  ASSERT_TRUE(line.ok()) << serve.err();
  EXPECT_EQ(TextAt(line.value(), "/method"), example.method);
  EXPECT_EQ(TextAt(line.value(), "/target"), example.target);
}

TEST(Serve, WarnsWhenOtherMachinesMayReachIt) {
  Subprocess serve({"cli/authmock", "serve", std::string(AnyProvider().name), "--port", "0",
                    "--bind", "0.0.0.0"});

  serve.ReadUntil("Ctrl-C");
  serve.Signal(SIGTERM);

  EXPECT_EQ(serve.Wait(), 0);
  EXPECT_THAT(serve.err(), AllOf(HasSubstr("0.0.0.0"), HasSubstr("other machines")));
}

TEST(CommandLine, WithoutAVerbSaysWhatIsMissing) {
  const Finished nothing = RunAuthmock({});

  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("authmock --help"));
}

TEST(CommandLine, NamesAVerbItDoesNotKnowAndTheOnesItKnows) {
  const Finished serve = RunAuthmock({"srve"});
  const Finished list = RunAuthmock({"contracts", "lst"});

  EXPECT_EQ(serve.code, 2);
  EXPECT_THAT(serve.err, AllOf(HasSubstr("\"srve\""), HasSubstr(" conform ")));
  EXPECT_EQ(list.code, 2);
  EXPECT_THAT(list.err, AllOf(HasSubstr("\"lst\""), HasSubstr(" coverage ")));
}

TEST(CommandLine, DoesNotCallAReportThatNobodyReceivedASuccess) {
  const Finished full = RunShell("cli/authmock contracts list > /dev/full");

  EXPECT_EQ(full.code, 2);
  EXPECT_THAT(full.err, HasSubstr("standard output"));
}

TEST(CommandLine, EveryVerbShowsAnExample) {
  for (const char* verb : {"serve", "conform", "contracts"}) {
    const Finished help = RunAuthmock({verb, "--help"});

    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.out, HasSubstr(std::string("authmock ") + verb)) << verb;
  }
}

}  // namespace
}  // namespace authmock
