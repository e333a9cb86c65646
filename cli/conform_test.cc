#include "cli/conform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "base/json.h"
#include "cli/files.h"
#include "cli/subprocess.h"
#include "conformance/coded_cases.h"
#include "mock_servers/all_providers.h"
#include "schemas/contract/meta.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

std::string AnyName() { return std::string(AllProviders().front().name); }
std::string AnyMock() { return "mock:" + AnyName(); }

std::string TemporaryPath(const std::string& name) {
  return std::string(std::getenv("TEST_TMPDIR")) + "/" + name;
}

std::string TemporaryFile(const std::string& name, const std::string& text) {
  const std::string path = TemporaryPath(name);
  std::ofstream(path) << text;
  return path;
}

// A documented case that needs nothing but accounts: it can be asked of a server without a control
// interface, and a failure counts there.
const Case& PlainCase() {
  static const auto cases = *AllCases(**Contract::Embedded(AnyName()));
  const auto is_plain = [](const Case& each) {
    return each.dialect != "deployed" && !each.steps.empty() && each.basis == Basis::kDocumented &&
           std::ranges::all_of(each.needs,
                               [](const Need& need) { return need.kind == Need::Kind::kGiven; });
  };
  return *std::ranges::find_if(cases, is_plain);
}

// A target file for a running mock that is taken for a stranger: nothing but its accounts is known.
std::string StrangerFile(const std::string& name, Mock& mock) {
  return TemporaryFile(name, WriteJson(Json{{"provider", mock.provider()},
                                            {"name", "a stranger"},
                                            {"base_url", mock.base_url()},
                                            {"given", mock.Advertise().given}}));
}

TEST(Conform, FindsThatTheMockKeepsItsPromisesInBothDialects) {
  for (const char* dialect : {"documented", "deployed"}) {
    const Finished conform = RunAuthmock({"conform", AnyMock(), "--dialect", dialect});

    EXPECT_EQ(conform.code, 0) << conform.out << conform.err;
    EXPECT_THAT(conform.out, AllOf(HasSubstr(" passed, 0 failed ("), Not(HasSubstr("skipped"))));
    EXPECT_THAT(conform.err, IsEmpty());
  }
}

TEST(Conform, RunsTheCasesThatAreNamedAlone) {
  const Finished conform = RunAuthmock({"conform", AnyMock(), PlainCase().Id()});

  EXPECT_EQ(conform.code, 0) << conform.out << conform.err;
  EXPECT_THAT(conform.out, HasSubstr("1 passed, 0 failed"));
}

TEST(Conform, ExplainsABrokenPromiseAndHowToRunItAgain) {
  MockServer mock = StartMock(AnyName());
  const std::string file = StrangerFile("broken.json", mock.mock());
  mock.mock().faults().Plan("", {*Fault::Parse("drop_before")});

  const Finished conform = RunAuthmock({"conform", file, PlainCase().Id()});

  EXPECT_EQ(conform.code, 1) << conform.out << conform.err;
  EXPECT_THAT(conform.out,
              AllOf(HasSubstr("FAIL " + PlainCase().Id()), HasSubstr("covers    "),
                    HasSubstr(PlainCase().covers.front()), HasSubstr("expected  status "),
                    HasSubstr("actual    "), HasSubstr("received  nothing"),
                    HasSubstr("again     authmock conform " + file + " " + PlainCase().Id())));
  EXPECT_THAT(conform.out, HasSubstr("0 passed, 1 failed"));
}

TEST(Conform, FindsAFaultThatWasPlannedInARunningMock) {
  MockServer mock = StartMock(AnyName());
  mock.mock().faults().Plan("", {*Fault::Parse("drop_before")});

  const Finished conform = RunAuthmock({"conform", mock.base_url(), PlainCase().Id()});

  EXPECT_EQ(conform.code, 1) << conform.out << conform.err;
  EXPECT_THAT(conform.out, HasSubstr("FAIL " + PlainCase().Id()));
  EXPECT_EQ(mock.mock().faults().Left(), 0u);
}

TEST(Conform, ExcusesAKnownFailure) {
  MockServer mock = StartMock(AnyName());
  const std::string file = StrangerFile("excused.json", mock.mock());
  const std::string known = TemporaryFile("known.txt", PlainCase().Id() + "  no answer\n");
  mock.mock().faults().Plan("", {*Fault::Parse("drop_before")});

  const Finished conform = RunAuthmock({"conform", file, PlainCase().Id(), "--expected", known});

  EXPECT_EQ(conform.code, 0) << conform.out << conform.err;
  EXPECT_THAT(conform.out, HasSubstr("1 failed as expected"));
}

TEST(Conform, FailsWhenAKnownFailureIsGone) {
  const std::string known = TemporaryFile("gone.txt", PlainCase().Id() + "  status 500\n");

  const Finished conform =
      RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--expected", known, "--seed", "7"});

  EXPECT_EQ(conform.code, 1);
  EXPECT_THAT(conform.out, AllOf(HasSubstr("FIXED " + PlainCase().Id()), HasSubstr(known + ":1"),
                                 HasSubstr("authmock conform " + AnyMock() + " --seed 7 ")));
}

