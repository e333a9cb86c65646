#include "conformance/engine/match.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/jwt.h"
#include "schemas/contract/describe.h"

namespace authmock {
namespace {

constexpr std::size_t kShownBytes = 200;

std::string Shortened(std::string text) {
  if (text.size() > kShownBytes) {
    text = text.substr(0, kShownBytes) + "... (" + std::to_string(text.size()) + " bytes)";
  }
  return text;
}

std::optional<std::string> CookieSet(const Headers& headers, std::string_view name) {
  for (const std::string_view line : headers.All("Set-Cookie")) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || line.substr(0, equals) != name) continue;
    return std::string(line.substr(equals + 1, line.find(';') - equals - 1));
  }
  return std::nullopt;
}

std::optional<Json> ValueToSave(const Save& save, const Response& response, const JsonText& body) {
  if (save.from == Save::From::kBody) {
    const Json* value = body.ok() ? At(body.value(), save.what) : nullptr;
    return value != nullptr ? std::optional(*value) : std::nullopt;
  }
  if (save.from == Save::From::kCookie) {
    const std::optional<std::string> cookie = CookieSet(response.headers, save.what);
    return cookie ? std::optional<Json>(*cookie) : std::nullopt;
  }
  const std::string* header = response.headers.Find(save.what);
  return header != nullptr ? std::optional<Json>(*header) : std::nullopt;
}

class Matcher {
 public:
  Matcher(const Response& response, const TemplateScope& scope, const Redactor& redactor)
      : response_(response), scope_(scope), redactor_(redactor), body_(ReadJson(response.body)) {}

  Result<std::vector<Difference>> Match(const Expect& expect) {
    for (const HeaderExpect& header : expect.headers) MatchHeader(header);
    if (expect.text) MatchText(*expect.text);
    if (expect.json) MatchJson(*expect.json, true);
    if (expect.equals) MatchJson(*expect.equals, false);
    for (const std::string& pointer : expect.absent) MatchAbsent(pointer);
    for (const PatternExpect& pattern : expect.matches) MatchPattern(pattern);
    for (const auto& [pointer, claims] : expect.claims) MatchClaims(pointer, claims);
    if (error_) return tl::unexpected(*error_);
    return std::move(differences_);
  }

 private:
  void Differ(std::string expected, std::string actual) {
    differences_.push_back({Shortened(std::move(expected)), Shortened(std::move(actual)), {}});
  }

  std::string Body() const {
    if (response_.body.empty()) return "no body";
    return "body " + redactor_.Body(response_.headers.Get("Content-Type"), response_.body);
  }

  // The body read as JSON; nullptr, with a difference, when it is none.
  const Json* JsonBody() {
    if (body_.ok() && !body_.trailing_text) return &body_.value();
    if (!told_no_json_) Differ("a JSON body", Body());
    told_no_json_ = true;
    return nullptr;
  }

  // The value at a pointer of the body; nullptr, with a difference, when there is none.
  const Json* ValueAt(const std::string& pointer) {
    const Json* body = JsonBody();
    if (body == nullptr) return nullptr;
    const Json* value = At(*body, pointer);
    if (value == nullptr) Differ("a value at " + pointer, Body());
    return value;
  }

  void MatchHeader(const HeaderExpect& header) {
    const std::string name = "header " + header.name;
    const std::vector<std::string_view> values = response_.headers.All(header.name);
    const auto shown = [&](std::string_view value) {
      return name + ": " + redactor_.HeaderValue(header.name, value);
    };
    if (header.IsAbsent()) {
      if (!values.empty()) Differ("no " + name, shown(values.front()));
      return;
    }
    std::string wanted = "like " + header.pattern_text;
    if (header.text) {
      const Result<std::string> filled = FillText(*header.text, scope_);
      if (!filled) return Stop(filled.error());
      wanted = *filled;
    }
    const bool found = std::ranges::any_of(values, [&](std::string_view value) {
      return header.text ? value == wanted : header.pattern->Matches(value);
    });
    if (found) return;
    Differ(header.text ? shown(wanted) : name + " " + wanted,
           values.empty() ? "no " + name : shown(values.front()));
  }

  void MatchText(const std::string& text) {
    const Result<std::string> wanted = FillText(text, scope_);
    if (!wanted) return Stop(wanted.error());
    if (response_.body == *wanted) return;
    Differ(wanted->empty() ? "no body" : "body " + redactor_.Body("text/plain", *wanted), Body());
  }

