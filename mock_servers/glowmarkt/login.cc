// The login.
#include "mock_servers/glowmarkt/js_json.h"
#include "mock_servers/glowmarkt/node_request.h"
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {
namespace {

constexpr std::size_t kLargestBody = 100 * 1024;  // Express's default

std::string_view Text(const TextMembers& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? std::string_view() : found->second;
}

}  // namespace

// Dossier 4.4. A member that is no string counts as missing: an operator of a database must never
// come near one.
Response Glowmarkt::UserNameLogin(const Call& call) {
  const Request& request = call.request;
  if (!IsCalledJson(request.headers)) return Missing(Asked::kLogin, deployed_);
  if (request.body.size() > kLargestBody) return TooLarge();
  const auto members = ReadTextMembers(request.body);
  if (!members) return Missing(Asked::kLogin, deployed_);

  std::string application = HeaderOf(request.headers, "applicationId");
  if (application.empty() && deployed_) application = Text(*members, "applicationId");
  const std::string_view username = Text(*members, "username");
  const std::string_view password = Text(*members, "password");
  if (application.empty() || username.empty() || password.empty()) {
    return Missing(Asked::kLogin, deployed_);
  }

  if (!state_.HasApplication(application)) return RefuseLogin();
  const bool exact = state_.settings().exact_user_names.value_or(!deployed_);
  const User* user = state_.FindUser(username, exact);
  if (user == nullptr || user->disabled || user->password != password) return RefuseLogin();
  return LoggedIn(*user, application, state_.IssueToken(*user, application, TokenLifetime()),
                  deployed_);
}

Response Glowmarkt::RefuseLogin() const {
  return state_.settings().old_login_refusals ? DeniedWith200() : Denied(Asked::kLogin, deployed_);
}

}  // namespace authmock::glowmarkt
