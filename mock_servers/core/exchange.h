// Everything known about one request and its answer.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_EXCHANGE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_EXCHANGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/http.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/violation.h"

namespace authmock {

// How an answer goes out. The server obeys; the pipeline decides.
struct Delivery {
  std::optional<Time> not_before{};             // by the mock's clock
  std::optional<std::size_t> cut_after{};       // bytes of the body, then the connection closes
  std::optional<std::size_t> bytes_a_second{};  // of the body, by the mock's clock

  bool IsPlain() const { return !not_before && !cut_after && !bytes_a_second; }
};

// In the order it became known.
struct Exchange {
  std::uint64_t number = 0;  // from 1, without gaps, per mock
  Time received_at{};
  Request request{};
  Match match{};
  std::vector<Violation> request_violations{};
  std::string fault{};  // the word that was drawn, "pass" or ""; see faults.h
  Response response{};
  Delivery delivery{};
  std::vector<Violation> response_violations{};  // empty, or our own mistake
  bool below = false;  // answered by the HTTP layer; the provider never saw it
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_EXCHANGE_H_
