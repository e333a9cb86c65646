// The bodies of T3's API, one struct each. Members that may be absent are optional.
#ifndef AUTHMOCK_CLIENT_T3_TYPES_H_
#define AUTHMOCK_CLIENT_T3_TYPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/core/body.h"

// Inline: the mock of this API has an ApiKey of its own, and tests link both.
namespace authmock::t3 {
inline namespace client_side {

struct CredentialsPostRequest {
  std::string username{};
  std::string password{};
  std::string hostname{};                      // "ca.metrc.com"
  std::optional<Nullable<std::string>> otp{};  // six digits; Michigan wants it
  std::optional<std::string> email{};          // Colorado wants it
};

// Both are wanted, whatever the document says.
struct ApikeyPostRequest {
  std::optional<std::string> api_key{};
  std::optional<std::string> state_code{};  // "CA"
};

// The first three are wanted, whatever the document says.
struct SecretkeyPostRequest {
  std::optional<std::string> username{};
  std::optional<std::string> password{};
  std::optional<std::string> hostname{};
  std::optional<std::string> otp_seed{};  // Michigan wants it
};

// The answer to both logins.
struct CredentialsPost200Response {
  std::optional<std::string> access_token{};
  std::optional<std::string> refresh_token{};  // of servers before March 2025
};

struct SecretkeyPost200Response {
  std::optional<std::string> secret_key{};
};

struct WhoamiGet200Response {
  std::optional<std::string> auth_mode{};       // "CREDENTIALS"
  std::optional<std::string> credential_key{};  // "ca.metrc.com__johndoe"
  std::optional<bool> has_t3plus{};
  std::optional<Nullable<std::string>> t3plus_subscription_tier{};  // null: no T3+
  std::optional<std::string> username{};
  std::optional<std::string> hostname{};
};

struct ActiveReport {
  std::optional<std::string> generated_at{};
  std::optional<std::string> license_number{};
  std::optional<std::vector<AnyJson>> data{};
};

struct ErrorBody {
  std::optional<std::string> type{};     // "BadRequest"
  std::optional<std::string> message{};  // names what is missing
  std::optional<std::string> timestamp{};
  std::optional<std::string> url{};
  std::optional<std::int64_t> status_code{};
};

// What refusals carry.
struct ErrorResponse {
  std::optional<ErrorBody> error{};
};

}  // namespace client_side
}  // namespace authmock::t3

#endif  // AUTHMOCK_CLIENT_T3_TYPES_H_
