// The bodies of Glowmarkt's API, one struct each. The document requires no member of an answer, so
// nearly all are optional.
#ifndef AUTHMOCK_CLIENT_GLOWMARKT_TYPES_H_
#define AUTHMOCK_CLIENT_GLOWMARKT_TYPES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/core/body.h"

// Inline: the mock of this API has types of its own, and tests link both.
namespace authmock::glowmarkt {
inline namespace client_side {

struct UserNameLoginReq {
  std::string username{};
  std::string password{};
  std::optional<std::string> directory_id{};
};

// InlineResponse2008.
struct LoginAnswer {
  std::optional<std::string> account_id{};
  std::optional<std::string> application_id{};  // documented only
  std::optional<std::int64_t> exp{};            // unix seconds
  std::optional<std::string> name{};            // may be empty
  std::optional<std::string> token{};           // a JWT
  std::optional<bool> valid{};
  // Deployed only; nobody saw what the elements are.
  std::optional<std::vector<AnyJson>> user_groups{};
  std::optional<std::vector<AnyJson>> functional_group_accounts{};
  std::optional<bool> is_temp_auth{};
};

// InlineResponse2009.
struct NewTokenAnswer {
  std::optional<std::int64_t> exp{};  // unix seconds
  std::optional<std::string> token{};
  std::optional<bool> valid{};
};

// InlineResponse2007.
struct TokenCheck {
  std::optional<std::string> account_id{};
  std::optional<std::string> application_id{};
  std::optional<std::int64_t> exp{};  // unix seconds
  std::optional<bool> valid{};
};

// What a user may see of a token.
struct TokenDocument {
  std::optional<std::string> authentication_framework{};  // "jwt", "oauth"
  std::optional<std::string> created_at{};                // "2019-06-06T12:02:09.865Z"
  std::optional<std::string> expires_at{};
  std::optional<std::string> grant_type{};  // of OAuth tokens: "refresh_token"
  std::optional<std::string> token_id{};    // what DeleteTokenById takes
  std::optional<std::string> user_id{};     // not the account_id
};

// IsValidRes, InlineResponse2001 and InlineResponse4001.
struct IsValid {
  std::optional<bool> valid{};
};

// MissingElementsError, IncorrectElementsError, AccessDeniedError and InternalServerError.
struct ErrorBody {
  std::optional<std::string> error{};
};

// What any refusal may hold; which of them is there depends on operation and dialect.
struct Refusal {
  std::optional<std::string> error{};
  std::optional<std::string> message{};
  std::optional<bool> valid{};
};

// A home.
struct VirtualEntity {
  std::optional<std::string> application_id{};
  std::optional<std::string> ve_type_id{};
  std::optional<std::string> ve_id{};
  std::optional<std::string> name{};
  std::optional<std::string> postal_code{};
};

}  // namespace client_side
}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_CLIENT_GLOWMARKT_TYPES_H_
