#include "conformance/engine/derive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/engine/sample.h"
#include "schemas/contract/shop.h"

namespace authmock {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

std::shared_ptr<const Contract> With(const Json& patch) {
  Json document = ShopDocument();
  MergePatch(document, patch);
  return Contract::Load("shop.json", document, "statements.json", ShopStatements()).value();
}

std::vector<std::string> IdsOf(const std::vector<Case>& cases) {
  std::vector<std::string> ids{};
  for (const Case& each : cases) ids.push_back(each.Id());
  return ids;
}

Case Find(const std::vector<Case>& cases, std::string_view id) {
  const auto found = std::ranges::find_if(cases, [&](const Case& each) { return each.Id() == id; });
  return found == cases.end() ? Case{.says = "there is no such case"} : *found;
}

std::vector<int> StatusesOf(const Case& subject) {
  std::vector<int> statuses{};
  for (const StatusRange& range : std::get<SendStep>(subject.steps.at(0)).expect.statuses) {
    statuses.push_back(range.first);
  }
  return statuses;
}

std::vector<std::string> BodiesOf(const Case& subject) {
  std::vector<std::string> bodies{};
  for (const Step& step : subject.steps) {
    const Send& send = std::get<SendStep>(step).send;
    bodies.push_back(send.json ? WriteJson(*send.json) : send.text.value_or(""));
  }
  return bodies;
}

TEST(DeriveCases, FollowsFromTheContractAlone) {
  const std::vector<Case> cases = DeriveCases(*Shop(), {});

  EXPECT_THAT(
      IdsOf(cases),
      ElementsAre("shop.log_in.derived_without_user", "shop.log_in.derived_user_of_wrong_type",
                  "shop.log_in.derived_null_user", "shop.log_in.derived_without_password",
                  "shop.log_in.derived_password_of_wrong_type", "shop.log_in.derived_null_password",
                  "shop.log_in.derived_unknown_field", "shop.log_in.derived_malformed_json",
                  "shop.log_in.derived_other_json", "shop.log_in.derived_other_methods",
                  "shop.find_items.derived_other_methods", "shop.ping.derived_other_methods"));
}

TEST(DeriveCases, SaysWhatACaseIs) {
  const Case subject = Find(DeriveCases(*Shop(), {}), "shop.log_in.derived_without_user");

  EXPECT_EQ(subject.says, "A body without the required \"user\" is refused.");
  EXPECT_THAT(subject.covers, ElementsAre("log_in/400"));
  EXPECT_EQ(subject.dialect, "documented");
  EXPECT_EQ(subject.basis, Basis::kDocumented);
  EXPECT_EQ(subject.source, CaseSource::kDerived);
  EXPECT_THAT(subject.needs, IsEmpty());
  EXPECT_THAT(StatusesOf(subject), ElementsAre(400));
  EXPECT_THAT(BodiesOf(subject), ElementsAre(R"({"password":"x"})"));
}

TEST(DeriveCases, TriesEveryOtherType) {
  EXPECT_THAT(BodiesOf(Find(DeriveCases(*Shop(), {}), "shop.log_in.derived_user_of_wrong_type")),
              ElementsAre(R"({"user":17,"password":"x"})", R"({"user":true,"password":"x"})",
                          R"({"user":[1],"password":"x"})", R"({"user":{"a":1},"password":"x"})"));
}

TEST(DeriveCases, NamesTheDialectItWasDerivedFor) {
  const std::vector<Case> cases = DeriveCases(*Shop(), {.deployed = true, .version = "1.1"});

  for (const Case& each : cases) EXPECT_EQ(each.dialect, "deployed@1.1") << each.Id();
}

TEST(DeriveCases, DerivesNothingWhereNoRefusalIsListed) {
  const auto shop =
      With({{"paths", {{"/session", {{"post", {{"responses", {{"400", nullptr}}}}}}}}}});

  EXPECT_THAT(IdsOf(DeriveCases(*shop, {})), Not(Contains("shop.log_in.derived_without_user")));
}

TEST(DeriveCases, DerivesNothingFromAFieldThatMayBeAnything) {
  const auto shop = With(
      {{"components", {{"schemas", {{"Login", {{"properties", {{"note", Json::object()}}}}}}}}}});

  EXPECT_THAT(IdsOf(DeriveCases(*shop, {})),
              Not(::testing::AnyOf(Contains("shop.log_in.derived_without_note"),
                                   Contains("shop.log_in.derived_null_note"))));
}

TEST(DeriveCases, DerivesNothingFromABodyItCannotMake) {
  const auto shop = With(
      {{"components",
        {{"schemas", {{"Login", {{"properties", {{"user", {{"pattern", "^[0-9]{9}$"}}}}}}}}}}}});

  EXPECT_THAT(IdsOf(DeriveCases(*shop, {})), Not(Contains("shop.log_in.derived_without_user")));
}

TEST(DeriveCases, WantsACredentialWhereA401IsListed) {
  const Json refused = {{"description", "Refused"}};
  const auto shop = With({{"paths", {{"/items", {{"get", {{"responses", {{"401", refused}}}}}}}}}});

  const Case subject = Find(DeriveCases(*shop, {}), "shop.find_items.derived_without_credential");

  EXPECT_THAT(subject.steps, SizeIs(1));
  EXPECT_THAT(subject.covers, ElementsAre("find_items/401"));
}

TEST(DeriveCases, TakesAListed400ForAMissingCredential) {
  const Json refused = {{"description", "Refused"}};
  const auto shop = With(
      {{"paths", {{"/items", {{"get", {{"responses", {{"400", refused}, {"401", refused}}}}}}}}}});

  const Case subject = Find(DeriveCases(*shop, {}), "shop.find_items.derived_without_credential");

  EXPECT_THAT(StatusesOf(subject), ElementsAre(400, 401));
}

TEST(DeriveCases, RefusesAnotherMediaTypeWhereA415IsListed) {
  const Json refused = {{"description", "Not that"}};
  const auto shop =
      With({{"paths", {{"/session", {{"post", {{"responses", {{"415", refused}}}}}}}}}});

  const Case subject = Find(DeriveCases(*shop, {}), "shop.log_in.derived_other_media_type");

  ASSERT_THAT(subject.steps, SizeIs(1));
  EXPECT_THAT(StatusesOf(subject), ElementsAre(415));
}

TEST(DeriveCases, TriesMethodsThatThePathDoesNotHave) {
  const Case subject = Find(DeriveCases(*Shop(), {}), "shop.find_items.derived_other_methods");

  std::vector<std::string> methods{};
  for (const Step& step : subject.steps) methods.push_back(std::get<SendStep>(step).send.method);
  EXPECT_THAT(methods, ElementsAre("POST", "PUT", "PATCH", "DELETE"));
  EXPECT_EQ(subject.basis, Basis::kInferred);
  EXPECT_FALSE(std::get<SendStep>(subject.steps[0]).expect.statuses[0].Holds(200));
}

TEST(DeriveCases, TriesNoMethodOfAPageOutsideTheApi) {
  const auto shop = With({{"paths", {{"/items", {{"servers", {{{"url", "/"}}}}}}}}});

  EXPECT_THAT(IdsOf(DeriveCases(*shop, {})),
              Not(Contains("shop.find_items.derived_other_methods")));
}

TEST(Sample, PrefersWhatTheSchemaNames) {
  const Json document = {{"A", {{"type", "string"}, {"example", "ann"}}}};

  EXPECT_EQ(Sample(document, {{"$ref", "#/A"}}), Json("ann"));
  EXPECT_EQ(Sample(document, {{"enum", {3, 4}}}), Json(3));
  EXPECT_EQ(Sample(document, {{"const", nullptr}}), Json());
}

TEST(Sample, MakesAShortValueOfTheType) {
  const Json none = Json::object();

  EXPECT_EQ(Sample(none, {{"type", "string"}, {"minLength", 3}}), Json("xxx"));
  EXPECT_EQ(Sample(none, {{"type", "integer"}, {"minimum", 5}}), Json(5));
  EXPECT_EQ(Sample(none, {{"type", {"boolean", "null"}}}), Json(true));
  EXPECT_EQ(Sample(none, {{"type", "array"}}), Json::array());
  EXPECT_EQ(Sample(none, {{"type", "string"}, {"format", "email"}}), Json("someone@example.com"));
}

TEST(Sample, MakesRequiredMembersOnly) {
  const Json schema = {{"type", "object"},
                       {"required", {"a"}},
                       {"properties", {{"a", {{"type", "integer"}}}, {"b", {{"type", "string"}}}}}};

  EXPECT_EQ(Sample(Json::object(), schema), Json({{"a", 1}}));
}

TEST(Sample, MakesNothingOfWhatItDoesNotUnderstand) {
  const Json circle = {{"A", {{"$ref", "#/A"}}}};

  EXPECT_EQ(Sample(circle, {{"$ref", "#/A"}}), std::nullopt);
  EXPECT_EQ(Sample(circle, {{"$ref", "#/B"}}), std::nullopt);
  EXPECT_EQ(Sample(circle, Json::object()), std::nullopt);
}

}  // namespace
}  // namespace authmock
