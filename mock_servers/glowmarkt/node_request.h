// What Node.js and Express, on which the real server stands, make of a request.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_NODE_REQUEST_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_NODE_REQUEST_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"

namespace authmock::glowmarkt {

// The lines of one name, joined by ", ". Empty if there is none.
std::string HeaderOf(const Headers& headers, std::string_view name);

// Whether Express's JSON reader looks at the body: the first Content-Type counts, exactly
// application/json, in a Unicode charset if it names one.
bool IsCalledJson(const Headers& headers);

// The path of a request target, still escaped; of "http://host/a?b" it is "/a". nullopt if it has
// none, or an escape that is none.
std::optional<std::string_view> PathOf(std::string_view target);

// "//auth///token/" as "/auth/token".
std::string MergeSlashes(std::string_view path);

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_NODE_REQUEST_H_
