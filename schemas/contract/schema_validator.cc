#include "schemas/contract/schema_validator.h"

#include <algorithm>
#include <functional>
#include <limits>

#include "schemas/contract/describe.h"
#include "schemas/contract/json_values.h"
#include "schemas/contract/unicode.h"

namespace authmock {
namespace {

using Node = SchemaValidator::Node;
using Place = SchemaValidator::Place;

std::uint8_t TypesOf(const Json& value) {
  switch (value.type()) {
    case Json::value_t::object:
      return Node::kObject;
    case Json::value_t::array:
      return Node::kArray;
    case Json::value_t::string:
      return Node::kString;
    case Json::value_t::boolean:
      return Node::kBoolean;
    case Json::value_t::null:
      return Node::kNull;
    default:
      return IsInteger(value) ? Node::kNumber | Node::kInteger : Node::kNumber;
  }
}

std::string TypePhrase(std::uint8_t types) {
  constexpr std::string_view kNames[] = {"object",  "array",   "string", "number",
                                         "integer", "boolean", "null"};
  std::vector<std::string> words{};
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    if ((types & (1u << i)) != 0) words.push_back(WithArticle(kNames[i]));
  }
  return AnyOf(words);
}

std::string PointerTo(const Place& place) {
  if (place.parent == nullptr) return "";
  const std::string above = PointerTo(*place.parent);
  if (place.member.data() == nullptr) return above + "/" + std::to_string(place.index);
  return Child(above, place.member);
}

std::string OnlyPhrase(const Node::Objects& rules) {
  if (rules.properties.empty()) return "no member of this name";
  std::string names;
  for (const auto& [name, node] : rules.properties) names += (names.empty() ? "" : ", ") + name;
  return "one of the members " + names;
}

std::size_t DepthOf(std::string_view pointer) { return std::ranges::count(pointer, '/'); }

}  // namespace

bool SchemaValidator::Report(const Node& node, const Place& place, std::string_view keyword,
                             std::string expected, std::string actual) {
  if (!Wanted()) return false;
  violations_->push_back(
      {.part = Part::kBody,
       .pointer = PointerTo(place),
       .rule = std::string(keyword),
       .expected = std::move(expected),
       .actual = std::move(actual),
       .statement = keyword == "false" ? node.statement : Child(node.statement, keyword)});
  return false;
}

bool SchemaValidator::Check(const Node& node, const Json& value, const Place& place) {
  if (node.secret == Secret::kNone || place.secret) return CheckHere(node, value, place);
  Place marked = place;
  marked.secret = true;
  return CheckHere(node, value, marked);
}

bool SchemaValidator::CheckHere(const Node& node, const Json& value, const Place& place) {
  if (node.never) {
    return Wanted() ? Report(node, place, "false", "nothing", WithArticle(TypeName(value))) : false;
  }
  // After a wrong type the other keywords say nothing new.
  if (!CheckType(node, value, place)) return false;
  bool fine = CheckFixedValues(node, value, place);
  if (!fine && !Wanted()) return false;
  fine &= node.format == nullptr || CheckFormat(node, value, place);
  if (node.numbers != nullptr && value.is_number()) fine &= CheckNumber(node, value, place);
  if (node.strings != nullptr && value.is_string()) {
    fine &= CheckString(node, value.get_ref<const std::string&>(), place);
  }
  if (!fine && !Wanted()) return false;
  if (node.arrays != nullptr && value.is_array()) fine &= CheckArray(node, value, place);
  if (node.objects != nullptr && value.is_object()) fine &= CheckObject(node, value, place);
  if (!fine && !Wanted()) return false;
  if (node.in_place != nullptr) fine &= CheckInPlace(node, value, place);
  return fine;
}

bool SchemaValidator::CheckType(const Node& node, const Json& value, const Place& place) {
  if (node.types == 0 || (node.types & TypesOf(value)) != 0) return true;
  if (!Wanted()) return false;
  return Report(node, place, "type", TypePhrase(node.types), WithArticle(TypeName(value)));
}

bool SchemaValidator::CheckFixedValues(const Node& node, const Json& value, const Place& place) {
  bool fine = true;
  if (node.constant && !SameValue(*node.constant, value)) {
    if (!Wanted()) return false;
    fine = Report(node, place, "const", WriteJson(*node.constant), Describe(value, place.secret));
  }
  const auto is_value = [&](const Json& allowed) { return SameValue(allowed, value); };
  if (!node.enumeration.empty() && std::ranges::none_of(node.enumeration, is_value)) {
    if (!Wanted()) return false;
    std::vector<std::string> words{};
    for (const Json& allowed : node.enumeration) words.push_back(WriteJson(allowed));
    fine = Report(node, place, "enum", AnyOf(words), Describe(value, place.secret));
  }
  return fine;
}