TEST(Conform, CountsWhatAStrangerCannotBeAskedAsSkippedOrFailed) {
  MockServer mock = StartMock(AnyName());
  const std::string file = TemporaryFile(
      "bare.json",
      WriteJson(Json{{"provider", AnyName()}, {"name", "bare"}, {"base_url", mock.base_url()}}));

  const Finished lenient = RunAuthmock({"conform", file, PlainCase().Id(), "*.derived_*"});
  const Finished strict =
      RunAuthmock({"conform", file, PlainCase().Id(), "*.derived_*", "--no-skip"});

  EXPECT_EQ(lenient.code, 0) << lenient.out << lenient.err;
  EXPECT_THAT(lenient.out, HasSubstr("target \"bare\" has no given."));
  EXPECT_EQ(strict.code, 1);
  EXPECT_THAT(strict.out, HasSubstr("--no-skip forbids"));
}

TEST(Conform, IsTwoWhenNobodyListens) {
  std::string url{};
  {
    MockServer gone = StartMock(AnyName());
    url = gone.base_url();
  }

  const Finished conform = RunAuthmock({"conform", url, "--provider", AnyName()});

  EXPECT_EQ(conform.code, 2);
  EXPECT_THAT(conform.err, HasSubstr("127.0.0.1"));
  EXPECT_THAT(conform.out, IsEmpty());
}

TEST(Conform, IsTwoWhenAFilterSelectsNothing) {
  const Finished conform = RunAuthmock({"conform", AnyMock(), "no.such.case"});

  EXPECT_EQ(conform.code, 2);
  EXPECT_THAT(conform.err, HasSubstr("\"no.such.case\""));
}

TEST(Conform, ListsCasesWithoutRunningThem) {
  const Finished list = RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--list"});

  EXPECT_EQ(list.code, 0);
  EXPECT_EQ(list.out, PlainCase().Id() + "  " + PlainCase().says + "\n");
}

TEST(Conform, WritesJunitAndJsonBesideTheText) {
  const std::string junit = TemporaryPath("report.xml");
  const std::string json = TemporaryPath("report.json");

  const Finished conform =
      RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--junit", junit, "--json", json});

  EXPECT_EQ(conform.code, 0) << conform.err;
  pugi::xml_document xml{};
  EXPECT_TRUE(xml.load_file(junit.c_str()));
  EXPECT_EQ(xml.child("testsuites").child("testsuite").attribute("tests").as_int(), 1);
  const JsonText report = ReadJson(ReadFile(json).value_or(""));
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(CheckFile(*MetaSchema("report"), json, report.value()).has_value());
}

TEST(Conform, PutsTheFormatThatWasAskedForOnStdout) {
  const Finished json = RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--report", "json"});
  const Finished junit = RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--report", "junit"});

  EXPECT_TRUE(ReadJson(json.out).ok());
  EXPECT_THAT(junit.out, EndsWith("</testsuites>\n"));
}

TEST(Conform, SaysWhichFileItCannotWrite) {
  const Finished conform =
      RunAuthmock({"conform", AnyMock(), PlainCase().Id(), "--junit", "/nowhere/report.xml"});

  EXPECT_EQ(conform.code, 2);
  EXPECT_THAT(conform.err, HasSubstr("/nowhere/report.xml: No such file"));
}

TEST(Conform, NamesAWrongFlagItsValueAndWhatWouldBeRight) {
  const Finished format = RunAuthmock({"conform", AnyMock(), "--report", "yaml"});
  const Finished timeout = RunAuthmock({"conform", AnyMock(), "--timeout", "soon"});
  const Finished dialect = RunAuthmock({"conform", AnyMock(), "--dialect", "klingon"});
  const Finished expected = RunAuthmock({"conform", AnyMock(), "--expected", "/nowhere.txt"});

  EXPECT_EQ(format.code, 2);
  EXPECT_THAT(format.err, AllOf(HasSubstr("--report"), HasSubstr("yaml"), HasSubstr("junit")));
  EXPECT_EQ(timeout.code, 2);
  EXPECT_THAT(timeout.err, AllOf(HasSubstr("--timeout"), HasSubstr("soon"), HasSubstr("10s")));
  EXPECT_EQ(dialect.code, 2);
  EXPECT_THAT(dialect.err,
              AllOf(HasSubstr("--dialect"), HasSubstr("klingon"), HasSubstr("documented")));
  EXPECT_EQ(expected.code, 2);
  EXPECT_THAT(expected.err, AllOf(HasSubstr("--expected"), HasSubstr("/nowhere.txt")));
}

TEST(Conform, SaysWhatATargetMayBe) {
  const Finished nothing = RunAuthmock({"conform"});
  const Finished nonsense = RunAuthmock({"conform", "nonsense"});
  const Finished unknown = RunAuthmock({"conform", "mock:nobody"});

  EXPECT_EQ(nothing.code, 2);
  EXPECT_THAT(nothing.err, HasSubstr("TARGET is required"));
  EXPECT_EQ(nonsense.code, 2);
  EXPECT_THAT(nonsense.err, AllOf(HasSubstr("\"nonsense\""), HasSubstr("mock:")));
  EXPECT_EQ(unknown.code, 2);
  EXPECT_THAT(unknown.err, HasSubstr(AnyMock()));
}

}  // namespace
}  // namespace authmock
