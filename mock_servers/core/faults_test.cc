#include "mock_servers/core/faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

namespace authmock {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Kind = Fault::Kind;

std::string ErrorOf(std::string_view word) {
  const auto fault = Fault::Parse(word);
  return fault ? "none" : fault.error().what;
}

TEST(Fault, IsReadFromEachWordOfTheVocabulary) {
  EXPECT_EQ(Fault::Parse("pass"), Fault{.kind = Kind::kPass});
  EXPECT_EQ(Fault::Parse("reply:503"), (Fault{.kind = Kind::kReply, .status = 503}));
  EXPECT_EQ(Fault::Parse("drop_before"), Fault{.kind = Kind::kDropBefore});
  EXPECT_EQ(Fault::Parse("drop_after"), Fault{.kind = Kind::kDropAfter});
  EXPECT_EQ(Fault::Parse("cut:64"), (Fault{.kind = Kind::kCut, .bytes = 64}));
  EXPECT_EQ(Fault::Parse("spoil"), Fault{.kind = Kind::kSpoil});
  EXPECT_EQ(Fault::Parse("delay:3s"), (Fault{.kind = Kind::kDelay, .delay = Duration(3000)}));
  EXPECT_EQ(Fault::Parse("trickle:100"), (Fault{.kind = Kind::kTrickle, .bytes = 100}));
}

TEST(Fault, NamesAnUnknownWordAndTheKnownOnes) {
  EXPECT_THAT(ErrorOf("explode"), AllOf(HasSubstr("\"explode\""), HasSubstr("drop_before"),
                                        HasSubstr("reply:..."), HasSubstr("trickle:...")));
  EXPECT_THAT(ErrorOf(""), HasSubstr("there are pass"));
}

TEST(Fault, SaysWhatIsRightInPlaceOfABadArgument) {
  EXPECT_THAT(ErrorOf("reply"), HasSubstr("write reply:STATUS"));
  EXPECT_THAT(ErrorOf("reply:100"), HasSubstr("from 200 to 599"));
  EXPECT_THAT(ErrorOf("reply:600"), HasSubstr("from 200 to 599"));
  EXPECT_THAT(ErrorOf("reply:50x"), HasSubstr("from 200 to 599"));
  EXPECT_THAT(ErrorOf("pass:1"), HasSubstr("write pass"));
  EXPECT_THAT(ErrorOf("cut:-1"), HasSubstr("write cut:BYTES"));
  EXPECT_THAT(ErrorOf("cut:99999999999999999999999"), HasSubstr("write cut:BYTES"));
  EXPECT_THAT(ErrorOf("trickle:0"), HasSubstr("above zero"));
  EXPECT_THAT(ErrorOf("delay:soon"), HasSubstr("as 3s"));
  EXPECT_THAT(ErrorOf("delay:-1s"), HasSubstr("above zero"));
  EXPECT_THAT(ErrorOf("delay:366d"), HasSubstr("up to 365d"));
}

RC_GTEST_PROP(Fault, SaysTheWordItWasReadFrom, ()) {
  const auto ms = *rc::gen::inRange<std::int64_t>(1, 365LL * 86'400'000);
  const auto bytes = *rc::gen::inRange<std::size_t>(1, 1u << 30);
  const Fault faults[] = {{.kind = Kind::kReply, .status = *rc::gen::inRange(200, 600)},
                          {.kind = Kind::kDelay, .delay = Duration(ms)},
                          {.kind = Kind::kCut, .bytes = bytes},
                          {.kind = Kind::kTrickle, .bytes = bytes}};

  for (const Fault& fault : faults) RC_ASSERT(Fault::Parse(fault.Text()) == fault);
}

RC_GTEST_PROP(Fault, IsReadFromAnyTextWithoutHarm, (const std::string& word)) {
  const auto fault = Fault::Parse(word);
  if (fault) RC_ASSERT((Fault::Parse(fault->Text()) == fault));
}

TEST(FaultQueue, HasNothingWhenNothingIsPlanned) {
  FaultQueue queue;

  EXPECT_EQ(queue.Draw("log_in"), std::nullopt);
  EXPECT_EQ(queue.Left(), 0u);
}

TEST(FaultQueue, DrawsOneAfterAnotherAndThenNothing) {
  FaultQueue queue;
  queue.Plan("log_in", {{.kind = Kind::kSpoil}, {.kind = Kind::kPass}});

  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kSpoil);
  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kPass);
  EXPECT_EQ(queue.Draw("log_in"), std::nullopt);
}

