// Matchers for the results of calls, for tests.
#ifndef AUTHMOCK_CLIENT_CORE_CALL_MATCHERS_H_
#define AUTHMOCK_CLIENT_CORE_CALL_MATCHERS_H_

#include <gmock/gmock.h>

#include "client/core/call.h"

namespace authmock {

// The call gave a value.
MATCHER(Succeeds, negation ? "fails" : "succeeds") {
  if (arg.has_value()) return true;
  *result_listener << arg.error().Text();
  return false;
}

inline const char* KindName(CallError::Kind kind) {
  switch (kind) {
    case CallError::Kind::kNoAnswer:
      return "no answer";
    case CallError::Kind::kRefused:
      return "refused";
    case CallError::Kind::kBroken:
      return "broken";
    case CallError::Kind::kMisuse:
      return "misuse";
  }
  return "?";
}

// The call gave no value for that reason: FailsAs(CallError::Kind::kBroken).
MATCHER_P(FailsAs, kind, std::string("fails as ") + KindName(kind)) {
  if (arg.has_value()) {
    *result_listener << "succeeds";
    return false;
  }
  *result_listener << "is " << KindName(arg.error().kind) << ": " << arg.error().Text();
  return arg.error().kind == kind;
}

// The API said no, with that status and a body that keeps its contract.
MATCHER_P(RefusedWith, status, "is refused with " + std::to_string(status)) {
  if (arg.has_value()) {
    *result_listener << "succeeds";
    return false;
  }
  *result_listener << "is " << KindName(arg.error().kind) << ": " << arg.error().Text();
  return arg.error().kind == CallError::Kind::kRefused && arg.error().status == status &&
         arg.error().violations.empty();
}

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_CALL_MATCHERS_H_
