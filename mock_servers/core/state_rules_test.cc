#include "mock_servers/core/state_rules.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

struct Lamp {
  std::string colour = "off";
};

Result<void> TurnOn(Lamp& lamp, const Json& params) {
  lamp.colour = TextAt(params, "/colour");
  if (lamp.colour.empty()) return Fail("/colour", "name a colour");
  return {};
}

Result<void> TurnOff(Lamp& lamp, const Json&) {
  lamp.colour = "off";
  return {};
}

constexpr StateRule<Lamp> kRuleList[] = {
    {"lamp_on", "The lamp shines.", {"colour", "hours"}, TurnOn},
    {"lamp_off", "The lamp is dark.", {}, TurnOff},
};
constexpr std::span<const StateRule<Lamp>> kRules = kRuleList;

std::string ErrorOf(std::string_view state, const Json& params) {
  Lamp lamp;
  const Result<void> done = SetUpState(kRules, lamp, state, params);
  return done ? "none" : done.error().Text();
}

TEST(StateRules, AreListedWithTheirSentences) {
  const std::vector<ProviderState> states = ListStates(kRules);

  ASSERT_EQ(states.size(), 2u);
  EXPECT_EQ(states[0].name, "lamp_on");
  EXPECT_EQ(states[0].says, "The lamp shines.");
  EXPECT_EQ(states[1].name, "lamp_off");
}

TEST(StateRules, SetUpWhatTheyAreGiven) {
  Lamp lamp;

  ASSERT_TRUE(SetUpState(kRules, lamp, "lamp_on", {{"colour", "red"}}));
  EXPECT_EQ(lamp.colour, "red");
  ASSERT_TRUE(SetUpState(kRules, lamp, "lamp_off", nullptr)) << "no parameters at all";
  EXPECT_EQ(lamp.colour, "off");
}

TEST(StateRules, NameWhatThereIsForAnUnknownState) {
  EXPECT_EQ(ErrorOf("lamp", {}), "there is no state \"lamp\"; there are \"lamp_on\", \"lamp_off\"");
}

TEST(StateRules, NameWhatAStateTakesForAnUnknownParameter) {
  EXPECT_EQ(ErrorOf("lamp_on", {{"color", "red"}}),
            "/color: \"lamp_on\" takes \"colour\", \"hours\" only");
  EXPECT_EQ(ErrorOf("lamp_off", {{"colour", "red"}}), "/colour: \"lamp_off\" takes no parameters");
  EXPECT_EQ(ErrorOf("lamp_off", {{"", 1}}), "/: \"lamp_off\" takes no parameters");
}

TEST(StateRules, WantAnObjectOfParameters) {
  EXPECT_EQ(ErrorOf("lamp_on", Json::array({"red"})),
            "parameters are an object, as {\"name\": \"carol\"}");
}

TEST(StateRules, PassOnWhatTheRuleComplainsOf) {
  EXPECT_EQ(ErrorOf("lamp_on", {{"hours", 2}}), "/colour: name a colour");
}

}  // namespace
}  // namespace authmock
