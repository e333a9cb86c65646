#include "mock_servers/core/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

namespace authmock {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Exchange Answered(int status, std::string body = "") {
  return {.request = {.method = "GET", .target = "/"},
          .response = {.status = status, .body = std::move(body)}};
}

std::vector<std::uint64_t> NumbersOf(const Journal& journal, const JournalFilter& filter = {}) {
  std::vector<std::uint64_t> numbers;
  for (const auto& exchange : journal.Read(filter)) numbers.push_back(exchange->number);
  return numbers;
}

TEST(Journal, NumbersExchangesFromOne) {
  Journal journal{Redactor()};

  EXPECT_EQ(journal.Append(Answered(200))->number, 1u);
  EXPECT_EQ(journal.Append(Answered(200))->number, 2u);
  EXPECT_EQ(journal.total(), 2u);
}

TEST(Journal, ReadsWhatTheFilterWants) {
  const Operation who{.id = "who"};
  Journal journal{Redactor()};
  Exchange violated = Answered(200);
  violated.match.operation = &who;
  violated.request_violations.push_back({});
  journal.Append(std::move(violated));
  journal.Append(Answered(404));
  Exchange mistaken = Answered(200);
  mistaken.response_violations.push_back({});
  journal.Append(std::move(mistaken));

  EXPECT_THAT(NumbersOf(journal), ElementsAre(1, 2, 3));
  EXPECT_THAT(NumbersOf(journal, {.operation = "who"}), ElementsAre(1));
  EXPECT_THAT(NumbersOf(journal, {.status = 404}), ElementsAre(2));
  EXPECT_THAT(NumbersOf(journal, {.violated = true}), ElementsAre(1, 3));
  EXPECT_THAT(NumbersOf(journal, {.violated = false}), ElementsAre(2));
  EXPECT_THAT(NumbersOf(journal, {.since = 2}), ElementsAre(3));
  EXPECT_THAT(NumbersOf(journal, {.status = 200, .since = 1}), ElementsAre(3));
  EXPECT_EQ(journal.CountOf("who"), 1u);
}

TEST(Journal, DropsTheOldestBeyondItsBytesAndCountsThem) {
  Journal journal(Redactor(), 10'000);
  for (int i = 0; i < 10; ++i) journal.Append(Answered(200, std::string(2'000, 'x')));

  const auto kept = NumbersOf(journal);

  ASSERT_THAT(kept, Not(IsEmpty()));
  EXPECT_EQ(kept.back(), 10u);
  EXPECT_LE(kept.size() * 2'000, 10'000u);
  EXPECT_EQ(journal.dropped(), 10 - kept.size());
  EXPECT_EQ(journal.total(), 10u);
}

TEST(Journal, NeverKeepsMoreThanItsBytesNotEvenOneExchange) {
  Journal journal(Redactor(), 1'000);

  const auto exchange = journal.Append(Answered(200, std::string(2'000, 'x')));

  EXPECT_EQ(exchange->response.body.size(), 2'000u);
  EXPECT_THAT(NumbersOf(journal), IsEmpty());
  EXPECT_EQ(journal.dropped(), 1u);
}

TEST(Journal, KeepsAnExchangeAliveForWhoeverReadsIt) {
  Journal journal{Redactor()};
  journal.Append(Answered(200, "kept"));
  const auto read = journal.Read();

  journal.Clear();

  EXPECT_EQ(read.front()->response.body, "kept");
}

TEST(Journal, CountsAnewButNumbersOnAfterClear) {
  Journal journal(Redactor(), 1'000);
  journal.Append(Answered(200, std::string(2'000, 'x')));

  journal.Clear();

  EXPECT_EQ(journal.total(), 0u);
  EXPECT_EQ(journal.dropped(), 0u);
  EXPECT_EQ(journal.Append(Answered(200))->number, 2u);
}

TEST(Journal, WordsAnExchangeWithoutItsSecrets) {
  const Journal journal{Redactor(SecretNames{.passwords = {"pin"}})};
  Exchange exchange = Answered(200);
  exchange.number = 7;
  exchange.request.headers = {{"Content-Type", "application/json"},
                              {"Authorization", "Bearer abcdefgh"}};
  exchange.request.body = R"({"pin":"4711"})";

  const std::string line = journal.ToLine(exchange);

  EXPECT_THAT(line, HasSubstr("{\"number\":7,"));
  EXPECT_THAT(line, HasSubstr(R"(\"pin\":\"***\")"));
  EXPECT_THAT(line, Not(HasSubstr("4711")));
  EXPECT_THAT(line, Not(HasSubstr("abcdefgh")));
}

TEST(Journal, SaysOfAnExchangeEverythingThatIsKnown) {
  const Operation who{.id = "who"};
  const Journal journal{Redactor()};
  Exchange exchange{.number = 1,
                    .received_at = FromUnix(0),
                    .request = {.method = "GET",
                                .target = "/me?x",
                                .headers = {{"A", "1"}, {"a", "2"}},
                                .client_address = "127.0.0.9"},
                    .fault = "drop_after",
                    .delivery = {.cut_after = 3},
                    .below = true};
  exchange.match.operation = &who;
  exchange.request_violations.push_back({.part = Part::kQuery,
                                         .pointer = "/x",
                                         .rule = "type",
                                         .expected = "an integer",
                                         .actual = "a string",
                                         .statement = "openapi.json#/x"});

  const Json json = journal.ToJson(exchange);

  EXPECT_EQ(json, Json::parse(R"({
    "number": 1, "received_at": "1970-01-01T00:00:00Z", "operation": "who",
    "request": {"method": "GET", "target": "/me?x", "version": "HTTP/1.1",
                "headers": [["A", "1"], ["a", "2"]], "body": "", "client_address": "127.0.0.9"},
    "request_violations": [{"part": "query", "pointer": "/x", "rule": "type",
                            "expected": "an integer", "actual": "a string",
                            "statement": "openapi.json#/x"}],
    "fault": "drop_after", "response": null, "delivery": {"cut_after": 3},
    "response_violations": [], "below": true})"));
}

TEST(Journal, LosesAndDoublesNoNumberAmongThreads) {
  constexpr int kThreads = 4;
  constexpr int kEach = 250;
  Journal journal{Redactor()};

  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < kEach; ++j) journal.Append(Answered(200));
      });
    }
    while (journal.total() < kThreads * kEach) journal.Read({.status = 200});
  }

  const auto numbers = NumbersOf(journal);
  ASSERT_EQ(numbers.size(), static_cast<std::size_t>(kThreads * kEach));
  EXPECT_EQ(numbers.front(), 1u);
  EXPECT_EQ(numbers.back(), static_cast<std::uint64_t>(kThreads * kEach));
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
}

}  // namespace
}  // namespace authmock
