// What the suite is aimed at: a base URL, what exists there, what it can do.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TARGET_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TARGET_H_

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/template.h"

namespace authmock {

// What a control interface offers: a closed list.
enum class Ability { kReset, kAdvance, kState, kFault, kJournal };

struct Target {
  std::string provider{};  // as in schemas/<provider>/
  std::string name{};      // for reports: "my server"
  std::string base_url{};  // with the contract's prefix, no trailing slash
  std::string dialect = "documented";
  Json given = Json::object();
  std::set<Ability> can{};
  // How reports say "run it again": the words after `authmock conform`.
  std::string again{};
};

// Reads a target file or the answer of /__mock__/target (schemas/meta/target.schema.json). `name`
// names the document in errors. Templates ${env.NAME} inside `given` are filled by `env`; a missing
// variable is not an Error here: what needs it is then missing.
Result<Target> ReadTarget(std::string_view name, const Json& document, const Environment& env);

// Why the target cannot be asked this case, in words, or empty if it can: `target "my server" has
// no given.user.password`.
std::string MissingFor(const Case& subject, const Target& target, const Environment& env);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TARGET_H_
