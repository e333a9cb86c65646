#include "conformance/engine/run.h"

#include <utility>

#include "base/redact.h"
#include "conformance/engine/fill.h"
#include "conformance/engine/match.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

std::string Sentence(const Difference& difference) {
  return "expected " + difference.expected + ", got " + difference.actual;
}

// Walks over the steps until one fails.
class Runner {
 public:
  Runner(const RunSetting& setting, CaseResult& result)
      : setting_(setting), result_(result), redactor_(setting.contract.secrets()) {}

  void Run(const Case& subject) {
    for (std::size_t i = 0; i < subject.steps.size(); ++i) {
      const Result<void> done = std::visit(*this, subject.steps[i]);
      const std::string step = "step " + std::to_string(i + 1) + ": ";
      if (!done) {
        result_.verdict = {Word::kError, step + done.error().Text()};
        return;
      }
      if (!result_.differences.empty()) {
        result_.verdict = {Word::kFail, step + Sentence(result_.differences.front())};
        return;
      }
    }
    result_.verdict = Verdict::Pass();
  }

  Result<void> operator()(const AdvanceStep& step) { return setting_.control.advance(step.by); }
  Result<void> operator()(const ResetStep&) { return setting_.control.reset(); }
  Result<void> operator()(const StateStep& step) {
    const Result<Json> params = FillJson(step.params, Scope());
    if (!params) return tl::unexpected(params.error());
    return setting_.control.set_up(step.name, *params);
  }
  Result<void> operator()(const SendStep& step) {
    for (int i = 0; i < step.times && result_.differences.empty(); ++i) {
      const Result<void> sent = SendOnce(step);
      if (!sent) return sent;
    }
    return {};
  }

 private:
  TemplateScope Scope() const { return {setting_.target.given, saved_, setting_.env, now_}; }

  Result<void> SendOnce(const SendStep& step) {
    const Result<SendOrder> order =
        FillOrder(setting_.contract, setting_.target.base_url, step, Scope());
    if (!order) return tl::unexpected(order.error());
    Result<Reply> reply = setting_.sender(*order);
    result_.seen.push_back({order->request, reply.value_or(Reply{})});
    if (!reply) return tl::unexpected(reply.error());
    Result<std::vector<Difference>> found = MatchReply(step.expect, *reply, Scope(), redactor_);
    if (!found) return tl::unexpected(found.error());
    result_.differences = std::move(*found);
    HoldAgainstContract(order->request, reply->response);
    if (!result_.differences.empty()) return {};
    result_.differences = SaveFrom(step.saves, reply->response, saved_);
    return {};
  }

  // The operation is the one the request is for, which a case's own method or target may change.
  void HoldAgainstContract(const Request& request, const Response& response) {
    const Match match =
        setting_.contract.MatchOperation(request.method, request.target, setting_.dialect);
    if (!match) return;
    for (const Violation& each :
         ValidateResponse(setting_.contract, *match.operation, setting_.dialect, response)) {
      const std::string where =
          std::string(PartName(each.part)) + (each.pointer.empty() ? "" : " " + each.pointer);
      result_.differences.push_back({where + ": " + each.expected, each.actual, each.statement});
    }
  }

  const RunSetting& setting_;
  CaseResult& result_;
  Redactor redactor_;
  Json saved_ = Json::object();
  const std::function<Result<Time>()> now_ = [this]() -> Result<Time> {
    return setting_.control.now ? setting_.control.now() : Result<Time>(setting_.clock.Now());
  };
};

void RunCoded(const Case& subject, const RunSetting& setting, CaseResult& result) {
  Result<std::vector<Difference>> found = subject.coded(setting);
  if (!found) {
    result.verdict = {Word::kError, found.error().Text()};
  } else if (found->empty()) {
    result.verdict = Verdict::Pass();
  } else {
    result.differences = std::move(*found);
    result.verdict = {Word::kFail, Sentence(result.differences.front())};
  }
}

void Decide(const Case& subject, const RunSetting& setting, CaseResult& result) {
  const std::string missing = MissingFor(subject, setting.target, setting.env);
  if (!missing.empty()) {
    result.verdict = {Word::kSkip, missing};
    return;
  }
  if (setting.target.can.contains(Ability::kReset)) {
    if (const Result<void> reset = setting.control.reset(); !reset) {
      result.verdict = {Word::kError, "cannot be reset: " + reset.error().Text()};
      return;
    }
  }
  if (subject.coded) {
    RunCoded(subject, setting, result);
  } else {
    Runner(setting, result).Run(subject);
  }
}

}  // namespace

CaseResult RunCase(const Case& subject, const RunSetting& setting) {
  CaseResult result{.subject = &subject};
  const Time begun = setting.clock.Now();
  Decide(subject, setting, result);
  result.took = setting.clock.Now() - begun;
  return result;
}

}  // namespace authmock