  void MatchJson(const Json& expected, bool subset) {
    const Result<Json> wanted = FillJson(expected, scope_);
    if (!wanted) return Stop(wanted.error());
    const Json* body = JsonBody();
    if (body != nullptr) Compare("body", *wanted, *body, subset);
  }

  // Compared in clear, told masked.
  void Compare(const std::string& what, const Json& wanted, const Json& actual, bool subset) {
    if (Differences(wanted, actual, subset).empty()) return;
    const Json masked_wanted = redactor_.Value(wanted);
    const Json masked_actual = redactor_.Value(actual);
    std::vector<std::string> told = Differences(masked_wanted, masked_actual, subset);
    if (told.empty()) told.emplace_back("a masked value differs");
    std::string sentences{};
    for (const std::string& each : told) sentences += (sentences.empty() ? "" : "; ") + each;
    Differ(what + (subset ? " with " : " ") + WriteJson(masked_wanted),
           what + " " + WriteJson(masked_actual) + " (" + sentences + ")");
  }

  // A body that is no JSON has no such member.
  void MatchAbsent(const std::string& pointer) {
    if (!body_.ok()) return;
    if (At(body_.value(), pointer) != nullptr) Differ("nothing at " + pointer, Body());
  }

  void MatchPattern(const PatternExpect& expect) {
    const Json* value = ValueAt(expect.pointer);
    if (value == nullptr) return;
    const auto* text = value->get_ptr<const std::string*>();
    if (text != nullptr && expect.pattern.Matches(*text)) return;
    Differ(expect.pointer + " like " + expect.pattern_text,
           text == nullptr ? expect.pointer + " is " + Describe(*value) : Body());
  }

  void MatchClaims(const std::string& pointer, const Json& expected) {
    const Result<Json> wanted = FillJson(expected, scope_);
    if (!wanted) return Stop(wanted.error());
    const Json* value = ValueAt(pointer);
    if (value == nullptr) return;
    const Result<Json> claims = ReadJwtClaims(TextAt(*value, ""));
    if (!claims) return Differ("a JWT at " + pointer, claims.error().what);
    Compare("claims of " + pointer, *wanted, *claims, true);
  }

  void Stop(const Error& error) {
    if (!error_) error_ = error;
  }

  const Response& response_;
  const TemplateScope& scope_;
  const Redactor& redactor_;
  JsonText body_;
  bool told_no_json_ = false;
  std::vector<Difference> differences_{};
  std::optional<Error> error_{};
};

bool StatusFits(const Expect& expect, const Response& response) {
  if (expect.none) return response.IsNone();
  return std::ranges::any_of(
      expect.statuses, [&](const StatusRange& range) { return range.Holds(response.status); });
}

std::string StatusPhrase(const Response& response) {
  if (response.IsNone()) return "no answer: the connection closed without a byte";
  return "status " + std::to_string(response.status);
}

std::string_view SourceName(Save::From from) {
  if (from == Save::From::kHeader) return "header ";
  return from == Save::From::kCookie ? "cookie " : "value at ";
}

}  // namespace

Result<std::vector<Difference>> MatchReply(const Expect& expect, const Reply& reply,
                                           const TemplateScope& scope, const Redactor& redactor) {
  std::vector<Difference> differences{};
  if (!StatusFits(expect, reply.response)) {
    differences.push_back({expect.StatusText(), StatusPhrase(reply.response), {}});
    return differences;
  }
  if (!reply.broken.empty()) differences.push_back({"a whole answer", reply.broken, {}});
  if (expect.none || !reply.broken.empty()) return differences;
  return Matcher(reply.response, scope, redactor).Match(expect);
}

std::vector<Difference> SaveFrom(const std::vector<Save>& saves, const Response& response,
                                 Json& saved) {
  std::vector<Difference> differences{};
  const JsonText body = ReadJson(response.body);
  for (const Save& save : saves) {
    if (std::optional<Json> value = ValueToSave(save, response, body)) {
      saved[save.name] = std::move(*value);
    } else {
      const std::string what = std::string(SourceName(save.from)) + save.what;
      differences.push_back({"a " + what + " to go on with", "none", {}});
    }
  }
  return differences;
}

}  // namespace authmock
