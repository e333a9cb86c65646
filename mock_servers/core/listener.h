// The listening socket.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_LISTENER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_LISTENER_H_

#include <memory>
#include <string>

#include "base/result.h"

namespace authmock {

// A client that was let in. Its socket is non-blocking, closed on exec, and sends without delay.
struct Accepted {
  int fd = -1;
  std::string client_address{};
};

// Listens on one address and port, alone: a second listener on the same port is an error, which
// names the port and the remedy.
class Listener {
 public:
  static Result<std::unique_ptr<Listener>> Open(const std::string& host, int port);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int fd() const { return fd_; }
  int port() const { return port_; }

  enum class Outcome {
    kAccepted,
    kNobody,     // nobody waits, or who waited has left
    kExhausted,  // no descriptor or memory is left for one more
  };
  Outcome Accept(Accepted& client);
  // Frees the port; nobody may be in Accept().
  void Close();

 private:
  class Library;
  Listener(std::unique_ptr<Library> library, int port);

  std::unique_ptr<Library> library_;
  int fd_;
  int port_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_LISTENER_H_
