// The control API, /__mock__/: steers a running mock. docs/control.md tells users.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_H_

#include <string_view>
#include <vector>

#include "base/http.h"
#include "mock_servers/core/parts.h"

namespace authmock {

// Its own OpenAPI document, control.openapi.json, routes and checks every call; what is left to the
// handlers is what no schema can say. Takes and gives plain values. Thread-safe.
class Control {
 public:
  // `parts` outlives it.
  explicit Control(MockParts& parts) : parts_(parts) {}

  // Whether a request is the control API's and not the provider's.
  static bool Owns(std::string_view target);

  Response Serve(Request request);
  // For a message to it that could not be read.
  Response Refuse(int status, std::string_view reason) const;

  // Operations that have a handler.
  static std::vector<std::string_view> Handled();

 private:
  MockParts& parts_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_H_
