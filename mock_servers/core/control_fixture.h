// What the tests of the control API share.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_FIXTURE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "mock_servers/core/control.h"
#include "mock_servers/core/control_call.h"
#include "mock_servers/core/fake_provider.h"
#include "mock_servers/core/pipeline.h"
#include "schemas/contract/validate.h"

namespace authmock {

// A fake provider's mock without a socket. Every answer of the control API is held against
// control.openapi.json.
class ControlTest : public ::testing::Test {
 protected:
  void Rebuild(MockOptions options) { parts_ = FakeParts(std::move(options)); }

  Response Send(Request request) {
    const Match match =
        ControlContract().MatchOperation(request.method, request.target, Dialect::Documented());
    Response response = Control(*parts_).Serve(std::move(request));
    if (match) {
      for (const Violation& violation :
           ValidateResponse(ControlContract(), *match.operation, Dialect::Documented(), response)) {
        ADD_FAILURE() << violation.Text() << "\n" << response.body;
      }
    }
    return response;
  }
  Response Get(const std::string& path) { return Send(GetRequest("/__mock__" + path)); }
  Response Call(std::string method, const std::string& path, std::string body = "") {
    return Send({.method = std::move(method),
                 .target = "/__mock__" + path,
                 .headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}},
                 .body = std::move(body)});
  }
  Response Post(const std::string& path, const Json& body) {
    return Call("POST", path, WriteJson(body));
  }

  Response AskProvider(Request request) {
    return Pipeline(*parts_).Serve(std::move(request)).response;
  }
  int LogIn(std::string_view password = "secret") {
    return AskProvider(LogInRequest("ann", password)).status;
  }

  std::unique_ptr<MockParts> parts_ = FakeParts();
};

// A problem with this status and pointer, whose sentence holds all of `words`.
MATCHER_P3(IsProblem, status, pointer, words, "") {
  const Json body = BodyOf(arg);
  *result_listener << arg.status << " " << arg.body;
  return arg.status == status && TextAt(body, "/pointer") == pointer &&
         MediaType(arg.headers.Get("Content-Type")) == "application/problem+json" &&
         ExplainMatchResult(words, TextAt(body, "/detail"), result_listener);
}

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_FIXTURE_H_
