// Every exchange, newest kept: bounded in memory, a JSON Lines file on request.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_JOURNAL_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_JOURNAL_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/redact.h"
#include "base/result.h"
#include "mock_servers/core/exchange.h"

namespace authmock {

// Which exchanges a reader wants; empty members want all.
struct JournalFilter {
  std::string operation{};
  std::optional<int> status{};
  std::optional<bool> violated{};        // request or response broke the contract
  std::optional<std::uint64_t> since{};  // numbers greater than this
};

// Append-only. Thread-safe. Keeps at most `bytes` of messages in memory, the newest; what is older
// is dropped and counted. With a file, each exchange is one line, written by one write(2) before
// Append returns, secrets masked: killing the process loses at most the last line.
class Journal {
 public:
  explicit Journal(Redactor redactor, std::size_t bytes = 8u << 20);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  Result<void> OpenFile(
      const std::string& path);  // appends; an unfinished last line is ended first
  // Why the file is not complete (a full disk), or empty.
  std::string file_trouble() const;

  // Numbers the exchange and keeps it.
  std::shared_ptr<const Exchange> Append(Exchange exchange);

  std::vector<std::shared_ptr<const Exchange>> Read(const JournalFilter& filter = {}) const;
  std::size_t CountOf(std::string_view operation) const;  // among those still in memory
  std::uint64_t total() const;                            // ever appended since the last Clear
  std::uint64_t dropped() const;                          // of those
  std::uint64_t wrong_requests() const;                   // of those, against the contract
  std::uint64_t wrong_answers() const;                    // the same, and a mistake of ours
  void Clear();  // the memory; a file stays, and numbers go on

  // One exchange as a JSON object, secrets masked: the line format of files and of
  // /__mock__/journal.
  Json ToJson(const Exchange& exchange) const;
  // The same as text, without an end of line.
  std::string ToLine(const Exchange& exchange) const;

 private:
  void WriteLine(std::string line);

  Redactor redactor_;
  std::size_t capacity_;
  mutable std::mutex mutex_{};
  std::deque<std::shared_ptr<const Exchange>> kept_{};
  std::size_t kept_bytes_ = 0;
  std::uint64_t last_number_ = 0;
  std::uint64_t total_ = 0;
  std::uint64_t dropped_ = 0;
  std::uint64_t wrong_requests_ = 0;
  std::uint64_t wrong_answers_ = 0;
  int file_ = -1;                   // set before the first Append
  bool file_line_is_open_ = false;  // its last line has no end
  std::string file_trouble_{};
};

// Whether a reader of `filter` wants it.
bool Wants(const JournalFilter& filter, const Exchange& exchange);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_JOURNAL_H_
