#include "client/t3/types.h"

#include "client/core/body_mapping.h"

namespace authmock::t3 {
inline namespace client_side {

// The contract's names; types_test compares them with its schemas.

static constexpr auto Describe(const CredentialsPostRequest*) {
  return std::tuple(Field("username", &CredentialsPostRequest::username),
                    Field("password", &CredentialsPostRequest::password),
                    Field("hostname", &CredentialsPostRequest::hostname),
                    Field("otp", &CredentialsPostRequest::otp),
                    Field("email", &CredentialsPostRequest::email));
}

static constexpr auto Describe(const ApikeyPostRequest*) {
  return std::tuple(Field("apiKey", &ApikeyPostRequest::api_key),
                    Field("stateCode", &ApikeyPostRequest::state_code));
}

static constexpr auto Describe(const SecretkeyPostRequest*) {
  return std::tuple(Field("username", &SecretkeyPostRequest::username),
                    Field("password", &SecretkeyPostRequest::password),
                    Field("hostname", &SecretkeyPostRequest::hostname),
                    Field("otpSeed", &SecretkeyPostRequest::otp_seed));
}

static constexpr auto Describe(const CredentialsPost200Response*) {
  return std::tuple(Field("accessToken", &CredentialsPost200Response::access_token),
                    Field("refreshToken", &CredentialsPost200Response::refresh_token));
}

static constexpr auto Describe(const SecretkeyPost200Response*) {
  return std::tuple(Field("secretKey", &SecretkeyPost200Response::secret_key));
}

static constexpr auto Describe(const WhoamiGet200Response*) {
  return std::tuple(
      Field("authMode", &WhoamiGet200Response::auth_mode),
      Field("credentialKey", &WhoamiGet200Response::credential_key),
      Field("hasT3plus", &WhoamiGet200Response::has_t3plus),
      Field("t3plusSubscriptionTier", &WhoamiGet200Response::t3plus_subscription_tier),
      Field("username", &WhoamiGet200Response::username),
      Field("hostname", &WhoamiGet200Response::hostname));
}

static constexpr auto Describe(const ActiveReport*) {
  return std::tuple(Field("generatedAt", &ActiveReport::generated_at),
                    Field("licenseNumber", &ActiveReport::license_number),
                    Field("data", &ActiveReport::data));
}

static constexpr auto Describe(const ErrorBody*) {
  return std::tuple(Field("type", &ErrorBody::type), Field("message", &ErrorBody::message),
                    Field("timestamp", &ErrorBody::timestamp), Field("url", &ErrorBody::url),
                    Field("status_code", &ErrorBody::status_code));
}

static constexpr auto Describe(const ErrorResponse*) {
  return std::tuple(Field("error", &ErrorResponse::error));
}

}  // namespace client_side
}  // namespace authmock::t3

namespace authmock {

template struct Body<t3::CredentialsPostRequest>;
template struct Body<t3::ApikeyPostRequest>;
template struct Body<t3::SecretkeyPostRequest>;
template struct Body<t3::CredentialsPost200Response>;
template struct Body<t3::SecretkeyPost200Response>;
template struct Body<t3::WhoamiGet200Response>;
template struct Body<t3::ActiveReport>;
template struct Body<t3::ErrorBody>;
template struct Body<t3::ErrorResponse>;

}  // namespace authmock
