// Settings, and what the server says of itself.
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/replies.h"

namespace authmock::portainer {
namespace {

// Members of a settings document that are objects, and replaced as a whole: what a request leaves
// out of one becomes the type's zero value.
constexpr std::string_view kWhole[] = {"InternalAuthSettings", "LDAPSettings", "OAuthSettings",
                                       "GlobalDeploymentOptions"};

bool IsWhole(std::string_view name) {
  return std::find(std::begin(kWhole), std::end(kWhole), name) != std::end(kWhole);
}

// Members that a request may set on their own.
constexpr std::string_view kSingle[] = {"LogoURL",
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
                                        "BlackListedLabels"};

bool IsSingle(std::string_view name) {
  return std::find(std::begin(kSingle), std::end(kSingle), name) != std::end(kSingle);
}

Json ZeroOf(const Json& value) {
  switch (value.type()) {
    case Json::value_t::string:
      return "";
    case Json::value_t::boolean:
      return false;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
      return 0;
    case Json::value_t::object: {
      Json zero = Json::object();
      for (const auto& [name, member] : value.items()) zero[name] = ZeroOf(member);
      return zero;
    }
    default:
      return nullptr;
  }
}

bool HaveOneType(const Json& a, const Json& b) {
  if (a.is_null() || b.is_null()) return true;
  return TypeName(a) == TypeName(b);
}

// Copies the members that `shape` has, by name in any case; anything else is ignored. False when
// one is of another type.
bool CopyInto(Json& target, const Json& given, FieldNames names) {
  for (const auto& [name, value] : given.items()) {
    for (auto& [known, member] : target.items()) {
      if (known != name && (names == FieldNames::kExact || GoFold(known) != GoFold(name))) continue;
      if (!HaveOneType(member, value)) return false;
      if (value.is_null()) continue;
      if (!member.is_object()) {
        member = value;
      } else if (!CopyInto(member, value, names)) {
        return false;
      }
    }
  }
  return true;
}

// The document as a PUT with this body leaves it; nullopt if a member has the wrong type.
std::optional<Json> Updated(const Json& document, const Json& given, FieldNames names) {
  Json updated = document;
  for (const auto& [name, value] : given.items()) {
    for (auto& [known, member] : updated.items()) {
      const bool is_named =
          known == name || (names == FieldNames::kAnyCase && GoFold(known) == GoFold(name));
      if (!is_named || value.is_null() || !(IsWhole(known) || IsSingle(known))) continue;
      if (!HaveOneType(member, value)) return std::nullopt;
      Json wrapped{{known, IsWhole(known) ? ZeroOf(member) : member}};
      if (!CopyInto(wrapped, {{known, value}}, names)) return std::nullopt;
      member = std::move(wrapped[known]);
    }
  }
  return updated;
}

}  // namespace

Response Portainer::SettingsShow(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  return session ? Ok(state_.settings().document) : session.error();
}

Response Portainer::SettingsUpdate(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  if (!session) return session.error();
  // Read once for its faults alone; which members there are is for Updated() to see.
  if (const auto fault = Decode(call, names(), {})) return InvalidPayload(*fault);
  const Json given =
      call.body != nullptr && call.body->value().is_object() ? call.body->value() : Json::object();
  auto updated = Updated(state_.settings().document, given, names());
  if (!updated) return InvalidPayload("Json: cannot unmarshal a member of another type");

  const auto method = updated->at("AuthenticationMethod").get<std::int64_t>();
  if (method < 1 || method > 3) {
    return InvalidPayload(
        "Invalid authentication method value. Value must be one of: 1 (internal), 2 (LDAP/AD) or "
        "3 (OAuth)");
  }
  if (!ParseGoDuration(TextAt(*updated, "/UserSessionTimeout"))) {
    return InvalidPayload("Invalid user session timeout");
  }
  if (!ParseGoDuration(TextAt(*updated, "/KubeconfigExpiry"))) {
    return InvalidPayload("Invalid Kubeconfig Expiry");
  }
  state_.UpdateSettings(*std::move(updated));
  return Ok(state_.settings().document);
}

Response Portainer::SettingsPublic(const Call& call) { return PublicSettings(state_.settings()); }

Response Portainer::StatusShow(const Call& call) { return Status(version_, state_.instance_id()); }

Response Portainer::EndpointsList(const Call& call) {
  const auto session = Authenticate(call.request);
  return session ? NoEnvironments() : session.error();
}

Response Portainer::StacksList(const Call& call) {
  const auto session = Authenticate(call.request);
  return session ? Ok(Json::array()) : session.error();
}

}  // namespace authmock::portainer
