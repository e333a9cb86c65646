// Collects the violations of one message; internal to validate.h.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_FINDINGS_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_FINDINGS_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/violation.h"

namespace authmock {

// Texts of the wire may be secrets, so none is ever quoted. Nothing is allocated until something
// is wrong.
class Findings {
 public:
  explicit Findings(const Contract& contract) : contract_(contract) {}

  // `at` is the place in the contract's document that says so.
  void Add(Part part, std::string pointer, std::string_view rule, std::string expected,
           std::string actual, std::string_view at);

  // Holds the text of a parameter or header against its schema, read as the parameter's type.
  void CheckText(Part part, const Parameter& parameter, std::string_view text);
  void Missing(Part part, const Parameter& parameter);

  // Holds a JSON body against its schema, and against what is expected of any JSON text.
  void CheckJson(const Schema& schema, const JsonText& body, std::string_view at);
  // The same for a body of text, and for a form, whose fields are strings.
  void CheckPlain(const Schema& schema, std::string_view body);
  void CheckForm(const Schema& schema, std::string_view body);

  std::vector<Violation> Take() { return std::move(violations_); }

 private:
  const Contract& contract_;
  std::vector<Violation> violations_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_FINDINGS_H_
