// What Go's net/http and net/url, on which the real server stands, read from a request.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_REQUEST_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_REQUEST_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http.h"

namespace authmock::portainer {

// The value of the first cookie of exactly that name, a pair of double quotes around it removed. A
// cookie whose value has a character that may not stand there is as if it was not sent.
std::optional<std::string_view> FindCookie(const Headers& headers, std::string_view name);

// Pairs of a query or a form, decoded, in order. Those with a semicolon or a bad escape are left
// out.
std::vector<std::pair<std::string, std::string>> ParseGoQuery(std::string_view text);

// The path of a request target, still escaped; of "http://host/a?b" it is "/a". nullopt for a
// target that net/http refuses to read.
std::optional<std::string_view> PathOf(std::string_view target);

// A decoded path as a URL shows it.
std::string EscapePath(std::string_view path);

// path.Clean of an absolute path, with a final slash kept, as the routers do.
std::string CleanPath(std::string_view path);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_REQUEST_H_
