#include "mock_servers/portainer/settings_document.h"

#include <algorithm>
#include <string>

#include "mock_servers/portainer/go_json.h"
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/state.h"

namespace authmock::portainer {
namespace {

// As a server shows them that was just installed (recording: session-lifetime, settings_update).
constexpr std::string_view kFreshSettings = R"({
  "LogoURL": "", "BlackListedLabels": [], "AuthenticationMethod": 1,
  "InternalAuthSettings": {"RequiredPasswordLength": 12},
  "LDAPSettings": {
    "AnonymousMode": true, "ReaderDN": "", "URL": "",
    "TLSConfig": {"TLS": false, "TLSSkipVerify": false}, "StartTLS": false,
    "SearchSettings": [{"BaseDN": "", "Filter": "", "UserNameAttribute": ""}],
    "GroupSearchSettings": [{"GroupBaseDN": "", "GroupFilter": "", "GroupAttribute": ""}],
    "AutoCreateUsers": true},
  "OAuthSettings": {
    "ClientID": "", "AccessTokenURI": "", "AuthorizationURI": "", "ResourceURI": "",
    "RedirectURI": "", "UserIdentifier": "", "Scopes": "", "OAuthAutoCreateUsers": false,
    "DefaultTeamID": 0, "SSO": true, "LogoutURI": "", "KubeSecretKey": null, "AuthStyle": 0},
  "openAMTConfiguration": {
    "enabled": false, "mpsServer": "", "mpsUser": "", "mpsPassword": "", "mpsToken": "",
    "certFileName": "", "certFileContent": "", "certFilePassword": "", "domainName": ""},
  "FeatureFlagSettings": null, "SnapshotInterval": "", "TemplatesURL": "",
  "GlobalDeploymentOptions": {"hideStacksFunctionality": false},
  "EdgeAgentCheckinInterval": 5, "EnableEdgeComputeFeatures": false,
  "UserSessionTimeout": "8h", "KubeconfigExpiry": "0", "EnableTelemetry": false,
  "HelmRepositoryURL": "https://charts.bitnami.com/bitnami",
  "KubectlShellImage": "portainer/kubectl-shell:2.23.0", "TrustOnFirstConnect": false,
  "EnforceEdgeID": false, "AgentSecret": "", "EdgePortainerUrl": "",
  "Edge": {"CommandInterval": 0, "PingInterval": 0, "SnapshotInterval": 0}
})";

// Members that a request may set. Of an object among them what the request leaves out becomes its
// type's zero value.
constexpr std::string_view kSettable[] = {"LogoURL",
                                          "AuthenticationMethod",
                                          "SnapshotInterval",
                                          "TemplatesURL",
                                          "EdgeAgentCheckinInterval",
                                          "EnableEdgeComputeFeatures",
                                          "UserSessionTimeout",
                                          "KubeconfigExpiry",
                                          "EnableTelemetry",
                                          "HelmRepositoryURL",
                                          "KubectlShellImage",
                                          "TrustOnFirstConnect",
                                          "EnforceEdgeID",
                                          "EdgePortainerUrl",
                                          "BlackListedLabels",
                                          "InternalAuthSettings",
                                          "LDAPSettings",
                                          "OAuthSettings",
                                          "GlobalDeploymentOptions"};

bool IsSettable(std::string_view name) {
  return std::ranges::find(kSettable, name) != std::end(kSettable);
}

bool Names(std::string_view known, std::string_view given, FieldNames names) {
  if (known == given) return true;
  return names == FieldNames::kAnyCase && FoldFieldName(known) == FoldFieldName(given);
}

// What the server's language puts where nothing was given.
Json ZeroOf(const Json& shape) {
  if (shape.is_string()) return "";
  if (shape.is_boolean()) return false;
  if (shape.is_number()) return 0;
  if (!shape.is_object()) return nullptr;
  Json zero = Json::object();
  for (const auto& [name, member] : shape.items()) zero[name] = ZeroOf(member);
  return zero;
}

std::optional<Json> Shaped(const Json& shape, const Json& given, FieldNames names);

