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

// One failure for a terminal or a test log: says, covers, expected, actual, sent, received, case,
// again (architecture: a failure says all that is needed to act on it).
std::string Explain(const CaseResult& result, const Report& report, const Redactor& redactor);

// Failures in full, skips grouped by reason, one closing line of counts.
std::string TextReport(const Report& report, const Redactor& redactor);
// The schema that CI systems share (testsuites/testsuite/testcase); valid XML for any bytes.
std::string JunitReport(const Report& report, const Redactor& redactor);
// Everything, exchanges included; the schema is schemas/meta/report.schema.json.
Json JsonReport(const Report& report, const Redactor& redactor);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_REPORT_H_
