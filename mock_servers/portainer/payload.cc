#include "mock_servers/portainer/payload.h"

#include "mock_servers/portainer/go_text.h"

namespace authmock::portainer {
namespace {

// An exact match goes first: it is the usual one, and folding costs.
const Field* FindField(std::string_view member, FieldNames names, std::span<const Field> fields) {
  for (const Field& field : fields) {
    if (member == field.name) return &field;
  }
  if (names == FieldNames::kExact) return nullptr;
  const std::string folded = GoFold(member);
  for (const Field& field : fields) {
    if (folded == GoFold(field.name)) return &field;
  }
  return nullptr;
}

template <typename T>
bool Holds(const Json& value) {
  if constexpr (std::is_same_v<T, std::string>) return value.is_string();
  if constexpr (std::is_same_v<T, std::int64_t>) return value.is_number_integer();
  if constexpr (std::is_same_v<T, bool>) return value.is_boolean();
  return value.is_object();
}

template <typename T>
bool Assign(T* target, const Json& value) {
  if (!Holds<T>(value)) return false;
  if constexpr (std::is_same_v<T, Json>) {
    *target = value;
  } else {
    *target = value.get<T>();
  }
  return true;
}

template <typename T>
bool Assign(std::optional<T>* target, const Json& value) {
  return Assign(&target->emplace(), value);
}

std::string WrongType(const Json& value, std::string_view field) {
  return "Json: cannot unmarshal " + std::string(TypeName(value)) + " into field " +
         std::string(field);
}

std::optional<std::string> DecodeMember(std::string_view name, const Json& value, FieldNames names,
                                        std::span<const Field> fields) {
  const Field* field = FindField(name, names, fields);
  if (field == nullptr || value.is_null()) return std::nullopt;
  const bool fits = std::visit([&](auto* target) { return Assign(target, value); }, field->target);
  if (!fits) return WrongType(value, field->name);
  return std::nullopt;
}

// JsonText keeps one member of each name. Where the text has more, this reads them all, in order:
// to the real decoder `"a":"x","a":null` is "x", not null.
std::vector<std::pair<std::string, Json>> AllMembers(std::string_view text) {
  std::vector<std::pair<std::string, Json>> members;
  const auto skip_to_after = [&](char mark) {
    const std::size_t at = text.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || text[at] != mark) return false;
    text.remove_prefix(at + 1);
    return true;
  };
  const auto read = [&]() -> Json {
    const JsonText value = ReadJson(text);
    if (!value.ok()) return nullptr;
    text.remove_prefix(value.at);
    return value.value();
  };
  if (!skip_to_after('{')) return members;
  do {
    const Json name = read();
    if (!name.is_string() || !skip_to_after(':')) break;
    members.emplace_back(name.get<std::string>(), read());
  } while (skip_to_after(','));
  return members;
}

std::optional<std::string> WordFault(JsonFault fault) {
  switch (fault) {
    case JsonFault::kNone:
      return std::nullopt;
    case JsonFault::kEmpty:
      return "EOF";
    case JsonFault::kTruncated:
      return "Unexpected EOF";
    case JsonFault::kMalformed:
      return "Json: invalid character";
    case JsonFault::kTooDeep:
    case JsonFault::kTooLong:
      return "Json: value too large";
  }
  return "Json: invalid character";
}

}  // namespace

std::optional<std::string> Decode(const Json& value, FieldNames names,
                                  std::span<const Field> fields) {
  if (value.is_null()) return std::nullopt;
  if (!value.is_object()) return WrongType(value, "the body");
  for (const auto& [name, member] : value.items()) {
    if (auto fault = DecodeMember(name, member, names, fields)) return fault;
  }
  return std::nullopt;
}

std::optional<std::string> Decode(const Call& call, FieldNames names,
                                  std::initializer_list<Field> fields) {
  std::optional<JsonText> read_here;
  if (call.body == nullptr) read_here = ReadJson(call.request.body);
  const JsonText& body = read_here ? *read_here : *call.body;
  if (auto fault = WordFault(body.fault)) return fault;

  const std::span<const Field> span(fields.begin(), fields.size());
  if (body.duplicate_keys.empty() || !body.value().is_object()) {
    return Decode(body.value(), names, span);
  }
  for (const auto& [name, member] : AllMembers(call.request.body)) {
    if (auto fault = DecodeMember(name, member, names, span)) return fault;
  }
  return std::nullopt;
}

}  // namespace authmock::portainer
