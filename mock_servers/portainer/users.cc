// Users: the companions with which documented states can be reached.
#include "mock_servers/portainer/go_text.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/portainer/replies.h"

namespace authmock::portainer {
namespace {

constexpr std::size_t kHashableBytes = 72;
constexpr int kBcryptCost = 4;  // the cheapest: a hash nobody will ever have to resist with
constexpr std::size_t kBcryptSaltBytes = 16;

constexpr std::string_view kNoAccess = "Access denied to resource";
constexpr std::string_view kInvalidName = "Invalid username. Must not contain any whitespace";
constexpr std::string_view kInvalidRole =
    "Invalid role value. Value must be one of: 1 (administrator) or 2 (regular user)";

bool IsRole(std::int64_t role) { return role == kAdministrator || role == kStandardUser; }

bool HasBlank(std::string_view text) { return text.find(' ') != std::string_view::npos; }

}  // namespace

bool Portainer::IsStrong(std::string_view password) const {
  return static_cast<std::int64_t>(password.size()) >= state_.settings().required_password_length;
}

Response Portainer::AdminCheck(const Call& call) {
  return state_.HasAdministrator() ? NoContent() : NoAdministrator();
}

Response Portainer::AdminInit(const Call& call) {
  std::string name;
  std::string password;
  if (const auto fault =
          Decode(call.request.body, names(), {{"username", &name}, {"password", &password}})) {
    return InvalidPayload(*fault);
  }
  if (name.empty() || HasBlank(name)) return InvalidPayload(kInvalidName);
  if (password.empty()) return InvalidPayload("Invalid password");
  if (state_.HasAdministrator()) return AdministratorExists();
  if (!IsStrong(password)) return WeakPassword();
  if (password.size() > kHashableBytes) return UnhashablePassword();
  if (state_.FindUserByName(name) != nullptr) return UserExists();

  const std::string salt = state_.random().Bytes(kBcryptSaltBytes);
  const std::string hash = Bcrypt(password, salt, kBcryptCost);
  return CreatedAdministrator(state_.CreateUser(name, std::move(password), kAdministrator), hash);
}

Response Portainer::UsersMe(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  return CurrentUser(*state_.FindUser(session->user_id), session->force_change_password);
}

Response Portainer::UsersList(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  Json users = Json::array();
  for (const auto& [id, user] : state_.users()) {
    // Administrators are shown to administrators only.
    if (session->role != kAdministrator && user.role == kAdministrator) continue;
    users.push_back({{"Id", id}, {"Username", user.name}, {"Role", user.role}});
  }
  return Ok(users);
}

Response Portainer::UserInspect(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  if (session->role != kAdministrator && session->user_id != *id) {
    return Refusal(403, "Permission denied inspect user", kNoAccess);
  }
  const User* user = state_.FindUser(*id);
  return user == nullptr ? UserNotFound(*id) : ShownUser(*user);
}

Response Portainer::UserCreate(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  if (!session) return session.error();
  std::string name;
  std::string password;
  std::int64_t role = 0;
  if (const auto fault = Decode(call.request.body, names(),
                                {{"username", &name}, {"password", &password}, {"role", &role}})) {
    return InvalidPayload(*fault);
  }
  if (name.empty() || HasBlank(name)) return InvalidPayload(kInvalidName);
  if (!IsRole(role)) return InvalidPayload(kInvalidRole);
  if (state_.FindUserByName(name) != nullptr) return UserExists();

  if (state_.settings().method == LoginMethod::kInternal) {
    if (!IsStrong(password)) return WeakPassword();
    if (password.size() > kHashableBytes) return UnhashablePassword();
  } else if (!password.empty()) {
    return Refusal(400,
                   "a user with password can not be created when authentication method is Oauth "
                   "or LDAP",
                   "A user with password can not be created when authentication method is Oauth "
                   "or LDAP");
  }
  return ShownUser(state_.CreateUser(name, std::move(password), static_cast<int>(role)));
}

// What PUT /users/{id} may change; empty members leave things as they are.
struct UserChange {
  std::string name{};
  std::string password{};
  std::string new_password{};
  std::int64_t role = 0;
  std::optional<bool> use_cache{};
  std::optional<std::string> theme_color{};

