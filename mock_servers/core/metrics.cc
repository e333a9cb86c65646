#include "mock_servers/core/metrics.h"

#include <string_view>

namespace authmock {
namespace {

std::string Describe(std::string_view name, std::string_view type, std::string_view help) {
  return "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " + std::string(name) +
         " " + std::string(type) + "\n";
}

std::string Sample(std::string_view name, const std::string& labels, std::uint64_t value) {
  return std::string(name) + labels + " " + std::to_string(value) + "\n";
}

std::string Gauge(std::string_view name, std::string_view help, std::uint64_t value) {
  return Describe(name, "gauge", help) + Sample(name, "", value);
}

constexpr std::string_view kExchanges = "authmock_exchanges_total";
constexpr std::string_view kViolations = "authmock_violations_total";
constexpr std::string_view kDropped = "authmock_journal_dropped";

}  // namespace

void Metrics::Count(const Exchange& exchange) {
  const std::lock_guard lock(mutex_);
  ++exchanges_[{exchange.match.operation, exchange.response.status}];
  request_violations_ += exchange.request_violations.size();
  response_violations_ += exchange.response_violations.size();
}

std::string Metrics::Text(const Gauges& gauges) const {
  const std::lock_guard lock(mutex_);
  std::map<std::pair<std::string, int>, std::uint64_t> by_name;  // pointers have no fixed order
  for (const auto& [key, count] : exchanges_) {
    by_name[{key.first == nullptr ? "" : key.first->id, key.second}] += count;
  }
  std::string text = Describe(kExchanges, "counter",
                              "Requests by operation (empty: none) and status (0: no answer).");
  for (const auto& [key, count] : by_name) {
    text += Sample(
        kExchanges,
        "{operation=\"" + key.first + "\",status=\"" + std::to_string(key.second) + "\"}", count);
  }
  text += Describe(kViolations, "counter", "Breaches of the contract, by the side that broke it.");
  text += Sample(kViolations, "{side=\"client\"}", request_violations_);
  text += Sample(kViolations, "{side=\"mock\"}", response_violations_);
  text +=
      Gauge("authmock_faults_left", "Planned faults that nobody has met yet.", gauges.faults_left);
  text += Gauge("authmock_tokens", "Tokens the mock remembers.", gauges.tokens);
  text += Gauge("authmock_mocks", "Further mocks started through this one.", gauges.mocks);
  text += Gauge(kDropped, "Exchanges the journal no longer holds.", gauges.journal_dropped);
  return text;
}

}  // namespace authmock
