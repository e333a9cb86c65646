// One tree of results, written as text, JUnit XML or JSON. Every writer masks secrets.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_REPORT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_REPORT_H_

#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/redact.h"
#include "conformance/engine/run.h"
#include "conformance/engine/target.h"
#include "conformance/engine/verdict.h"

namespace authmock {

struct Report {
  const Contract* contract = nullptr;  // outlives the report
  Target target{};
  std::vector<CaseResult> results{};
  // What failed the run besides cases: a known failure that names no case, a leaking control call.
  std::vector<std::string> complaints{};
  Time started_at{};
  Duration took{0};

  std::map<Word, int> Counts() const;
  // ExitCode() of the verdicts; complaints make at least 1.
  int ExitCode() const;
};

// One failure for a terminal or a test log, each part on a line of its own: says, covers, expected,
// actual, sent, received, case, again. It says all that is needed to act on it:
//
//   FAIL provider.logout.takes_a_token                                                documented
//     says      Logout with a token answers 204 with nothing in it.
//     covers    logout/204   schemas/provider/openapi.json#/paths/~1auth~1logout/post/responses/204
//     expected  status 204
//     actual    status 500
//     ...
//
// Nothing a server sent can steer the terminal.
std::string Explain(const CaseResult& result, const Report& report, const Redactor& redactor);

// The words after `authmock` that run one case again: "conform my.json provider.logout.is_204".
std::string AgainWords(const Case& subject, const Report& report);

// Failures in full, skips grouped by reason, complaints, one closing line of counts. `color`: with
// ANSI escapes, for a terminal.
std::string TextReport(const Report& report, const Redactor& redactor, bool color = false);

// A testsuites document that is valid under both published schemas of the format (Ant's and
// Jenkins'), whatever bytes the messages held. A known failure is a passing test case, and a
// property of its suite; complaints are failing test cases of a suite of their own.
std::string JunitReport(const Report& report, const Redactor& redactor);

// Everything, exchanges included; the schema is schemas/meta/report.schema.json.
Json JsonReport(const Report& report, const Redactor& redactor);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_REPORT_H_
