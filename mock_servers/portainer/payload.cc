#include "mock_servers/portainer/payload.h"

#include "mock_servers/portainer/go_json.h"

namespace authmock::portainer {
namespace {

// An exact match goes first: it is the usual one, and folding costs.
const Field* FindField(std::string_view member, FieldNames names, std::span<const Field> fields) {
  for (const Field& field : fields) {
    if (member == field.name) return &field;
  }
  if (names == FieldNames::kExact) return nullptr;
  const std::string folded = FoldFieldName(member);
  for (const Field& field : fields) {
    if (folded == FoldFieldName(field.name)) return &field;
  }
  return nullptr;
}

bool Assign(std::string* target, std::string_view value) {
  if (value[0] != '"') return false;
  *target = GoJsonString(value);
  return true;
}

bool Assign(std::int64_t* target, std::string_view value) {
  const auto number = GoJsonInteger(value);
  if (number) *target = *number;
  return number.has_value();
}

bool Assign(bool* target, std::string_view value) {
  *target = value == "true";
  return value == "true" || value == "false";
}

bool Assign(ObjectText* target, std::string_view value) {
  target->text = value;
  return value[0] == '{';
}

template <typename T>
bool Assign(std::optional<T>* target, std::string_view value) {
  return Assign(&target->emplace(), value);
}

template <typename T>
void Empty(T*) {}

template <typename T>
void Empty(std::optional<T>* target) {
  target->reset();
}

// The type of a JSON value by its text.
std::string_view TypeOf(std::string_view value) {
  switch (value[0]) {
    case '{':
      return "object";
    case '[':
      return "array";
    case '"':
      return "string";
    case 't':
    case 'f':
      return "boolean";
    default:
      return "number";
  }
}

std::string WrongType(std::string_view value, std::string_view field) {
  return "Json: cannot unmarshal " + std::string(TypeOf(value)) + " into " + std::string(field);
}

}  // namespace

std::optional<std::string> Decode(std::string_view text, FieldNames names,
                                  std::span<const Field> fields) {
  const GoJsonText body = ScanGoJson(text);
  if (body.end == GoJsonEnd::kEmpty) return "EOF";
  if (body.end == GoJsonEnd::kCutOff) return "Unexpected EOF";
  if (body.end == GoJsonEnd::kSyntax) return "Json: invalid character";
  if (body.value == "null") return std::nullopt;
  if (body.value[0] != '{') return WrongType(body.value, "the body");

  GoJsonMembers members(body.value);
  while (members.Next()) {
    const Field* field = FindField(members.name(), names, fields);
    if (field == nullptr) continue;
    if (members.value() == "null") {
      std::visit([](auto* target) { Empty(target); }, field->target);
      continue;
    }
    const bool fits =
        std::visit([&](auto* target) { return Assign(target, members.value()); }, field->target);
    if (!fits) return WrongType(members.value(), "field " + std::string(field->name));
  }
  return std::nullopt;
}

std::optional<std::string> Decode(std::string_view text, FieldNames names,
                                  std::initializer_list<Field> fields) {
  return Decode(text, names, std::span(fields.begin(), fields.size()));
}

}  // namespace authmock::portainer
