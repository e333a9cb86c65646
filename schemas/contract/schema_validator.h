// Walks an instance and a schema side by side; internal to json_schema.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_VALIDATOR_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_VALIDATOR_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "schemas/contract/schema_node.h"
#include "schemas/contract/violation.h"

namespace authmock {

// Collects violations, or stops at the first one when nobody wants them: then nothing is written
// and nothing allocated.
class SchemaValidator {
 public:
  using Node = Schema::Node;

  // A place in the instance, as a chain towards its root, so that a pointer is written only when
  // a violation needs it.
  struct Place {
    const Place* parent = nullptr;
    std::string_view member{};  // of an object
    std::size_t index = 0;      // of an array, if `member` has no data
    bool secret = false;        // the value is one, or stands inside one
  };

  // `violations` may be nullptr.
  explicit SchemaValidator(std::vector<Violation>* violations) : violations_(violations) {}

  // True if `value` at `place` is what `node` wants.
  bool Check(const Node& node, const Json& value, const Place& place);

 private:
  bool CheckHere(const Node& node, const Json& value, const Place& place);
  bool CheckType(const Node& node, const Json& value, const Place& place);
  bool CheckFixedValues(const Node& node, const Json& value, const Place& place);
  bool CheckFormat(const Node& node, const Json& value, const Place& place);
  bool CheckNumber(const Node& node, const Json& value, const Place& place);
  bool CheckString(const Node& node, const std::string& text, const Place& place);
  bool CheckArray(const Node& node, const Json& array, const Place& place);
  bool CheckObject(const Node& node, const Json& object, const Place& place);
  bool CheckMember(const Node& node, const std::string& name, const Json& value,
                   const Place& place);
  bool CheckName(const Node& node, const std::string& name, const Place& place);
  bool CheckInPlace(const Node& node, const Json& value, const Place& place);
  bool CheckOneOf(const Node& node, const Json& value, const Place& place);
  bool CheckCondition(const Node& node, const Json& value, const Place& place);

  bool Accepts(const Node& node, const Json& value, const Place& place) const;
  // Which of `nodes`, all of which refuse `value`, refuses least, and why, in one sentence.
  std::string Nearest(const std::vector<Node*>& nodes, const Json& value, const Place& place) const;

  bool Wanted() const { return violations_ != nullptr; }
  // Always false, so that a check can end with it.
  bool Report(const Node& node, const Place& place, std::string_view keyword, std::string expected,
              std::string actual);

  std::vector<Violation>* violations_;
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_SCHEMA_VALIDATOR_H_
