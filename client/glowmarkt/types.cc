#include "client/glowmarkt/types.h"

#include "client/core/body_mapping.h"

namespace authmock::glowmarkt {
inline namespace client_side {

// The contract's names; types_test compares them with its schemas.

static constexpr auto Describe(const UserNameLoginReq*) {
  return std::tuple(Field("username", &UserNameLoginReq::username),
                    Field("password", &UserNameLoginReq::password),
                    Field("directoryId", &UserNameLoginReq::directory_id));
}

static constexpr auto Describe(const LoginAnswer*) {
  return std::tuple(Field("accountId", &LoginAnswer::account_id),
                    Field("applicationId", &LoginAnswer::application_id),
                    Field("exp", &LoginAnswer::exp), Field("name", &LoginAnswer::name),
                    Field("token", &LoginAnswer::token), Field("valid", &LoginAnswer::valid),
                    Field("userGroups", &LoginAnswer::user_groups),
                    Field("functionalGroupAccounts", &LoginAnswer::functional_group_accounts),
                    Field("isTempAuth", &LoginAnswer::is_temp_auth));
}

static constexpr auto Describe(const NewTokenAnswer*) {
  return std::tuple(Field("exp", &NewTokenAnswer::exp), Field("token", &NewTokenAnswer::token),
                    Field("valid", &NewTokenAnswer::valid));
}

static constexpr auto Describe(const TokenCheck*) {
  return std::tuple(Field("accountId", &TokenCheck::account_id),
                    Field("applicationId", &TokenCheck::application_id),
                    Field("exp", &TokenCheck::exp), Field("valid", &TokenCheck::valid));
}

static constexpr auto Describe(const TokenDocument*) {
  return std::tuple(Field("authenticationFramework", &TokenDocument::authentication_framework),
                    Field("createdAt", &TokenDocument::created_at),
                    Field("expiresAt", &TokenDocument::expires_at),
                    Field("grant_type", &TokenDocument::grant_type),
                    Field("tokenId", &TokenDocument::token_id),
                    Field("userId", &TokenDocument::user_id));
}

static constexpr auto Describe(const IsValid*) {
  return std::tuple(Field("valid", &IsValid::valid));
}

static constexpr auto Describe(const ErrorBody*) {
  return std::tuple(Field("error", &ErrorBody::error));
}

static constexpr auto Describe(const Refusal*) {
  return std::tuple(Field("error", &Refusal::error), Field("message", &Refusal::message),
                    Field("valid", &Refusal::valid));
}

static constexpr auto Describe(const VirtualEntity*) {
  return std::tuple(Field("applicationId", &VirtualEntity::application_id),
                    Field("veTypeId", &VirtualEntity::ve_type_id),
                    Field("veId", &VirtualEntity::ve_id), Field("name", &VirtualEntity::name),
                    Field("postalCode", &VirtualEntity::postal_code));
}

}  // namespace client_side
}  // namespace authmock::glowmarkt

namespace authmock {

template struct Body<glowmarkt::UserNameLoginReq>;
template struct Body<glowmarkt::LoginAnswer>;
template struct Body<glowmarkt::NewTokenAnswer>;
template struct Body<glowmarkt::TokenCheck>;
template struct Body<glowmarkt::TokenDocument>;
template struct Body<std::vector<glowmarkt::TokenDocument>>;
template struct Body<glowmarkt::IsValid>;
template struct Body<std::vector<glowmarkt::IsValid>>;
template struct Body<glowmarkt::ErrorBody>;
template struct Body<glowmarkt::Refusal>;
template struct Body<glowmarkt::VirtualEntity>;
template struct Body<std::vector<glowmarkt::VirtualEntity>>;

}  // namespace authmock
