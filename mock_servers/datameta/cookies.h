// Cookie headers as the emulated server reads them: two parsers look at one header and need not
// agree.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_COOKIES_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_COOKIES_H_

#include <optional>
#include <string>
#include <string_view>

namespace authmock::datameta {

inline constexpr std::string_view kSessionCookie = "datameta";

// Whether WebOb finds a cookie of that name: it takes every NAME=VALUE it can find and skips the
// rest.
bool FindsCookie(std::string_view header, std::string_view name);

// The value that Python's http.cookies reads, surrounding double quotes removed. It refuses the
// whole header for a part without a value, an attribute before the first cookie or a name that is
// no token; behind what it cannot read it stops. Of two cookies with one name the last counts.
std::optional<std::string> ReadCookie(std::string_view header, std::string_view name);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_COOKIES_H_
