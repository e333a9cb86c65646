#include "client/portainer/types.h"

#include "client/core/body_mapping.h"

namespace authmock::portainer {
inline namespace client_side {

// The contract's names; types_test compares them with its schemas.

static constexpr auto Describe(const AuthAuthenticatePayload*) {
  return std::tuple(Field("username", &AuthAuthenticatePayload::username),
                    Field("password", &AuthAuthenticatePayload::password));
}

static constexpr auto Describe(const AuthAuthenticateResponse*) {
  return std::tuple(Field("jwt", &AuthAuthenticateResponse::jwt));
}

static constexpr auto Describe(const AuthOauthPayload*) {
  return std::tuple(Field("code", &AuthOauthPayload::code));
}

static constexpr auto Describe(const ErrorBody*) {
  return std::tuple(Field("message", &ErrorBody::message), Field("details", &ErrorBody::details));
}

static constexpr auto Describe(const ThemeSettings*) {
  return std::tuple(Field("color", &ThemeSettings::color));
}

static constexpr auto Describe(const User*) {
  return std::tuple(Field("Id", &User::id), Field("Username", &User::username),
                    Field("Password", &User::password), Field("Role", &User::role),
                    Field("TokenIssueAt", &User::token_issue_at),
                    Field("ThemeSettings", &User::theme_settings),
                    Field("UserTheme", &User::user_theme), Field("UseCache", &User::use_cache),
                    Field("PortainerAuthorizations", &User::portainer_authorizations),
                    Field("EndpointAuthorizations", &User::endpoint_authorizations));
}

static constexpr auto Describe(const CurrentUser*) {
  return std::tuple_cat(
      Describe(static_cast<const User*>(nullptr)),
      std::tuple(Field("forceChangePassword", &CurrentUser::force_change_password)));
}

static constexpr auto Describe(const CreatedAdministrator*) {
  return std::tuple(
      Field("Id", &CreatedAdministrator::id), Field("Username", &CreatedAdministrator::username),
      Field("Password", &CreatedAdministrator::password),
      Field("Role", &CreatedAdministrator::role),
      Field("TokenIssueAt", &CreatedAdministrator::token_issue_at),
      Field("ThemeSettings", &CreatedAdministrator::theme_settings),
      Field("UserTheme", &CreatedAdministrator::user_theme),
      Field("UseCache", &CreatedAdministrator::use_cache),
      Field("PortainerAuthorizations", &CreatedAdministrator::portainer_authorizations),
      Field("EndpointAuthorizations", &CreatedAdministrator::endpoint_authorizations));
}

static constexpr auto Describe(const UserSummary*) {
  return std::tuple(Field("Id", &UserSummary::id), Field("Username", &UserSummary::username),
                    Field("Role", &UserSummary::role));
}

static constexpr auto Describe(const UserCreatePayload*) {
  return std::tuple(Field("username", &UserCreatePayload::username),
                    Field("password", &UserCreatePayload::password),
                    Field("role", &UserCreatePayload::role));
}

static constexpr auto Describe(const AdminInitPayload*) {
  return std::tuple(Field("username", &AdminInitPayload::username),
                    Field("password", &AdminInitPayload::password));
}

static constexpr auto Describe(const UserUpdatePayload*) {
  return std::tuple(Field("username", &UserUpdatePayload::username),
                    Field("password", &UserUpdatePayload::password),
                    Field("newPassword", &UserUpdatePayload::new_password),
                    Field("role", &UserUpdatePayload::role),
                    Field("useCache", &UserUpdatePayload::use_cache),
                    Field("theme", &UserUpdatePayload::theme));
}

static constexpr auto Describe(const UserPasswordPayload*) {
  return std::tuple(Field("password", &UserPasswordPayload::password),
                    Field("newPassword", &UserPasswordPayload::new_password));
}

static constexpr auto Describe(const ApiKey*) {
  return std::tuple(Field("id", &ApiKey::id), Field("userId", &ApiKey::user_id),
                    Field("description", &ApiKey::description), Field("prefix", &ApiKey::prefix),
                    Field("dateCreated", &ApiKey::date_created),
                    Field("lastUsed", &ApiKey::last_used), Field("digest", &ApiKey::digest));
}

static constexpr auto Describe(const ApiKeyPayload*) {
  return std::tuple(Field("description", &ApiKeyPayload::description),
                    Field("password", &ApiKeyPayload::password));
}

static constexpr auto Describe(const NewApiKey*) {
  return std::tuple(Field("id", &NewApiKey::id), Field("userId", &NewApiKey::user_id),
                    Field("description", &NewApiKey::description),
                    Field("prefix", &NewApiKey::prefix),
                    Field("dateCreated", &NewApiKey::date_created),
                    Field("lastUsed", &NewApiKey::last_used), Field("digest", &NewApiKey::digest));
}

static constexpr auto Describe(const CreatedApiKey*) {
  return std::tuple(Field("rawAPIKey", &CreatedApiKey::raw_api_key),
                    Field("apiKey", &CreatedApiKey::api_key));
}

static constexpr auto Describe(const Status*) {
  return std::tuple(Field("Version", &Status::version), Field("InstanceID", &Status::instance_id));
}

static constexpr auto Describe(const GlobalDeploymentOptions*) {
  return std::tuple(
      Field("hideStacksFunctionality", &GlobalDeploymentOptions::hide_stacks_functionality));
}

static constexpr auto Describe(const PublicEdge*) {
  return std::tuple(Field("PingInterval", &PublicEdge::ping_interval),
                    Field("SnapshotInterval", &PublicEdge::snapshot_interval),
                    Field("CommandInterval", &PublicEdge::command_interval),
                    Field("CheckinInterval", &PublicEdge::checkin_interval));
}

static constexpr auto Describe(const PublicSettings*) {
  return std::tuple(
      Field("LogoURL", &PublicSettings::logo_url),
      Field("AuthenticationMethod", &PublicSettings::authentication_method),
      Field("RequiredPasswordLength", &PublicSettings::required_password_length),
      Field("GlobalDeploymentOptions", &PublicSettings::global_deployment_options),
      Field("EnableEdgeComputeFeatures", &PublicSettings::enable_edge_compute_features),
      Field("Features", &PublicSettings::features),
      Field("OAuthLoginURI", &PublicSettings::oauth_login_uri),
      Field("OAuthLogoutURI", &PublicSettings::oauth_logout_uri),
      Field("EnableTelemetry", &PublicSettings::enable_telemetry),
      Field("KubeconfigExpiry", &PublicSettings::kubeconfig_expiry),
      Field("TeamSync", &PublicSettings::team_sync),
      Field("IsAMTEnabled", &PublicSettings::is_amt_enabled), Field("Edge", &PublicSettings::edge),
      Field("IsDockerDesktopExtension", &PublicSettings::is_docker_desktop_extension));
}

static constexpr auto Describe(const InternalAuthSettings*) {
  return std::tuple(
      Field("RequiredPasswordLength", &InternalAuthSettings::required_password_length));
}

static constexpr auto Describe(const TlsConfig*) {
  return std::tuple(Field("TLS", &TlsConfig::tls),
                    Field("TLSSkipVerify", &TlsConfig::tls_skip_verify));
}

static constexpr auto Describe(const LdapSearch*) {
  return std::tuple(Field("BaseDN", &LdapSearch::base_dn), Field("Filter", &LdapSearch::filter),
                    Field("UserNameAttribute", &LdapSearch::user_name_attribute));
}

static constexpr auto Describe(const LdapGroupSearch*) {
  return std::tuple(Field("GroupBaseDN", &LdapGroupSearch::group_base_dn),
                    Field("GroupFilter", &LdapGroupSearch::group_filter),
                    Field("GroupAttribute", &LdapGroupSearch::group_attribute));
}

static constexpr auto Describe(const LdapSettings*) {
  return std::tuple(Field("AnonymousMode", &LdapSettings::anonymous_mode),
                    Field("ReaderDN", &LdapSettings::reader_dn),
                    Field("Password", &LdapSettings::password), Field("URL", &LdapSettings::url),
                    Field("TLSConfig", &LdapSettings::tls_config),
                    Field("StartTLS", &LdapSettings::start_tls),
                    Field("SearchSettings", &LdapSettings::search_settings),
                    Field("GroupSearchSettings", &LdapSettings::group_search_settings),
                    Field("AutoCreateUsers", &LdapSettings::auto_create_users));
}

static constexpr auto Describe(const LdapSettingsPayload*) {
  return std::tuple(Field("AnonymousMode", &LdapSettingsPayload::anonymous_mode),
                    Field("ReaderDN", &LdapSettingsPayload::reader_dn),
                    Field("Password", &LdapSettingsPayload::password),
                    Field("URL", &LdapSettingsPayload::url),
                    Field("TLSConfig", &LdapSettingsPayload::tls_config),
                    Field("StartTLS", &LdapSettingsPayload::start_tls),
                    Field("SearchSettings", &LdapSettingsPayload::search_settings),
                    Field("GroupSearchSettings", &LdapSettingsPayload::group_search_settings),
                    Field("AutoCreateUsers", &LdapSettingsPayload::auto_create_users));
}

static constexpr auto Describe(const OauthSettings*) {
  return std::tuple(Field("ClientID", &OauthSettings::client_id),
                    Field("ClientSecret", &OauthSettings::client_secret),
                    Field("AccessTokenURI", &OauthSettings::access_token_uri),
                    Field("AuthorizationURI", &OauthSettings::authorization_uri),
                    Field("ResourceURI", &OauthSettings::resource_uri),
                    Field("RedirectURI", &OauthSettings::redirect_uri),
                    Field("UserIdentifier", &OauthSettings::user_identifier),
                    Field("Scopes", &OauthSettings::scopes),
                    Field("OAuthAutoCreateUsers", &OauthSettings::oauth_auto_create_users),
                    Field("DefaultTeamID", &OauthSettings::default_team_id),
                    Field("SSO", &OauthSettings::sso),
                    Field("LogoutURI", &OauthSettings::logout_uri),
                    Field("KubeSecretKey", &OauthSettings::kube_secret_key),
                    Field("AuthStyle", &OauthSettings::auth_style));
}

static constexpr auto Describe(const OpenAmtConfiguration*) {
  return std::tuple(Field("enabled", &OpenAmtConfiguration::enabled),
                    Field("mpsServer", &OpenAmtConfiguration::mps_server),
                    Field("mpsUser", &OpenAmtConfiguration::mps_user),
                    Field("mpsPassword", &OpenAmtConfiguration::mps_password),
                    Field("mpsToken", &OpenAmtConfiguration::mps_token),
                    Field("certFileName", &OpenAmtConfiguration::cert_file_name),
                    Field("certFileContent", &OpenAmtConfiguration::cert_file_content),
                    Field("certFilePassword", &OpenAmtConfiguration::cert_file_password),
                    Field("domainName", &OpenAmtConfiguration::domain_name));
}

static constexpr auto Describe(const Edge*) {
  return std::tuple(Field("CommandInterval", &Edge::command_interval),
                    Field("PingInterval", &Edge::ping_interval),
                    Field("SnapshotInterval", &Edge::snapshot_interval));
}

static constexpr auto Describe(const Settings*) {
  return std::tuple(Field("LogoURL", &Settings::logo_url),
                    Field("BlackListedLabels", &Settings::black_listed_labels),
                    Field("AuthenticationMethod", &Settings::authentication_method),
                    Field("InternalAuthSettings", &Settings::internal_auth_settings),
                    Field("LDAPSettings", &Settings::ldap_settings),
                    Field("OAuthSettings", &Settings::oauth_settings),
                    Field("openAMTConfiguration", &Settings::open_amt_configuration),
                    Field("FeatureFlagSettings", &Settings::feature_flag_settings),
                    Field("SnapshotInterval", &Settings::snapshot_interval),
                    Field("TemplatesURL", &Settings::templates_url),
                    Field("GlobalDeploymentOptions", &Settings::global_deployment_options),
                    Field("EdgeAgentCheckinInterval", &Settings::edge_agent_checkin_interval),
                    Field("EnableEdgeComputeFeatures", &Settings::enable_edge_compute_features),
                    Field("UserSessionTimeout", &Settings::user_session_timeout),
                    Field("KubeconfigExpiry", &Settings::kubeconfig_expiry),
                    Field("EnableTelemetry", &Settings::enable_telemetry),
                    Field("HelmRepositoryURL", &Settings::helm_repository_url),
                    Field("KubectlShellImage", &Settings::kubectl_shell_image),
                    Field("TrustOnFirstConnect", &Settings::trust_on_first_connect),
                    Field("EnforceEdgeID", &Settings::enforce_edge_id),
                    Field("AgentSecret", &Settings::agent_secret),
                    Field("EdgePortainerUrl", &Settings::edge_portainer_url),
                    Field("Edge", &Settings::edge));
}

static constexpr auto Describe(const SettingsPayload*) {
  return std::tuple(Field("AuthenticationMethod", &SettingsPayload::authentication_method),
                    Field("InternalAuthSettings", &SettingsPayload::internal_auth_settings),
                    Field("LDAPSettings", &SettingsPayload::ldap_settings),
                    Field("OAuthSettings", &SettingsPayload::oauth_settings),
                    Field("UserSessionTimeout", &SettingsPayload::user_session_timeout));
}

}  // namespace client_side
}  // namespace authmock::portainer

namespace authmock {

template struct Body<portainer::AuthAuthenticatePayload>;
template struct Body<portainer::AuthAuthenticateResponse>;
template struct Body<portainer::AuthOauthPayload>;
template struct Body<portainer::ErrorBody>;
template struct Body<portainer::User>;
template struct Body<portainer::CurrentUser>;
template struct Body<portainer::CreatedAdministrator>;
template struct Body<portainer::UserSummary>;
template struct Body<std::vector<portainer::UserSummary>>;
template struct Body<portainer::UserCreatePayload>;
template struct Body<portainer::AdminInitPayload>;
template struct Body<portainer::UserUpdatePayload>;
template struct Body<portainer::UserPasswordPayload>;
template struct Body<portainer::ApiKey>;
template struct Body<std::vector<portainer::ApiKey>>;
template struct Body<portainer::ApiKeyPayload>;
template struct Body<portainer::CreatedApiKey>;
template struct Body<portainer::Status>;
template struct Body<portainer::PublicSettings>;
template struct Body<portainer::Settings>;
template struct Body<portainer::SettingsPayload>;
template struct Body<std::vector<AnyJson>>;

}  // namespace authmock
