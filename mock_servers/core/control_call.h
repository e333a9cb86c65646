// One call of the control API, and the functions that answer it; internal to control.h.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_CALL_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_CALL_H_

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/parts.h"
#include "schemas/contract/contract.h"

namespace authmock {

// Valid under control.openapi.json.
struct ControlCall {
  MockParts& parts;
  const Request& request;
  const Match& match;
  const Json& body;  // an object; empty if the request has none

  // The number in the path.
  std::uint64_t Id() const;
};

struct ControlHandler {
  std::string_view operation{};
  Response (*answer)(const ControlCall& call) = nullptr;
};

// Of the families below.
std::span<const ControlHandler> AboutHandlers();    // control_about.cc
std::span<const ControlHandler> StateHandlers();    // control_state.cc
std::span<const ControlHandler> TokenHandlers();    // control_tokens.cc
std::span<const ControlHandler> RunHandlers();      // control_run.cc
std::span<const ControlHandler> VerdictHandlers();  // control_verdict.cc
std::span<const ControlHandler> MockHandlers();     // control_mocks.cc

// control.openapi.json as a contract, and as it was written.
const Contract& ControlContract();
std::string_view ControlDocument();

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_CALL_H_
