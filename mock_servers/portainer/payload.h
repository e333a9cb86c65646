// Request bodies as the real server's JSON decoder reads them into named fields.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "mock_servers/core/provider.h"

namespace authmock::portainer {

// Where a member's value goes. Members nobody asked for are ignored, and so is `null`; any other
// value must be of the target's type. A std::optional tells whether the member was there.
using Target = std::variant<std::string*, std::int64_t*, bool*, std::optional<std::string>*,
                            std::optional<std::int64_t>*, std::optional<bool>*,
                            std::optional<Json>*>;  // std::optional<Json>: an object

struct Field {
  std::string_view name{};  // as documented: "newPassword"
  Target target{};
};

enum class FieldNames {
  kAnyCase,  // as the real server: Unicode case folding
  kExact,    // as the document
};

// Fills the fields from a JSON value, in the order of its members: of two members for one field
// the last wins. nullopt when all went well; otherwise the `details` of a refusal, which never
// quote the body.
std::optional<std::string> Decode(const Json& value, FieldNames names,
                                  std::span<const Field> fields);

// The same for a request's body. Only the first JSON value is read; `null` is an empty object.
std::optional<std::string> Decode(const Call& call, FieldNames names,
                                  std::initializer_list<Field> fields);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_
