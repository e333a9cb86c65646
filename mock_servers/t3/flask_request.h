// What Flask and Werkzeug, on which the real server most likely stands, read from a request.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_FLASK_REQUEST_H_
#define AUTHMOCK_MOCK_SERVERS_T3_FLASK_REQUEST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/http.h"

namespace authmock::t3 {

// The path that is routed on: decoded whole, so that "%2F" is a slash, and with one slash in front,
// however many were sent. Of "http://host/a?b" it is "/a". A bad escape stays as it is.
std::string PathOf(std::string_view target);

// A decoded path as a URL shows it.
std::string EscapePath(std::string_view path);

// The path with each run of slashes made one.
std::string MergeSlashes(std::string_view path);

// The URL of a request without its query, which may hold a secret; http, for a mock has no TLS.
std::string UrlOf(const Request& request);

// Whether Flask takes the body for JSON: application/json or application/...+json.
bool IsJson(std::string_view content_type);

// The words of a header's value, however many blanks are between them.
std::vector<std::string_view> Words(std::string_view value);

// The first query parameter of that name.
std::optional<std::string> QueryValue(const Request& request, std::string_view name);

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_FLASK_REQUEST_H_
