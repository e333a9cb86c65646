#include <algorithm>
#include <nlohmann/json.hpp>

#include "schemas/contract/body_check.h"
#include "schemas/contract/describe.h"
#include "schemas/contract/findings.h"
#include "schemas/contract/security.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

void ExplainNoOperation(const Match& match, const Request& request, Findings& findings) {
  if (!match.path_known()) {
    return findings.Add(Part::kPath, "", "path", "a path of this contract", "another", "/paths");
  }
  const std::vector<std::string> methods(match.methods.begin(), match.methods.end());
  findings.Add(Part::kMethod, "", "method", AnyOf(methods), Quote(request.method), "/paths");
}

void CheckQuery(const Operation& operation, const Request& request, Findings& findings) {
  const auto in_query = [](const Parameter& each) { return each.place == Place::kQuery; };
  if (std::ranges::none_of(operation.parameters, in_query)) return;
  const auto pairs = ParseForm(request.Query());
  for (const Parameter& parameter : operation.parameters) {
    if (!in_query(parameter)) continue;
    bool found = false;
    for (const auto& [name, value] : pairs) {
      if (name != parameter.name) continue;
      found = true;
      findings.CheckText(Part::kQuery, parameter, value);
    }
    if (!found && parameter.required) findings.Missing(Part::kQuery, parameter);
  }
}

void CheckHeader(const Parameter& parameter, const Request& request, Findings& findings) {
  const std::string* const value = request.headers.Find(parameter.name);
  if (value != nullptr) return findings.CheckText(Part::kHeader, parameter, *value);
  if (parameter.required) findings.Missing(Part::kHeader, parameter);
}

void CheckCookie(const Parameter& parameter, const Request& request, Findings& findings) {
  for (const auto& [name, value] : Cookies(request.headers)) {
    if (name == parameter.name) return findings.CheckText(Part::kCookie, parameter, value);
  }
  if (parameter.required) findings.Missing(Part::kCookie, parameter);
}

void CheckParameters(const Match& match, const Request& request, Findings& findings) {
  for (const Parameter& parameter : match.operation->parameters) {
    if (parameter.place == Place::kPath) {
      findings.CheckText(Part::kPath, parameter, match.Variable(parameter.name));
    } else if (parameter.place == Place::kHeader) {
      CheckHeader(parameter, request, findings);
    } else if (parameter.place == Place::kCookie) {
      CheckCookie(parameter, request, findings);
    }
  }
  CheckQuery(*match.operation, request, findings);
}

// URLs end up in logs, histories and Referer lines (RFC 9110 section 17.9).
void CheckForPasswords(const Contract& contract, const Operation& operation, const Request& request,
                       Findings& findings) {
  if (request.Query().empty()) return;
  for (const auto& [name, value] : ParseForm(request.Query())) {
    if (!contract.secrets().passwords.contains(LowerCase(name))) continue;
    findings.Add(Part::kQuery, Child("", name), "secret_in_url", "no password in a URL", "one",
                 operation.pointer);
  }
}

void CheckRequestBody(const RequestBody& rule, const Request& request, const JsonText* json,
                      Findings& findings) {
  if (request.body.empty()) {
    if (rule.required) {
      findings.Add(Part::kBody, "", "required", "a body", "none", rule.pointer);
    }
    return;
  }
  CheckBody(
      {.content = rule.content, .pointer = rule.pointer},
      {.content_type = request.headers.Find("Content-Type"), .bytes = request.body, .json = json},
      findings);
}

void CheckSecurity(const Contract& contract, const Operation& operation, const Request& request,
                   Findings& findings) {
  if (CarriesCredentials(contract, operation, request)) return;
  findings.Add(Part::kSecurity, "", "security", SecurityPhrase(contract, operation), "none",
               operation.security_pointer);
}

}  // namespace

std::vector<Violation> ValidateRequest(const Contract& contract, const Match& match,
                                       const Request& request, const JsonText* body) {
  Findings findings(contract);
  if (!match) {
    ExplainNoOperation(match, request, findings);
    return findings.Take();
  }
  const Operation& operation = *match.operation;
  CheckParameters(match, request, findings);
  CheckForPasswords(contract, operation, request, findings);
  if (operation.body) CheckRequestBody(*operation.body, request, body, findings);
  CheckSecurity(contract, operation, request, findings);
  return findings.Take();
}

}  // namespace authmock
