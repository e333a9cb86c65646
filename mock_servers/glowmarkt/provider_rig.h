// The provider without a server around it, for this folder's tests.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_RIG_H_

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "mock_servers/core/provider_rig.h"
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {

inline constexpr std::string_view kApplication = "b0f1b774-a586-4f72-9edd-27ead8aa7a8d";
inline constexpr std::string_view kOtherApplication = "b576fdb0-6e43-4ea4-ac75-a0fd85b0d701";
inline constexpr std::string_view kPassword = "@$tr0ngP@$";  // scotty's

class Rig : public ProviderRig {
 public:
  explicit Rig(std::string_view dialect = "deployed",
               Json world = Fixture("glowmarkt", "world.json"))
      : ProviderRig({.provider = "glowmarkt",
                     .make = Make,
                     .dialect = dialect,
                     .world = std::move(world)}) {}

  Glowmarkt& provider() { return static_cast<Glowmarkt&>(ProviderRig::provider()); }

  // The body of a login, whatever it holds.
  Response LogInWith(std::string body, std::string_view application = kApplication) {
    return Post(
        "/api/v0-1/auth", std::move(body),
        {{"Content-Type", "application/json"}, {"applicationId", std::string(application)}});
  }
  Response LogIn(std::string_view username, std::string_view password,
                 std::string_view application = kApplication) {
    return LogInWith(WriteJson({{"username", username}, {"password", password}}), application);
  }
  // The token of a login that works.
  std::string Token(std::string_view username = "scotty", std::string_view password = kPassword,
                    std::string_view application = kApplication) {
    const Response response = LogIn(username, password, application);
    EXPECT_EQ(response.status, 200) << response.body;
    return TextAt(BodyOf(response), "/token");
  }
  // What GET /auth says to a token.
  Response Check(const std::string& token, std::string_view application = kApplication) {
    return Get("/api/v0-1/auth", Keys(token, application));
  }
  int StatusFor(const std::string& token) { return Check(token).status; }
  Json ListFor(const std::string& token) {
    return BodyOf(Get("/api/v0-1/auth/token", Keys(token)));
  }

  static Headers Keys(const std::string& token, std::string_view application = kApplication) {
    return {{"applicationId", std::string(application)}, {"token", token}};
  }
};

// "200 {...}"
inline std::string Said(const Response& response) {
  return std::to_string(response.status) + " " + response.body;
}

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_PROVIDER_RIG_H_
