#include "mock_servers/core/outgoing.h"

#include <algorithm>
#include <utility>

namespace authmock {

Outgoing::Outgoing(WireAnswer answer, const Delivery& delivery, Time now)
    : answer_(std::move(answer)) {
  if (delivery.cut_after) {
    const std::size_t body = answer_.bytes.size() - answer_.body_at;
    answer_.bytes.resize(answer_.body_at + std::min(body, *delivery.cut_after));
    answer_.close = true;
  }
  is_timed_ = delivery.not_before || delivery.bytes_a_second;
  begins_ = std::max(now, delivery.not_before.value_or(now));
  if (delivery.bytes_a_second) bytes_a_second_ = std::max<std::size_t>(1, *delivery.bytes_a_second);
}

std::string_view Outgoing::Due(Time now) const {
  const std::string_view bytes = answer_.bytes;
  if (!is_timed_) return bytes.substr(sent_);
  if (now < begins_) return {};
  if (bytes_a_second_ == 0) return bytes.substr(sent_);
  const auto elapsed = static_cast<std::size_t>((now - begins_).count());
  const std::size_t body = bytes.size() - answer_.body_at;
  // A clock may jump by years: whoever waited a second for each byte has them all.
  const std::size_t due = elapsed / 1000 >= body ? body
                                                 : elapsed / 1000 * bytes_a_second_ +
                                                       elapsed % 1000 * bytes_a_second_ / 1000;
  const std::size_t end = std::min(bytes.size(), answer_.body_at + due);
  return end > sent_ ? bytes.substr(sent_, end - sent_) : std::string_view();
}

Time Outgoing::NextAt() const {
  if (bytes_a_second_ == 0 || sent_ < answer_.body_at) return begins_;
  const std::size_t step = std::max<std::size_t>(1, bytes_a_second_ / 10);
  const std::size_t wanted = std::min(answer_.bytes.size(), sent_ + step) - answer_.body_at;
  const std::size_t whole = wanted / bytes_a_second_ * 1000;
  const std::size_t part = wanted % bytes_a_second_ * 1000;
  const std::size_t wait = whole + (part + bytes_a_second_ - 1) / bytes_a_second_;
  return begins_ + Duration(static_cast<Duration::rep>(wait));
}

void Outgoing::Hurry() { is_timed_ = false; }

}  // namespace authmock
