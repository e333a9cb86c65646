#include "mock_servers/core/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace authmock {
namespace {

std::size_t SizeOf(const Headers& headers) {
  std::size_t size = 0;
  for (const Header& line : headers) size += sizeof line + line.name.size() + line.value.size();
  return size;
}

// What an exchange costs in memory, near enough.
std::size_t SizeOf(const Exchange& exchange) {
  return sizeof exchange + exchange.request.target.size() + exchange.request.body.size() +
         exchange.response.body.size() + SizeOf(exchange.request.headers) +
         SizeOf(exchange.response.headers) +
         (exchange.request_violations.size() + exchange.response_violations.size()) *
             sizeof(Violation);
}

// The file's last byte, if it is a file that has one.
std::optional<char> LastByte(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  char last = 0;
  if (size <= 0 || pread(file, &last, 1, size - 1) != 1) return std::nullopt;
  return last;
}

}  // namespace

bool Wants(const JournalFilter& filter, const Exchange& exchange) {
  if (filter.since && exchange.number <= *filter.since) return false;
  if (filter.status && exchange.response.status != *filter.status) return false;
  if (!filter.operation.empty() &&
      (!exchange.match || exchange.match.operation->id != filter.operation)) {
    return false;
  }
  const bool violated =
      !exchange.request_violations.empty() || !exchange.response_violations.empty();
  return !filter.violated || *filter.violated == violated;
}

Journal::Journal(Redactor redactor, std::size_t bytes)
    : redactor_(std::move(redactor)), capacity_(bytes) {}

Journal::~Journal() {
  if (file_ >= 0) close(file_);
}

Result<void> Journal::OpenFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (file < 0) {
    return Fail(path, std::string("cannot be opened for the journal: ") + std::strerror(errno));
  }
  const std::lock_guard lock(mutex_);
  if (file_ >= 0) close(file_);
  file_ = file;
  file_line_is_open_ = LastByte(file).value_or('\n') != '\n';
  return {};
}

// One write(2) a line; only what a full disk or a signal left over takes another.
void Journal::WriteLine(std::string line) {
  if (file_line_is_open_) line.insert(0, 1, '\n');
  std::size_t written = 0;
  while (written < line.size()) {
    const ssize_t count = write(file_, line.data() + written, line.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      if (file_trouble_.empty()) file_trouble_ = std::strerror(errno);
      break;
    }
    written += static_cast<std::size_t>(count);
  }
  if (written > 0) file_line_is_open_ = written < line.size();
}

std::string Journal::file_trouble() const {
  const std::lock_guard lock(mutex_);
  return file_trouble_;
}

std::shared_ptr<const Exchange> Journal::Append(Exchange exchange) {
  const auto appended = std::make_shared<Exchange>(std::move(exchange));
  const std::size_t size = SizeOf(*appended);
  // All but the number is written before the lock is taken.
  std::string line;
  if (file_ >= 0) line = ToLine(*appended);
  std::vector<std::shared_ptr<const Exchange>> dropped;  // freed after the lock

  const std::lock_guard lock(mutex_);
  appended->number = ++last_number_;
  ++total_;
  if (!appended->request_violations.empty()) ++wrong_requests_;
  if (!appended->response_violations.empty()) ++wrong_answers_;
  if (file_ >= 0) {
    constexpr std::string_view kUnnumbered = "{\"number\":0";
    line.replace(0, kUnnumbered.size(), "{\"number\":" + std::to_string(appended->number));
    WriteLine(std::move(line += '\n'));
  }
  kept_.push_back(appended);
  kept_bytes_ += size;
  while (kept_bytes_ > capacity_) {
    kept_bytes_ -= SizeOf(*kept_.front());
    dropped.push_back(std::move(kept_.front()));
    kept_.pop_front();
    ++dropped_;
  }
  return appended;
}

std::vector<std::shared_ptr<const Exchange>> Journal::Read(const JournalFilter& filter) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::shared_ptr<const Exchange>> wanted;
  for (const auto& exchange : kept_) {
    if (Wants(filter, *exchange)) wanted.push_back(exchange);
  }
  return wanted;
}

std::size_t Journal::CountOf(std::string_view operation) const {
  return Read({.operation = std::string(operation)}).size();
}

std::uint64_t Journal::total() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

std::uint64_t Journal::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

std::uint64_t Journal::wrong_requests() const {
  const std::lock_guard lock(mutex_);
  return wrong_requests_;
}

std::uint64_t Journal::wrong_answers() const {
  const std::lock_guard lock(mutex_);
  return wrong_answers_;
}

void Journal::Clear() {
  std::deque<std::shared_ptr<const Exchange>> cleared;  // freed after the lock
  const std::lock_guard lock(mutex_);
  kept_.swap(cleared);
  kept_bytes_ = 0;
  total_ = 0;
  dropped_ = 0;
  wrong_requests_ = 0;
  wrong_answers_ = 0;
}

}  // namespace authmock
