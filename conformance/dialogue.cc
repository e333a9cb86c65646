#include "conformance/dialogue.h"

#include <functional>
#include <latch>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "client/core/request_text.h"
#include "conformance/engine/fill.h"

namespace authmock {

Request Dialogue::Make(const std::string& operation, Send send) {
  const Json nothing = Json::object();
  const std::function<Result<Time>()> now{};
  Result<SendOrder> order = FillOrder(setting_.contract, setting_.target.base_url,
                                      {.operation = operation, .send = std::move(send)},
                                      {setting_.target.given, nothing, setting_.env, now});
  if (order) return std::move(order->request);
  if (!IsOver()) error_ = order.error();
  return {};
}

Response Dialogue::Ask(const std::string& operation, Send send) {
  const Request request = Make(operation, std::move(send));
  if (IsOver()) return {};
  Result<Reply> reply = setting_.sender({.request = request});
  if (reply) return std::move(reply->response);
  error_ = reply.error();
  return {};
}

Json Dialogue::Good(const std::string& operation, Send send) {
  return GoodBody(Ask(operation, std::move(send)));
}

Json Dialogue::GoodBody(const Response& response) {
  JsonText body = ReadJson(response.body);
  const std::string status =
      response.IsNone() ? "no answer" : "status " + std::to_string(response.status);
  Hold(response.status == 200, "status 200", status);
  Hold(body.ok(), "a JSON body", response.body.empty() ? "none" : "another one");
  return IsOver() ? Json() : std::move(body).TakeValue();
}

void Dialogue::SetUp(std::string_view state, const Json& params) {
  if (IsOver()) return;
  if (const Result<void> done = setting_.control.set_up(state, params); !done) {
    error_ = done.error();
  }
}

std::vector<Response> Dialogue::AskAtOnce(const Request& request, int times) {
  if (IsOver()) return {};
  std::vector<Result<Response>> answers(static_cast<std::size_t>(times), Fail("", "not sent"));
  std::latch start(times);
  {
    std::vector<std::jthread> clients{};
    for (Result<Response>& answer : answers) {
      clients.emplace_back([&] {
        const auto connection = Open();
        start.arrive_and_wait();
        answer = connection ? Exchange(**connection, request)
                            : Result<Response>(tl::unexpected(connection.error()));
      });
    }
  }
  std::vector<Response> responses{};
  for (Result<Response>& answer : answers) {
    if (!answer) error_ = answer.error();
    responses.push_back(std::move(answer).value_or(Response{}));
  }
  return responses;
}

Result<std::unique_ptr<RawConnection>> Dialogue::Open() const {
  const Result<BaseUrl> url = BaseUrl::Parse(setting_.target.base_url);
  if (!url) return tl::unexpected(url.error());
  return RawConnection::Open(*url);
}

// Requests made here hold no line break, which is all that RequestText refuses.
Result<Response> Dialogue::Exchange(RawConnection& connection, const Request& request) {
  connection.Send(RequestText(request).value_or(std::string()));
  return connection.ReadAnswer();
}

void Dialogue::Hold(bool holds, std::string expected, std::string actual) {
  if (!holds && !IsOver()) differences_.push_back({std::move(expected), std::move(actual), {}});
}

Result<std::vector<Difference>> Dialogue::Take() {
  if (error_) return tl::unexpected(*error_);
  return std::move(differences_);
}

}  // namespace authmock
