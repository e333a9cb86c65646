#include "schemas/contract/dialect.h"

#include <algorithm>

namespace authmock {

Result<Dialect> Dialect::Parse(std::string_view text, std::span<const std::string> versions) {
  constexpr std::string_view kDeployed = "deployed";
  if (text == "documented") return Documented();
  std::string known = "documented";
  if (!versions.empty()) known += ", deployed";
  for (const std::string& version : versions) known += ", deployed@" + version;
  const std::string quoted = "\"" + std::string(text) + "\"";
  if (!text.starts_with(kDeployed)) {
    return Fail("dialect", "there is no " + quoted + "; there are: " + known);
  }
  if (versions.empty()) {
    return Fail("dialect", quoted + " needs a deployed version, and the contract names none");
  }
  const std::string_view rest = text.substr(kDeployed.size());
  if (rest.empty()) return Dialect{.deployed = true, .version = versions.front()};
  if (rest.front() == '@' && std::ranges::find(versions, rest.substr(1)) != versions.end()) {
    return Dialect{.deployed = true, .version = std::string(rest.substr(1))};
  }
  return Fail("dialect", "there is no " + quoted + "; there are: " + known);
}

std::string Dialect::Text() const { return deployed ? "deployed@" + version : "documented"; }

}  // namespace authmock
