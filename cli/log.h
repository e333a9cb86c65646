// What `serve` tells about each exchange while it runs, on stderr.
#ifndef AUTHMOCK_CLI_LOG_H_
#define AUTHMOCK_CLI_LOG_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/redact.h"
#include "mock_servers/core/exchange.h"

namespace authmock {

enum class LogFormat { kText, kJson, kOff };

// Starts the process's log. Call once, before any other function of this file.
void StartLog(LogFormat format);

// A sentence of ours, for the log's reader.
void LogWarning(const std::string& sentence);

// One line for each exchange of a provider's mock, violations below it. Thread-safe.
class ExchangeLog {
 public:
  explicit ExchangeLog(std::string provider) : provider_(std::move(provider)) {}

  // What to mask in targets besides names that mean a secret everywhere. A mock knows its contract
  // only once it runs, so this comes after its start.
  void Mask(const SecretNames& secrets);
  void Write(const Exchange& exchange) const;

 private:
  std::string provider_;
  mutable std::mutex mutex_{};
  std::shared_ptr<const Redactor> redactor_ = std::make_shared<const Redactor>();
};

}  // namespace authmock

#endif  // AUTHMOCK_CLI_LOG_H_
