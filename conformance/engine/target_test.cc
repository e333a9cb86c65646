#include "conformance/engine/target.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Environment kEnvironment = [](const std::string& name) {
  return name == "PASSWORD" ? std::optional<std::string>("s3cret") : std::nullopt;
};

Json Document() {
  return {{"provider", "acme"}, {"name", "my door"}, {"base_url", "http://127.0.0.1:9000/api"}};
}

Json With(const std::string& key, const Json& value) {
  Json document = Document();
  document[key] = value;
  return document;
}

Target Read(const Json& document) {
  return ReadTarget("door.json", document, kEnvironment).value_or(Target{});
}

std::string ErrorOf(const Json& document) {
  const Result<Target> target = ReadTarget("door.json", document, kEnvironment);
  return target ? "no error" : target.error().Text();
}

std::string MissingOf(Need need, const Target& target) {
  return MissingFor({.needs = {std::move(need)}}, target, kEnvironment);
}

TEST(ReadTarget, ReadsWhatItIsTold) {
  const Target target = Read(With("dialect", "deployed"));

  EXPECT_EQ(target.provider, "acme");
  EXPECT_EQ(target.name, "my door");
  EXPECT_EQ(target.base_url, "http://127.0.0.1:9000/api");
  EXPECT_EQ(target.dialect, "deployed");
}

TEST(ReadTarget, AssumesTheDocumentedDialectAndNothingElse) {
  const Target target = Read(Document());

  EXPECT_EQ(target.dialect, "documented");
  EXPECT_TRUE(target.given.empty());
  EXPECT_TRUE(target.can.empty());
}

TEST(ReadTarget, ReadsAbilities) {
  EXPECT_THAT(Read(With("can", {"state", "reset"})).can,
              ElementsAre(Ability::kReset, Ability::kState));
}

TEST(ReadTarget, FillsVariablesOfTheEnvironment) {
  const Json given = {{"user", {{"name", "ann"}, {"password", "<${env.PASSWORD}>"}}}};

  EXPECT_EQ(TextAt(Read(With("given", given)).given, "/user/password"), "<s3cret>");
}

TEST(ReadTarget, LeavesOutWhatAMissingVariableWouldHaveFilled) {
  const Target target = Read(With("given", {{"user", {{"name", "ann"}, {"key", "${env.KEY}"}}}}));

  EXPECT_EQ(target.given, Json({{"user", {{"name", "ann"}}}}));
}

TEST(ReadTarget, SaysWhatIsWrong) {
  EXPECT_EQ(ErrorOf(With("cann", Json::array())),
            "door.json#/cann: unknown key \"cann\"; did you mean \"can\"?");
  EXPECT_EQ(ErrorOf({{"provider", "acme"}}), "door.json#: \"name\" is missing");
  EXPECT_EQ(ErrorOf(With("can", {"fly"})),
            "door.json#/can/0: \"fly\" is none of reset, advance, state, fault, journal");
  EXPECT_EQ(ErrorOf(With("can", "reset")), "door.json#/can: expected an array");
  EXPECT_EQ(ErrorOf(With("base_url", "127.0.0.1:9000")),
            "door.json#/base_url: \"127.0.0.1:9000\": expected http:// or https://, and no slash "
            "at the end");
  EXPECT_THAT(ErrorOf(With("base_url", "http://a/api/")), HasSubstr("no slash at the end"));
  EXPECT_EQ(ErrorOf(With("given", {{"a", "${saved.x}"}})),
            "door.json#/given/a: a target may use ${env.NAME} only");
  EXPECT_EQ(ErrorOf(With("given", 1)), "door.json#/given: expected an object");
  EXPECT_THAT(ErrorOf(With("dialect", "klingon")), HasSubstr("door.json#/dialect"));
  EXPECT_THAT(ErrorOf(With("can", {"reset", "reset"})), HasSubstr("door.json#/can"));
  EXPECT_THAT(ErrorOf(Json::array()), HasSubstr("expected an object, got array"));
}

TEST(MissingFor, FindsNothingMissingInACaseThatNeedsNothing) {
  EXPECT_EQ(MissingFor({}, Read(Document()), kEnvironment), "");
}

TEST(MissingFor, NamesTheFirstThingMissing) {
  const Target target = Read(With("given", {{"user", {{"name", "ann"}}}}));
  using Kind = Need::Kind;

  EXPECT_EQ(MissingOf({Kind::kGiven, "user.name"}, target), "");
  EXPECT_EQ(MissingOf({Kind::kGiven, "user.mail"}, target),
            "target \"my door\" has no given.user.mail");
  EXPECT_EQ(MissingOf({Kind::kEnv, "PASSWORD"}, target), "");
  EXPECT_EQ(MissingOf({Kind::kEnv, "KEY"}, target),
            "target \"my door\" needs the variable KEY, which is not set");
  EXPECT_EQ(MissingOf({Kind::kReset, ""}, target), "target \"my door\" cannot be reset");
  EXPECT_EQ(MissingOf({Kind::kAdvance, ""}, target), "target \"my door\" cannot move its clock");
  EXPECT_EQ(MissingOf({Kind::kState, ""}, target), "target \"my door\" cannot set up states");
  EXPECT_EQ(MissingOf({Kind::kExactWire, ""}, target), "");
}

TEST(MissingFor, ChoosesTheSendersAddressOnThisMachineOnly) {
  const Target far = Read(With("base_url", "http://door.example/api"));

  EXPECT_EQ(MissingOf({Need::Kind::kFrom, ""}, Read(Document())), "");
  EXPECT_THAT(MissingOf({Need::Kind::kFrom, ""}, far), HasSubstr("is on another machine"));
}

TEST(MissingFor, WritesRawBytesToPlainConnectionsOnly) {
  const Target tls = Read(With("base_url", "https://door.example/api"));

  EXPECT_EQ(MissingOf({Need::Kind::kRawBytes, ""}, Read(Document())), "");
  EXPECT_THAT(MissingOf({Need::Kind::kRawBytes, ""}, tls), HasSubstr("speaks https"));
}

}  // namespace
}  // namespace authmock
