// An answer on its way: what of it may go out when.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_OUTGOING_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_OUTGOING_H_

#include <cstddef>
#include <string_view>

#include "base/clock.h"
#include "mock_servers/core/answer.h"
#include "mock_servers/core/exchange.h"

namespace authmock {

// Times are the mock's. Late answers wait whole; a slow one sends its head at once, then its body
// in steps of a tenth of a second; a cut one ends the connection early.
class Outgoing {
 public:
  Outgoing() = default;
  Outgoing(WireAnswer answer, const Delivery& delivery, Time now);

  // The unsent bytes that may go out at `now`.
  std::string_view Due(Time now) const;
  void Sent(std::size_t bytes) { sent_ += bytes; }
  bool IsFinished() const { return sent_ == answer_.bytes.size(); }
  // When more becomes due.
  Time NextAt() const;
  // The whole rest is due now.
  void Hurry();
  bool closes() const { return answer_.close; }

 private:
  WireAnswer answer_{};
  std::size_t sent_ = 0;
  bool is_timed_ = false;
  Time begins_{};
  std::size_t bytes_a_second_ = 0;  // 0: all at once
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_OUTGOING_H_