std::optional<Json> ShapedObject(const Json& shape, const Json& given, FieldNames names) {
  Json object = ZeroOf(shape);
  for (const auto& [name, value] : given.items()) {
    for (const auto& [known, member] : shape.items()) {
      if (!Names(known, name, names) || value.is_null()) continue;
      auto shaped = Shaped(member, value, names);
      if (!shaped) return std::nullopt;
      object[known] = *std::move(shaped);
    }
  }
  return object;
}

// `given` as the type of `shape` reads it; nullopt if it is of another type.
std::optional<Json> Shaped(const Json& shape, const Json& given, FieldNames names) {
  if (shape.is_null()) return nullptr;  // never shown, whatever is given
  if (shape.is_number()) return given.is_number_integer() ? std::optional(given) : std::nullopt;
  if (shape.type() != given.type()) return std::nullopt;
  if (shape.is_object()) return ShapedObject(shape, given, names);
  if (!shape.is_array()) return given;
  static const Json kPair{{"name", ""}, {"value", ""}};
  const Json& element = shape.empty() ? kPair : shape.front();
  Json array = Json::array();
  for (const Json& value : given) {
    auto shaped = value.is_null() ? ZeroOf(element) : Shaped(element, value, names);
    if (!shaped) return std::nullopt;
    array.push_back(*std::move(shaped));
  }
  return array;
}

}  // namespace

const Json& FreshSettings() {
  static const Json kSettings = [] {
    const JsonText text = ReadJson(kFreshSettings);
    return text.value();
  }();
  return kSettings;
}

// Objects are merged, everything else (null, too) replaces.
void Overlay(Json& target, const Json& over) {
  if (!target.is_object() || !over.is_object()) {
    target = over;
    return;
  }
  for (const auto& [name, value] : over.items()) Overlay(target[name], value);
}

void UseStandInProvider(Json& settings, bool creates_users) {
  settings["AuthenticationMethod"] = static_cast<int>(LoginMethod::kOAuth);
  Overlay(settings["OAuthSettings"], {{"ClientID", "cid"},
                                      {"AccessTokenURI", "http://idp.localhost:8080/token"},
                                      {"AuthorizationURI", "http://idp.localhost:8080/authorize"},
                                      {"ResourceURI", "http://idp.localhost:8080/resource"},
                                      {"RedirectURI", "http://127.0.0.1/"},
                                      {"UserIdentifier", "name"},
                                      {"Scopes", "openid"},
                                      {"OAuthAutoCreateUsers", creates_users},
                                      {"SSO", true}});
}

std::optional<Json> UpdatedSettings(const Json& document, const Json& body, FieldNames names) {
  Json updated = document;
  if (!body.is_object()) return updated;
  for (const auto& [name, value] : body.items()) {
    for (const auto& [known, shape] : FreshSettings().items()) {
      if (!Names(known, name, names) || value.is_null() || !IsSettable(known)) continue;
      auto shaped = Shaped(shape, value, names);
      if (!shaped) return std::nullopt;
      updated[known] = *std::move(shaped);
    }
  }
  // The one member of an object that an empty value does not clear.
  Json& reader = updated["LDAPSettings"]["ReaderDN"];
  if (reader == "") reader = document.at("LDAPSettings").at("ReaderDN");
  return updated;
}

std::optional<std::string_view> FindFault(const Json& settings) {
  const auto method = settings.at("AuthenticationMethod").get<std::int64_t>();
  if (method < 1 || method > 3) {
    return "Invalid authentication method value. Value must be one of: 1 (internal), 2 (LDAP/AD) "
           "or 3 (OAuth)";
  }
  if (!ParseGoDuration(TextAt(settings, "/UserSessionTimeout"))) {
    return "Invalid user session timeout";
  }
  if (!ParseGoDuration(TextAt(settings, "/KubeconfigExpiry"))) return "Invalid Kubeconfig Expiry";
  const auto style = settings.at("OAuthSettings").at("AuthStyle").get<std::int64_t>();
  if (style < 0 || style > 2) return "Invalid OAuth AuthStyle";
  return std::nullopt;
}

}  // namespace authmock::portainer
