#include "conformance/dialogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "client/core/scripted_server.h"
#include "conformance/engine/test_contract.h"
#include "conformance/engine/test_sender.h"

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Send Login() { return {.json = Json{{"name", "${given.name}"}, {"password", "x"}}}; }

// A dialogue with a sender that says what it is told to.
class DialogueTest : public ::testing::Test {
 protected:
  Dialogue With(std::vector<Reply> answers) {
    sender_ = std::make_unique<ScriptedSender>(std::move(answers));
    as_sender_ = sender_->AsSender();
    return Dialogue(setting_);
  }

  std::unique_ptr<ScriptedSender> sender_{};
  Sender as_sender_{};
  Target target_{.provider = "acme",
                 .name = "acme",
                 .base_url = "http://127.0.0.1:1/api",
                 .given = Json{{"name", "ann"}}};
  Control control_{.set_up = [](std::string_view name, const Json&) {
    return Fail("/state", std::string(name));
  }};
  Environment env_{};
  VirtualClock clock_{Time{}};
  const std::shared_ptr<const Contract> contract_ = TestContract();
  const RunSetting setting_{.contract = *contract_,
                            .target = target_,
                            .dialect = Dialect::Documented(),
                            .sender = as_sender_,
                            .control = control_,
                            .env = env_,
                            .clock = clock_};
};

TEST_F(DialogueTest, GivesTheBodyOfAGoodAnswer) {
  Dialogue dialogue = With({JsonAnswer(200, Json{{"token", "t"}})});

  const Json body = dialogue.Good("login", Login());

  EXPECT_EQ(TextAt(body, "/token"), "t");
  EXPECT_THAT(dialogue.Take().value(), IsEmpty());
  EXPECT_EQ(sender_->orders.at(0).request.body, R"({"name":"ann","password":"x"})");
}

TEST_F(DialogueTest, SendsNothingMoreOnceSomethingIsAmiss) {
  Dialogue dialogue = With({EmptyAnswer(422)});

  dialogue.Good("login", Login());
  dialogue.Good("login", Login());
  dialogue.SetUp("unknown", Json::object());
  dialogue.Hold(false, "the second difference", "one more");

  EXPECT_THAT(sender_->orders, SizeIs(1));
  EXPECT_THAT(dialogue.Take().value(), ElementsAre(Difference{"status 200", "status 422", {}}));
}

TEST_F(DialogueTest, WantsJson) {
  Dialogue dialogue = With({EmptyAnswer(200)});

  dialogue.Good("login", Login());

  EXPECT_THAT(dialogue.Take().value(), ElementsAre(Difference{"a JSON body", "none", {}}));
}

TEST_F(DialogueTest, SaysThatItCouldNotFindOut) {
  Dialogue dialogue = With({});

  dialogue.Good("login", Login());

  const auto found = dialogue.Take();
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().Text(), "http://server.example: nobody listens");
}

TEST_F(DialogueTest, SaysThatAStateCannotBeSetUp) {
  Dialogue dialogue = With({});

  dialogue.SetUp("unknown", Json::object());

  const auto found = dialogue.Take();
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().Text(), "/state: unknown");
}

TEST_F(DialogueTest, SaysWhatIsNotGiven) {
  Dialogue dialogue = With({EmptyAnswer(200)});

  dialogue.Ask("login", {.text = "${given.nobody}"});

  EXPECT_THAT(sender_->orders, IsEmpty());
  EXPECT_FALSE(dialogue.Take().has_value());
}

TEST_F(DialogueTest, AsksAtOnceOverConnectionsOfTheirOwn) {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  ScriptedServer server({{.answers = {answer}}, {.answers = {answer}}});
  target_.base_url = server.url() + "/api";
  Dialogue dialogue = With({});

  const std::vector<Response> answers = dialogue.AskAtOnce(dialogue.Make("login", Login()), 2);

  EXPECT_THAT(answers, ElementsAre(Field(&Response::status, 200), Field(&Response::status, 200)));
  EXPECT_THAT(server.Heard(), SizeIs(2));
}

}  // namespace
}  // namespace authmock
