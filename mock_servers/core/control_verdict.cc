// What was seen so far, held against the contract: who broke it.
#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

Json ViolationTexts(const std::vector<Violation>& violations) {
  Json texts = Json::array();
  for (const Violation& each : violations) texts.push_back(each.Text());
  return texts;
}

Json Finding(const Exchange& exchange, const std::vector<Violation>& violations) {
  return {{"exchange", exchange.number},
          {"operation", exchange.match ? Json(exchange.match.operation->id) : Json(nullptr)},
          {"violations", ViolationTexts(violations)}};
}

std::string Of(std::uint64_t some, std::uint64_t all, std::string_view what) {
  return std::to_string(some) + " of " + std::to_string(all) + " " + std::string(what);
}

// A mistake of ours comes first: a mock that breaks the contract cannot judge a client by it.
std::pair<std::string, std::string> Judge(const Journal& journal) {
  const std::uint64_t total = journal.total();
  if (journal.wrong_answers() > 0) {
    return {"error", Of(journal.wrong_answers(), total, "answers of the mock broke the contract")};
  }
  if (total == 0) return {"not_exercised", "no request was seen"};
  if (journal.wrong_requests() == 0) return {"pass", ""};
  return {"fail", Of(journal.wrong_requests(), total, "requests broke the contract")};
}

Response ShowVerdict(const ControlCall& call) {
  const Journal& journal = call.parts.journal;
  Json client = Json::array();
  Json mock = Json::array();
  for (const auto& exchange : journal.Read({.violated = true})) {
    const auto& wrong_request = exchange->request_violations;
    const auto& wrong_answer = exchange->response_violations;
    if (!wrong_request.empty()) client.push_back(Finding(*exchange, wrong_request));
    if (!wrong_answer.empty()) mock.push_back(Finding(*exchange, wrong_answer));
  }
  const std::uint64_t listed = client.size() + mock.size();
  const std::uint64_t all = journal.wrong_requests() + journal.wrong_answers();
  auto [word, why] = Judge(journal);
  return JsonReply(200, {{"word", std::move(word)},
                         {"why", std::move(why)},
                         {"exchanges", journal.total()},
                         {"client", std::move(client)},
                         {"mock", std::move(mock)},
                         {"not_listed", all > listed ? all - listed : 0},
                         {"faults_left", call.parts.faults.Left()}});
}

}  // namespace

std::span<const ControlHandler> VerdictHandlers() {
  static constexpr ControlHandler kHandlers[] = {{"verdict", ShowVerdict}};
  return kHandlers;
}

}  // namespace authmock
