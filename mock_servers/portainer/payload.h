// Request bodies as the real server's JSON decoder reads them into named fields.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace authmock::portainer {

// A member that is an object, to be decoded on its own.
struct ObjectText {
  std::string_view text{};  // of the body it stands in
};

// Where a member's value goes; any value but `null` must be of the target's type. `null` leaves a
// plain target as it is and empties a std::optional, which is a pointer over there.
using Target = std::variant<std::string*, std::int64_t*, bool*, std::optional<std::string>*,
                            std::optional<bool>*, std::optional<ObjectText>*>;

struct Field {
  std::string_view name{};  // as documented: "newPassword"
  Target target{};
};

enum class FieldNames {
  kAnyCase,  // as the real server: see FoldFieldName()
  kExact,    // as the document
};

// Fills the fields from the first JSON value of `text`, in the order of its members: of two members
// for one field the last wins. Members nobody asked for are ignored; `null` is an empty object.
// nullopt when all went well; otherwise the `details` of a refusal, which never quote the text.
std::optional<std::string> Decode(std::string_view text, FieldNames names,
                                  std::span<const Field> fields);
std::optional<std::string> Decode(std::string_view text, FieldNames names,
                                  std::initializer_list<Field> fields);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_PAYLOAD_H_
