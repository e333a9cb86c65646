#include "mock_servers/datameta/payload.h"

#include <algorithm>
#include <string>

#include "mock_servers/python/python_json.h"
#include "mock_servers/python/python_text.h"

namespace authmock::datameta {
namespace {

constexpr std::string_view kJson = "application/json";

constexpr std::string_view kCreateTokenProperties[] = {"email", "password", "label", "expires"};
constexpr std::string_view kCreateTokenRequired[] = {"label"};
constexpr std::string_view kPasswordProperties[] = {"passwordChangeCredential", "newPassword"};
constexpr std::string_view kPasswordRequired[] = {"newPassword", "passwordChangeCredential"};

Json Fault(std::string_view exception, std::string message) {
  return {{"exception", exception}, {"message", std::move(message)}};
}

Json Invalid(std::string message, std::string_view field = {}) {
  Json fault = Fault("ValidationError", std::move(message));
  if (!field.empty()) fault["field"] = field;
  return fault;
}

Payload Faulty(Json fault) { return {Payload::Verdict::kFaulty, Json::array({std::move(fault)})}; }

Payload WrongMediaType(std::string_view media_type, const Manner& manner) {
  const std::string named = FromLatin1(media_type);
  if (manner.old_media_type_error) {
    return Faulty(
        Fault("InvalidContentType", "Content for following mimetype not found: " + named));
  }
  return Faulty(Fault("MediaTypeNotFound", "Content for the following mimetype not found: " +
                                               named + ". Valid mimetypes: ['application/json']"));
}

Payload Unreadable(std::string_view body) {
  return Faulty(Fault("DeserializeError", "Failed to deserialize value " + PythonBytesRepr(body) +
                                              " with style application/json"));
}

bool IsAmong(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

void AddFaultyProperties(Json& faults, const Json& object, const Shape& shape) {
  for (const std::string_view name : shape.properties) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_string()) continue;
    faults.push_back(found->is_null()
                         ? Invalid("None for not nullable", name)
                         : Invalid(PythonRepr(*found) + " is not of type string", name));
  }
}

void AddMissingProperties(Json& faults, const Json& object, const Shape& shape) {
  std::string all;
  for (const std::string_view name : shape.required) {
    if (!all.empty()) all += '/';
    all += name;
  }
  for (const std::string_view name : shape.required) {
    if (object.contains(name)) continue;
    faults.push_back(Invalid(PythonRepr(name) + " is a required property", all));
  }
}

void AddUnknownProperties(Json& faults, const Json& object, const Shape& shape) {
  std::string names;
  int count = 0;
  for (const auto& [name, value] : object.items()) {
    if (IsAmong(shape.properties, name)) continue;
    if (count++ > 0) names += ", ";
    names += PythonRepr(name);
  }
  if (count == 0) return;
  faults.push_back(Invalid("Additional properties are not allowed (" + names +
                           (count == 1 ? " was" : " were") + " unexpected)"));
}

}  // namespace

const Shape kCreateTokenRequest{kCreateTokenProperties, kCreateTokenRequired};
const Shape kPasswordChange{kPasswordProperties, kPasswordRequired};

Payload ReadPayload(const WsgiRequest& request, const Shape& shape, const Manner& manner) {
  const std::string_view media_type = request.media_type();
  const bool is_json = manner.deployed ? media_type == kJson : MediaType(media_type) == kJson;
  if (!is_json) return WrongMediaType(media_type, manner);

  PythonDocument document = ReadPythonJson(request.body);
  if (document.fault == PythonDocument::Fault::kTooDeep && manner.deployed) return {};
  if (!document.ok()) return Unreadable(request.body);
  const Json& value = document.value;
  if (value.is_null()) {
    // No validator looks at it, and the application takes it for an object.
    return manner.deployed ? Payload{} : Faulty(Invalid("None for not nullable"));
  }
  if (!value.is_object()) return Faulty(Invalid(PythonRepr(value) + " is not of type object"));

  Json faults = Json::array();
  AddFaultyProperties(faults, value, shape);
  AddMissingProperties(faults, value, shape);
  AddUnknownProperties(faults, value, shape);
  if (!faults.empty()) return {Payload::Verdict::kFaulty, std::move(faults)};
  return {Payload::Verdict::kGood, std::move(document.value)};
}

}  // namespace authmock::datameta
