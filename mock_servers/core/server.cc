#include "mock_servers/core/server.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "mock_servers/core/listener.h"
#include "mock_servers/core/worker.h"

namespace authmock {
namespace {

// What was begun has this long to end when the server stops; usually it takes a millisecond.
constexpr Duration kGrace{1000};

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerOptions& options, Clock& clock, Handler handler, Refuser refuser,
       std::unique_ptr<Listener> listener)
      : place_(options, clock, std::move(handler), std::move(refuser), std::move(listener)) {}
  ~Impl() { Stop(); }

  int port() const { return place_.listener->port(); }

  Result<void> Start() {
    const Listener& listener = *place_.listener;
    if (!place_.poller.ok() ||
        !place_.poller.Add(listener.fd(), place_.listener.get(), Poller::Interest::kRead)) {
      return Fail("", "cannot watch sockets: no file descriptor is left (see `ulimit -n`)");
    }
    const int workers = std::max(1, place_.options.workers);
    try {
      for (int i = 0; i < workers; ++i) {
        threads_.emplace_back([this] { Worker(place_).Run(); });
      }
    } catch (const std::system_error&) {
      return Fail("",
                  "cannot start " + std::to_string(workers) + " worker threads (see `ulimit -u`)");
    }
    return {};
  }

  void Stop() {
    std::lock_guard once(stop_mutex_);
    if (place_.stopping.exchange(true)) return;
    place_.poller.Remove(place_.listener->fd());
    place_.connections.Close();
    place_.late.Stop();
    if (!place_.connections.WaitUntilEmpty(kGrace)) {
      place_.connections.AbortAll();
      while (!place_.connections.WaitUntilEmpty(kGrace)) {
      }
    }
    place_.poller.Ring();
    for (std::thread& thread : threads_) thread.join();
    place_.listener->Close();
  }

 private:
  Workplace place_;
  std::vector<std::thread> threads_{};
  std::mutex stop_mutex_{};
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::Start(const ServerOptions& options, Clock& clock,
                                              Handler handler, Refuser refuser) {
  auto listener = Listener::Open(options.bind, options.port);
  if (!listener) return tl::unexpected(listener.error());
  auto impl = std::make_unique<Impl>(options, clock, std::move(handler), std::move(refuser),
                                     std::move(*listener));
  if (auto started = impl->Start(); !started) return tl::unexpected(started.error());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

int Server::port() const { return impl_->port(); }

void Server::Stop() { impl_->Stop(); }

}  // namespace authmock
