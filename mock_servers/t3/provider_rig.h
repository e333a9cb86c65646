// The provider without a server around it, for this folder's tests.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_RIG_H_

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "mock_servers/core/provider_rig.h"
#include "mock_servers/t3/provider.h"

namespace authmock::t3 {

class Rig : public ProviderRig {
 public:
  explicit Rig(std::string_view dialect = "deployed", Json world = Fixture("t3", "world.json"))
      : ProviderRig(
            {.provider = "t3", .make = Make, .dialect = dialect, .world = std::move(world)}) {}

  T3& provider() { return static_cast<T3&>(ProviderRig::provider()); }

  void SetUp(std::string_view state, const Json& params = Json::object()) {
    const auto done = provider().SetUp(state, params);
    ASSERT_TRUE(done) << done.error().Text();
  }

  Response PostJson(std::string target, std::string body) {
    return Post(std::move(target), std::move(body), {{"Content-Type", "application/json"}});
  }
  // Johndoe's body with `change` merged over it.
  Response LogIn(const Json& change = Json::object()) {
    return PostJson("/v2/auth/credentials", WriteJson(Credentials(change)));
  }
  Response MakeKey(const Json& change = Json::object()) {
    return PostJson("/v2/auth/secretkey", WriteJson(Credentials(change)));
  }
  Response UseApiKey(const Json& key, const Json& state) {
    return PostJson("/v2/auth/apikey", WriteJson({{"apiKey", key}, {"stateCode", state}}));
  }
  // The token of a login that works.
  std::string Token(const Json& change = Json::object()) {
    const Response response = LogIn(change);
    EXPECT_EQ(response.status, 200) << response.body;
    return TextAt(BodyOf(response), "/accessToken");
  }
  // The key of a generation that works.
  std::string SecretKey(const Json& change = Json::object()) {
    const Response response = MakeKey(change);
    EXPECT_EQ(response.status, 200) << response.body;
    return TextAt(BodyOf(response), "/secretKey");
  }
  Response WhoAmI(const std::string& jwt) { return Get("/v2/auth/whoami", Bearer(jwt)); }
  // What a report says to a secret key.
  int StatusForKey(const std::string& key) {
    return Get("/v2/packages/active/report?secretKey=" + key).status;
  }

  static Json Credentials(const Json& change) {
    Json body{
        {"username", "johndoe"}, {"password", "secretpassword"}, {"hostname", "ca.metrc.com"}};
    MergePatch(body, change);
    return body;
  }
  static Headers Bearer(const std::string& jwt) { return {{"Authorization", "Bearer " + jwt}}; }
};

// The members of a refusal's envelope.
inline std::string Message(const Response& response) {
  return TextAt(BodyOf(response), "/error/message");
}
inline std::string Type(const Response& response) {
  return TextAt(BodyOf(response), "/error/type");
}

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_PROVIDER_RIG_H_
