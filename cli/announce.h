// The text `serve` prints when mocks start and stop.
#ifndef AUTHMOCK_CLI_ANNOUNCE_H_
#define AUTHMOCK_CLI_ANNOUNCE_H_

#include <string>

#include "mock_servers/core/mock.h"

namespace authmock {

// Base URL, accounts and keys, and a curl line that works when pasted. Ends in an empty line.
std::string Announcement(Mock& mock);

// What happened while it ran: requests, violations, faults nobody met.
std::string Summary(Mock& mock);

// `request` as a curl command for a POSIX shell; `origin` as in Mock::origin().
std::string CurlLine(const std::string& origin, const Request& request);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_ANNOUNCE_H_
