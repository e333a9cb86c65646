#include "cli/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "cli/terminal.h"
#include "conformance/engine/plain_text.h"

namespace authmock {
namespace {

LogFormat log_format = LogFormat::kOff;

std::string Outcome(const Exchange& exchange) {
  return exchange.response.IsNone() ? "closed" : std::to_string(exchange.response.status);
}

std::string_view OperationId(const Exchange& exchange) {
  return exchange.match.operation == nullptr ? "-" : std::string_view(exchange.match.operation->id);
}

std::string TextLine(const std::string& provider, const Redactor& redactor,
                     const Exchange& exchange) {
  std::string line =
      provider + " " +
      OneLine(exchange.request.method + " " + redactor.Target(exchange.request.target)) + " " +
      Outcome(exchange) + " " + std::string(OperationId(exchange));
  if (!exchange.fault.empty() && exchange.fault != "pass") line += " fault=" + exchange.fault;
  for (const Violation& violation : exchange.request_violations) {
    line += "\n    the request breaks the contract: " + OneLine(violation.Text());
  }
  for (const Violation& violation : exchange.response_violations) {
    line += "\n    the answer breaks the contract: " + OneLine(violation.Text());
  }
  return line;
}

std::string JsonLine(const std::string& provider, const Redactor& redactor,
                     const Exchange& exchange) {
  Json violations = Json::array();
  for (const auto* list : {&exchange.request_violations, &exchange.response_violations}) {
    for (const Violation& violation : *list) violations.push_back(violation.Text());
  }
  return WriteJson(Json{{"time", FormatRfc3339(exchange.received_at)},
                        {"provider", provider},
                        {"number", exchange.number},
                        {"method", exchange.request.method},
                        {"target", redactor.Target(exchange.request.target)},
                        {"operation", std::string(OperationId(exchange))},
                        {"status", exchange.response.status},
                        {"fault", exchange.fault},
                        {"violations", std::move(violations)}});
}

}  // namespace

void StartLog(LogFormat format) {
  log_format = format;
  auto logger =
      spdlog::stderr_color_mt("authmock", IsColorful(STDERR_FILENO) ? spdlog::color_mode::automatic
                                                                    : spdlog::color_mode::never);
  logger->set_pattern(format == LogFormat::kJson ? "%v" : "%H:%M:%S.%e %^%v%$");
  if (format == LogFormat::kOff) logger->set_level(spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
}

void LogWarning(const std::string& sentence) {
  if (log_format == LogFormat::kJson) {
    spdlog::warn("{}", WriteJson(Json{{"warning", sentence}}));
  } else {
    spdlog::warn("{}", sentence);
  }
}

void ExchangeLog::Mask(const SecretNames& secrets) {
  auto redactor = std::make_shared<const Redactor>(secrets);
  const std::lock_guard lock(mutex_);
  redactor_ = std::move(redactor);
}

void ExchangeLog::Write(const Exchange& exchange) const {
  std::shared_ptr<const Redactor> redactor{};
  {
    const std::lock_guard lock(mutex_);
    redactor = redactor_;
  }
  const bool violated =
      !exchange.request_violations.empty() || !exchange.response_violations.empty();
  spdlog::log(violated ? spdlog::level::warn : spdlog::level::info, "{}",
              log_format == LogFormat::kJson ? JsonLine(provider_, *redactor, exchange)
                                             : TextLine(provider_, *redactor, exchange));
}

}  // namespace authmock
