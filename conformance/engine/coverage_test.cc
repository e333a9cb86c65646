#include "conformance/engine/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_contract.h"

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Case Covering(std::string covers, std::string dialect = "") {
  return {.provider = "acme",
          .group = "journeys",
          .name = "goes_well",
          .covers = {std::move(covers)},
          .dialect = std::move(dialect)};
}

CoverageReport CoverageBy(const std::vector<Case>& cases) {
  return ComputeCoverage(*TestContract(), cases);
}

std::vector<std::string> GapsOf(const CoverageReport& report) {
  std::vector<std::string> names{};
  for (const CoverageRow* gap : report.Gaps()) names.push_back(gap->promise);
  return names;
}

TEST(Coverage, DemandsEveryStatusSchemeAndStatement) {
  const CoverageReport report = CoverageBy({});

  EXPECT_THAT(GapsOf(report),
              ElementsAre("login/200", "login/422", "login/500", "logout/204",
                          "logout/security:key", "statement:logout_ends",
                          "statement:logout_ends_nothing", "statement:second_is_slow"));
}

TEST(Coverage, DemandsNothingOfCompanions) {
  CoverageReport report = CoverageBy({});

  ASSERT_NE(report.Find("me/200"), nullptr);
  EXPECT_TRUE(report.Find("me/200")->companion);
  EXPECT_FALSE(report.Find("me/200")->IsGap());
}

TEST(Coverage, NamesTheCasesThatShowAPromise) {
  CoverageReport report = CoverageBy({Covering("login/422")});

  EXPECT_THAT(report.Find("login/422")->cases, ElementsAre("acme.journeys.goes_well"));
  EXPECT_THAT(GapsOf(report), Not(Contains("login/422")));
}

TEST(Coverage, CountsACaseOfOneDialectForAPromiseOfBoth) {
  EXPECT_THAT(GapsOf(CoverageBy({Covering("login/200", "deployed")})), Not(Contains("login/200")));
}

TEST(Coverage, DoesNotCountACaseOfTheOtherDialect) {
  EXPECT_THAT(GapsOf(CoverageBy({Covering("statement:logout_ends", "deployed")})),
              Contains("statement:logout_ends"));
  EXPECT_THAT(GapsOf(CoverageBy({Covering("login/500", "documented")})), Contains("login/500"));
}

TEST(Coverage, OfOneVersionIsNotShownByAnother) {
  const std::string promise = "statement:second_is_slow";

  EXPECT_THAT(GapsOf(CoverageBy({Covering(promise, "deployed@1.0")})), Contains(promise));
  EXPECT_THAT(GapsOf(CoverageBy({Covering(promise, "deployed@2.0")})), Not(Contains(promise)));
}

TEST(Waivers, CloseAGapWithAReason) {
  CoverageReport report = CoverageBy({});

  const auto applied = ApplyWaivers(
      "waivers.json", R"({"waivers": [{"covers": "login/500", "why": "Nobody can break it."}]})",
      report);

  ASSERT_TRUE(applied.has_value()) << applied.error().Text();
  EXPECT_EQ(report.Find("login/500")->waived, "Nobody can break it.");
  EXPECT_THAT(GapsOf(report), Not(Contains("login/500")));
}

// The text of what is wrong with a waivers.json, for a contract that a case covers login/200 of.
std::string WrongWith(std::string_view text) {
  CoverageReport report = CoverageBy({Covering("login/200")});
  const auto applied = ApplyWaivers("waivers.json", text, report);
  return applied ? "" : applied.error().Text();
}

TEST(Waivers, OfNoPromiseAreWrong) {
  EXPECT_THAT(WrongWith("{\"waivers\": [\n{\"covers\": \"login/418\", \"why\": \"Tea.\"}]}"),
              AllOf(HasSubstr("waivers.json:2#/waivers/0"), HasSubstr("\"login/418\"")));
}

TEST(Waivers, OfACoveredPromiseAreWrong) {
  EXPECT_THAT(WrongWith(R"({"waivers": [{"covers": "login/200", "why": "Hard."}]})"),
              HasSubstr("covered by acme.journeys.goes_well"));
}

TEST(Waivers, GivenTwiceAreWrong) {
  EXPECT_THAT(WrongWith(R"({"waivers": [{"covers": "login/500", "why": "Hard."},
                                        {"covers": "login/500", "why": "Very."}]})"),
              HasSubstr("waived twice"));
}

TEST(Waivers, WithoutAReasonAreWrong) {
  EXPECT_THAT(WrongWith(R"({"waivers": [{"covers": "login/500"}]})"),
              HasSubstr("\"why\" is missing"));
}

TEST(Waivers, WithAKeyNobodyKnowsAreWrong) {
  EXPECT_THAT(WrongWith(R"({"waivers": [{"covers": "login/500", "wy": "Hard."}]})"),
              HasSubstr("did you mean \"why\"?"));
}

TEST(Waivers, ThatAreNoListAreWrong) {
  EXPECT_THAT(WrongWith(R"({"waivers": {}})"), HasSubstr("must be an array"));
}

TEST(Waivers, AreFoundBesideTheCasesOfTheirProvider) {
  const EmbeddedFile files[] = {
      {"conformance/cases/acme/waivers.json",
       R"({"waivers": [{"covers": "login/500", "why": "Nobody can break it."}]})"}};
  CoverageReport report = CoverageBy({});

  ASSERT_TRUE(ApplyWaivers("acme", files, report).has_value());
  EXPECT_THAT(report.Find("login/500")->waived, Not(IsEmpty()));
}

}  // namespace
}  // namespace authmock
