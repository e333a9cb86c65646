// The form in which an exchange leaves memory.
#include <nlohmann/json.hpp>

#include "mock_servers/core/journal.h"

namespace authmock {
namespace {

Json HeadersToJson(const Headers& headers) {
  Json json = Json::array();
  for (const Header& line : headers) json.push_back(Json::array({line.name, line.value}));
  return json;
}

Json ViolationsToJson(const std::vector<Violation>& violations) {
  Json json = Json::array();
  for (const Violation& each : violations) {
    json.push_back({{"part", PartName(each.part)},
                    {"pointer", each.pointer},
                    {"rule", each.rule},
                    {"expected", each.expected},
                    {"actual", each.actual},
                    {"statement", each.statement}});
  }
  return json;
}

Json RequestToJson(const Request& request) {
  return {{"method", request.method},   {"target", request.target},
          {"version", request.version}, {"headers", HeadersToJson(request.headers)},
          {"body", request.body},       {"client_address", request.client_address}};
}

Json ResponseToJson(const Response& response) {
  if (response.IsNone()) return nullptr;
  return {{"status", response.status},
          {"headers", HeadersToJson(response.headers)},
          {"body", response.body}};
}

Json DeliveryToJson(const Delivery& delivery) {
  Json json = Json::object();
  if (delivery.not_before) json["not_before"] = FormatRfc3339(*delivery.not_before);
  if (delivery.cut_after) json["cut_after"] = *delivery.cut_after;
  if (delivery.bytes_a_second) json["bytes_a_second"] = *delivery.bytes_a_second;
  return json;
}

}  // namespace

Json Journal::ToJson(const Exchange& exchange) const {
  Json json = {{"number", exchange.number},
               {"received_at", FormatRfc3339(exchange.received_at)},
               {"operation", nullptr},
               {"request", RequestToJson(redactor_.Redact(exchange.request))},
               {"request_violations", ViolationsToJson(exchange.request_violations)},
               {"fault", exchange.fault},
               {"response", ResponseToJson(redactor_.Redact(exchange.response))},
               {"delivery", DeliveryToJson(exchange.delivery)},
               {"response_violations", ViolationsToJson(exchange.response_violations)},
               {"below", exchange.below}};
  if (exchange.match) json["operation"] = exchange.match.operation->id;
  return json;
}

std::string Journal::ToLine(const Exchange& exchange) const { return WriteJson(ToJson(exchange)); }

}  // namespace authmock
