#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/json_number.h"
#include "base/utf8.h"

namespace authmock {
namespace {

constexpr auto kReplace = Json::error_handler_t::replace;  // anything else may throw

std::string PlaceIn(std::string_view name, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = std::count_if(before.begin() + line_start, before.end(),
                                    [](char c) { return (c & 0xC0) != 0x80; });
  return std::string(name) + ":" + std::to_string(LineOf(text, offset)) + ":" +
         std::to_string(column + 1);
}

std::string Malformed(std::string_view text, std::size_t at) {
  if (at == 0 && text.substr(0, 3) == "\xEF\xBB\xBF") {
    return "begins with a byte order mark; save it without one";
  }
  const std::string_view rest = text.substr(at);
  const JsonNumber number = ReadJsonNumber(rest);
  if (number.is_complete && !number.value) {
    return "the number " + Clip(rest.substr(0, number.length), 40) + " is too large for a double";
  }
  const unsigned char byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x20 && byte != 0x7F) {
    return "'" + std::string(rest.substr(0, std::max<std::size_t>(1, Utf8Length(rest)))) +
           "' cannot stand here";
  }
  constexpr char kHex[] = "0123456789ABCDEF";
  const std::string code = {kHex[byte >> 4], kHex[byte & 15]};
  return "control character 0x" + code + " cannot stand here; in a string write it \\u00" + code;
}

std::string FaultText(const JsonText& read, std::string_view text, const JsonLimits& limits) {
  switch (read.fault) {
    case JsonFault::kEmpty:
      return "is empty; one JSON value must stand here";
    case JsonFault::kTruncated:
      return "ends inside a value; is a quote or a closing bracket missing?";
    case JsonFault::kTooDeep:
      return "is nested more than " + std::to_string(limits.depth) + " levels deep";
    case JsonFault::kTooLong:
      return "is longer than " + std::to_string(limits.bytes) + " bytes";
    default:
      return Malformed(text, read.at);
  }
}

// The reference token of a pointer without its escapes; nullopt for a '~' that is none.
std::optional<std::string> Unescape(std::string_view token) {
  std::string name;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      name += token[i];
    } else if (++i < token.size() && (token[i] == '0' || token[i] == '1')) {
      name += token[i] == '0' ? '~' : '/';
    } else {
      return std::nullopt;
    }
  }
  return name;
}

const Json* Item(const Json::array_t& items, std::string_view token) {
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  const bool leading_zero = token.size() > 1 && token[0] == '0';
  if (error != std::errc() || stop != end || leading_zero || index >= items.size()) return nullptr;
  return &items[index];
}

const Json* Member(const Json::object_t& members, std::string_view token) {
  const std::optional<std::string> name = Unescape(token);
  if (!name) return nullptr;
  for (const auto& [key, value] : members) {
    if (key == *name) return &value;
  }
  return nullptr;
}

}  // namespace

Result<Json> ParseJsonFile(std::string_view name, std::string_view text) {
  const JsonLimits limits;
  JsonText read = ReadJson(text, limits);
  if (!read.ok()) {
    return Fail(PlaceIn(name, text, read.at), FaultText(read, text, limits));
  }
  if (read.trailing_text) {
    const std::size_t more = text.find_first_not_of(" \t\r\n", read.at);
    return Fail(PlaceIn(name, text, more), "text follows the JSON value; a file holds one value");
  }
  if (!read.duplicate_keys.empty()) {
    return Fail(PlaceIn(name, text, read.duplicate_at),
                "the member " + read.duplicate_keys.front() + " stands twice; keep one");
  }
  if (read.invalid_utf8) {
    return Fail(PlaceIn(name, text, read.invalid_utf8_at),
                "is not valid UTF-8, or half of a surrogate pair");
  }
  return std::move(read).TakeValue();
}

std::string WriteJson(const Json& value) { return value.dump(-1, ' ', false, kReplace); }

std::string WriteJsonPretty(const Json& value) {
  return value.dump(2, ' ', false, kReplace) + "\n";
}

const Json* At(const Json& value, std::string_view pointer) {
  const Json* at = &value;
  while (at != nullptr && !pointer.empty()) {
    if (pointer[0] != '/') return nullptr;
    const std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
    pointer.remove_prefix(1 + token.size());
    if (const auto* items = at->get_ptr<const Json::array_t*>()) {
      at = Item(*items, token);
    } else if (const auto* members = at->get_ptr<const Json::object_t*>()) {
      at = Member(*members, token);
    } else {
      return nullptr;
    }
  }
  return at;
}

std::string Child(std::string_view pointer, std::string_view member) {
  std::string child(pointer);
  child += '/';
  for (const char c : member) {
    if (c == '~') {
      child += "~0";
    } else if (c == '/') {
      child += "~1";
    } else {
      child += c;
    }
  }
  return child;
}

std::string TextAt(const Json& value, std::string_view pointer) {
  const Json* at = At(value, pointer);
  const std::string* text = at == nullptr ? nullptr : at->get_ptr<const std::string*>();
  return text == nullptr ? "" : *text;
}

const Json& ObjectAt(const Json& value, std::string_view pointer) {
  static const Json kNothing = Json::object();
  const Json* found = At(value, pointer);
  return found != nullptr && found->is_structured() ? *found : kNothing;
}

namespace {

template <typename T>
bool IsA(const Json& value) {
  if constexpr (std::is_same_v<T, bool>) return value.is_boolean();
  if constexpr (std::is_same_v<T, std::string>) return value.is_string();
  if constexpr (std::is_same_v<T, double>) return value.is_number();
  return value.is_number_integer();
}

}  // namespace

template <typename T>
T ValueAt(const Json& value, std::string_view pointer, T otherwise) {
  const Json* found = At(value, pointer);
  return found != nullptr && IsA<T>(*found) ? found->get<T>() : otherwise;
}

template bool ValueAt(const Json&, std::string_view, bool);
template int ValueAt(const Json&, std::string_view, int);
template std::int64_t ValueAt(const Json&, std::string_view, std::int64_t);
template double ValueAt(const Json&, std::string_view, double);
template std::string ValueAt(const Json&, std::string_view, std::string);

void MergePatch(Json& target, const Json& patch) { target.merge_patch(patch); }

std::string_view TypeName(const Json& value) {
  if (value.is_object()) return "object";
  if (value.is_array()) return "array";
  if (value.is_string()) return "string";
  if (value.is_number_integer()) return "integer";
  if (value.is_number()) return "number";
  if (value.is_boolean()) return "boolean";
  return "null";
}

std::size_t LineOf(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace authmock
