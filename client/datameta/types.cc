#include "client/datameta/types.h"

#include "client/core/body_mapping.h"

namespace authmock::datameta {
inline namespace client_side {

// The contract's names; types_test compares them with its schemas.

static constexpr auto Describe(const Identifier*) {
  return std::tuple(Field("uuid", &Identifier::uuid), Field("site", &Identifier::site));
}

static constexpr auto Describe(const CreateTokenRequest*) {
  return std::tuple(
      Field("email", &CreateTokenRequest::email), Field("password", &CreateTokenRequest::password),
      Field("label", &CreateTokenRequest::label), Field("expires", &CreateTokenRequest::expires));
}

static constexpr auto Describe(const UserSession*) {
  return std::tuple(Field("id", &UserSession::id), Field("userId", &UserSession::user_id),
                    Field("token", &UserSession::token), Field("label", &UserSession::label),
                    Field("expires", &UserSession::expires));
}

static constexpr auto Describe(const ApiKey*) {
  return std::tuple(Field("id", &ApiKey::id), Field("label", &ApiKey::label),
                    Field("expires", &ApiKey::expires), Field("hasExpired", &ApiKey::has_expired));
}

static constexpr auto Describe(const PasswordChange*) {
  return std::tuple(Field("passwordChangeCredential", &PasswordChange::password_change_credential),
                    Field("newPassword", &PasswordChange::new_password));
}

static constexpr auto Describe(const SetPasswordResponse*) {
  return std::tuple(Field("tfaToken", &SetPasswordResponse::tfa_token));
}

static constexpr auto Describe(const ErrorBody*) {
  return std::tuple(Field("exception", &ErrorBody::exception),
                    Field("message", &ErrorBody::message), Field("field", &ErrorBody::field),
                    Field("error_code", &ErrorBody::error_code),
                    Field("entity", &ErrorBody::entity));
}

static constexpr auto Describe(const HttpMessage*) {
  return std::tuple(Field("message", &HttpMessage::message), Field("code", &HttpMessage::code),
                    Field("title", &HttpMessage::title));
}

}  // namespace client_side
}  // namespace authmock::datameta

namespace authmock {

template struct Body<datameta::Identifier>;
template struct Body<datameta::CreateTokenRequest>;
template struct Body<datameta::UserSession>;
template struct Body<datameta::ApiKeyList>;
template struct Body<datameta::PasswordChange>;
template struct Body<datameta::SetPasswordResponse>;
template struct Body<datameta::ErrorBody>;
template struct Body<datameta::ValidationErrorModel>;
template struct Body<datameta::HttpMessage>;

}  // namespace authmock
