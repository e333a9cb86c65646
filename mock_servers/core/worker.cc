#include "mock_servers/core/worker.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

namespace authmock {
namespace {

// After so many requests or reads at a stretch others get their turn.
constexpr int kTurns = 32;
// A crowd beyond the limit is told so; a crowd beyond that is not.
constexpr std::size_t kToldAboveLimit = 64;
constexpr Duration kRest{50};
constexpr Duration kFarewell{1000};

using Phase = Connection::Phase;

Duration Tick(const ServerLimits& limits) {
  return std::clamp(std::min(limits.request_time, limits.idle_time) / 8, Duration(10),
                    Duration(1000));
}

}  // namespace

Workplace::Workplace(const ServerOptions& wanted, Clock& clock_, Server::Handler handler_,
                     Server::Refuser refuser_, std::unique_ptr<Listener> listener_)
    : options(wanted),
      clock(clock_),
      handler(std::move(handler_)),
      refuser(std::move(refuser_)),
      listener(std::move(listener_)),
      late(clock_, [this](void* item) { Resume(*static_cast<Connection*>(item)); }) {}

bool Workplace::Park(Connection& connection, Phase phase, Poller::Interest interest) {
  const int fd = connection.fd();
  const bool is_known = std::exchange(connection.is_polled, true);
  connection.Enter(phase);
  // From here on another worker may have the connection.
  if (!is_known) return poller.Add(fd, &connection, interest);
  poller.Arm(fd, &connection, interest);
  return true;
}

void Workplace::Resume(Connection& connection) {
  connection.SetDeadline(MonotonicNow() + options.limits.idle_time);
  if (!Park(connection, Phase::kSending, Poller::Interest::kWrite)) {
    connections.Remove(&connection);
  }
}

void Worker::Run() {
  while (void* const who = place_.poller.Wait()) {
    if (who == place_.poller.timer()) {
      Sweep();
    } else if (who == place_.listener.get()) {
      Accept();
    } else {
      Serve(*static_cast<Connection*>(who));
    }
  }
}

void Worker::Accept() {
  Accepted client;
  const auto outcome = place_.listener->Accept(client);
  if (outcome == Listener::Outcome::kExhausted) {
    // Would be ready again at once, for nothing. The timer arms it.
    place_.timer_runs = true;
    place_.poller.SetTimer(kRest);
    return;
  }
  place_.poller.Arm(place_.listener->fd(), place_.listener.get(), Poller::Interest::kRead);
  if (outcome == Listener::Outcome::kNobody) return;

  const std::size_t open = place_.connections.size();
  const std::size_t limit = place_.options.limits.connections;
  if (open >= limit + kToldAboveLimit) {
    ::close(client.fd);
    return;
  }
  Connection* const connection = place_.connections.Add(std::move(client), place_.options.limits);
  if (connection != nullptr) Welcome(*connection, open >= limit);
}

void Worker::Welcome(Connection& connection, bool too_many) {
  StartTimer();
  if (!too_many) return Converse(connection);
  connection.reader().GiveUp({503, "too_many_connections"});
  Refuse(connection);
}

// Runs while there is somebody to watch.
void Worker::StartTimer() {
  if (!place_.timer_runs.exchange(true)) place_.poller.SetTimer(Tick(place_.options.limits));
}

void Worker::Sweep() {
  place_.connections.WakeOverdue(MonotonicNow());
  place_.poller.Arm(place_.listener->fd(), place_.listener.get(), Poller::Interest::kRead);
  place_.timer_runs = false;
  if (place_.connections.size() > 0) StartTimer();
}

void Worker::Serve(Connection& connection) {
  switch (connection.phase()) {
    case Phase::kReading:
      return Converse(connection);
    case Phase::kSending:
      if (SendRest(connection) == Next::kGoOn) Converse(connection);
      return;
    case Phase::kDraining:
      Drain(connection);
      return;
  }
}

void Worker::Converse(Connection& connection) {
  for (int turn = 0; turn < kTurns; ++turn) {
    if (Hear(connection) == Next::kLeave) return;
  }
  // Requests may wait in our buffer, where the poller does not see them: ask for any wake-up.
  Park(connection, Phase::kReading, Poller::Interest::kReadOrWrite);
}

Worker::Next Worker::Hear(Connection& connection) {
  switch (connection.reader().Next()) {
    case RequestReader::Step::kRequest:
      return AnswerRequest(connection);
    case RequestReader::Step::kRefused:
      return Refuse(connection);
    case RequestReader::Step::kContinue:
      connection.Send("HTTP/1.1 100 Continue\r\n\r\n");
      return Next::kGoOn;
    case RequestReader::Step::kNeedMore:
      break;
  }
  switch (connection.Receive(scratch_)) {
    case Connection::Io::kDone:
      return Next::kGoOn;
    case Connection::Io::kLater:
      return AwaitRequest(connection);
    case Connection::Io::kGone:
      break;
  }
  return EndOfInput(connection);
}

Worker::Next Worker::AnswerRequest(Connection& connection) {
  const bool keep_alive = connection.reader().keep_alive() && !place_.stopping;
  connection.is_timing_request = false;
  connection.ClearDeadline();  // a handler may take its time
  Request request = connection.reader().Take();
  request.client_address = connection.client_address();
  const AskedBy asked{.is_head = request.method == "HEAD",
                      .is_http10 = request.version == "HTTP/1.0",
                      .keep_alive = keep_alive};
  return Deliver(connection, place_.handler(std::move(request)), asked);
}

Worker::Next Worker::Refuse(Connection& connection) {
  const Refusal refusal = connection.reader().refusal();
  Request partial = connection.reader().Take();
  partial.client_address = connection.client_address();
  const AskedBy asked{.is_head = partial.method == "HEAD",
                      .is_http10 = partial.version == "HTTP/1.0",
                      .keep_alive = false};
  return Deliver(connection, place_.refuser(std::move(partial), refusal.status, refusal.reason),
                 asked);
}

Worker::Next Worker::Deliver(Connection& connection, const Answer& answer, const AskedBy& asked) {
  if (answer.response.IsNone()) return Close(connection);
  const Time now = place_.clock.Now();
  const Time leaves = std::max(now, answer.delivery.not_before.value_or(now));
  connection.outgoing() =
      Outgoing(WriteAnswer(answer.response, asked, date_.At(leaves)), answer.delivery, now);
  return SendRest(connection);
}

Worker::Next Worker::SendRest(Connection& connection) {
  Outgoing& outgoing = connection.outgoing();
  if (place_.stopping) outgoing.Hurry();
  const std::string_view due = outgoing.Due(place_.clock.Now());
  const std::ptrdiff_t sent = connection.Send(due);
  if (sent < 0) return Close(connection);
  outgoing.Sent(static_cast<std::size_t>(sent));
  if (static_cast<std::size_t>(sent) < due.size()) {
    connection.SetDeadline(MonotonicNow() + place_.options.limits.idle_time);
    return Park(connection, Phase::kSending, Poller::Interest::kWrite);
  }
  if (!outgoing.IsFinished()) {
    connection.Enter(Phase::kSending);
    connection.ClearDeadline();
    place_.late.Push(outgoing.NextAt(), &connection);
    return Next::kLeave;
  }
  const bool closes = outgoing.closes();
  outgoing = {};
  connection.Enter(Phase::kReading);
  connection.ClearDeadline();
  return closes ? SayGoodbye(connection) : Next::kGoOn;
}

Worker::Next Worker::EndOfInput(Connection& connection) {
  if (!connection.reader().IsInside() || place_.stopping) return Close(connection);
  const bool too_slow = connection.IsOverdue(MonotonicNow());
  connection.reader().GiveUp(too_slow ? Refusal{408, "too_slow"}
                                      : Refusal{400, "incomplete_message"});
  return Refuse(connection);
}

Worker::Next Worker::AwaitRequest(Connection& connection) {
  const ServerLimits& limits = place_.options.limits;
  if (!connection.reader().IsInside()) {
    connection.reader().Shrink();
    connection.is_timing_request = false;
    connection.SetDeadline(MonotonicNow() + limits.idle_time);
  } else if (!connection.is_timing_request) {
    connection.is_timing_request = true;
    connection.SetDeadline(MonotonicNow() + limits.request_time);
  }
  return Park(connection, Phase::kReading, Poller::Interest::kRead);
}

// Closing with unread bytes would reset the connection and could take our answer with it.
Worker::Next Worker::SayGoodbye(Connection& connection) {
  connection.FinishSending();
  connection.SetDeadline(MonotonicNow() + std::min(kFarewell, place_.options.limits.request_time));
  return Drain(connection);
}

Worker::Next Worker::Drain(Connection& connection) {
  for (int turn = 0; turn < kTurns; ++turn) {
    switch (connection.Discard(scratch_)) {
      case Connection::Io::kDone:
        continue;
      case Connection::Io::kGone:
        return Close(connection);
      case Connection::Io::kLater:
        return Park(connection, Phase::kDraining, Poller::Interest::kRead);
    }
  }
  if (connection.IsOverdue(MonotonicNow())) return Close(connection);
  return Park(connection, Phase::kDraining, Poller::Interest::kRead);
}

Worker::Next Worker::Park(Connection& connection, Phase phase, Poller::Interest interest) {
  if (!place_.Park(connection, phase, interest)) return Close(connection);
  return Next::kLeave;
}

Worker::Next Worker::Close(Connection& connection) {
  place_.connections.Remove(&connection);
  return Next::kLeave;
}

}  // namespace authmock
