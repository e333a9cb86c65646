// The bodies of DataMeta's API, one struct each. Members that may be absent are optional.
#ifndef AUTHMOCK_CLIENT_DATAMETA_TYPES_H_
#define AUTHMOCK_CLIENT_DATAMETA_TYPES_H_

#include <optional>
#include <string>
#include <vector>

#include "client/core/body.h"

// Inline: the mock of this API has an ApiKey of its own, and tests link both.
namespace authmock::datameta {
inline namespace client_side {

// Of a key or a user.
struct Identifier {
  std::string uuid{};
  std::optional<std::string> site{};  // "DMU-00000001"; users only
};

// With a bearer token or a session the label is enough.
struct CreateTokenRequest {
  std::optional<std::string> email{};
  std::optional<std::string> password{};
  std::string label{};
  std::optional<std::string> expires{};  // "2026-12-01" or "2026-12-01T06:30:00", without offset
};

struct UserSession {
  Identifier id{};  // of the key
  Identifier user_id{};
  std::string token{};  // the key; the only time it is shown
  std::string label{};
  Nullable<std::string> expires{};
};

struct ApiKey {
  Identifier id{};
  std::string label{};
  Nullable<std::string> expires{};  // null: never
  std::optional<bool> has_expired{};
};

using ApiKeyList = std::vector<ApiKey>;

struct PasswordChange {
  std::string password_change_credential{};  // the old password, or a reset token
  std::string new_password{};
};

// Of releases below /api/v1.
struct SetPasswordResponse {
  Nullable<std::string> tfa_token{};  // empty unless a second factor has to be set up
};

// One thing that is wrong with a request.
struct ErrorBody {
  std::optional<std::string> exception{};
  std::string message{};
  std::optional<std::string> field{};
  std::optional<std::string> error_code{};
  std::optional<Identifier> entity{};
};

using ValidationErrorModel = std::vector<ErrorBody>;

// A status in words: what refusals that are no ValidationErrorModel carry.
struct HttpMessage {
  std::string message{};
  std::string code{};   // "403 Forbidden"
  std::string title{};  // "Forbidden"
};

}  // namespace client_side
}  // namespace authmock::datameta

#endif  // AUTHMOCK_CLIENT_DATAMETA_TYPES_H_
