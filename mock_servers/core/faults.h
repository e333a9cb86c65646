// Faults: words in a queue, and the queue is counted.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_FAULTS_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_FAULTS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace authmock {

// One word of the closed vocabulary:
//   pass            the true answer
//   reply:503       that status in the provider's own wording; it does not act
//   drop_before     the connection closes; it does not act
//   drop_after      it acts, then the connection closes
//   cut:64          it acts; the first 64 bytes of the body, then the connection closes
//   spoil           it acts; a body that is no longer what its media type says (an answer without a
//                   body stays as it is)
//   delay:3s        it acts; the true answer, late by the mock's clock
//   trickle:100     it acts; the true answer, 100 bytes a second
struct Fault {
  enum class Kind { kPass, kReply, kDropBefore, kDropAfter, kCut, kSpoil, kDelay, kTrickle };
  Kind kind = Kind::kPass;
  int status = 0;         // kReply
  std::size_t bytes = 0;  // kCut, kTrickle
  Duration delay{0};      // kDelay

  // The error names the word and what is right in its place.
  static Result<Fault> Parse(std::string_view word);
  std::string Text() const;
  // The provider does not act.
  bool ReplacesAnswer() const { return kind == Kind::kReply || kind == Kind::kDropBefore; }

  bool operator==(const Fault&) const = default;
};

// A planned run of faults for one operation, or for every request.
struct FaultPlan {
  std::uint64_t id = 0;
  std::string operation{};   // empty: any request
  std::deque<Fault> left{};  // drawn one after another; those nobody has met yet
};

// Thread-safe. Costs a request next to nothing while nothing is planned.
class FaultQueue {
 public:
  // Returns the plan's id; `faults` is not empty. Plans are used up in the order they were made.
  std::uint64_t Plan(std::string operation, std::vector<Fault> faults);
  // The next fault for a request of this operation (empty: of none); nullopt if none is planned.
  std::optional<Fault> Draw(std::string_view operation);
  std::size_t Left() const;              // faults nobody has met yet
  std::vector<FaultPlan> Plans() const;  // those with something left
  bool Cancel(std::uint64_t id);         // false if nothing is left of it
  void Clear();

 private:
  mutable std::mutex mutex_{};
  std::vector<FaultPlan> plans_{};  // none is empty
  std::uint64_t next_id_ = 1;
  std::atomic<std::size_t> left_ = 0;
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_FAULTS_H_
