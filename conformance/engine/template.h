// ${...} inside the strings of a case.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TEMPLATE_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TEMPLATE_H_

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "conformance/engine/alter.h"

namespace authmock {

// Reads a variable of the environment; nullopt if it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// What the names in templates stand for. The references outlive the call.
struct TemplateScope {
  const Json& given;  // an object
  const Json& saved;  // an object
  const Environment& env;
  // Asked only where a template names ${now}.
  const std::function<Result<Time>()>& now;
};

// The value of a dotted name inside an object ("user.name"), or nullptr.
const Json* FindDotted(const Json& object, std::string_view name);

// A string, cut into its literal and its varying parts:
//   ${given.user.name} ${saved.jwt} ${saved.jwt|truncate:20} ${env.NAME} ${now} ${now+1h}
//   ${now+1h|truncate:19} ${repeat:X:N}
class Template {
 public:
  enum class Root { kLiteral, kGiven, kSaved, kEnv, kNow, kRepeat };
  struct Piece {
    Root root = Root::kLiteral;
    std::string text{};  // the literal; the dotted name; X of repeat
    std::optional<Alteration> alteration{};
    Duration shift{};       // of now
    std::size_t count = 0;  // N of repeat
  };

  // At most 16 MiB by repetition. The Error names the template and the remedy.
  static Result<Template> Parse(std::string_view text);
  const std::vector<Piece>& pieces() const { return pieces_; }

  // A string that is one whole template keeps the JSON type of the value. The Error names what is
  // missing: "there is no given.user.name".
  Result<Json> Fill(const TemplateScope& scope) const;

 private:
  std::vector<Piece> pieces_{};
};

// Fills every string inside `value`.
Result<Json> FillJson(const Json& value, const TemplateScope& scope);
// Numbers and booleans become their JSON text; other values that are no string are an Error.
Result<std::string> FillText(std::string_view text, const TemplateScope& scope);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TEMPLATE_H_
