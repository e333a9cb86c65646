#include "client/core/call.h"

#include "base/redact.h"
#include "base/utf8.h"
#include "client/core/call_request.h"
#include "client/core/retry.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

constexpr std::size_t kShownBody = 300;

std::string Join(const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += (text.empty() ? "" : "; ") + violation.Text();
  }
  return text;
}

// What the contract has against the answer in the dialect that has least against it: a client does
// not know which one the server speaks.
std::vector<Violation> CheckAnswer(const Contract& contract, const Operation& operation,
                                   const Response& response) {
  std::vector<Violation> least =
      ValidateResponse(contract, operation, Dialect::Documented(), response);
  for (const std::string& version : contract.deployed_versions()) {
    if (least.empty()) break;
    std::vector<Violation> found =
        ValidateResponse(contract, operation, Dialect{true, version}, response);
    if (found.size() < least.size()) least = std::move(found);
  }
  return least;
}

CallError Misuse(const std::string& operation, const std::string& why,
                 std::vector<Violation> violations = {}) {
  return {.kind = CallError::Kind::kMisuse,
          .violations = std::move(violations),
          .what = operation + " was not sent: " + why};
}

}  // namespace

class Caller::Impl {
 public:
  Impl(std::shared_ptr<const Contract> contract, BaseUrl url, ClientOptions options)
      : contract_(std::move(contract)),
        options_(std::move(options)),
        redactor_(contract_->secrets()),
        transport_(std::move(url), options_.transport) {}

  CallResult<Response> Call(std::string_view id, const CallInput& input) {
    const Operation* operation = contract_->FindOperation(id);
    if (operation == nullptr) {
      return tl::unexpected(Misuse(std::string(id), contract_->name() + " has no such operation"));
    }
    const Result<Request> request =
        BuildRequest(*contract_, *operation, transport_.url().path, input);
    if (!request) return tl::unexpected(Misuse(operation->id, request.error().Text()));
    std::vector<Violation> violations = CheckRequest(*contract_, *operation, *request, input);
    if (!violations.empty()) {
      const std::string why = Join(violations);
      return tl::unexpected(Misuse(operation->id, why, std::move(violations)));
    }
    return Judge(*operation, SendUntilWell(*operation, *request));
  }

 private:
  Result<Response> SendUntilWell(const Operation& operation, const Request& request) {
    Clock& clock = options_.clock == nullptr ? system_clock_ : *options_.clock;
    const int tries = MayRepeat(operation, options_) ? options_.retries : 0;
    Result<Response> answer = transport_.Send(request);
    for (int next = 1; next <= tries && (!answer || IsPassing(answer->status)); ++next) {
      const std::string_view told = answer ? answer->headers.Get("Retry-After") : "";
      const auto wait = WaitBefore(next, told, clock.Now(), options_);
      if (!wait) break;
      clock.WaitUntil(clock.Now() + *wait, std::stop_token());
      answer = transport_.Send(request);
    }
    return answer;
  }

  CallResult<Response> Judge(const Operation& operation, Result<Response> answer) const {
    if (!answer) {
      return tl::unexpected(CallError{.kind = CallError::Kind::kNoAnswer,
                                      .what = operation.id + ": " + answer.error().Text()});
    }
    std::vector<Violation> violations = CheckAnswer(*contract_, operation, *answer);
    const bool is_good = answer->status >= 200 && answer->status <= 299;
    if (is_good && violations.empty()) return std::move(*answer);
    CallError error{.kind = is_good ? CallError::Kind::kBroken : CallError::Kind::kRefused,
                    .status = answer->status,
                    .body = answer->body,
                    .what = operation.id + " was answered with " + std::to_string(answer->status)};
    if (!is_good) error.what += Shown(*answer);
    if (!violations.empty()) error.what += ", which breaks the contract: " + Join(violations);
    error.violations = std::move(violations);
    return tl::unexpected(std::move(error));
  }

  std::string Shown(const Response& response) const {
    if (response.body.empty()) return "";
    return ": " + Clip(redactor_.Redact(response).body, kShownBody);
  }

  std::shared_ptr<const Contract> contract_;
  ClientOptions options_;
  Redactor redactor_;
  Transport transport_;
  SystemClock system_clock_{};
};

Caller::Caller(std::shared_ptr<const Contract> contract, BaseUrl url, ClientOptions options)
    : impl_(std::make_unique<Impl>(std::move(contract), std::move(url), std::move(options))) {}
Caller::~Caller() = default;
Caller::Caller(Caller&&) noexcept = default;
Caller& Caller::operator=(Caller&&) noexcept = default;

CallResult<Response> Caller::Call(std::string_view operation, const CallInput& input) {
  return impl_->Call(operation, input);
}

}  // namespace authmock
