#include <nlohmann/json.hpp>

#include "schemas/contract/body_check.h"
#include "schemas/contract/describe.h"
#include "schemas/contract/findings.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

const ResponseSpec* FindSpec(const Operation& operation, const Dialect& dialect, int status) {
  const auto spec = operation.responses.find(status);
  if (spec == operation.responses.end() || !HoldsIn(spec->second, dialect)) return nullptr;
  return &spec->second;
}

std::string Promised(const Operation& operation, const Dialect& dialect) {
  std::vector<std::string> statuses{};
  for (const auto& [status, spec] : operation.responses) {
    if (HoldsIn(spec, dialect)) statuses.push_back(std::to_string(status));
  }
  return AnyOf(statuses);
}

void CheckHeaders(const ResponseSpec& spec, const Dialect& dialect, const Response& response,
                  Findings& findings) {
  for (const auto& [name, rule] : spec.headers) {
    if (!Includes(rule.scope, dialect)) continue;
    bool found = false;
    for (const Header& header : response.headers) {
      if (!EqualIgnoringCase(header.name, name)) continue;
      found = true;
      findings.CheckText(Part::kHeader, rule, header.value);
    }
    if (!found && rule.required) findings.Missing(Part::kHeader, rule);
  }
}

void CheckResponseBody(const ResponseSpec& spec, const Dialect& dialect, const Response& response,
                       const JsonText* json, Findings& findings) {
  if (response.body.empty()) {
    if (spec.content.empty() || spec.body_optional) return;
    return findings.Add(Part::kBody, "", "required", "a body", "none",
                        Child(spec.pointer, "content"));
  }
  if (spec.content.empty()) {
    return findings.Add(Part::kBody, "", "body", "no body", Count(response.body.size(), "byte"),
                        spec.pointer);
  }
  CheckBody({.content = spec.content,
             .pointer = spec.pointer,
             .scopes = &spec.content_scopes,
             .dialect = &dialect},
            {.content_type = response.headers.Find("Content-Type"),
             .bytes = response.body,
             .json = json,
             .read_json = true},
            findings);
}

std::vector<Violation> Validate(const Contract& contract, const Operation& operation,
                                const Dialect& dialect, const Response& response,
                                const JsonText* json) {
  if (response.IsNone()) return {};
  Findings findings(contract);
  const ResponseSpec* const spec = FindSpec(operation, dialect, response.status);
  if (spec == nullptr) {
    findings.Add(Part::kStatus, "", "status", Promised(operation, dialect),
                 std::to_string(response.status), operation.pointer + "/responses");
    return findings.Take();
  }
  CheckHeaders(*spec, dialect, response, findings);
  CheckResponseBody(*spec, dialect, response, json, findings);
  return findings.Take();
}

}  // namespace

std::vector<Violation> ValidateResponse(const Contract& contract, const Operation& operation,
                                        const Dialect& dialect, const Response& response) {
  return Validate(contract, operation, dialect, response, nullptr);
}

std::vector<Violation> ValidateResponse(const Contract& contract, const Operation& operation,
                                        const Dialect& dialect, const Response& response,
                                        const JsonText& body) {
  return Validate(contract, operation, dialect, response, &body);
}

}  // namespace authmock
