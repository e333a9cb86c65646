#include "client/core/call_request.h"

#include <algorithm>
#include <set>

#include "schemas/contract/validate.h"

namespace authmock {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

const std::string* FindField(const Fields& fields, std::string_view name) {
  const auto found =
      std::ranges::find_if(fields, [&](const auto& field) { return field.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

// The template with its variables filled in.
Result<std::string> FilledPath(const Operation& operation, const Fields& variables) {
  std::string path;
  std::size_t used = 0;
  std::string_view rest = operation.path;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    path += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find('}', open);
    const std::string name(rest.substr(open + 1, close - open - 1));
    const std::string* value = FindField(variables, name);
    if (value == nullptr || value->empty()) {
      return Fail(operation.id, "the path needs a value for {" + name + "}");
    }
    path += PercentEncode(*value);
    ++used;
    rest.remove_prefix(close + 1);
  }
  if (used != variables.size()) {
    return Fail(operation.id, "the path " + operation.path + " has no place for some variable");
  }
  return path;
}

std::string QueryText(const Fields& query) {
  std::string text;
  for (const auto& [name, value] : query) {
    text += (text.empty() ? "?" : "&") + PercentEncode(name) + "=" + PercentEncode(value);
  }
  return text;
}

// The media types of the operation's good answers.
std::string Acceptable(const Operation& operation) {
  std::set<std::string> types;
  for (const auto& [status, response] : operation.responses) {
    if (status < 200 || status > 299) continue;
    for (const auto& [type, schema] : response.content) types.insert(type);
  }
  std::string accept;
  for (const std::string& type : types) accept += (accept.empty() ? "" : ", ") + type;
  return accept;
}

// Puts each credential where its scheme says it lives.
Result<void> Present(const Contract& contract, const CallInput& input, Request& request,
                     Fields& query) {
  std::string cookies;
  for (const PresentedCredential& credential : input.credentials) {
    const auto found = contract.security_schemes().find(credential.scheme);
    if (found == contract.security_schemes().end()) {
      return Fail(credential.scheme, "is no security scheme of " + contract.name());
    }
    const SecurityScheme& scheme = found->second;
    if (scheme.place == Place::kQuery) {
      query.emplace_back(scheme.name, credential.value);
    } else if (scheme.place == Place::kCookie) {
      cookies += (cookies.empty() ? "" : "; ") + scheme.name + "=" + credential.value;
    } else if (scheme.type == "http") {
      const std::string word = EqualIgnoringCase(scheme.scheme, "basic") ? "Basic " : "Bearer ";
      request.headers.Add(scheme.name, word + credential.value);
    } else {
      request.headers.Add(scheme.name, credential.value);
    }
  }
  if (!cookies.empty()) request.headers.Add("Cookie", cookies);
  return {};
}

}  // namespace

Result<Request> BuildRequest(const Contract& contract, const Operation& operation,
                             const std::string& base_path, const CallInput& input) {
  const Result<std::string> path = FilledPath(operation, input.path);
  if (!path) return tl::unexpected(path.error());
  if (input.json && !operation.body) return Fail(operation.id, "takes no body");

  Request request{.method = operation.method};
  const std::string accept = Acceptable(operation);
  if (!accept.empty() && FindField(input.headers, "Accept") == nullptr) {
    request.headers.Add("Accept", accept);
  }
  if (input.json) {
    request.headers.Add("Content-Type", "application/json");
    request.body = *input.json;
  }
  for (const auto& [name, value] : input.headers) request.headers.Add(name, value);
  Fields query = input.query;
  if (const Result<void> done = Present(contract, input, request, query); !done) {
    return tl::unexpected(done.error());
  }
  request.target = operation.prefix.value_or(base_path) + *path + QueryText(query);
  return request;
}

std::vector<Violation> CheckRequest(const Contract& contract, const Operation& operation,
                                    const Request& request, const CallInput& input) {
  const Match match{.operation = &operation, .variables = input.path};
  const JsonText body = ReadJson(request.body);
  std::vector<Violation> violations =
      ValidateRequest(contract, match, request, input.json ? &body : nullptr);
  std::erase_if(violations, [](const Violation& v) { return v.part == Part::kSecurity; });
  return violations;
}

}  // namespace authmock
