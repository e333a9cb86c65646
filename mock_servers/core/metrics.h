// Counts what went over a mock, for /__mock__/metrics.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_METRICS_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_METRICS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "mock_servers/core/exchange.h"

namespace authmock {

// What is read at the moment the metrics are asked for.
struct Gauges {
  std::size_t faults_left = 0;
  std::size_t tokens = 0;
  std::size_t mocks = 0;
  std::uint64_t journal_dropped = 0;
};

// Grows for as long as the mock runs; a reset does not take back what happened. Thread-safe.
class Metrics {
 public:
  void Count(const Exchange& exchange);

  // In Prometheus' text format 0.0.4.
  std::string Text(const Gauges& gauges) const;

 private:
  mutable std::mutex mutex_{};
  // Operation (nullptr: none) and status (0: no answer). Both come from small closed sets.
  std::map<std::pair<const Operation*, int>, std::uint64_t> exchanges_{};
  std::uint64_t request_violations_ = 0;
  std::uint64_t response_violations_ = 0;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_METRICS_H_