bool SchemaValidator::CheckFormat(const Node& node, const Json& value, const Place& place) {
  const Format& format = *node.format;
  const bool broken = (format.text != nullptr && value.is_string() &&
                       !format.text(value.get_ref<const std::string&>())) ||
                      (format.number != nullptr && value.is_number() && !format.number(value));
  if (!broken) return true;
  if (!Wanted()) return false;
  return Report(node, place, "format", std::string(format.phrase), Describe(value, place.secret));
}

bool SchemaValidator::CheckNumber(const Node& node, const Json& value, const Place& place) {
  bool fine = true;
  const auto limit = [&](const std::optional<Json>& bound, std::string_view keyword,
                         std::string_view phrase, auto holds) {
    if (!bound || holds(*bound)) return;
    fine = false;
    if (!Wanted()) return;
    Report(node, place, keyword, std::string(phrase) + " " + WriteJson(*bound),
           Describe(value, place.secret));
  };
  const Node::Numbers& rules = *node.numbers;
  const auto order = [&](const Json& bound) { return CompareNumbers(value, bound); };
  limit(rules.minimum, "minimum", "at least", [&](const Json& b) { return order(b) >= 0; });
  limit(rules.maximum, "maximum", "at most", [&](const Json& b) { return order(b) <= 0; });
  limit(rules.exclusive_minimum, "exclusiveMinimum", "more than",
        [&](const Json& b) { return order(b) > 0; });
  limit(rules.exclusive_maximum, "exclusiveMaximum", "less than",
        [&](const Json& b) { return order(b) < 0; });
  limit(rules.multiple_of, "multipleOf", "a multiple of",
        [&](const Json& b) { return IsMultipleOf(value, b); });
  return fine;
}

bool SchemaValidator::CheckString(const Node& node, const std::string& text, const Place& place) {
  const Node::Strings& rules = *node.strings;
  bool fine = true;
  // No text has more code points than bytes, nor fewer than a quarter of them.
  const bool counted = (rules.max_length && text.size() > *rules.max_length) ||
                       (rules.min_length && text.size() < 4 * *rules.min_length);
  const std::size_t length = counted ? CountCodePoints(text) : 0;
  if (counted && rules.min_length && length < *rules.min_length) {
    fine = Wanted() &&
           Report(node, place, "minLength", "at least " + Count(*rules.min_length, "character"),
                  Count(length, "character"));
  }
  if (counted && rules.max_length && length > *rules.max_length) {
    fine = Wanted() &&
           Report(node, place, "maxLength", "at most " + Count(*rules.max_length, "character"),
                  Count(length, "character"));
  }
  if (rules.pattern && !rules.pattern->Search(text)) {
    fine = Wanted() && Report(node, place, "pattern", "a match of " + rules.expression,
                              Quote(text, place.secret));
  }
  return fine;
}

bool SchemaValidator::CheckArray(const Node& node, const Json& array, const Place& place) {
  const Node::Arrays& rules = *node.arrays;
  bool fine = true;
  if (rules.min_items && array.size() < *rules.min_items) {
    fine =
        Wanted() && Report(node, place, "minItems", "at least " + Count(*rules.min_items, "item"),
                           Count(array.size(), "item"));
  }
  if (rules.max_items && array.size() > *rules.max_items) {
    fine = Wanted() && Report(node, place, "maxItems", "at most " + Count(*rules.max_items, "item"),
                              Count(array.size(), "item"));
  }
  if (rules.unique_items && HasTwins(array)) {
    fine = Wanted() && Report(node, place, "uniqueItems", "different items", "the same item twice");
  }
  bool contained = rules.contains == nullptr;
  for (std::size_t i = 0; i < array.size() && (fine || Wanted()); ++i) {
    const Place item{.parent = &place, .index = i, .secret = place.secret};
    if (rules.items != nullptr) fine &= Check(*rules.items, array[i], item);
    contained = contained || Accepts(*rules.contains, array[i], item);
  }
  if (!contained && (fine || Wanted())) {
    fine = Wanted() && Report(node, place, "contains", "an item that the schema accepts",
                              "none among " + Count(array.size(), "item"));
  }
  return fine;
}

bool SchemaValidator::CheckObject(const Node& node, const Json& object, const Place& place) {
  const Node::Objects& rules = *node.objects;
  bool fine = true;
  for (const std::string& name : rules.required) {
    if (object.contains(name)) continue;
    if (!Wanted()) return false;
    const Place missing{.parent = &place, .member = name, .secret = place.secret};
    fine = Report(node, missing, "required", "a member of this name", "none");
  }
  if (rules.min_properties && object.size() < *rules.min_properties) {
    fine = Wanted() && Report(node, place, "minProperties",
                              "at least " + Count(*rules.min_properties, "member"),
                              Count(object.size(), "member"));
  }
  if (rules.max_properties && object.size() > *rules.max_properties) {
    fine = Wanted() &&
           Report(node, place, "maxProperties", "at most " + Count(*rules.max_properties, "member"),
                  Count(object.size(), "member"));
  }
  for (auto member = object.begin(); member != object.end() && (fine || Wanted()); ++member) {
    fine &= CheckMember(node, member.key(), *member,
                        {.parent = &place, .member = member.key(), .secret = place.secret});
  }
  return fine;
}

