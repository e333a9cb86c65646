#include "schemas/contract/schema_reader.h"

#include <algorithm>
#include <memory>
#include <type_traits>

#include "schemas/contract/describe.h"
#include "schemas/contract/json_values.h"

namespace authmock {
namespace {

bool IsSize(const Json& value) {
  return IsInteger(value) && CompareNumbers(value, Json(0)) >= 0 &&
         CompareNumbers(value, Json(UINT32_MAX)) <= 0;
}

bool AreDifferentStrings(const Json& value) {
  if (!value.is_array() || HasTwins(value)) return false;
  return std::ranges::all_of(value, [](const Json& item) { return item.is_string(); });
}

}  // namespace

Result<void> SchemaReader::Read(const Json& schema) {
  if (schema.is_boolean()) {
    node_.never = !schema.get<bool>();
    return {};
  }
  if (!schema.is_object()) {
    return Expected("a schema: an object, true or false", schema);
  }
  for (const auto& [name, value] : schema.items()) {
    keyword_ = name;
    const Keyword* keyword = FindKeyword(name);
    if (keyword == nullptr && name.starts_with("x-")) continue;
    if (keyword == nullptr) {
      return Fail(Here(), "the keyword \"" + name +
                              "\" is not in our subset of JSON Schema, so it would promise what "
                              "nobody checks; correct it, or mark a note of your own \"x-" +
                              name + "\"");
    }
    if (const auto read = (this->*keyword->read)(value); !read) return read;
  }
  return {};
}

std::string SchemaReader::Here() const {
  return compiler_.name_ + "#" + (keyword_.empty() ? pointer_ : Child(pointer_, keyword_));
}

tl::unexpected<Error> SchemaReader::Expected(std::string_view what, const Json& value) const {
  return Fail(Here(), "expected " + std::string(what) + ", got " + Describe(value));
}

Schema::Node* SchemaReader::Sub(const Json& schema) const {
  return compiler_.NodeAt(Child(pointer_, keyword_), schema);
}

Schema::Node* SchemaReader::Sub(std::string_view name, const Json& schema) const {
  return compiler_.NodeAt(Child(Child(pointer_, keyword_), name), schema);
}

template <auto kFamily>
auto& SchemaReader::Family() {
  auto& family = node_.*kFamily;
  using Members = typename std::remove_reference_t<decltype(family)>::element_type;
  if (family == nullptr) family = std::make_unique<Members>();
  return *family;
}

template <auto kFamily, auto kMember>
Result<void> SchemaReader::ReadSize(const Json& value) {
  if (!IsSize(value)) return Expected("a whole number, not negative", value);
  Family<kFamily>().*kMember = static_cast<std::size_t>(value.get<double>());
  return {};
}

template <auto kMember>
Result<void> SchemaReader::ReadLimit(const Json& value) {
  if (!value.is_number()) return Expected("a number", value);
  Family<&Node::numbers>().*kMember = value;
  return {};
}

template <auto kFamily, auto kMember>
Result<void> SchemaReader::ReadSchema(const Json& value) {
  Family<kFamily>().*kMember = Sub(value);
  return {};
}

template <auto kMember>
Result<void> SchemaReader::ReadSchemas(const Json& value) {
  if (!value.is_array() || value.empty()) return Expected("an array of schemas", value);
  for (std::size_t i = 0; i < value.size(); ++i) {
    (Family<&Node::in_place>().*kMember).push_back(Sub(std::to_string(i), value[i]));
  }
  return {};
}

Result<void> SchemaReader::ReadType(const Json& value) {
  constexpr std::pair<std::string_view, std::uint8_t> kTypes[] = {
      {"object", Node::kObject}, {"array", Node::kArray},     {"string", Node::kString},
      {"number", Node::kNumber}, {"integer", Node::kInteger}, {"boolean", Node::kBoolean},
      {"null", Node::kNull},
  };
  constexpr std::string_view kExpected =
      "object, array, string, number, integer, boolean or null, or an array of different ones";
  const Json names = value.is_array() ? value : Json::array({value});
  if (names.empty() || !AreDifferentStrings(names)) return Expected(kExpected, value);
  for (const Json& name : names) {
    const auto* const type = std::ranges::find(kTypes, name.get_ref<const std::string&>(),
                                               &std::pair<std::string_view, std::uint8_t>::first);
    if (type == std::end(kTypes)) return Expected(kExpected, name);
    node_.types |= type->second;
  }
  return {};
}

Result<void> SchemaReader::ReadEnum(const Json& value) {
  if (!value.is_array() || value.empty() || HasTwins(value)) {
    return Expected("an array of different values", value);
  }
  node_.enumeration.assign(value.begin(), value.end());
  return {};
}

Result<void> SchemaReader::ReadConst(const Json& value) {
  node_.constant = value;
  return {};
}

Result<void> SchemaReader::ReadFormat(const Json& value) {
  if (!value.is_string()) return Expected("the name of a format", value);
  node_.format = FindFormat(value.get_ref<const std::string&>());
  if (node_.format == nullptr) return Expected("one of " + FormatNames(), value);
  return {};
}

Result<void> SchemaReader::ReadPattern(const Json& value) {
  if (!value.is_string()) return Expected("a regular expression", value);
  Result<Pattern> pattern = Pattern::Compile(value.get_ref<const std::string&>());
  if (!pattern) return Fail(Here(), pattern.error().what);
  Node::Strings& strings = Family<&Node::strings>();
  strings.pattern = std::move(*pattern);
  strings.expression = value.get<std::string>();
  return {};
}

Result<void> SchemaReader::ReadMultipleOf(const Json& value) {
  if (!value.is_number() || value.get<double>() <= 0) return Expected("a number above 0", value);
  Family<&Node::numbers>().multiple_of = value;
  return {};
}

Result<void> SchemaReader::ReadUniqueItems(const Json& value) {
  if (!value.is_boolean()) return Expected("true or false", value);
  Family<&Node::arrays>().unique_items = value.get<bool>();
  return {};
}

Result<void> SchemaReader::ReadProperties(const Json& value) {
  if (!value.is_object()) return Expected("an object of schemas", value);
  auto& properties = Family<&Node::objects>().properties;
  for (const auto& [name, schema] : value.items()) properties.emplace_back(name, Sub(name, schema));
  std::ranges::sort(properties, {}, &std::pair<std::string, const Node*>::first);
  return {};
}

Result<void> SchemaReader::ReadPatternProperties(const Json& value) {
  if (!value.is_object()) return Expected("an object of schemas", value);
  for (const auto& [expression, schema] : value.items()) {
    Result<Pattern> pattern = Pattern::Compile(expression);
    if (!pattern) return Fail(Here(), pattern.error().what);
    Family<&Node::objects>().pattern_properties.emplace_back(std::move(*pattern),
                                                             Sub(expression, schema));
  }
  return {};
}

Result<void> SchemaReader::ReadRequired(const Json& value) {
  if (!AreDifferentStrings(value)) return Expected("an array of different names", value);
  Family<&Node::objects>().required = value.get<std::vector<std::string>>();
  return {};
}

Result<void> SchemaReader::ReadReference(const Json& value) {
  if (!value.is_string()) return Expected("a reference such as \"#/$defs/name\"", value);
  const auto target =
      compiler_.Follow(value.get_ref<const std::string&>(), Child(pointer_, keyword_));
  if (!target) return tl::unexpected(target.error());
  Family<&Node::in_place>().reference = compiler_.NodeAt(target->pointer, *target->value);
  return {};
}

// Read also when nothing refers to them, so that a mistake there does not wait for its first use.
Result<void> SchemaReader::ReadDefinitions(const Json& value) {
  if (!value.is_object()) return Expected("an object of schemas", value);
  for (const auto& [name, schema] : value.items()) Sub(name, schema);
  return {};
}

Result<void> SchemaReader::ReadSecret(const Json& value) {
  if (value != "password" && value != "token") return Expected("password or token", value);
  node_.secret = value == "password" ? Secret::kPassword : Secret::kToken;
  return {};
}

Result<void> SchemaReader::ReadText(const Json& value) {
  if (!value.is_string()) return Expected("a string", value);
  return {};
}

Result<void> SchemaReader::ReadFlag(const Json& value) {
  if (!value.is_boolean()) return Expected("true or false", value);
  return {};
}

Result<void> SchemaReader::ReadExamples(const Json& value) {
  if (!value.is_array()) return Expected("an array", value);
  return {};
}

Result<void> SchemaReader::ReadAnything(const Json&) { return {}; }

const SchemaReader::Keyword* SchemaReader::FindKeyword(std::string_view name) {
  using R = SchemaReader;
  using N = Node;
  static constexpr Keyword kKeywords[] = {
      {"type", &R::ReadType},
      {"enum", &R::ReadEnum},
      {"const", &R::ReadConst},
      {"properties", &R::ReadProperties},
      {"required", &R::ReadRequired},
      {"additionalProperties", &R::ReadSchema<&N::objects, &N::Objects::additional_properties>},
      {"patternProperties", &R::ReadPatternProperties},
      {"minProperties", &R::ReadSize<&N::objects, &N::Objects::min_properties>},
      {"maxProperties", &R::ReadSize<&N::objects, &N::Objects::max_properties>},
      {"propertyNames", &R::ReadSchema<&N::objects, &N::Objects::property_names>},
      {"items", &R::ReadSchema<&N::arrays, &N::Arrays::items>},
      {"minItems", &R::ReadSize<&N::arrays, &N::Arrays::min_items>},
      {"maxItems", &R::ReadSize<&N::arrays, &N::Arrays::max_items>},
      {"uniqueItems", &R::ReadUniqueItems},
      {"contains", &R::ReadSchema<&N::arrays, &N::Arrays::contains>},
      {"minimum", &R::ReadLimit<&N::Numbers::minimum>},
      {"maximum", &R::ReadLimit<&N::Numbers::maximum>},
      {"exclusiveMinimum", &R::ReadLimit<&N::Numbers::exclusive_minimum>},
      {"exclusiveMaximum", &R::ReadLimit<&N::Numbers::exclusive_maximum>},
      {"multipleOf", &R::ReadMultipleOf},
      {"minLength", &R::ReadSize<&N::strings, &N::Strings::min_length>},
      {"maxLength", &R::ReadSize<&N::strings, &N::Strings::max_length>},
      {"pattern", &R::ReadPattern},
      {"format", &R::ReadFormat},
      {"$ref", &R::ReadReference},
      {"$defs", &R::ReadDefinitions},
      {"definitions", &R::ReadDefinitions},
      {"allOf", &R::ReadSchemas<&N::InPlace::all_of>},
      {"anyOf", &R::ReadSchemas<&N::InPlace::any_of>},
      {"oneOf", &R::ReadSchemas<&N::InPlace::one_of>},
      {"not", &R::ReadSchema<&N::in_place, &N::InPlace::negated>},
      {"if", &R::ReadSchema<&N::in_place, &N::InPlace::condition>},
      {"then", &R::ReadSchema<&N::in_place, &N::InPlace::consequence>},
      {"else", &R::ReadSchema<&N::in_place, &N::InPlace::alternative>},
      {"x-secret", &R::ReadSecret},
      {"title", &R::ReadText},
      {"description", &R::ReadText},
      {"$comment", &R::ReadText},
      {"default", &R::ReadAnything},
      {"example", &R::ReadAnything},
      {"examples", &R::ReadExamples},
      {"deprecated", &R::ReadFlag},
      {"readOnly", &R::ReadFlag},
      {"writeOnly", &R::ReadFlag},
  };
  const auto* const found = std::ranges::find(kKeywords, name, &Keyword::name);
  return found == std::end(kKeywords) ? nullptr : found;
}

}  // namespace authmock
