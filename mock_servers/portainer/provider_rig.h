// The provider without a server around it, for this folder's tests.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "mock_servers/core/provider_rig.h"
#include "mock_servers/portainer/provider.h"

namespace authmock::portainer {

class Rig : public ProviderRig {
 public:
  explicit Rig(std::string_view dialect = "deployed",
               Json world = Fixture("portainer", "world.json"))
      : ProviderRig({.provider = "portainer",
                     .make = Make,
                     .dialect = dialect,
                     .world = std::move(world)}) {}

  Portainer& provider() { return static_cast<Portainer&>(ProviderRig::provider()); }

  Response LogIn(std::string_view name, std::string_view password) {
    return Post("/api/auth", WriteJson({{"username", name}, {"password", password}}));
  }
  // The token of a login that works.
  std::string Token(std::string_view name = "admin",
                    std::string_view password = "correct-horse-battery") {
    const Response response = LogIn(name, password);
    EXPECT_EQ(response.status, 200) << response.body;
    return TextAt(BodyOf(response), "/jwt");
  }
  // What /users/me says to a bearer.
  int StatusFor(const std::string& jwt) { return Get("/api/users/me", Bearer(jwt)).status; }

  static Headers Bearer(const std::string& jwt) { return {{"Authorization", "Bearer " + jwt}}; }
  static Headers Cookie(const std::string& jwt) { return {{"Cookie", "portainer_api_key=" + jwt}}; }
};

// The member `message` or `details` of a refusal.
inline std::string Message(const Response& response) {
  return TextAt(BodyOf(response), "/message");
}
inline std::string Details(const Response& response) {
  return TextAt(BodyOf(response), "/details");
}

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_PROVIDER_RIG_H_
