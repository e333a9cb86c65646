#include "mock_servers/core/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authmock {
namespace {

using ::testing::HasSubstr;

Exchange Answered(const Operation* operation, int status) {
  Exchange exchange{.response = {.status = status}};
  exchange.match.operation = operation;
  return exchange;
}

TEST(Metrics, CountsExchangesByOperationAndStatus) {
  const Operation who{.id = "who"};
  Metrics metrics;
  metrics.Count(Answered(&who, 200));
  metrics.Count(Answered(&who, 200));
  metrics.Count(Answered(&who, 401));
  metrics.Count(Answered(nullptr, 0));

  EXPECT_THAT(metrics.Text({}),
              HasSubstr("authmock_exchanges_total{operation=\"\",status=\"0\"} 1\n"
                        "authmock_exchanges_total{operation=\"who\",status=\"200\"} 2\n"
                        "authmock_exchanges_total{operation=\"who\",status=\"401\"} 1\n"));
}

TEST(Metrics, CountsViolationsByTheSideThatBrokeTheContract) {
  Metrics metrics;
  Exchange exchange = Answered(nullptr, 200);
  exchange.request_violations.resize(2);
  exchange.response_violations.resize(1);
  metrics.Count(exchange);

  const std::string text = metrics.Text({});

  EXPECT_THAT(text, HasSubstr("authmock_violations_total{side=\"client\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("authmock_violations_total{side=\"mock\"} 1\n"));
}

TEST(Metrics, ShowsGaugesAsTheyAre) {
  const std::string text =
      Metrics().Text({.faults_left = 1, .tokens = 2, .mocks = 3, .journal_dropped = 4});

  EXPECT_THAT(text, HasSubstr("\nauthmock_faults_left 1\n"));
  EXPECT_THAT(text, HasSubstr("\nauthmock_tokens 2\n"));
  EXPECT_THAT(text, HasSubstr("\nauthmock_mocks 3\n"));
  EXPECT_THAT(text, HasSubstr("\nauthmock_journal_dropped 4\n"));
}

TEST(Metrics, DescribesEachFamilyBeforeItsSamples) {
  const std::string text = Metrics().Text({});

  EXPECT_THAT(text, HasSubstr("# TYPE authmock_exchanges_total counter\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE authmock_tokens gauge\nauthmock_tokens 0\n"));
}

}  // namespace
}  // namespace authmock
