// The bodies of Portainer's API, one struct each. Members that may be absent are optional.
#ifndef AUTHMOCK_CLIENT_PORTAINER_TYPES_H_
#define AUTHMOCK_CLIENT_PORTAINER_TYPES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/core/body.h"

// Inline: the mock of this API has a User and an ApiKey of its own, and tests link both.
namespace authmock::portainer {
inline namespace client_side {

// The documented bodies.

struct AuthAuthenticatePayload {
  std::string username{};
  std::string password{};
};

struct AuthAuthenticateResponse {
  std::optional<std::string> jwt{};
};

struct AuthOauthPayload {
  std::optional<std::string> code{};
};

struct ErrorBody {
  std::string message{};
  std::string details{};
};

// Users.

constexpr std::int64_t kAdministrator = 1;
constexpr std::int64_t kStandardUser = 2;

struct ThemeSettings {
  std::optional<std::string> color{};
};

struct User {
  std::int64_t id = 0;
  std::string username{};
  std::optional<std::string> password{};  // normally absent
  std::int64_t role = 0;
  std::int64_t token_issue_at = 0;  // unix seconds; sessions begun before are over
  ThemeSettings theme_settings{};
  std::optional<std::string> user_theme{};
  bool use_cache = false;
  AnyJson portainer_authorizations{};
  AnyJson endpoint_authorizations{};
};

struct CurrentUser : User {
  bool force_change_password = false;  // the password just used is shorter than now required
};

struct CreatedAdministrator {
  std::int64_t id = 0;
  std::string username{};
  std::string password{};  // a bcrypt hash
  std::int64_t role = 0;
  std::int64_t token_issue_at = 0;
  ThemeSettings theme_settings{};
  std::optional<std::string> user_theme{};
  bool use_cache = false;
  AnyJson portainer_authorizations{};
  AnyJson endpoint_authorizations{};
};

struct UserSummary {
  std::int64_t id = 0;
  std::string username{};
  std::int64_t role = 0;
};

struct UserCreatePayload {
  std::string username{};
  std::optional<std::string> password{};
  std::int64_t role = kStandardUser;
};

struct AdminInitPayload {
  std::string username{};
  std::string password{};
};

struct UserUpdatePayload {
  std::optional<std::string> username{};
  std::optional<std::string> password{};  // the present one, for oneself
  std::optional<std::string> new_password{};
  std::optional<std::int64_t> role{};
  std::optional<bool> use_cache{};
  std::optional<ThemeSettings> theme{};
};

struct UserPasswordPayload {
  std::string password{};  // the present one
  std::string new_password{};
};

// API keys.

struct ApiKey {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string description{};
  std::string prefix{};           // the first seven characters of the key
  std::int64_t date_created = 0;  // unix seconds
  std::int64_t last_used = 0;     // unix seconds, 0: never
  std::optional<std::string> digest{};
};

struct ApiKeyPayload {
  std::string description{};
  std::optional<std::string> password{};  // the user's own
};

struct NewApiKey {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
  std::string description{};
  std::string prefix{};
  std::int64_t date_created = 0;
  std::int64_t last_used = 0;
  std::string digest{};  // base64 of the key's SHA-256
};

struct CreatedApiKey {
  std::string raw_api_key{};  // the only time it is shown
  NewApiKey api_key{};
};

// The server.

struct Status {
  std::string version{};
  std::string instance_id{};
};

constexpr std::int64_t kInternalAuth = 1;
constexpr std::int64_t kLdapAuth = 2;
constexpr std::int64_t kOauthAuth = 3;

struct GlobalDeploymentOptions {
  std::optional<bool> hide_stacks_functionality{};
};

struct PublicEdge {
  std::optional<std::int64_t> ping_interval{};
  std::optional<std::int64_t> snapshot_interval{};
  std::optional<std::int64_t> command_interval{};
  std::optional<std::int64_t> checkin_interval{};
};

struct PublicSettings {
  std::optional<std::string> logo_url{};
  std::int64_t authentication_method = kInternalAuth;
  std::int64_t required_password_length = 0;
  std::optional<GlobalDeploymentOptions> global_deployment_options{};
  std::optional<bool> enable_edge_compute_features{};
  std::optional<std::map<std::string, bool>> features{};
  std::string oauth_login_uri{};
  std::string oauth_logout_uri{};
  std::optional<bool> enable_telemetry{};
  std::optional<std::string> kubeconfig_expiry{};
  std::optional<bool> team_sync{};
  std::optional<bool> is_amt_enabled{};
  std::optional<PublicEdge> edge{};
  std::optional<bool> is_docker_desktop_extension{};
};

struct InternalAuthSettings {
  std::optional<std::int64_t> required_password_length{};
};

struct TlsConfig {
  std::optional<bool> tls{};
  std::optional<bool> tls_skip_verify{};
};

struct LdapSearch {
  std::optional<std::string> base_dn{};
  std::optional<std::string> filter{};
  std::optional<std::string> user_name_attribute{};
};

struct LdapGroupSearch {
  std::optional<std::string> group_base_dn{};
  std::optional<std::string> group_filter{};
  std::optional<std::string> group_attribute{};
};

struct LdapSettings {
  std::optional<bool> anonymous_mode{};
  std::optional<std::string> reader_dn{};
  std::optional<std::string> password{};
  std::optional<std::string> url{};
  std::optional<TlsConfig> tls_config{};
  std::optional<bool> start_tls{};
  std::optional<Nullable<std::vector<LdapSearch>>> search_settings{};
  std::optional<Nullable<std::vector<LdapGroupSearch>>> group_search_settings{};
  std::optional<bool> auto_create_users{};
};

// As LdapSettings, but no member may be null.
struct LdapSettingsPayload {
  std::optional<bool> anonymous_mode{};
  std::optional<std::string> reader_dn{};
  std::optional<std::string> password{};
  std::optional<std::string> url{};
  std::optional<TlsConfig> tls_config{};
  std::optional<bool> start_tls{};
  std::optional<std::vector<LdapSearch>> search_settings{};
  std::optional<std::vector<LdapGroupSearch>> group_search_settings{};
  std::optional<bool> auto_create_users{};
};

struct OauthSettings {
  std::optional<std::string> client_id{};
  std::optional<std::string> client_secret{};
  std::optional<std::string> access_token_uri{};
  std::optional<std::string> authorization_uri{};
  std::optional<std::string> resource_uri{};
  std::optional<std::string> redirect_uri{};
  std::optional<std::string> user_identifier{};
  std::optional<std::string> scopes{};
  std::optional<bool> oauth_auto_create_users{};
  std::optional<std::int64_t> default_team_id{};
  std::optional<bool> sso{};
  std::optional<std::string> logout_uri{};
  std::optional<Nullable<std::string>> kube_secret_key{};
  std::optional<std::int64_t> auth_style{};
};

struct OpenAmtConfiguration {
  std::optional<bool> enabled{};
  std::optional<std::string> mps_server{};
  std::optional<std::string> mps_user{};
  std::optional<std::string> mps_password{};
  std::optional<std::string> mps_token{};
  std::optional<std::string> cert_file_name{};
  std::optional<std::string> cert_file_content{};
  std::optional<std::string> cert_file_password{};
  std::optional<std::string> domain_name{};
};

struct Edge {
  std::optional<std::int64_t> command_interval{};
  std::optional<std::int64_t> ping_interval{};
  std::optional<std::int64_t> snapshot_interval{};
};

struct Settings {
  std::optional<std::string> logo_url{};
  std::optional<AnyJson> black_listed_labels{};
  std::int64_t authentication_method = kInternalAuth;
  InternalAuthSettings internal_auth_settings{};
  LdapSettings ldap_settings{};
  OauthSettings oauth_settings{};
  std::optional<OpenAmtConfiguration> open_amt_configuration{};
  std::optional<AnyJson> feature_flag_settings{};
  std::optional<std::string> snapshot_interval{};
  std::optional<std::string> templates_url{};
  std::optional<GlobalDeploymentOptions> global_deployment_options{};
  std::optional<std::int64_t> edge_agent_checkin_interval{};
  std::optional<bool> enable_edge_compute_features{};
  std::string user_session_timeout{};  // "8h"
  std::optional<std::string> kubeconfig_expiry{};
  std::optional<bool> enable_telemetry{};
  std::optional<std::string> helm_repository_url{};
  std::optional<std::string> kubectl_shell_image{};
  std::optional<bool> trust_on_first_connect{};
  std::optional<bool> enforce_edge_id{};
  std::optional<std::string> agent_secret{};
  std::optional<std::string> edge_portainer_url{};
  std::optional<Edge> edge{};
};

struct SettingsPayload {
  std::optional<std::int64_t> authentication_method{};
  std::optional<InternalAuthSettings> internal_auth_settings{};
  std::optional<LdapSettingsPayload> ldap_settings{};
  std::optional<OauthSettings> oauth_settings{};
  std::optional<std::string> user_session_timeout{};
};

}  // namespace client_side
}  // namespace authmock::portainer

#endif  // AUTHMOCK_CLIENT_PORTAINER_TYPES_H_
