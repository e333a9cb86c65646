// Who may use the control API.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_GUARD_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_GUARD_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"

namespace authmock {

// Whether a Host header names a server that listens at `bind`. Of one that listens on the loopback
// only: localhost and loopback addresses. Of any other also `bind` itself and every IP address, but
// no name: a name may be a web page's own, pointed at us (DNS rebinding). The port does not count,
// because a container's is mapped.
bool IsOwnHost(std::string_view host, std::string_view bind);

// The refusal of a request that a web page from elsewhere may have sent, or that lacks the token.
// `token` empty: none is demanded.
std::optional<Response> RefuseStranger(const Request& request, const std::string& bind,
                                       const std::string& token);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_CONTROL_GUARD_H_