TEST(FaultQueue, KeepsAnOperationsPlanForThatOperation) {
  FaultQueue queue;
  queue.Plan("log_in", {{.kind = Kind::kSpoil}});

  EXPECT_EQ(queue.Draw("log_out"), std::nullopt);
  EXPECT_EQ(queue.Draw(""), std::nullopt);
  EXPECT_EQ(queue.Left(), 1u);
}

TEST(FaultQueue, LetsAnyRequestDrawFromAPlanWithoutOperation) {
  FaultQueue queue;
  queue.Plan("", {{.kind = Kind::kSpoil}, {.kind = Kind::kDropAfter}});

  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kSpoil);
  EXPECT_EQ(queue.Draw("")->kind, Kind::kDropAfter);
}

TEST(FaultQueue, UsesPlansUpInTheOrderTheyWereMade) {
  FaultQueue queue;
  queue.Plan("log_in", {{.kind = Kind::kSpoil}});
  queue.Plan("", {{.kind = Kind::kDropAfter}});
  queue.Plan("log_in", {{.kind = Kind::kPass}});

  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kSpoil);
  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kDropAfter);
  EXPECT_EQ(queue.Draw("log_in")->kind, Kind::kPass);
}

TEST(FaultQueue, ListsWhatNobodyHasMetYet) {
  FaultQueue queue;
  const auto first = queue.Plan("log_in", {{.kind = Kind::kSpoil}, {.kind = Kind::kPass}});
  const auto used_up = queue.Plan("who", {{.kind = Kind::kPass}});
  queue.Draw("log_in");
  queue.Draw("who");

  EXPECT_THAT(queue.Plans(),
              ElementsAre(AllOf(Field(&FaultPlan::id, first),
                                Field(&FaultPlan::left, ElementsAre(Fault{.kind = Kind::kPass})))));
  EXPECT_FALSE(queue.Cancel(used_up));
}

TEST(FaultQueue, CancelsWhatIsLeftOfAPlan) {
  FaultQueue queue;
  const auto id = queue.Plan("log_in", {{.kind = Kind::kSpoil}, {.kind = Kind::kSpoil}});
  queue.Draw("log_in");

  EXPECT_TRUE(queue.Cancel(id));

  EXPECT_EQ(queue.Draw("log_in"), std::nullopt);
  EXPECT_EQ(queue.Left(), 0u);
}

TEST(FaultQueue, ClearsAllPlans) {
  FaultQueue queue;
  queue.Plan("", {{.kind = Kind::kSpoil}});

  queue.Clear();

  EXPECT_THAT(queue.Plans(), IsEmpty());
  EXPECT_EQ(queue.Left(), 0u);
  EXPECT_EQ(queue.Draw(""), std::nullopt);
}

TEST(FaultQueue, GivesEachFaultToOneThreadOnly) {
  constexpr int kFaults = 1000;
  FaultQueue queue;
  queue.Plan("", std::vector<Fault>(kFaults, {.kind = Kind::kPass}));
  std::atomic<int> drawn = 0;

  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        while (queue.Draw("log_in")) ++drawn;
      });
    }
  }

  EXPECT_EQ(drawn, kFaults);
  EXPECT_EQ(queue.Left(), 0u);
}

}  // namespace
}  // namespace authmock
