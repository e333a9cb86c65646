#include "mock_servers/core/state_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

// `words` as `"a", "b"`, empty ones left out.
std::string Quoted(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!word.empty()) text.append(text.empty() ? "\"" : ", \"").append(word).append("\"");
  }
  return text;
}

}  // namespace

Result<Json> CheckStateParameters(std::string_view state,
                                  std::span<const std::string_view> parameters,
                                  const Json& params) {
  if (params.is_null()) return Json::object();
  if (!params.is_object()) return Fail("", "parameters are an object, as {\"name\": \"carol\"}");
  const std::string known = Quoted(parameters);
  for (const auto& [name, value] : params.items()) {
    if (!name.empty() && std::ranges::find(parameters, name) != parameters.end()) continue;
    return Fail(Child("", name), "\"" + std::string(state) + "\" takes " +
                                     (known.empty() ? "no parameters" : known + " only"));
  }
  return params;
}

Error UnknownState(std::string_view state, std::span<const std::string_view> known) {
  return {"", "there is no state \"" + std::string(state) + "\"; there are " + Quoted(known)};
}

}  // namespace authmock
