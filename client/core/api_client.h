// What the typed clients of all APIs share: one contract, one base URL, the credentials of the
// hour.
#ifndef AUTHMOCK_CLIENT_CORE_API_CLIENT_H_
#define AUTHMOCK_CLIENT_CORE_API_CLIENT_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "client/core/body.h"
#include "client/core/call.h"

namespace authmock {

// A provider's client derives from this and adds one method per operation. One call at a time.
class ApiClient {
 protected:
  // What a derived client is made of. `provider` as in schemas/<provider>/; the error is of the
  // URL.
  struct Connection {
    std::shared_ptr<const Contract> contract{};
    Caller caller;
  };
  static Result<Connection> Connect(std::string_view provider, std::string_view base_url,
                                    ClientOptions options);

  explicit ApiClient(Connection connection) : connection_(std::move(connection)) {}

  // Presented from now on to each operation that lists security: of its schemes, those that are
  // among `credentials`.
  void Present(std::vector<PresentedCredential> credentials) {
    credentials_ = std::move(credentials);
  }

  CallResult<Response> Call(std::string_view operation, CallInput input = {});

  // The answer's body as a T.
  template <typename T>
  CallResult<T> CallFor(std::string_view operation, CallInput input = {}) {
    return ReadAnswerAs<T>(operation, Call(operation, std::move(input)));
  }

  // The answer's body is not looked at.
  CallResult<void> CallForNothing(std::string_view operation, CallInput input = {});

  template <typename T>
  static CallInput Carrying(const T& payload) {
    return {.json = Body<T>::Write(payload)};
  }

 private:
  Connection connection_;
  std::vector<PresentedCredential> credentials_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_API_CLIENT_H_
