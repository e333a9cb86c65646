// One call of an operation: built from the contract, answered, held against the contract.
#ifndef AUTHMOCK_CLIENT_CORE_CALL_H_
#define AUTHMOCK_CLIENT_CORE_CALL_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/http.h"
#include "base/json.h"
#include "client/core/transport.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/violation.h"

namespace authmock {

// Why a call gave no value.
struct CallError {
  enum class Kind {
    kNoAnswer,  // the world: refused, timed out, dropped, cut
    kRefused,   // no 2xx: `status` and `body` are the answer, `violations` what is wrong with it
    kBroken,    // a 2xx that breaks the contract: `violations` say how
    kMisuse,    // the input breaks the contract; nothing was sent
  };
  Kind kind = Kind::kNoAnswer;
  int status = 0;      // 0: no answer
  std::string body{};  // as it came
  std::vector<Violation> violations{};
  std::string what{};  // a sentence, secrets masked

  const std::string& Text() const { return what; }
};

template <typename T>
using CallResult = tl::expected<T, CallError>;

struct ClientOptions {
  TransportOptions transport{};
  // Extra tries after no answer, 429, 500, 502, 503 or 504, of calls that may be repeated safely
  // (RFC 9110, idempotent methods) or whose operation is named in `repeatable`. Retry-After is
  // honoured: as a time to wait, and as a reason to give up when it is longer than `longest_wait`.
  int retries = 0;
  Duration backoff{100};  // doubled for each further try, up to `longest_wait`
  Duration longest_wait{30'000};
  std::vector<std::string> repeatable{};
  std::vector<std::string> unrepeatable{};  // operations whose method promises too much
  Clock* clock = nullptr;                   // waits between tries; the system's clock if null
};

// A credential to present: which scheme of the contract, and its value.
struct PresentedCredential {
  std::string scheme{};  // "jwt"
  std::string value{};
};

// The input of a call, by the contract's names.
struct CallInput {
  std::vector<std::pair<std::string, std::string>> path{};
  std::vector<std::pair<std::string, std::string>> query{};
  std::vector<std::pair<std::string, std::string>> headers{};  // an Accept of its own counts
  std::optional<std::string> json{};                           // body text
  std::vector<PresentedCredential> credentials{};
};

// Calls operations of one contract at one base URL. One call at a time.
class Caller {
 public:
  Caller(std::shared_ptr<const Contract> contract, BaseUrl url, ClientOptions options = {});
  ~Caller();
  Caller(Caller&&) noexcept;
  Caller& operator=(Caller&&) noexcept;

  // A 2xx answer that keeps the contract in one of its dialects, or why there is none. Whether a
  // credential is needed is left to the server to say.
  CallResult<Response> Call(std::string_view operation, const CallInput& input);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_CALL_H_
