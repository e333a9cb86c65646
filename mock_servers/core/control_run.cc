// Time, faults, and what happened.
#include <charconv>

#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

// What RFC 3339 can write.
constexpr Time kFirstTime = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
constexpr Time kLastTime = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);
constexpr Duration kLongest = kLastTime - kFirstTime;

Response ShowClock(const ControlCall& call) {
  const VirtualClock* clock = call.parts.virtual_clock.get();
  return JsonReply(200, {{"now", FormatRfc3339(call.parts.clock().Now())},
                         {"kind", clock != nullptr ? "virtual" : "system"},
                         {"running", clock == nullptr || clock->IsRunning()}});
}

Result<void> Advance(VirtualClock& clock, const std::string& text) {
  const Result<Duration> by = ParseDuration(text);
  if (!by) return Fail("/advance", by.error().what);
  const Time now = clock.Now();
  if (*by > kLongest || *by < -kLongest || now + *by > kLastTime || now + *by < kFirstTime) {
    return Fail("/advance", "\"" + text + "\" leads out of the years 0000 to 9999");
  }
  clock.Advance(*by);
  return {};
}

Result<void> Set(VirtualClock& clock, const std::string& text) {
  const Result<Time> time = ParseRfc3339(text);
  if (!time) return Fail("/set", time.error().what);
  clock.Set(*time);
  return {};
}

// The body has exactly one member.
Result<void> Move(VirtualClock& clock, const Json& body) {
  if (body.contains("advance")) return Advance(clock, TextAt(body, "/advance"));
  if (body.contains("set")) return Set(clock, TextAt(body, "/set"));
  if (body.contains("run")) {
    clock.Run();
  } else {
    clock.Freeze();
  }
  return {};
}

Response MoveClock(const ControlCall& call) {
  if (call.parts.virtual_clock == nullptr) {
    return Problem(409,
                   "this mock runs on the system's clock, which cannot be moved; "
                   "start it with --clock virtual");
  }
  const auto moved = Move(*call.parts.virtual_clock, call.body);
  return moved ? ShowClock(call) : Unprocessable(moved.error());
}

Json PlanToJson(const FaultPlan& plan) {
  Json left = Json::array();
  for (const Fault& fault : plan.left) left.push_back(fault.Text());
  return {{"id", plan.id},
          {"operation", plan.operation.empty() ? Json(nullptr) : Json(plan.operation)},
          {"left", std::move(left)}};
}

Response ListFaults(const ControlCall& call) {
  std::size_t left = 0;
  Json plans = Json::array();
  for (const FaultPlan& plan : call.parts.faults.Plans()) {
    left += plan.left.size();
    plans.push_back(PlanToJson(plan));
  }
  return JsonReply(200, {{"left", left}, {"plans", std::move(plans)}});
}

Result<void> CheckOperation(const Contract& contract, const std::string& operation) {
  if (contract.FindOperation(operation) != nullptr) return {};
  std::string known;
  for (const Operation& each : contract.operations()) known += " " + each.id;
  return Fail("", "there is no operation \"" + operation + "\"; there are:" + known);
}

Response PlanFaults(const ControlCall& call) {
  FaultPlan plan{.operation = TextAt(call.body, "/operation")};
  if (call.body.contains("operation")) {
    const auto known = CheckOperation(*call.parts.contract, plan.operation);
    if (!known) return Unprocessable(known.error(), "/operation");
  }
  const Json& words = *At(call.body, "/faults");
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Result<Fault> fault = Fault::Parse(*words[i].get_ptr<const std::string*>());
    if (!fault) return Unprocessable(fault.error(), "/faults/" + std::to_string(i));
    faults.push_back(*fault);
  }
  plan.left.assign(faults.begin(), faults.end());
  plan.id = call.parts.faults.Plan(plan.operation, std::move(faults));
  Response reply = JsonReply(201, PlanToJson(plan));
  reply.headers.Add("Location", "/__mock__/faults/" + std::to_string(plan.id));
  return reply;
}

Response CancelFaults(const ControlCall& call) {
  if (call.parts.faults.Cancel(call.Id())) return Done();
  return Problem(404, "nothing is left of a plan " + std::string(call.match.Variable("id")) +
                          "; GET /__mock__/faults lists the plans");
}

Response CancelAllFaults(const ControlCall& call) {
  call.parts.faults.Clear();
  return Done();
}

// Values are valid under the parameters' schemas.
Result<JournalFilter> ReadFilter(const ControlCall& call) {
  JournalFilter filter;
  for (const auto& [name, value] : ParseForm(call.request.Query())) {
    std::uint64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    if (name == "operation") filter.operation = value;
    if (name == "status") filter.status = static_cast<int>(number);
    if (name == "violation") filter.violated = value == "true";
    if (name == "since") filter.since = number;
  }
  if (!filter.operation.empty()) {
    const auto known = CheckOperation(*call.parts.contract, filter.operation);
    if (!known) return tl::unexpected(known.error());
  }
  return filter;
}

Response ReadJournal(const ControlCall& call) {
  const Result<JournalFilter> filter = ReadFilter(call);
  if (!filter) return Problem(400, filter.error().what);
  std::string lines;
  for (const auto& exchange : call.parts.journal.Read(*filter)) {
    lines += call.parts.journal.ToLine(*exchange) + "\n";
  }
  return TextReply("text/jsonl; charset=utf-8", std::move(lines));
}

Response ClearJournal(const ControlCall& call) {
  call.parts.journal.Clear();
  return Done();
}

}  // namespace

std::span<const ControlHandler> RunHandlers() {
  static constexpr ControlHandler kHandlers[] = {
      {"read_clock", ShowClock},       {"move_clock", MoveClock},
      {"list_faults", ListFaults},     {"plan_faults", PlanFaults},
      {"cancel_faults", CancelFaults}, {"cancel_all_faults", CancelAllFaults},
      {"read_journal", ReadJournal},   {"clear_journal", ClearJournal},
  };
  return kHandlers;
}

}  // namespace authmock
