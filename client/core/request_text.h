// A request as the bytes of HTTP/1.1 (RFC 9112).
#ifndef AUTHMOCK_CLIENT_CORE_REQUEST_TEXT_H_
#define AUTHMOCK_CLIENT_CORE_REQUEST_TEXT_H_

#include <string>

#include "base/http.h"
#include "base/result.h"

namespace authmock {

// The request as it stands; the body in one chunk if the last Transfer-Encoding is chunked. A line
// break where it would begin another line is an Error: whoever wants that sends raw bytes.
Result<std::string> RequestText(const Request& request);

// With Host and Content-Length added where they are missing, and `Connection: close`
// unless `keep_alive`.
Request Completed(Request request, const std::string& authority, bool keep_alive);

// GET, HEAD, PUT, DELETE, OPTIONS, TRACE: sending one twice does what sending it once does.
bool IsIdempotent(std::string_view method);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_REQUEST_TEXT_H_
