// A server for tests of the HTTP layer, and the refusals it met.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_ECHO_SERVER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_ECHO_SERVER_H_

#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "mock_servers/core/raw_client.h"
#include "mock_servers/core/server.h"

namespace authmock {

// Answers 200 with "METHOD target body" unless given another handler. Refusals are answered with
// their reason as body. Its virtual clock stands at 2026-01-01T00:00:00Z.
class EchoServer {
 public:
  static Answer Echo(const Request& request) {
    const std::string body = request.method + " " + request.target + " " + request.body;
    return {.response = {.status = 200, .headers = {{"X", "1"}}, .body = body}};
  }

  explicit EchoServer(ServerOptions options = {}, Server::Handler handler = Echo) {
    auto started = Server::Start(options, clock, std::move(handler),
                                 [this](Request partial, int status, std::string_view reason) {
                                   return Refuse(std::move(partial), status, reason);
                                 });
    if (!started) {
      std::cerr << started.error().Text() << "\n";
      std::abort();
    }
    server_ = std::move(*started);
  }
  explicit EchoServer(Server::Handler handler) : EchoServer(ServerOptions{}, std::move(handler)) {}

  Server& operator*() { return *server_; }
  Server* operator->() { return server_.get(); }
  RawClient Connect() const { return RawClient(server_->port()); }
  // The whole conversation of a client that sends `bytes` and reads until the server closes.
  std::string Converse(std::string_view bytes) const {
    RawClient client = Connect();
    client.Send(bytes);
    return client.ReadToClose();
  }
  // "400 missing_host", in the order they came.
  std::vector<std::string> Refusals() const {
    std::lock_guard lock(mutex_);
    return refusals_;
  }
  std::vector<Request> Partials() const {
    std::lock_guard lock(mutex_);
    return partials_;
  }

  VirtualClock clock{FromUnix(1'767'225'600)};

 private:
  Answer Refuse(Request partial, int status, std::string_view reason) {
    std::lock_guard lock(mutex_);
    refusals_.push_back(std::to_string(status) + " " + std::string(reason));
    partials_.push_back(std::move(partial));
    return {.response = {.status = status, .body = std::string(reason)}};
  }

  mutable std::mutex mutex_{};
  std::vector<std::string> refusals_{};
  std::vector<Request> partials_{};
  std::unique_ptr<Server> server_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_ECHO_SERVER_H_
