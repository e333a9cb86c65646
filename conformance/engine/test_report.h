// A run with one case of each verdict, secrets and hostile bytes included, for tests of reports.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TEST_REPORT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TEST_REPORT_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/engine/report.h"
#include "conformance/engine/test_contract.h"

namespace authmock {

inline constexpr std::string_view kTestPassword = "correct-horse";
inline constexpr std::string_view kTestToken = "tok-0123456789abcdef";

// Cases live as long as the process: results point at them.
inline const Case& TestCase(const std::string& name) {
  static const auto* cases = [] {
    auto* made = new std::map<std::string, Case>();
    for (const char* each : {"passes", "fails", "errs", "skips", "is_known", "is_fixed", "idles"}) {
      (*made)[each] = {.provider = "acme",
                       .group = "login",
                       .name = each,
                       .says = "A known user with a wrong password is refused.",
                       .covers = {"login/422", "statement:logout_ends"},
                       .file = "cases/acme/login.json",
                       .line = 7};
    }
    return made;
  }();
  return cases->at(name);
}

inline Seen TestExchange(std::string answer) {
  const std::string body = R"({"name":"alice","password":")" + std::string(kTestPassword) + R"("})";
  return {.request = {.method = "POST",
                      .target = "/api/login",
                      .headers = {{"Host", "acme.test"},
                                  {"Content-Type", "application/json"},
                                  {"X-Key", std::string(kTestToken)}},
                      .body = body},
          .reply = {.response = {.status = 403,
                                 .headers = {{"Content-Type", "application/json"}},
                                 .body = std::move(answer)}}};
}

inline Report TestReport(std::vector<CaseResult> results) {
  static const std::shared_ptr<const Contract> contract = TestContract();
  Target target{.provider = "acme", .name = "my desk", .base_url = "http://127.0.0.1:1/api"};
  target.again = "desk.json";
  return {.contract = contract.get(),
          .target = std::move(target),
          .results = std::move(results),
          .started_at = FromUnix(1767225600),  // 2026-01-01T00:00:00Z
          .took = Duration{1234}};
}

inline CaseResult TestFailure() {
  return {.subject = &TestCase("fails"),
          .verdict = {Word::kFail, "step 1: expected status 422, got status 403"},
          .differences = {{"status 422", "status 403"}},
          .seen = {TestExchange(R"({"token":")" + std::string(kTestToken) + R"("})")},
          .took = Duration{5}};
}

inline std::vector<CaseResult> OneOfEach() {
  return {{.subject = &TestCase("passes"), .verdict = Verdict::Pass(), .took = Duration{17}},
          TestFailure(),
          {.subject = &TestCase("errs"), .verdict = {Word::kError, "nobody listens"}},
          {.subject = &TestCase("skips"), .verdict = {Word::kSkip, "has no given.user"}},
          {.subject = &TestCase("is_known"), .verdict = {Word::kKnownFailure, "status 403"}},
          {.subject = &TestCase("is_fixed"), .verdict = {Word::kFixed, "it passes"}},
          {.subject = &TestCase("idles"), .verdict = {Word::kNotExercised, "never seen"}}};
}

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TEST_REPORT_H_
