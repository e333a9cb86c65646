// The path of a request through a mock.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_PIPELINE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_PIPELINE_H_

#include <optional>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/faults.h"
#include "mock_servers/core/parts.h"
#include "mock_servers/core/server.h"

namespace authmock {

// Takes and gives plain values: it knows no socket. Thread-safe.
class Pipeline {
 public:
  // `parts` outlives it.
  explicit Pipeline(MockParts& parts) : parts_(parts) {}

  // Every request comes out as one answer and one line of the journal.
  Answer Serve(Request request);
  // The same for a message that could not be read as a request.
  Answer Refuse(Request partial, const HttpRefusal& refusal);

 private:
  Response AnswerAlone(const Exchange& exchange, const std::optional<JsonText>& body,
                       const std::optional<Fault>& fault);
  void HoldAgainstContract(Exchange& exchange) const;
  void Apply(const Fault& fault, Exchange& exchange);
  Answer Record(Exchange exchange);

  MockParts& parts_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_PIPELINE_H_
