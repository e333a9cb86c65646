// One client's connection, and the table of all that are open.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONNECTION_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONNECTION_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "mock_servers/core/listener.h"
#include "mock_servers/core/outgoing.h"
#include "mock_servers/core/wire.h"

namespace authmock {

// Owned by one thread at a time: the one the poller gave it to. Other threads may call what is
// marked so.
class Connection {
 public:
  enum class Phase {
    kReading,   // waits for a request, or for the rest of one
    kSending,   // owes an answer
    kDraining,  // said its last word; reads on so that a reset does not destroy it on the way
  };
  enum class Io { kDone, kLater, kGone };

  Connection(Accepted client, const ServerLimits& limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int fd() const { return fd_; }
  const std::string& client_address() const { return client_address_; }
  RequestReader& reader() { return reader_; }
  Outgoing& outgoing() { return outgoing_; }

  // One read through `scratch` into the reader. kGone: the client will send nothing more. After a
  // read that did not fill `scratch` says kLater once without asking: the poller knows better.
  Io Receive(std::span<char> scratch);
  Io Discard(std::span<char> scratch);
  // How many bytes the socket took; less than all means that it is full. -1: the client is gone.
  std::ptrdiff_t Send(std::string_view bytes);
  void FinishSending();

  // The last step before the poller has the connection, and the first of whom it gives it to: what
  // one thread did is seen by the next.
  void Enter(Phase phase) { phase_.store(phase, std::memory_order_release); }
  Phase phase() const { return phase_.load(std::memory_order_acquire); }
  void SetDeadline(MonotonicTime when) { deadline_.store(when, std::memory_order_relaxed); }
  void ClearDeadline() { SetDeadline(MonotonicTime::max()); }
  bool IsOverdue(MonotonicTime now) const {  // any thread
    return deadline_.load(std::memory_order_relaxed) <= now;
  }

  // Any thread: takes nothing new, which wakes the poller. What has arrived can still be read.
  void StopReading();
  void Abort();  // any thread: ends both directions

  bool is_polled = false;          // the poller knows it
  bool is_timing_request = false;  // the deadline is for a request begun, not for idleness

 private:
  int fd_;
  std::string client_address_;
  RequestReader reader_;
  bool is_read_dry_ = false;
  Outgoing outgoing_{};
  std::atomic<Phase> phase_ = Phase::kReading;
  std::atomic<MonotonicTime> deadline_ = MonotonicTime::max();
};

// Thread-safe. A connection in it is alive, so that its socket can be shut down from any thread.
class ConnectionTable {
 public:
  // nullptr once closed; the client's socket is closed then.
  Connection* Add(Accepted client, const ServerLimits& limits);
  void Remove(Connection* connection);  // destroys it
  std::size_t size() const;

  // Wakes those whose deadline has passed: who owes us bytes is heard out, who takes none is left.
  void WakeOverdue(MonotonicTime now);
  // Adds no more, and lets none that is open send anything new.
  void Close();
  void AbortAll();
  // False if some are still open after `patience`.
  bool WaitUntilEmpty(Duration patience);

 private:
  mutable std::mutex mutex_{};
  std::condition_variable emptied_{};
  std::unordered_map<Connection*, std::unique_ptr<Connection>> open_{};
  bool closed_ = false;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONNECTION_H_
