#include "mock_servers/core/mock_server.h"

#include <cstdio>
#include <cstdlib>

namespace authmock {

using Kind = Fault::Kind;

FaultScript& FaultScript::On(std::string_view operation) {
  operation_ = operation;
  return *this;
}

FaultScript& FaultScript::Reply(int status) {
  return Add({.kind = Kind::kReply, .status = status});
}
FaultScript& FaultScript::DropBefore() { return Add({.kind = Kind::kDropBefore}); }
FaultScript& FaultScript::DropAfter() { return Add({.kind = Kind::kDropAfter}); }
FaultScript& FaultScript::Cut(std::size_t bytes) {
  return Add({.kind = Kind::kCut, .bytes = bytes});
}
FaultScript& FaultScript::Spoil() { return Add({.kind = Kind::kSpoil}); }
FaultScript& FaultScript::Delay(Duration by) { return Add({.kind = Kind::kDelay, .delay = by}); }
FaultScript& FaultScript::Trickle(std::size_t bytes_a_second) {
  return Add({.kind = Kind::kTrickle, .bytes = bytes_a_second});
}
FaultScript& FaultScript::Pass() { return Add({.kind = Kind::kPass}); }

FaultScript& FaultScript::Add(Fault fault) {
  queue_->Plan(operation_, {fault});
  return *this;
}

MockOptions MockServer::DefaultOptions() {
  constexpr Time kNewYear = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  return {.virtual_clock = kNewYear, .strict = true};
}

MockServer MockServer::Start(const ProviderEntry& entry, MockOptions options) {
  auto mock = Mock::Start(entry, options);
  if (!mock) {
    std::fprintf(stderr, "%s\n", mock.error().Text().c_str());
    std::abort();
  }
  return MockServer(std::move(*mock));
}

VirtualClock& MockServer::Clock() {
  VirtualClock* clock = mock_->virtual_clock();
  if (clock == nullptr) {
    std::fprintf(stderr, "this mock runs on the system's clock; set MockOptions::virtual_clock\n");
    std::abort();
  }
  return *clock;
}

}  // namespace authmock
