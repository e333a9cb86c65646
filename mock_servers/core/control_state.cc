// What the emulated server remembers: its world, and conditions by name.
#include <algorithm>

#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

// The world of a request is its whole body: "#/users/0" of an error points into it.
Response DoneUnless(const Result<void>& result) {
  if (result) return Done();
  Error error = result.error();
  if (error.where.starts_with('#')) error.where.erase(0, 1);
  return Unprocessable(error);
}

Response Reset(const ControlCall& call) { return DoneUnless(call.parts.Reset()); }

Response ReadWorld(const ControlCall& call) {
  return JsonReply(200,
                   call.parts.stage->Alone([](Provider& provider) { return provider.World(); }));
}

Response ReplaceWorld(const ControlCall& call) {
  return DoneUnless(call.parts.stage->Replace(call.body));
}

Response ChangeWorld(const ControlCall& call) {
  return DoneUnless(call.parts.stage->Change(call.body));
}

Response ListStates(const ControlCall& call) {
  Json states = Json::array();
  for (const ProviderState& state :
       call.parts.stage->Alone([](Provider& provider) { return provider.States(); })) {
    states.push_back({{"state", state.name}, {"says", state.says}});
  }
  return JsonReply(200, {{"states", std::move(states)}});
}

bool HasState(const Provider& provider, const std::string& name) {
  const auto states = provider.States();
  return std::any_of(states.begin(), states.end(),
                     [&name](const ProviderState& state) { return state.name == name; });
}

Response NoSuchState(const Provider& provider, const std::string& name) {
  std::string known;
  for (const ProviderState& state : provider.States()) known += " " + state.name;
  return Unprocessable({"/state", "there is no state \"" + name + "\"; there are:" + known});
}

Response SetUpState(const ControlCall& call) {
  if (TextAt(call.body, "/action") == "teardown") {
    return Problem(422,
                   "a state is not torn down: it holds until POST /__mock__/reset; "
                   "switch the verifier's teardown calls off",
                   "/action");
  }
  const std::string state = TextAt(call.body, "/state");
  const Json* params = At(call.body, "/params");
  return call.parts.stage->Alone([&](Provider& provider) {
    if (!HasState(provider, state)) return NoSuchState(provider, state);
    const auto done = provider.SetUp(state, params != nullptr ? *params : Json(Json::object()));
    if (done) return JsonReply(200, {{"state", state}});
    return Unprocessable({"/params" + done.error().where, done.error().what});
  });
}

}  // namespace

std::span<const ControlHandler> StateHandlers() {
  static constexpr ControlHandler kHandlers[] = {
      {"reset", Reset},
      {"read_world", ReadWorld},
      {"replace_world", ReplaceWorld},
      {"change_world", ChangeWorld},
      {"list_states", ListStates},
      {"set_up_state", SetUpState},
  };
  return kHandlers;
}

}  // namespace authmock
