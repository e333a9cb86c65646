#include "mock_servers/core/faults.h"

#include <algorithm>
#include <charconv>

namespace authmock {
namespace {

using Kind = Fault::Kind;

constexpr int kFirstStatus = 200;  // below are interim answers, which end no exchange
constexpr int kLastStatus = 599;
constexpr Duration kLongestDelay = std::chrono::hours(24 * 365);

std::optional<std::size_t> WholeNumber(std::string_view text) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

bool ReadStatus(std::string_view argument, Fault& fault) {
  const auto number = WholeNumber(argument);
  if (!number || *number < kFirstStatus || *number > kLastStatus) return false;
  fault.status = static_cast<int>(*number);
  return true;
}

bool ReadBytes(std::string_view argument, Fault& fault) {
  const auto number = WholeNumber(argument);
  if (!number) return false;
  fault.bytes = *number;
  return true;
}

bool ReadSpeed(std::string_view argument, Fault& fault) {
  return ReadBytes(argument, fault) && fault.bytes > 0;
}

bool ReadDelay(std::string_view argument, Fault& fault) {
  const Result<Duration> delay = ParseDuration(argument);
  if (!delay || *delay <= Duration(0) || *delay > kLongestDelay) return false;
  fault.delay = *delay;
  return true;
}

struct Word {
  std::string_view name{};
  Kind kind = Kind::kPass;
  bool (*read)(std::string_view argument, Fault& fault) = nullptr;  // nullptr: takes no argument
  std::string_view right{};                                         // what is right
};

constexpr Word kWords[] = {
    {"pass", Kind::kPass, nullptr, "pass"},
    {"reply", Kind::kReply, ReadStatus, "reply:STATUS with a status from 200 to 599"},
    {"drop_before", Kind::kDropBefore, nullptr, "drop_before"},
    {"drop_after", Kind::kDropAfter, nullptr, "drop_after"},
    {"cut", Kind::kCut, ReadBytes, "cut:BYTES with a whole number"},
    {"spoil", Kind::kSpoil, nullptr, "spoil"},
    {"delay", Kind::kDelay, ReadDelay, "delay:TIME with a time above zero and up to 365d, as 3s"},
    {"trickle", Kind::kTrickle, ReadSpeed, "trickle:BYTES with a whole number above zero"},
};

std::string DelayText(Duration delay) {
  const auto count = delay.count();
  return count % 1000 == 0 ? std::to_string(count / 1000) + "s" : std::to_string(count) + "ms";
}

}  // namespace

Result<Fault> Fault::Parse(std::string_view word) {
  const std::size_t colon = word.find(':');
  const std::string_view name = word.substr(0, colon);
  std::string known;
  for (const Word& each : kWords) {
    if (each.name == name) {
      Fault fault{.kind = each.kind};
      const bool has_argument = colon != std::string_view::npos;
      if (has_argument == (each.read != nullptr) &&
          (!has_argument || each.read(word.substr(colon + 1), fault))) {
        return fault;
      }
      return Fail("",
                  "\"" + std::string(word) + "\" is no fault; write " + std::string(each.right));
    }
    known +=
        (known.empty() ? "" : ", ") + std::string(each.name) + (each.read == nullptr ? "" : ":...");
  }
  return Fail("", "\"" + std::string(word) + "\" is no fault; there are " + known);
}

std::string Fault::Text() const {
  const std::string name(kWords[static_cast<std::size_t>(kind)].name);
  switch (kind) {
    case Kind::kReply:
      return name + ":" + std::to_string(status);
    case Kind::kCut:
    case Kind::kTrickle:
      return name + ":" + std::to_string(bytes);
    case Kind::kDelay:
      return name + ":" + DelayText(delay);
    default:
      return name;
  }
}

std::uint64_t FaultQueue::Plan(std::string operation, std::vector<Fault> faults) {
  const std::lock_guard lock(mutex_);
  left_ += faults.size();
  plans_.push_back({.id = next_id_,
                    .operation = std::move(operation),
                    .left = std::deque<Fault>(faults.begin(), faults.end())});
  return next_id_++;
}

std::optional<Fault> FaultQueue::Draw(std::string_view operation) {
  if (left_.load(std::memory_order_relaxed) == 0) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto plan = std::find_if(plans_.begin(), plans_.end(), [operation](const FaultPlan& each) {
    return each.operation.empty() || each.operation == operation;
  });
  if (plan == plans_.end()) return std::nullopt;
  const Fault drawn = plan->left.front();
  plan->left.pop_front();
  --left_;
  if (plan->left.empty()) plans_.erase(plan);
  return drawn;
}

std::size_t FaultQueue::Left() const { return left_; }

std::vector<FaultPlan> FaultQueue::Plans() const {
  const std::lock_guard lock(mutex_);
  return plans_;
}

bool FaultQueue::Cancel(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto plan = std::find_if(plans_.begin(), plans_.end(),
                                 [id](const FaultPlan& each) { return each.id == id; });
  if (plan == plans_.end()) return false;
  left_ -= plan->left.size();
  plans_.erase(plan);
  return true;
}

void FaultQueue::Clear() {
  const std::lock_guard lock(mutex_);
  plans_.clear();
  left_ = 0;
}

}  // namespace authmock
