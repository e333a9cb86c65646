// The rules of a request's head (RFC 9112 sections 2 to 6), line by line. Pure functions.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_REQUEST_HEAD_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_REQUEST_HEAD_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/http.h"
#include "mock_servers/core/server.h"

namespace authmock {

// Why a message cannot be read: the status RFC 9110 has for it, and a word for whoever answers.
struct Refusal {
  int status = 400;
  std::string_view reason{};  // a literal: "bad_request_line", "missing_host", ...

  bool operator==(const Refusal&) const = default;
};

// How the body is framed, and what becomes of the connection.
struct Framing {
  std::uint64_t length = 0;  // of the body, when not chunked
  bool chunked = false;
  bool keep_alive = true;
  bool wants_continue = false;  // "Expect: 100-continue", and there is a body to wait for

  bool operator==(const Framing&) const = default;
};

// Fills method, target and version from a line without its CRLF. An absolute target is reduced to
// its origin form ("http://host/a?b" becomes "/a?b"); anything else of the target stays as sent.
// On a refusal `request` holds what was readable.
std::optional<Refusal> ReadRequestLine(std::string_view line, Request& request);

// Adds one header line, given without its CRLF.
std::optional<Refusal> ReadFieldLine(std::string_view line, Headers& headers);

// Judges a complete head: Host, Content-Length, Transfer-Encoding, Expect, Connection. `framing` is
// filled as far as the refusal lets it.
std::optional<Refusal> ReadFraming(const Request& request, const ServerLimits& limits,
                                   Framing& framing);

// Whether `text` is a token of RFC 9110, such as a method or a field name.
bool IsToken(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_REQUEST_HEAD_H_
