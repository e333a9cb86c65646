#include "conformance/engine/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::HasSubstr;

class TemplateTest : public ::testing::Test {
 protected:
  TemplateScope Scope() const { return {given_, saved_, env_, now_}; }
  Json Fill(const Json& value) const { return FillJson(value, Scope()).value_or("refused"); }
  std::string FillError(const Json& value) const {
    const Result<Json> filled = FillJson(value, Scope());
    return filled ? "" : filled.error().Text();
  }

  const Json given_ = {{"user", {{"name", "ann"}, {"id", 7}}}, {"list", {1, 2}}};
  const Json saved_ = {{"token", "abcdef"}, {"ok", true}};
  const Environment env_ = [](const std::string& name) {
    return name == "SECRET" ? std::optional<std::string>("s3") : std::nullopt;
  };
  const std::function<Result<Time>()> now_ = [] { return FromUnix(0); };
};

TEST_F(TemplateTest, LeavesPlainTextAlone) { EXPECT_EQ(Fill("$5 {x}"), "$5 {x}"); }

TEST_F(TemplateTest, FillsNamesIntoText) {
  EXPECT_EQ(Fill("<${given.user.name}|${saved.token}|${env.SECRET}>"), "<ann|abcdef|s3>");
  EXPECT_EQ(Fill("id ${given.user.id}, ${saved.ok}"), "id 7, true");
}

TEST_F(TemplateTest, KeepsTheTypeOfAWholeTemplate) {
  EXPECT_EQ(Fill("${given.user.id}"), 7);
  EXPECT_EQ(Fill("${given.list}"), Json({1, 2}));
}

TEST_F(TemplateTest, FillsEveryStringInside) {
  EXPECT_EQ(Fill({{"a", {"${saved.token}", 1}}}), Json({{"a", {"abcdef", 1}}}));
}

TEST_F(TemplateTest, AltersAValue) { EXPECT_EQ(Fill("${saved.token|truncate:2}!"), "ab!"); }

TEST_F(TemplateTest, TakesBracesInsideAnAlteration) {
  const Result<Template> parsed = Template::Parse("${saved.t|set_claim:a:{\"b\":{}}}!");

  ASSERT_TRUE(parsed) << parsed.error().Text();
  EXPECT_EQ(parsed->pieces().size(), 2u);
}

TEST_F(TemplateTest, TellsTheTime) {
  EXPECT_EQ(Fill("${now}"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(Fill("${now+1h30m}"), "1970-01-01T01:30:00Z");
  EXPECT_EQ(Fill("${now-1s}"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(Fill("${now|truncate:10}"), "1970-01-01");
  EXPECT_EQ(Fill("${now+1h|truncate:19}"), "1970-01-01T01:00:00");
}

TEST_F(TemplateTest, AsksForTheTimeOnlyWhenNamed) {
  const std::function<Result<Time>()> broken = []() -> Result<Time> {
    return Fail("", "no clock");
  };
  const TemplateScope scope{given_, saved_, env_, broken};

  EXPECT_EQ(FillText("${given.user.name}", scope).value_or("refused"), "ann");
  EXPECT_EQ(FillText("${now}", scope).error().Text(), "no clock");
}

TEST_F(TemplateTest, Repeats) { EXPECT_EQ(Fill("${repeat:ab:3}"), "ababab"); }

TEST_F(TemplateTest, SaysWhatIsMissing) {
  EXPECT_EQ(FillError("${given.user.mail}"), "there is no given.user.mail");
  EXPECT_EQ(FillError("${saved.nothing}"), "there is no saved.nothing");
  EXPECT_EQ(FillError("${env.NOPE}"), "the environment has no NOPE");
}

TEST_F(TemplateTest, SaysWhatIsNoText) {
  EXPECT_EQ(FillError("x${given.list}"), "list is array, which is no text");
  EXPECT_THAT(FillText("${given.user}", Scope()).error().Text(), HasSubstr("object"));
}

TEST_F(TemplateTest, SaysWhatCannotBeRead) {
  EXPECT_THAT(FillError("${gven.x}"), HasSubstr("${gven.x}: is none of ${given.NAME}"));
  EXPECT_THAT(FillError("${given.}"), HasSubstr("is none of"));
  EXPECT_THAT(FillError("a ${given.x"), HasSubstr("has no closing brace"));
  EXPECT_THAT(FillError("${now*2}"), HasSubstr("is none of"));
  EXPECT_THAT(FillError("${now+soon}"), HasSubstr("only a duration may be added"));
  EXPECT_THAT(FillError("${now|shorten}"), HasSubstr("shorten"));
  EXPECT_THAT(FillError("${repeat:x}"), HasSubstr("${repeat:X:N}"));
  EXPECT_THAT(FillError("${saved.token|upcase}"), HasSubstr("\"upcase\": is none of"));
}

TEST_F(TemplateTest, RefusesEndlessRepetition) {
  EXPECT_THAT(FillError("${repeat:xx:16777216}"), HasSubstr("needs a text and a number"));
}

}  // namespace
}  // namespace authmock
