#include "schemas/contract/body_check.h"

#include <vector>

#include "base/http.h"
#include "schemas/contract/describe.h"

namespace authmock {
namespace {

// "application/json" of "application/json; charset=utf-8", in the case it has.
std::string_view WithoutParameters(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ') || content_type.ends_with('\t')) {
    content_type.remove_suffix(1);
  }
  return content_type;
}

bool IsJson(std::string_view media_type) { return media_type.ends_with("json"); }

void CheckAs(std::string_view media_type, const Schema& schema, const Body& body,
             std::string_view at, Findings& findings) {
  if (IsJson(media_type)) {
    if (body.json != nullptr) return findings.CheckJson(schema, *body.json, at);
    if (body.read_json) findings.CheckJson(schema, ReadJson(body.bytes), at);
  } else if (media_type.starts_with("text/")) {
    findings.CheckPlain(schema, body.bytes);
  } else {
    findings.CheckForm(schema, body.bytes);
  }
}

}  // namespace

bool BodyRule::Holds(const std::string& media_type) const {
  if (scopes == nullptr) return true;
  const auto scope = scopes->find(media_type);
  return scope == scopes->end() || Includes(scope->second, *dialect);
}

std::string BodyRule::Names() const {
  std::vector<std::string> names{};
  for (const auto& [media_type, schema] : content) {
    if (Holds(media_type)) names.push_back(media_type);
  }
  return AnyOf(names);
}

void CheckBody(const BodyRule& rule, const Body& body, Findings& findings) {
  const std::string_view type =
      body.content_type == nullptr ? "" : WithoutParameters(*body.content_type);
  for (const auto& [media_type, schema] : rule.content) {
    if (!EqualIgnoringCase(media_type, type) || !rule.Holds(media_type)) continue;
    return CheckAs(media_type, schema, body, rule.pointer, findings);
  }
  findings.Add(Part::kHeader, "/Content-Type", "media_type", rule.Names(),
               body.content_type == nullptr ? "none" : "another media type",
               Child(rule.pointer, "content"));
  // A server may read the body as JSON whatever its label says.
  if (body.json == nullptr || !body.json->ok()) return;
  for (const auto& [media_type, schema] : rule.content) {
    if (IsJson(media_type)) return findings.CheckJson(schema, *body.json, rule.pointer);
  }
}

}  // namespace authmock
