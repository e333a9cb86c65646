// What `serve` prints, `run` exports and a conformance target may assume.
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {
namespace {

const User* NthUser(const State& state, bool disabled, std::size_t n) {
  for (const User& user : state.users()) {
    if (user.disabled == disabled && n-- == 0) return &user;
  }
  return nullptr;
}

Json UserToJson(const User& user) {
  return {{"username", user.username},
          {"password", user.password},
          {"account_id", user.account_id},
          {"user_id", user.user_id},
          {"name", user.name},
          {"directory_id", user.directory_id}};
}

Json Given(const State& state) {
  const auto& applications = state.applications();
  Json given{{"application_id", applications.front().id}};
  if (applications.size() > 1) given["other_application_id"] = applications[1].id;
  if (const User* user = NthUser(state, false, 0)) given["user"] = UserToJson(*user);
  if (const User* user = NthUser(state, false, 1)) given["other_user"] = UserToJson(*user);
  if (const User* user = NthUser(state, true, 0)) given["disabled_user"] = UserToJson(*user);
  return given;
}

Request LoginExample(const std::string& prefix, const std::string& application, const User& user) {
  return {.method = "POST",
          .target = prefix + "/auth",
          .headers = {{"Content-Type", "application/json"}, {"applicationId", application}},
          .body = WriteJson({{"username", user.username}, {"password", user.password}})};
}

std::string RoleOf(const User& user) {
  const std::string role = user.disabled ? "disabled user" : "user";
  return user.name.empty() ? role : role + ", called " + user.name;
}

}  // namespace

Advertisement Glowmarkt::Advertise() const {
  Advertisement advertisement;
  for (const Application& application : state_.applications()) {
    const std::string more = application.says.empty() ? "" : ", " + application.says;
    advertisement.rows.push_back({.what = "application" + more, .value = application.id});
  }
  for (const User& user : state_.users()) {
    advertisement.rows.push_back(
        {.what = RoleOf(user), .value = user.username + " / " + user.password});
  }
  const std::string& application = state_.applications().front().id;
  const User* user = NthUser(state_, false, 0);
  if (user != nullptr) {
    advertisement.variables = {
        {"USER", user->username}, {"PASSWORD", user->password}, {"USER_ID", user->user_id}};
  }
  advertisement.variables.emplace_back("APPLICATION_ID", application);
  advertisement.example = user != nullptr ? LoginExample(prefix(), application, *user)
                                          : Request{.method = "GET", .target = prefix() + "/auth"};
  advertisement.given = Given(state_);
  return advertisement;
}

}  // namespace authmock::glowmarkt