  std::optional<std::string> Read(const Call& call, FieldNames names) {
    std::optional<ObjectText> theme;
    if (auto fault = Decode(call.request.body, names,
                            {{"username", &name},
                             {"password", &password},
                             {"newPassword", &new_password},
                             {"role", &role},
                             {"useCache", &use_cache},
                             {"theme", &theme}})) {
      return fault;
    }
    return theme ? Decode(theme->text, names, {{"color", &theme_color}}) : std::nullopt;
  }
};

Response Portainer::UserUpdate(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  const bool is_administrator = session->role == kAdministrator;
  if (!is_administrator && session->user_id != *id) {
    return Refusal(403, "Permission denied to update user", "Unauthorized");
  }
  UserChange change;
  if (const auto fault = change.Read(call, names())) return InvalidPayload(*fault);
  if (HasBlank(change.name)) return InvalidPayload(kInvalidName);
  if (change.role != 0 && !IsRole(change.role)) return InvalidPayload(kInvalidRole);
  if (!is_administrator && change.role != 0) {
    return Refusal(403, "Permission denied to update user to administrator role", kNoAccess);
  }
  User* user = state_.FindUser(*id);
  if (user == nullptr) return UserNotFound(*id);
  if (auto refusal = RefuseUserChange(*user, change, is_administrator)) return *refusal;

  if (!change.name.empty()) state_.RenameUser(*user, change.name);
  if (!change.new_password.empty()) state_.SetPassword(*user, std::move(change.new_password));
  if (change.theme_color) user->theme_color = *std::move(change.theme_color);
  user->use_cache = change.use_cache.value_or(user->use_cache);
  if (change.role != 0) state_.SetRole(*user, static_cast<int>(change.role));
  return ShownUser(*user);
}

// Of a change that may be made by its author in general: the name and the password.
std::optional<Response> Portainer::RefuseUserChange(const User& user, const UserChange& change,
                                                    bool by_administrator) {
  if (!change.name.empty() && change.name != user.name) {
    if (!by_administrator) {
      return Refusal(403, "Permission denied. Unable to update username", kNoAccess);
    }
    const User* other = state_.FindUserByName(change.name);
    if (other != nullptr && other->id != user.id) return UserExists();
  }
  if (change.new_password.empty()) {
    if (change.password.empty()) return std::nullopt;
    return Refusal(400, "Existing password field specified without new password field.",
                   by_administrator ? "To change the password as an admin, you only need "
                                      "'newPassword' in your request"
                                    : "To change the password, you must include both 'password' "
                                      "and 'newPassword' in your request");
  }
  if (!by_administrator && !user.HasPassword(change.password)) {
    return Refusal(403, "Current password doesn't match. Password left unchanged",
                   "Current password does not match the password provided. Please try again");
  }
  if (!IsStrong(change.new_password)) return WeakNewPassword();
  if (change.new_password.size() > kHashableBytes) return UnhashablePassword();
  return std::nullopt;
}

Response Portainer::UserPassword(const Call& call) {
  const auto session = Authenticate(call.request);
  if (!session) return session.error();
  if (IsBanned(call.request)) return Banned(true);
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  if (session->role != kAdministrator && session->user_id != *id) {
    return Refusal(403, "Permission denied to update user", "Unauthorized");
  }
  std::string password;
  std::string new_password;
  if (const auto fault = Decode(call.request.body, names(),
                                {{"password", &password}, {"newPassword", &new_password}})) {
    return InvalidPayload(*fault);
  }
  if (password.empty()) return InvalidPayload("Invalid current password");
  if (new_password.empty()) return InvalidPayload("Invalid new password");
  User* user = state_.FindUser(*id);
  if (user == nullptr) return UserNotFound(*id);
  if (!user->HasPassword(password)) return WrongCurrentPassword();
  if (!IsStrong(new_password)) return WeakPassword();
  if (new_password.size() > kHashableBytes) return UnhashablePassword();
  state_.SetPassword(*user, std::move(new_password));
  return NoContent();
}

Response Portainer::UserDelete(const Call& call) {
  const auto session = AuthenticateAdministrator(call.request);
  if (!session) return session.error();
  const auto id = ParseGoInt(call.match.Variable("id"));
  if (!id) return InvalidUserId(id.error().what);
  if (*id == kInitialAdmin) return Refusal(403, "Cannot remove the initial admin account");
  if (*id == session->user_id) {
    return Refusal(403, "Cannot remove your own user account. Contact another administrator");
  }
  const User* user = state_.FindUser(*id);
  if (user == nullptr) return UserNotFound(*id);
  state_.DeleteUser(user->id);
  return NoContent();
}

}  // namespace authmock::portainer
