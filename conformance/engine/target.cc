#include "conformance/engine/target.h"

#include <algorithm>
#include <optional>

#include "conformance/engine/strict.h"
#include "schemas/contract/meta.h"

namespace authmock {
namespace {

constexpr std::pair<std::string_view, Ability> kAbilities[] = {
    {"reset", Ability::kReset}, {"advance", Ability::kAdvance}, {"state", Ability::kState},
    {"fault", Ability::kFault}, {"journal", Ability::kJournal},
};

void ReadAbilities(const Json& document, StrictReader& reader, std::set<Ability>& can) {
  const Json* list = At(document, "/can");
  if (list == nullptr) return;
  if (!list->is_array()) reader.Complain("/can", "expected an array");
  for (std::size_t i = 0; i < list->size() && reader.ok(); ++i) {
    const std::string word = TextAt((*list)[i], "");
    const auto found =
        std::ranges::find(kAbilities, word, &std::pair<std::string_view, Ability>::first);
    if (found != std::end(kAbilities)) {
      can.insert(found->second);
    } else {
      reader.Complain("/can/" + std::to_string(i),
                      WriteJson((*list)[i]) + " is none of reset, advance, state, fault, journal");
    }
  }
}

// The value with its templates filled; nullopt when a variable is not set.
std::optional<Json> FillGiven(const Json& value, const std::string& where, const Environment& env,
                              StrictReader& reader) {
  if (const auto* text = value.get_ptr<const std::string*>()) {
    const Result<Template> parsed = Template::Parse(*text);
    if (!parsed) reader.Complain(where, parsed.error().Text());
    if (!parsed) return std::nullopt;
    for (const Template::Piece& piece : parsed->pieces()) {
      if (piece.root == Template::Root::kLiteral) continue;
      if (piece.root != Template::Root::kEnv) {
        reader.Complain(where, "a target may use ${env.NAME} only");
        return std::nullopt;
      }
    }
    const Json nothing = Json::object();
    Result<Json> filled = parsed->Fill({nothing, nothing, env, {}});
    return filled ? std::optional(std::move(*filled)) : std::nullopt;
  }
  if (!value.is_object()) return value;
  Json filled = Json::object();
  for (const auto& [name, member] : value.items()) {
    std::optional<Json> inner = FillGiven(member, Child(where, name), env, reader);
    if (inner) filled[name] = std::move(*inner);
  }
  return filled;
}

bool IsHere(std::string_view base_url) {
  const std::size_t slashes = base_url.find("://");
  if (slashes == std::string_view::npos) return false;
  const std::string_view host = base_url.substr(slashes + 3);
  return host.starts_with("127.") || host.starts_with("localhost");
}

std::string Missing(const Need& need, const Target& target, const Environment& env) {
  const auto cannot = [&](Ability ability, std::string_view what) {
    return target.can.contains(ability) ? std::string() : "cannot " + std::string(what);
  };
  switch (need.kind) {
    case Need::Kind::kGiven:
      return FindDotted(target.given, need.what) != nullptr ? "" : "has no given." + need.what;
    case Need::Kind::kEnv:
      return env && env(need.what) ? "" : "needs the variable " + need.what + ", which is not set";
    case Need::Kind::kReset:
      return cannot(Ability::kReset, "be reset");
    case Need::Kind::kAdvance:
      return cannot(Ability::kAdvance, "move its clock");
    case Need::Kind::kState:
      return cannot(Ability::kState, "set up states");
    case Need::Kind::kFrom:
      return IsHere(target.base_url) ? ""
                                     : "is on another machine: no choice of the sender's address";
    case Need::Kind::kRawBytes:
      return target.base_url.starts_with("https:")
                 ? "speaks https: bytes cannot be written to its connections one by one"
                 : "";
    case Need::Kind::kExactWire:
      break;  // every Sender of ours can
  }
  return {};
}

}  // namespace

Result<Target> ReadTarget(std::string_view name, const Json& document, const Environment& env) {
  StrictReader reader(name);
  Target target{};
  if (reader.Keys(document, "",
                  {"provider", "name", "base_url", "dialect", "given", "environment", "can"})) {
    target.provider = reader.Text(document, "", "provider");
    target.name = reader.Text(document, "", "name");
    target.base_url = reader.Text(document, "", "base_url");
    const std::string dialect = reader.Text(document, "", "dialect", false);
    if (!dialect.empty()) target.dialect = dialect;
    ReadAbilities(document, reader, target.can);
    if (const Json* given = At(document, "/given")) {
      if (!given->is_object()) reader.Complain("/given", "expected an object");
      target.given = FillGiven(*given, "/given", env, reader).value_or(Json::object());
    }
  }
  const bool http =
      target.base_url.starts_with("http://") || target.base_url.starts_with("https://");
  if (!http || target.base_url.ends_with('/')) {
    reader.Complain("/base_url", "\"" + target.base_url +
                                     "\": expected http:// or https://, and no slash at the end");
  }
  if (!reader.ok()) return tl::unexpected(reader.error());
  // Whatever was let pass above, the schema of such files does not.
  static const Result<Schema> schema = MetaSchema("target");
  if (!schema) return tl::unexpected(schema.error());
  const Result<void> fits = CheckFile(*schema, name, document);
  if (!fits) return tl::unexpected(fits.error());
  return target;
}

std::string MissingFor(const Case& subject, const Target& target, const Environment& env) {
  for (const Need& need : subject.needs) {
    const std::string missing = Missing(need, target, env);
    if (!missing.empty()) return "target \"" + target.name + "\" " + missing;
  }
  return {};
}

}  // namespace authmock
