#include "conformance/engine/fill.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/http.h"

namespace authmock {
namespace {

Result<Fields> Filled(const Fields& fields, const TemplateScope& scope) {
  Fields filled{};
  for (const auto& [name, value] : fields) {
    Result<std::string> text = FillText(value, scope);
    if (!text) return tl::unexpected(text.error());
    filled.emplace_back(name, std::move(*text));
  }
  return filled;
}

std::string Encoded(const Fields& fields) {
  std::string text{};
  for (const auto& [name, value] : fields) {
    if (!text.empty()) text += '&';
    text += PercentEncode(name) + "=" + PercentEncode(value);
  }
  return text;
}

// The operation's path with its variables filled in.
std::string PathOf(const Operation& operation, const Fields& variables) {
  std::string path = operation.path;
  for (const auto& [name, value] : variables) {
    const std::string slot = "{" + name + "}";
    const std::size_t at = path.find(slot);
    if (at != std::string::npos) path.replace(at, slot.size(), PercentEncode(value));
  }
  return path;
}

// "127.0.0.1:9402" and "/api" of "http://127.0.0.1:9402/api".
std::pair<std::string, std::string> SplitUrl(std::string_view url) {
  const std::size_t slashes = url.find("://");
  std::string_view rest = slashes == std::string_view::npos ? url : url.substr(slashes + 3);
  const std::size_t path = std::min(rest.find('/'), rest.size());
  return {std::string(rest.substr(0, path)), std::string(rest.substr(path))};
}

// A token goes to Authorization where the operation lists a scheme there, or names none; else to
// the header of the first scheme that has one.
Header BearerHeader(const Contract& contract, const Operation& operation,
                    const std::string& token) {
  const SecurityScheme* first = nullptr;
  for (const SecurityRequirement& alternative : operation.security) {
    for (const std::string& id : alternative) {
      const auto found = contract.security_schemes().find(id);
      if (found == contract.security_schemes().end()) continue;
      const SecurityScheme& scheme = found->second;
      const bool here = scheme.type == "http" || EqualIgnoringCase(scheme.name, "Authorization");
      if (here) return {"Authorization", "Bearer " + token};
      if (first == nullptr && scheme.place == Place::kHeader) first = &scheme;
    }
  }
  if (first == nullptr) return {"Authorization", "Bearer " + token};
  return {first->name, token};
}

// What a body without a Content-Type of the case's own is said to be.
std::string MediaTypeFor(const Send& send, const Operation& operation) {
  if (!send.form.empty()) return "application/x-www-form-urlencoded";
  if (send.json) return "application/json";
  if (!operation.body || operation.body->content.empty()) return {};
  return operation.body->content.begin()->first;
}

class OrderBuilder {
 public:
  OrderBuilder(const Contract& contract, const SendStep& step, const Operation& operation,
               const TemplateScope& scope)
      : contract_(contract), send_(step.send), operation_(operation), scope_(scope) {}

  Result<SendOrder> Build(std::string_view base_url) {
    const auto [authority, prefix] = SplitUrl(base_url);
    Request& request = order_.request;
    request.method = send_.method.empty() ? operation_.method : send_.method;
    if (!send_.http_version.empty()) request.version = "HTTP/" + send_.http_version;
    order_.from = send_.from;
    order_.exact = send_.ordered_headers || !send_.omit.empty() || send_.http_version == "1.0";
    for (const auto& step :
         {&OrderBuilder::FillTarget, &OrderBuilder::FillBody, &OrderBuilder::FillHeaders}) {
      if (const Result<void> done = (this->*step)(); !done) return tl::unexpected(done.error());
    }
    request.target =
        (send_.target.empty() ? operation_.prefix.value_or(prefix) : prefix) + request.target;
    AddFraming(authority);
    return std::move(order_);
  }

 private:
  Result<void> FillTarget() {
    const Result<Fields> variables = Filled(send_.path, scope_);
    if (!variables) return tl::unexpected(variables.error());
    const Result<Fields> query = Filled(send_.query, scope_);
    if (!query) return tl::unexpected(query.error());
    Result<std::string> target = send_.target.empty()
                                     ? Result<std::string>(PathOf(operation_, *variables))
                                     : FillText(send_.target, scope_);
    if (!target) return tl::unexpected(target.error());
    if (!query->empty()) {
      *target += (target->find('?') == std::string::npos ? "?" : "&") + Encoded(*query);
    }
    order_.request.target = std::move(*target);
    return {};
  }

  Result<void> FillBody() {
    if (send_.json) {
      const Result<Json> body = FillJson(*send_.json, scope_);
      if (!body) return tl::unexpected(body.error());
      order_.request.body = WriteJson(*body);
    } else if (send_.text) {
      Result<std::string> body = FillText(*send_.text, scope_);
      if (!body) return tl::unexpected(body.error());
      order_.request.body = std::move(*body);
    } else {
      const Result<Fields> form = Filled(send_.form, scope_);
      if (!form) return tl::unexpected(form.error());
      order_.request.body = Encoded(*form);
    }
    return {};
  }

  Result<void> FillHeaders() {
    const Result<Fields> headers = Filled(send_.headers, scope_);
    if (!headers) return tl::unexpected(headers.error());
    for (const auto& [name, value] : *headers) order_.request.headers.Add(name, value);
    if (!send_.bearer.empty()) {
      const Result<std::string> token = FillText(send_.bearer, scope_);
      if (!token) return tl::unexpected(token.error());
      const Header bearer = BearerHeader(contract_, operation_, *token);
      order_.request.headers.Add(bearer.name, bearer.value);
    }
    const Result<Fields> cookies = Filled(send_.cookies, scope_);
    if (!cookies) return tl::unexpected(cookies.error());
    std::string line{};
    for (const auto& [name, value] : *cookies) {
      line += (line.empty() ? "" : "; ") + name + "=" + value;
    }
    if (!line.empty()) order_.request.headers.Add("Cookie", line);
    return {};
  }

  // The lines every message needs, before the others.
  void AddFraming(const std::string& authority) {
    Request& request = order_.request;
    const bool has_body = send_.json || send_.text || !send_.form.empty();
    Headers headers{};
    const auto add = [&](const std::string& name, const std::string& value) {
      const bool omitted = std::ranges::find(send_.omit, name) != send_.omit.end();
      if (!omitted && !request.headers.Has(name) && !value.empty()) headers.Add(name, value);
    };
    add("Host", authority);
    if (has_body) add("Content-Type", MediaTypeFor(send_, operation_));
    const bool wants_length = has_body || request.method == "POST" || request.method == "PUT" ||
                              request.method == "PATCH";
    if (wants_length && !request.headers.Has("Transfer-Encoding")) {
      add("Content-Length", std::to_string(request.body.size()));
    }
    for (const Header& header : request.headers) headers.Add(header.name, header.value);
    request.headers = std::move(headers);
  }

  const Contract& contract_;
  const Send& send_;
  const Operation& operation_;
  const TemplateScope& scope_;
  SendOrder order_{};
};

}  // namespace

Result<SendOrder> FillOrder(const Contract& contract, std::string_view base_url,
                            const SendStep& step, const TemplateScope& scope) {
  const Operation* operation = contract.FindOperation(step.operation);
  if (operation == nullptr) {
    return Fail("", "the contract has no operation \"" + step.operation + "\"");
  }
  return OrderBuilder(contract, step, *operation, scope).Build(base_url);
}

}  // namespace authmock
