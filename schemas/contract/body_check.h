// Holds a body and its media type against what the contract lists; internal to validate.h.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_BODY_CHECK_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_BODY_CHECK_H_

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/findings.h"

namespace authmock {

// What the contract says of a body.
struct BodyRule {
  const std::map<std::string, Schema, std::less<>>& content;
  std::string_view pointer{};  // of the request body or response
  // The media types that hold in one dialect only, and the dialect; nullptr: all hold.
  const std::map<std::string, Scope, std::less<>>* scopes = nullptr;
  const Dialect* dialect = nullptr;

  bool Holds(const std::string& media_type) const;
  std::string Names() const;  // "application/json or text/plain"
};

// A body that is not empty.
struct Body {
  const std::string* content_type = nullptr;  // the header's value
  std::string_view bytes{};
  const JsonText* json = nullptr;  // `bytes` read as JSON, if somebody did
  bool read_json = false;          // whether to read them where nobody did
};

void CheckBody(const BodyRule& rule, const Body& body, Findings& findings);

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_BODY_CHECK_H_
