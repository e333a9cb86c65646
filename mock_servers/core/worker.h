// A thread of the server: takes the next ready connection, serves it, parks it again.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_WORKER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_WORKER_H_

#include <atomic>
#include <memory>
#include <vector>

#include "base/clock.h"
#include "mock_servers/core/answer.h"
#include "mock_servers/core/connection.h"
#include "mock_servers/core/late_queue.h"
#include "mock_servers/core/listener.h"
#include "mock_servers/core/poller.h"
#include "mock_servers/core/server.h"

namespace authmock {

// What the workers of one server share.
struct Workplace {
  Workplace(const ServerOptions& options, Clock& clock, Server::Handler handler,
            Server::Refuser refuser, std::unique_ptr<Listener> listener);

  // Gives a connection back to the poller, which wakes a worker for it. False if it takes no more.
  bool Park(Connection& connection, Connection::Phase phase, Poller::Interest interest);
  // More of its answer is due.
  void Resume(Connection& connection);

  const ServerOptions options;
  Clock& clock;
  const Server::Handler handler;
  const Server::Refuser refuser;
  const std::unique_ptr<Listener> listener;
  Poller poller{};
  ConnectionTable connections{};
  std::atomic<bool> timer_runs = false;
  std::atomic<bool> stopping = false;
  LateQueue late;
};

// Never waits for a client: whatever cannot go on at once is parked with its state.
class Worker {
 public:
  explicit Worker(Workplace& place) : place_(place), scratch_(64u << 10) {}

  void Run();  // until the poller's bell rings

 private:
  enum class Next { kGoOn, kLeave };  // kLeave: parked or closed, no longer ours

  void Accept();
  void Welcome(Connection& connection, bool too_many);
  void Sweep();
  void Serve(Connection& connection);
  void Converse(Connection& connection);
  Next Hear(Connection& connection);
  Next AnswerRequest(Connection& connection);
  Next Refuse(Connection& connection);
  Next Deliver(Connection& connection, const Answer& answer, const AskedBy& asked);
  Next SendRest(Connection& connection);
  Next EndOfInput(Connection& connection);
  Next AwaitRequest(Connection& connection);
  Next SayGoodbye(Connection& connection);
  Next Drain(Connection& connection);
  Next Park(Connection& connection, Connection::Phase phase, Poller::Interest interest);
  Next Close(Connection& connection);
  void StartTimer();

  Workplace& place_;
  DateText date_{};
  std::vector<char> scratch_;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_WORKER_H_
