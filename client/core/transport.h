// Sends requests. The only client-side file whose source includes the HTTP library.
#ifndef AUTHMOCK_CLIENT_CORE_TRANSPORT_H_
#define AUTHMOCK_CLIENT_CORE_TRANSPORT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/http.h"
#include "base/result.h"

namespace authmock {

// A parsed http or https URL: "http://127.0.0.1:9402/api".
struct BaseUrl {
  std::string scheme{};
  std::string host{};  // without brackets for IPv6
  int port = 0;
  std::string path{};  // no trailing slash; may be empty

  // The error names what is wrong with the text. It never repeats a password in it.
  static Result<BaseUrl> Parse(std::string_view text);
  std::string Authority() const;  // "127.0.0.1:9402", "[::1]", for a Host header
  std::string Origin() const;     // "http://127.0.0.1:9402"
};

struct TransportOptions {
  Duration connect_timeout{2'000};
  Duration timeout{10'000};  // for a whole answer
  std::size_t max_answer_bytes = 64u << 20;
  bool keep_alive = true;
  std::string from{};  // local address to connect from: "127.0.0.2"; any if empty
  std::string
      ca_file{};  // for https; the system's store if empty. Certificates are always verified.
};

// What came back, also when it is not whole.
struct Received {
  Response response{};   // as much as could be read; None() when not a byte came
  std::string broken{};  // what is wrong with it: "ended after 64 of 211 bytes"; empty if nothing
};

// One server. A call at a time; use one per thread. No redirect is followed, no header is
// percent-decoded. Errors are of the world: refused, timed out, broken answer; Error::where is the
// origin.
//
// A connection is kept while both sides want it, and looked at before it is used again: one that
// the server closed meanwhile is replaced without a request being lost. Nothing is sent twice, with
// one exception: Send repeats a request with an idempotent method (RFC 9110, 9.2.2) when a kept
// connection was reset before a byte of answer came.
class Transport {
 public:
  explicit Transport(BaseUrl url, TransportOptions options = {});
  ~Transport();
  Transport(Transport&&) noexcept;
  Transport& operator=(Transport&&) noexcept;

  // `request.target` is sent as it is (with the base URL's path in front only if the caller put it
  // there). Headers go out as given, in their order; Host and Content-Length are added if missing.
  // A body under `Transfer-Encoding: chunked` is sent in one chunk. A connection that closes
  // without an answer is an Error here.
  Result<Response> Send(const Request& request);

  // Sends the request as it stands: its version and its headers, nothing added.
  Result<Received> SendExact(const Request& request);

  const BaseUrl& url() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

// Sends these bytes on a connection of their own and returns everything that comes back until the
// server closes or `timeout` has passed. For messages that are not HTTP. http only.
Result<std::string> SendRaw(const BaseUrl& url, std::string_view bytes, Duration timeout);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_TRANSPORT_H_
