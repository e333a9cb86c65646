#include "mock_servers/core/pipeline.h"

#include <nlohmann/json.hpp>

#include "schemas/contract/validate.h"

namespace authmock {
namespace {

bool IsJson(std::string_view media_type) {
  return media_type == "application/json" || media_type.ends_with("+json");
}

// The body read as JSON, if the operation takes JSON.
std::optional<JsonText> ReadBody(const Exchange& exchange) {
  const Operation* operation = exchange.match.operation;
  if (operation == nullptr || !operation->body) return std::nullopt;
  for (const auto& [media_type, schema] : operation->body->content) {
    if (IsJson(media_type)) return ReadJson(exchange.request.body);
  }
  return std::nullopt;
}

const JsonText* Pointer(const std::optional<JsonText>& body) { return body ? &*body : nullptr; }

std::string_view NameOf(const Match& match) {
  return match ? std::string_view(match.operation->id) : std::string_view();
}

// In place of an answer of ours that breaks the contract, so that no test passes over it.
Response OwnMistake(const std::vector<Violation>& violations) {
  Json broken = Json::array();
  for (const Violation& each : violations) {
    broken.push_back({{"rule", each.Text()}, {"statement", each.statement}});
  }
  return {.status = 500,
          .headers = {{"Content-Type", "application/problem+json"}},
          .body = WriteJson({{"type", "about:blank"},
                             {"title", "The mock's own answer breaks its contract"},
                             {"status", 500},
                             {"detail", violations.front().Text()},
                             {"broken", std::move(broken)}})};
}

// No JSON value begins so, and no UTF-8 text holds such a byte.
void Spoil(Response& response) {
  if (response.body.empty()) return;
  const bool is_json = IsJson(MediaType(response.headers.Get("Content-Type")));
  response.body.insert(0, 1, is_json ? '{' : '\xFF');
}

}  // namespace

Answer Pipeline::Serve(Request request) {
  Exchange exchange{.received_at = parts_.clock().Now(), .request = std::move(request)};

  exchange.match = parts_.contract->MatchOperation(exchange.request.method, exchange.request.target,
                                                   parts_.dialect);
  const std::optional<JsonText> body = ReadBody(exchange);
  exchange.request_violations =
      ValidateRequest(*parts_.contract, exchange.match, exchange.request, Pointer(body));
  const std::optional<Fault> fault = parts_.faults.Draw(NameOf(exchange.match));
  exchange.response = AnswerAlone(exchange, body, fault);
  if (!fault || !fault->ReplacesAnswer()) HoldAgainstContract(exchange);
  if (fault) Apply(*fault, exchange);

  return Record(std::move(exchange));
}

Answer Pipeline::Refuse(Request partial, const HttpRefusal& refusal) {
  Exchange exchange{
      .received_at = parts_.clock().Now(), .request = std::move(partial), .below = true};
  const bool is_our_limit = refusal.status >= 500 && refusal.status != 501 && refusal.status != 505;
  if (!is_our_limit) {
    exchange.request_violations.push_back({.part = Part::kMessage,
                                           .rule = "http",
                                           .expected = "a message that HTTP/1.1 can carry",
                                           .actual = std::string(refusal.reason)});
  }
  exchange.response =
      parts_.stage->Alone([&](Provider& provider) { return provider.Refuse(refusal); });
  return Record(std::move(exchange));
}

Response Pipeline::AnswerAlone(const Exchange& exchange, const std::optional<JsonText>& body,
                               const std::optional<Fault>& fault) {
  if (fault && fault->kind == Fault::Kind::kDropBefore) return Response::None();
  const Call call{exchange.request, exchange.match, exchange.request_violations, Pointer(body)};
  return parts_.stage->Alone([&](Provider& provider) {
    return fault && fault->ReplacesAnswer() ? provider.Word(fault->status) : provider.Answer(call);
  });
}

void Pipeline::HoldAgainstContract(Exchange& exchange) const {
  if (!exchange.match) return;
  exchange.response_violations = ValidateResponse(*parts_.contract, *exchange.match.operation,
                                                  parts_.dialect, exchange.response);
  if (parts_.options.strict && !exchange.response_violations.empty()) {
    exchange.response = OwnMistake(exchange.response_violations);
  }
}

void Pipeline::Apply(const Fault& fault, Exchange& exchange) {
  exchange.fault = fault.Text();
  switch (fault.kind) {
    case Fault::Kind::kPass:
    case Fault::Kind::kReply:
    case Fault::Kind::kDropBefore:
      break;
    case Fault::Kind::kDropAfter:
      exchange.response = Response::None();
      break;
    case Fault::Kind::kCut:
      exchange.delivery.cut_after = fault.bytes;
      break;
    case Fault::Kind::kSpoil:
      Spoil(exchange.response);
      break;
    case Fault::Kind::kDelay:
      exchange.delivery.not_before = parts_.clock().Now() + fault.delay;
      break;
    case Fault::Kind::kTrickle:
      exchange.delivery.bytes_a_second = fault.bytes;
      break;
  }
}

Answer Pipeline::Record(Exchange exchange) {
  const auto kept = parts_.journal.Append(std::move(exchange));
  parts_.metrics.Count(*kept);
  if (parts_.options.observer) parts_.options.observer(*kept);
  return {.response = kept->response, .delivery = kept->delivery};
}

}  // namespace authmock
