// The provider without a server around it, for this folder's tests.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_RIG_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_RIG_H_

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "mock_servers/core/provider_rig.h"
#include "mock_servers/datameta/provider.h"

namespace authmock::datameta {

// Of the world of the fixtures.
inline constexpr std::string_view kAlice = "aaaaaaaa-0000-4000-8000-000000000001";
inline constexpr std::string_view kAliceKey =
    "alicemainKey0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP";
inline constexpr std::string_view kAliceSecondId = "bbbbbbbb-0000-4000-8000-000000000003";
inline constexpr std::string_view kAliceExpiredKey =
    "aliceexpiredKey0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM";
inline constexpr std::string_view kAliceResetToken =
    "alice_reset-0123456789abcdefghijklmnopqrstuvwxyzABCDEF";

class Rig : public ProviderRig {
 public:
  explicit Rig(std::string_view dialect = "deployed",
               Json world = Fixture("datameta", "world.json"))
      : ProviderRig(
            {.provider = "datameta", .make = Make, .dialect = dialect, .world = std::move(world)}) {
  }

  DataMeta& provider() { return static_cast<DataMeta&>(ProviderRig::provider()); }
  const std::string& base() { return contract().prefix(dialect()); }

  // With the headers of a documented client, and more.
  Response Create(std::string body, Headers more = {}) {
    return Post(base() + "/keys", std::move(body), ForJson(std::move(more)));
  }
  // For credentials.
  Response LogIn(std::string_view email, std::string_view password) {
    return Create(WriteJson({{"email", email}, {"password", password}, {"label", "x"}}));
  }
  Response List(std::string_view user, Headers headers) {
    return Get(base() + "/users/" + std::string(user) + "/keys", std::move(headers));
  }
  Response DeleteKey(std::string_view id, Headers headers) {
    return Delete(base() + "/keys/" + std::string(id), std::move(headers));
  }
  Response Change(std::string_view user, std::string_view credential, std::string_view wanted,
                  Headers more = {}) {
    return Put(base() + "/users/" + std::string(user) + "/password",
               WriteJson({{"passwordChangeCredential", credential}, {"newPassword", wanted}}),
               ForJson(std::move(more)));
  }
  // The value of the cookie that the form gives.
  std::string SessionOf(std::string_view email, std::string_view password) {
    const Response response =
        Post("/login",
             "input_email=" + PercentEncode(email) + "&input_password=" + PercentEncode(password) +
                 "&form.submitted=",
             {{"Content-Type", "application/x-www-form-urlencoded"}});
    const std::string_view cookie = response.headers.Get("Set-Cookie");
    return std::string(cookie.substr(0, cookie.find(';')));
  }
  // What a list of Alice's keys says to a bearer.
  int StatusFor(std::string_view token) { return List(kAlice, Bearer(token)).status; }

  static Headers Bearer(std::string_view token) {
    return {{"Accept", "application/json"}, {"Authorization", "Bearer " + std::string(token)}};
  }
  static Headers ForJson(Headers more = {}) {
    more.Add("Content-Type", "application/json");
    if (!more.Has("Accept")) more.Add("Accept", "application/json");
    return more;
  }
};

inline std::string ContentType(const Response& response) {
  return std::string(response.headers.Get("Content-Type"));
}

// The message of the first fault of a 400.
inline std::string FirstFault(const Response& response) {
  return TextAt(BodyOf(response), "/0/message");
}

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_PROVIDER_RIG_H_
