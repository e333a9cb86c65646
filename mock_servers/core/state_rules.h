// The states a provider can be put into, as a table of names and functions.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_STATE_RULES_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_STATE_RULES_H_

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "mock_servers/core/provider.h"

namespace authmock {

// One state of a provider whose memory is a `State`.
template <typename State>
struct StateRule {
  std::string_view name{};
  std::string_view says{};                       // one sentence
  std::array<std::string_view, 8> parameters{};  // that it may be given; the rest is empty
  // `params` is an object whose members are all among `parameters`. An Error's `where` is a JSON
  // Pointer into it.
  Result<void> (*set_up)(State& state, const Json& params) = nullptr;
};

// `params` as an object with known members only, or what is wrong with them.
Result<Json> CheckStateParameters(std::string_view state,
                                  std::span<const std::string_view> parameters, const Json& params);
Error UnknownState(std::string_view state, std::span<const std::string_view> known);

// For Provider::States().
template <typename State>
std::vector<ProviderState> ListStates(std::span<const StateRule<State>> rules) {
  std::vector<ProviderState> states;
  for (const StateRule<State>& rule : rules) {
    states.push_back({.name = std::string(rule.name), .says = std::string(rule.says)});
  }
  return states;
}

// For Provider::SetUp(). The errors list the states, or the parameters, that there are.
template <typename State>
Result<void> SetUpState(std::span<const StateRule<State>> rules, State& state,
                        std::string_view name, const Json& params) {
  std::vector<std::string_view> names;
  for (const StateRule<State>& rule : rules) {
    names.push_back(rule.name);
    if (rule.name != name) continue;
    const Result<Json> checked = CheckStateParameters(rule.name, rule.parameters, params);
    if (!checked) return tl::unexpected(checked.error());
    return rule.set_up(state, *checked);
  }
  return tl::unexpected(UnknownState(name, names));
}

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_STATE_RULES_H_
