// A mock for a C++ test, started in one line and stopped by scope.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_MOCK_SERVER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_MOCK_SERVER_H_

#include <memory>
#include <string>
#include <string_view>

#include "mock_servers/core/mock.h"

namespace authmock {

// Plans faults as a sentence: mock.Faults().On("logout").Reply(503).Then().Pass();
class FaultScript {
 public:
  explicit FaultScript(FaultQueue& queue) : queue_(&queue) {}
  FaultScript& On(std::string_view operation);
  FaultScript& Reply(int status);
  FaultScript& DropBefore();
  FaultScript& DropAfter();
  FaultScript& Cut(std::size_t bytes);
  FaultScript& Spoil();
  FaultScript& Delay(Duration by);
  FaultScript& Trickle(std::size_t bytes_a_second);
  FaultScript& Pass();
  FaultScript& Then() { return *this; }
  std::size_t Left() const { return queue_->Left(); }

 private:
  FaultScript& Add(Fault fault);
  FaultQueue* queue_;
  std::string operation_{};
};

// Strict, on a free port of 127.0.0.1, with a virtual clock that stands at 2026-01-01T00:00:00Z
// unless told otherwise. A world or dialect that cannot be started ends the test program with the
// reason: a test without its mock has nothing to say.
//
//   MockServer mock = MockServer::Start(entry);
//   Client client(mock.base_url());
class MockServer {
 public:
  static MockOptions DefaultOptions();
  static MockServer Start(const ProviderEntry& entry, MockOptions options = DefaultOptions());

  std::string base_url() const { return mock_->base_url(); }
  std::string control_url() const { return mock_->origin() + "/__mock__"; }
  FaultScript Faults() { return FaultScript(mock_->faults()); }
  authmock::Journal& Journal() { return mock_->journal(); }
  VirtualClock& Clock();
  Mock& mock() { return *mock_; }

 private:
  explicit MockServer(std::unique_ptr<Mock> mock) : mock_(std::move(mock)) {}
  std::unique_ptr<Mock> mock_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_MOCK_SERVER_H_
