// TCP connections with deadlines.
#ifndef AUTHMOCK_CLIENT_CORE_SOCKET_H_
#define AUTHMOCK_CLIENT_CORE_SOCKET_H_

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "client/core/transport.h"

namespace authmock {

// A connected socket that never blocks; the caller closes it. `from` is a local address, or empty.
// Name lookup is not under the deadline. The error's place is the origin.
Result<int> Connect(const BaseUrl& url, const std::string& from, Duration timeout);

enum class Readiness { kReady, kTimeUp };

// Until `socket` can be read (or written), was closed, or the deadline has passed.
Readiness WaitReadable(int socket, MonotonicTime deadline);
Readiness WaitWritable(int socket, MonotonicTime deadline);

// "2 s", "1500 ms"
std::string DurationText(Duration duration);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_SOCKET_H_
