#include "mock_servers/core/control.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_document.h"
#include "mock_servers/core/control_guard.h"
#include "mock_servers/core/control_reply.h"
#include "schemas/contract/validate.h"

namespace authmock {
namespace {

constexpr std::string_view kPrefix = "/__mock__";
constexpr std::string_view kDocumentPath = "mock_servers/core/control.openapi.json";

std::shared_ptr<const Contract> LoadControlContract() {
  const auto document = ParseJsonFile(kDocumentPath, ControlDocument());
  const Json statements = {{"provider", "control"}, {"statements", Json::array()}};
  auto contract = document ? Contract::Load(kDocumentPath, *document, "control", statements)
                           : tl::unexpected(document.error());
  if (!contract) {
    std::fprintf(stderr, "%s\n", contract.error().Text().c_str());
    std::abort();  // compiled in, and held by a test: cannot happen to a user
  }
  return *contract;
}

const ControlHandler* FindHandler(std::string_view operation) {
  for (const auto handlers : {AboutHandlers(), StateHandlers(), TokenHandlers(), RunHandlers(),
                              VerdictHandlers(), MockHandlers()}) {
    for (const ControlHandler& handler : handlers) {
      if (handler.operation == operation) return &handler;
    }
  }
  return nullptr;
}

Response Unrouted(const Request& request, const Match& match) {
  const std::vector<std::string_view>& methods = match.methods;
  if (methods.empty()) {
    return Problem(404, "there is no " + std::string(request.Path()) + "; " + std::string(kPrefix) +
                            "/openapi.json lists what there is");
  }
  std::string allow;
  for (const std::string_view method : methods) {
    allow += (allow.empty() ? "" : ", ") + std::string(method) + (method == "GET" ? ", HEAD" : "");
  }
  Response refused = Problem(405, request.method + " does not work here; these do: " + allow);
  refused.headers.Add("Allow", allow);
  return refused;
}

std::optional<Response> RefuseUnknownQuery(const Operation& operation, const Request& request) {
  for (const auto& [name, value] : ParseForm(request.Query())) {
    std::string known;
    bool is_known = false;
    for (const Parameter& parameter : operation.parameters) {
      if (parameter.place != Place::kQuery) continue;
      is_known = is_known || parameter.name == name;
      known += " " + parameter.name;
    }
    if (is_known) continue;
    return Problem(400, "there is no query parameter \"" + name +
                            "\" here; there are:" + (known.empty() ? " none" : known));
  }
  return std::nullopt;
}

// The text that a violation of a parameter is about.
std::string ValueOf(const Violation& violation, const Match& match, const Request& request) {
  const std::string_view name = std::string_view(violation.pointer).substr(1);
  if (violation.part == Part::kPath) return std::string(match.Variable(name));
  for (const auto& [key, value] : ParseForm(request.Query())) {
    if (key == name) return value;
  }
  return {};
}

Response Refusal(const std::vector<Violation>& violations, const Match& match,
                 const Request& request) {
  const Violation& first = violations.front();
  std::string detail = "expected " + first.expected + ", got " + first.actual;
  if (first.part == Part::kBody) {
    if (violations.size() > 1) {
      detail += " (and " + std::to_string(violations.size() - 1) + " more)";
    }
    return Problem(request.body.empty() ? 400 : 422, detail, first.pointer);
  }
  return Problem(400, std::string(PartName(first.part)) + " " + first.pointer.substr(1) + " \"" +
                          ValueOf(first, match, request) + "\": " + detail);
}

std::optional<Response> RefuseMediaType(const std::vector<Violation>& violations,
                                        const Request& request) {
  const auto wrong =
      std::find_if(violations.begin(), violations.end(),
                   [](const Violation& violation) { return violation.rule == "media_type"; });
  if (wrong == violations.end()) return std::nullopt;
  return Problem(415, "Content-Type \"" + std::string(request.headers.Get("Content-Type")) +
                          "\" cannot be read here; send " + wrong->expected +
                          " (curl: --json instead of -d)");
}

// Text that ReadJson reads, but that nobody can have meant.
bool IsClean(const JsonText& text) {
  return text.ok() && !text.trailing_text && !text.invalid_utf8 && text.duplicate_keys.empty();
}

Response AnswerMatched(MockParts& parts, const Request& request, const Match& match) {
  if (auto refused = RefuseUnknownQuery(*match.operation, request)) return *refused;
  JsonText text = ReadJson(request.body);
  const auto violations = ValidateRequest(ControlContract(), match, request, &text);
  if (auto refused = RefuseMediaType(violations, request)) return *refused;
  const bool has_body = match.operation->body && !request.body.empty();
  if (has_body && !IsClean(text)) {
    return Problem(400, ParseJsonFile("body", request.body).error().Text());
  }
  if (!violations.empty()) return Refusal(violations, match, request);
  const Json body = has_body ? std::move(text).TakeValue() : Json(Json::object());
  return FindHandler(match.operation->id)->answer({parts, request, match, body});
}

}  // namespace

const Contract& ControlContract() {
  static const std::shared_ptr<const Contract> contract = LoadControlContract();
  return *contract;
}

std::string_view ControlDocument() { return FindFile(ControlFiles(), kDocumentPath)->text; }

std::uint64_t ControlCall::Id() const {
  const std::string_view digits = match.Variable("id");
  std::uint64_t id = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), id);
  return id;
}

bool Control::Owns(std::string_view target) {
  if (!target.starts_with(kPrefix)) return false;
  target.remove_prefix(kPrefix.size());
  return target.empty() || target.front() == '/' || target.front() == '?';
}

Response Control::Serve(Request request) {
  const MockOptions& options = parts_.options;
  if (auto refused = RefuseStranger(request, options.server.bind, options.control_token)) {
    return *refused;
  }
  if (request.method == "HEAD") request.method = "GET";
  if (!request.headers.Has("Content-Type")) {
    request.headers.Add("Content-Type", "application/json");
  }
  const Match match =
      ControlContract().MatchOperation(request.method, request.target, Dialect::Documented());
  return match ? AnswerMatched(parts_, request, match) : Unrouted(request, match);
}

Response Control::Refuse(int status, std::string_view reason) const {
  return Problem(status, "the message cannot be read: " + std::string(reason));
}

std::vector<std::string_view> Control::Handled() {
  std::vector<std::string_view> handled;
  for (const auto handlers : {AboutHandlers(), StateHandlers(), TokenHandlers(), RunHandlers(),
                              VerdictHandlers(), MockHandlers()}) {
    for (const ControlHandler& handler : handlers) handled.push_back(handler.operation);
  }
  return handled;
}

}  // namespace authmock
