// The peer of the benchmark: cpp-httplib by itself, tuned as well as its settings allow, answering
// a login with a constant of the same size as ours. No routing, no validation, no state, no
// journal. usage: bare_server PORT
#include <httplib.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

constexpr int kBacklog = 1024;
constexpr int kWorkers = 64;
constexpr int kJwtCharacters = 275;

class BareServer : public httplib::Server {
 public:
  // The library listens with a backlog of 5, which resets the clients of a burst.
  void DeepenBacklog() { ::listen(svr_sock_, kBacklog); }
};

}  // namespace

int main(int argc, char** argv) {
  const int port = argc == 2 ? std::atoi(argv[1]) : 0;
  if (port <= 0) {
    std::fputs("usage: bare_server PORT\n", stderr);
    return 2;
  }
  const std::string body = "{\"jwt\":\"" + std::string(kJwtCharacters, 'x') + "\"}";
  BareServer server;
  server.new_task_queue = [] { return new httplib::ThreadPool(kWorkers); };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_keep_alive_timeout(600);
  server.Post("/api/auth", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(body, "application/json");
  });
  if (!server.bind_to_port("127.0.0.1", port)) {
    std::fprintf(stderr, "port %d is taken\n", port);
    return 2;
  }
  server.DeepenBacklog();
  return server.listen_after_bind() ? 0 : 1;
}
