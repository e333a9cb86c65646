// Runs one case against one target.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_RUN_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_RUN_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/http.h"
#include "base/json.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/sender.h"
#include "conformance/engine/target.h"
#include "conformance/engine/verdict.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/dialect.h"

namespace authmock {

// A target's control interface, as far as cases use it. Each is called only when Target::can says
// so; an Error ends the case with the verdict "error".
struct Control {
  std::function<Result<void>()> reset{};
  std::function<Result<void>(Duration by)> advance{};
  std::function<Result<void>(std::string_view state, const Json& params)> set_up{};
  std::function<Result<Time>()> now{};  // what ${now} means; the machine's time if empty
};

// Everything a case may use. The references outlive the run.
struct RunSetting {
  const Contract& contract;
  const Target& target;
  Dialect dialect{};  // target.dialect, read
  const Sender& sender;
  const Control& control;
  const Environment& env;
  Clock& clock;  // times the case; never the subject's clock
};

// What was sent and what came back. Secrets are in clear: every writer masks them.
struct Seen {
  Request request{};
  Reply reply{};
};

struct CaseResult {
  const Case* subject = nullptr;  // outlives the result
  Verdict verdict{};
  std::vector<Difference> differences{};  // of the step that failed
  std::vector<Seen> seen{};               // in order; the last one is the one that failed
  Duration took{0};
};

// Every answer is also held against the contract for its status. A target that can be reset is
// reset before the case, so that no case meets what another one left.
CaseResult RunCase(const Case& subject, const RunSetting& setting);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_RUN_H_
