// A Sender for tests of the engine: answers what it is told to, and remembers what it was sent.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TEST_SENDER_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TEST_SENDER_H_

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "conformance/engine/sender.h"

namespace authmock {

inline Reply JsonAnswer(int status, const Json& body, Headers headers = {}) {
  headers.Add("Content-Type", "application/json");
  return {.response = {.status = status, .headers = std::move(headers), .body = WriteJson(body)}};
}

inline Reply EmptyAnswer(int status) { return {.response = {.status = status}}; }

// Outlives the Sender it makes. The last answer is given again and again; none: an Error.
class ScriptedSender {
 public:
  explicit ScriptedSender(std::vector<Reply> answers) : answers_(std::move(answers)) {}

  Sender AsSender() {
    return [this](const SendOrder& order) -> Result<Reply> {
      orders.push_back(order);
      if (answers_.empty()) return Fail("http://server.example", "nobody listens");
      const std::size_t last = answers_.size() - 1;
      return answers_[std::min(orders.size() - 1, last)];
    };
  }

  std::vector<SendOrder> orders{};

 private:
  std::vector<Reply> answers_;
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TEST_SENDER_H_
