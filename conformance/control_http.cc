#include "conformance/control_http.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

namespace authmock {
namespace {

constexpr std::string_view kRoot = "/__mock__/";

// Calls the control interface over one kept connection.
class ControlClient {
 public:
  ControlClient(const BaseUrl& origin, std::string token)
      : transport_(origin),
        where_(origin.Origin() + std::string(kRoot)),
        token_(std::move(token)) {}

  Result<Response> Send(std::string method, const std::string& path, const std::string& body) {
    Request request{.method = std::move(method),
                    .target = std::string(kRoot) + path,
                    .headers = {{"Accept", "application/json"}},
                    .body = body};
    if (!body.empty()) request.headers.Add("Content-Type", "application/json");
    if (!token_.empty()) request.headers.Add("Authorization", "Bearer " + token_);
    return transport_.Send(request);
  }

  // The answer to a call that must succeed, read as JSON; null if it has no body.
  Result<Json> Ask(std::string method, const std::string& path, const std::string& body = {}) {
    const Result<Response> response = Send(std::move(method), path, body);
    if (!response) return tl::unexpected(response.error());
    const JsonText answer = ReadJson(response->body);
    if (response->status / 100 == 2) return answer.ok() ? answer.value() : Json();
    std::string reason = answer.ok() ? TextAt(answer.value(), "/detail") : std::string();
    if (reason.empty()) reason = "status " + std::to_string(response->status);
    return Fail(where_ + path, reason);
  }

  Result<void> Do(const std::string& path, const Json& body) {
    const Result<Json> answer = Ask("POST", path, WriteJson(body));
    if (!answer) return tl::unexpected(answer.error());
    return {};
  }

  // Faults that somebody planned are there to be met. A reset loses them, so what is left of them
  // is planned again; a target without faults has none to lose.
  Result<void> Reset() {
    const Json planned = Ask("GET", "faults").value_or(Json());
    if (const auto reset = Do("reset", Json::object()); !reset) return reset;
    const Json* plans = At(planned, "/plans");
    if (plans == nullptr || !plans->is_array()) return {};
    for (const Json& plan : *plans) {
      const Json* left = At(plan, "/left");
      if (left == nullptr) continue;
      Json again = {{"faults", *left}};
      const std::string operation = TextAt(plan, "/operation");
      if (!operation.empty()) again["operation"] = operation;
      if (const auto done = Do("faults", again); !done) return done;
    }
    return {};
  }

  Result<Time> Now() {
    const Result<Json> answer = Ask("GET", "clock");
    if (!answer) return tl::unexpected(answer.error());
    return ParseRfc3339(TextAt(*answer, "/now"));
  }

 private:
  Transport transport_;
  std::string where_;
  std::string token_;
};

// Why a mock does not let us in. A stranger's 401 or 403 is none: its problems have no pointer.
std::string RefusalOfAMock(const Response& response, const JsonText& page) {
  const bool refused = response.status == 401 || response.status == 403;
  if (!refused || !page.ok() || At(page.value(), "/pointer") == nullptr) return {};
  return TextAt(page.value(), "/detail");
}

}  // namespace

Control HttpControl(const BaseUrl& origin, const std::string& token) {
  const auto caller = std::make_shared<ControlClient>(origin, token);
  return {
      .reset = [caller] { return caller->Reset(); },
      .advance =
          [caller](Duration by) {
            return caller->Do("clock", {{"advance", std::to_string(by.count()) + "ms"}});
          },
      .set_up =
          [caller](std::string_view state, const Json& params) {
            return caller->Do("states", {{"state", state}, {"params", params}});
          },
      .now = [caller] { return caller->Now(); },
  };
}

Result<std::optional<Json>> FetchTarget(const BaseUrl& origin, const std::string& token) {
  ControlClient caller(origin, token);
  const Result<Response> response = caller.Send("GET", "target", {});
  if (!response) return tl::unexpected(response.error());
  const JsonText page = ReadJson(response->body);
  if (const std::string refusal = RefusalOfAMock(*response, page); !refusal.empty()) {
    return Fail(origin.Origin() + "/__mock__/target", refusal);
  }
  const bool is_target =
      response->status == 200 && page.ok() && At(page.value(), "/base_url") != nullptr;
  if (!is_target) return std::optional<Json>();
  return std::optional(page.value());
}

}  // namespace authmock
