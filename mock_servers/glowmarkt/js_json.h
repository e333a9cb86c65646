// Request bodies as JSON.parse behind Express reads them.
#ifndef AUTHMOCK_MOCK_SERVERS_GLOWMARKT_JS_JSON_H_
#define AUTHMOCK_MOCK_SERVERS_GLOWMARKT_JS_JSON_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace authmock::glowmarkt {

// Members of an object whose value is a string, by name.
using TextMembers = std::map<std::string, std::string, std::less<>>;

// Of two members of one name the last counts, also when it is no string. nullopt for a body that is
// no object, no JSON or no UTF-8. As in JavaScript nesting has no limit and neither have numbers,
// and a byte order mark may come first; a lone surrogate is read as U+FFFD, which is no user's
// name.
std::optional<TextMembers> ReadTextMembers(std::string_view body);

}  // namespace authmock::glowmarkt

#endif  // AUTHMOCK_MOCK_SERVERS_GLOWMARKT_JS_JSON_H_
