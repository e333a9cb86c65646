// Listens, reads HTTP/1.1, writes answers. Knows no contract and no provider.
//
// The HTTP library opens the listening socket (listener.cc) and no more. Its parser decodes header
// values, drops empty ones and reads bodies without a limit, so wire.h reads in its place. Its
// process_request() over an in-memory stream would sort the response's headers and invent phrases,
// and was measured at 2.8 us an answer; answer.h writes the same answer in 0.1 us, where a whole
// exchange may take 9 us.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_SERVER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_SERVER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/http.h"
#include "base/result.h"
#include "mock_servers/core/exchange.h"

namespace authmock {

// What a client may send before it is refused, and how long it may take.
struct ServerLimits {
  std::size_t request_line_bytes = 64u << 10;  // then 414
  std::size_t header_bytes = 1u << 20;         // then 431
  std::size_t header_lines = 200;              // then 431
  std::size_t body_bytes = 16u << 20;          // then 413, chunked or not
  std::size_t connections = 4096;              // then 503 and close
  Duration request_time{10'000};               // from first to last byte of a request; then 408
  Duration idle_time{60'000};  // between requests, or without taking any of an answer; then close
};

struct ServerOptions {
  std::string bind = "127.0.0.1";
  int port = 0;     // 0: any free one
  int workers = 2;  // threads that wait for readable connections
  ServerLimits limits{};
};

struct Answer {
  Response response{};
  Delivery delivery{};
};

// Serves a handler. Start and Stop from one thread; the handlers run on the workers, many at once.
// A handler that waits holds its worker; nothing else does: idle connections, slow senders, slow
// readers and late answers are parked without a thread.
class Server {
 public:
  using Handler = std::function<Answer(Request request)>;
  // Words the answer to a message that cannot be read, after which the connection closes. `partial`
  // holds what could be read of it. The reasons: bad_request_line, bad_target, target_too_long,
  // unsupported_version, bad_line_end, bad_header, folded_header, headers_too_large,
  // too_many_headers, missing_host, malformed_host, many_hosts, bad_content_length,
  // conflicting_length, bad_transfer_coding, unknown_transfer_coding, bad_chunk, body_too_large,
  // unmet_expectation, incomplete_message, too_slow, too_many_connections.
  using Refuser = std::function<Answer(Request partial, int status, std::string_view reason)>;

  // Listens when it returns. The error of a taken port names the port and the remedy.
  // `clock` times late answers and outlives the server.
  static Result<std::unique_ptr<Server>> Start(const ServerOptions& options, Clock& clock,
                                               Handler handler, Refuser refuser);
  // Stops too.
  ~Server();

  int port() const;
  // Takes no further request, finishes the ones begun, closes. Late answers go out at once.
  // Milliseconds, unless a handler takes longer; a client that takes nothing has a second. Twice
  // does no harm.
  void Stop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_SERVER_H_
