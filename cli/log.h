// What `serve` tells about each exchange while it runs, on stderr.
#ifndef AUTHMOCK_CLI_LOG_H_
#define AUTHMOCK_CLI_LOG_H_

#include <functional>
#include <string>

#include "base/redact.h"
#include "mock_servers/core/exchange.h"

namespace authmock {

enum class LogFormat { kText, kJson, kOff };

// Starts the process's log. Call once, before any other function of this file.
void StartLog(LogFormat format);

// A sentence of ours, for the log's reader.
void LogWarning(const std::string& sentence);

// Writes one line for each exchange of a provider's mock; empty when the log is off. Secrets in
// targets are masked. Thread-safe.
std::function<void(const Exchange&)> ExchangeLog(std::string provider, Redactor redactor);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_LOG_H_
