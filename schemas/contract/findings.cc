#include "schemas/contract/findings.h"

#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/http.h"
#include "schemas/contract/describe.h"

namespace authmock {
namespace {

template <typename Number>
std::optional<Json> ReadNumber(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Json(number);
}

// A JSON string whose memory is used again by the next text of this thread.
const Json& AsString(std::string_view text) {
  thread_local Json scratch = "";
  scratch.get_ref<std::string&>().assign(text);
  return scratch;
}

std::optional<Json> ReadAs(std::string_view type, std::string_view text) {
  if (type == "integer") return ReadNumber<std::int64_t>(text);
  if (type == "number") return ReadNumber<double>(text);
  if (text == "true" || text == "false") return Json(text == "true");
  return std::nullopt;
}

// What is wrong with a JSON text as such.
std::string FaultPhrase(const JsonText& body) {
  const std::string where = " at byte " + std::to_string(body.at);
  switch (body.fault) {
    case JsonFault::kEmpty:
      return "nothing but white space";
    case JsonFault::kTruncated:
      return "text that ends inside a value";
    case JsonFault::kTooDeep:
      return "values nested too deep" + where;
    case JsonFault::kTooLong:
      return "too long a text";
    default:
      return "a character that cannot stand there" + where;
  }
}

}  // namespace

void Findings::Add(Part part, std::string pointer, std::string_view rule, std::string expected,
                   std::string actual, std::string_view at) {
  violations_.push_back({.part = part,
                         .pointer = std::move(pointer),
                         .rule = std::string(rule),
                         .expected = std::move(expected),
                         .actual = std::move(actual),
                         .statement = contract_.name() + "#" + std::string(at)});
}

void Findings::CheckText(Part part, const Parameter& parameter, std::string_view text) {
  const bool is_string = parameter.type == "string";
  const std::optional<Json> read = is_string ? std::nullopt : ReadAs(parameter.type, text);
  if (!is_string && !read) {
    return Add(part, Child("", parameter.name), "type", WithArticle(parameter.type),
               Quote(text, /*secret=*/true), Child(parameter.pointer, "schema"));
  }
  const Json& value = is_string ? AsString(text) : *read;
  if (parameter.schema.Accepts(value)) return;
  std::vector<Violation> found{};
  parameter.schema.Validate(value, found);
  for (Violation& violation : found) {
    violation.part = part;
    violation.pointer = Child("", parameter.name);
    if (is_string) violation.actual = Quote(text, /*secret=*/true);
    violations_.push_back(std::move(violation));
  }
}

void Findings::Missing(Part part, const Parameter& parameter) {
  Add(part, Child("", parameter.name), "required", "a value", "none", parameter.pointer);
}

void Findings::CheckJson(const Schema& schema, const JsonText& body, std::string_view at) {
  if (!body.ok()) {
    return Add(Part::kBody, "", "json", "a JSON value", FaultPhrase(body), at);
  }
  if (body.trailing_text) {
    Add(Part::kBody, "", "json", "one JSON value", "text after it", at);
  }
  if (body.invalid_utf8) {
    Add(Part::kBody, "", "json", "UTF-8", "bytes that are not", at);
  }
  for (const std::string& pointer : body.duplicate_keys) {
    Add(Part::kBody, pointer, "json", "one member of this name", "more than one", at);
  }
  schema.Validate(body.value(), violations_);
}

void Findings::CheckPlain(const Schema& schema, std::string_view body) {
  const Json& text = AsString(body);
  if (schema.Accepts(text)) return;
  const std::size_t known = violations_.size();
  schema.Validate(text, violations_);
  for (std::size_t i = known; i < violations_.size(); ++i) {
    violations_[i].actual = Quote(body, /*secret=*/true);
  }
}

void Findings::CheckForm(const Schema& schema, std::string_view body) {
  Json fields = Json::object();
  for (auto& [name, value] : ParseForm(body)) fields[name] = std::move(value);
  schema.Validate(fields, violations_);
}

}  // namespace authmock
