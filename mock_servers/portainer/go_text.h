// What the Go standard library, in which the real server is written, makes of text.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_TEXT_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace authmock::portainer {

// strings.ToLower.
std::string GoLower(std::string_view text);
// One spelling for all that strings.EqualFold takes for equal.
std::string GoFold(std::string_view text);

// time.ParseDuration: "8h", "-1h30m", "1500ms", "0". Units ns, us, ms, s, m, h; rounded to
// milliseconds. nullopt for anything else, also for a number without a unit and for overflow.
std::optional<Duration> ParseGoDuration(std::string_view text);

// strconv.Atoi. The error's text is Go's, first letter in upper case.
Result<std::int64_t> ParseGoInt(std::string_view text);

// encoding/json's compact text: '<', '>' and '&' are escaped, and the two line separators of
// JavaScript.
std::string WriteGoJson(const Json& value);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_TEXT_H_