bool SchemaValidator::CheckMember(const Node& node, const std::string& name, const Json& value,
                                  const Place& place) {
  const Node::Objects& rules = *node.objects;
  bool fine = rules.property_names == nullptr || CheckName(node, name, place);
  bool known = false;
  const auto property = std::ranges::lower_bound(rules.properties, name, {},
                                                 &std::pair<std::string, const Node*>::first);
  if (property != rules.properties.end() && property->first == name) {
    known = true;
    fine &= Check(*property->second, value, place);
  }
  for (const auto& [pattern, schema] : rules.pattern_properties) {
    if (!pattern.Search(name)) continue;
    known = true;
    fine &= Check(*schema, value, place);
  }
  if (known || rules.additional_properties == nullptr) return fine;
  if (!rules.additional_properties->never) {
    return Check(*rules.additional_properties, value, place) && fine;
  }
  if (!Wanted()) return false;
  return Report(node, place, "additionalProperties", OnlyPhrase(rules), "a member of another name");
}

bool SchemaValidator::CheckName(const Node& node, const std::string& name, const Place& place) {
  const Node& names = *node.objects->property_names;
  const Json text(name);
  if (Accepts(names, text, place)) return true;
  if (!Wanted()) return false;
  std::vector<Violation> why{};
  SchemaValidator(&why).Check(names, text, place);
  return Report(node, place, "propertyNames", "a name that is " + why.front().expected,
                why.front().actual);
}

bool SchemaValidator::CheckInPlace(const Node& node, const Json& value, const Place& place) {
  const Node::InPlace& rules = *node.in_place;
  bool fine = rules.reference == nullptr || Check(*rules.reference, value, place);
  for (const Node* each : rules.all_of) {
    if (!fine && !Wanted()) return false;
    fine &= Check(*each, value, place);
  }
  const auto accepts = [&](const Node* each) { return Accepts(*each, value, place); };
  if (!rules.any_of.empty() && std::ranges::none_of(rules.any_of, accepts)) {
    fine = Wanted() &&
           Report(node, place, "anyOf", "a match of one of " + Count(rules.any_of.size(), "schema"),
                  Nearest(rules.any_of, value, place));
  }
  if (!rules.one_of.empty()) fine &= CheckOneOf(node, value, place);
  if (rules.negated != nullptr && accepts(rules.negated)) {
    fine =
        Wanted() && Report(node, place, "not", "no match of the schema below \"not\"", "a match");
  }
  if (rules.condition != nullptr) fine &= CheckCondition(node, value, place);
  return fine;
}

bool SchemaValidator::CheckOneOf(const Node& node, const Json& value, const Place& place) {
  const std::vector<Schema::Node*>& nodes = node.in_place->one_of;
  const auto matches =
      std::ranges::count_if(nodes, [&](const Node* each) { return Accepts(*each, value, place); });
  if (matches == 1) return true;
  if (!Wanted()) return false;
  return Report(
      node, place, "oneOf", "a match of exactly one of " + Count(nodes.size(), "schema"),
      matches == 0 ? Nearest(nodes, value, place) : "matches of " + std::to_string(matches));
}

bool SchemaValidator::CheckCondition(const Node& node, const Json& value, const Place& place) {
  const Node::InPlace& rules = *node.in_place;
  const Node* then =
      Accepts(*rules.condition, value, place) ? rules.consequence : rules.alternative;
  return then == nullptr || Check(*then, value, place);
}

bool SchemaValidator::Accepts(const Node& node, const Json& value, const Place& place) const {
  return SchemaValidator(nullptr).Check(node, value, place);
}

std::string SchemaValidator::Nearest(const std::vector<Schema::Node*>& nodes, const Json& value,
                                     const Place& place) const {
  // The schema whose first complaint lies deepest understood most of the value; among equals the
  // one that complains least.
  std::vector<Violation> best{};
  for (const Node* node : nodes) {
    std::vector<Violation> why{};
    SchemaValidator(&why).Check(*node, value, place);
    const auto rank = [](const std::vector<Violation>& list) {
      return std::pair(DepthOf(list.front().pointer),
                       std::numeric_limits<std::size_t>::max() - list.size());
    };
    if (best.empty() || rank(why) > rank(best)) best = std::move(why);
  }
  const Violation& first = best.front();
  return "none; nearest: " + (first.pointer.empty() ? "" : first.pointer + ": ") + first.rule +
         ": expected " + first.expected + ", got " + first.actual;
}

}  // namespace authmock
