// A server that says what a test tells it to, byte for byte, and remembers what it heard.
#ifndef AUTHMOCK_CLIENT_CORE_SCRIPTED_SERVER_H_
#define AUTHMOCK_CLIENT_CORE_SCRIPTED_SERVER_H_

#include <openssl/ssl.h>

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace authmock {

// One connection: each answer is said after a whole request was heard.
struct Talk {
  enum class End {
    kClose,  // closes at once
    kDrop,   // hears one more request, closes
    kReset,  // hears one more request, resets the connection
    kHold,   // hears one more request, stays silent until the server is destroyed
  };
  std::vector<std::string> answers{};
  End end = End::kClose;
};

// On a free port of 127.0.0.1. Connections are served one after another.
class ScriptedServer {
 public:
  // `tls`: with a certificate of its own for 127.0.0.1, which is in ca_file().
  explicit ScriptedServer(std::vector<Talk> talks, bool tls = false);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url() const;
  std::string ca_file() const;
  // Returns once that many talks have ended on the server's side.
  void AwaitEnded(std::size_t talks);
  std::vector<std::string> Heard();  // requests, in order
  std::vector<std::string> Peers();  // addresses the connections came from, in order

 private:
  struct Peer {
    int socket;
    SSL* tls;
  };

  void Run(const std::vector<Talk>& talks);
  void Hold(const Talk& talk, const Peer& peer);
  bool Hear(const Peer& peer);
  void AwaitStop();

  int listener_ = -1;
  int port_ = 0;
  SSL_CTX* tls_ = nullptr;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  bool stopping_ = false;
  int open_ = -1;  // socket of the talk that goes on
  std::size_t ended_ = 0;
  std::vector<std::string> heard_{};
  std::vector<std::string> peers_{};
  std::thread thread_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_SCRIPTED_SERVER_H_
