// What Waitress, the HTTP server in front of the application, and WebOb make of a request.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_WSGI_REQUEST_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_WSGI_REQUEST_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"

namespace authmock::datameta {

struct WsgiRequest {
  std::string_view method{};
  std::string path{};  // decoded, with one slash in front however many were sent
  std::string_view query{};
  std::string authorization{};
  std::string content_type{};
  std::string cookie{};
  std::string accept{};
  std::string host{};
  std::string_view body{};

  // What stands before the first semicolon, as it was sent.
  std::string_view media_type() const;
};

// The views point into `request`, which outlives the result. Lines of one name are joined by
// commas; one that is not there is empty.
WsgiRequest ReadWsgiRequest(const Request& request);

// Why Waitress refuses the request, though it can be read.
struct WsgiRefusal {
  int status = 400;
  std::string text{};
};
std::optional<WsgiRefusal> RefuseByWaitress(const Request& request);

// A bad escape stays as it is.
std::string Unquote(std::string_view text);

bool IsUtf8(std::string_view text);

// Text that Waitress took for Latin-1, as UTF-8.
std::string FromLatin1(std::string_view bytes);

// Where a path on this server is, as a Location says it.
std::string UrlOf(const WsgiRequest& request, std::string_view path);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_WSGI_REQUEST_H_
