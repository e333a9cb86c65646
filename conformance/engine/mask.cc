#include "conformance/engine/mask.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace authmock {
namespace {

constexpr std::size_t kShortest = 4;  // shorter ones would tear words apart
constexpr std::size_t kCutShort = 8;  // how much of a clipped secret tells it from other text
constexpr std::string_view kCut = "...";

std::size_t SharedStart(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

std::size_t SharedEnd(std::string_view a, std::string_view b) {
  const auto last = std::mismatch(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  return static_cast<std::size_t>(last.first - a.rbegin());
}

void ReplaceAll(std::string& text, const std::string& clear, const std::string& masked) {
  for (std::size_t at = 0; (at = text.find(clear, at)) != std::string::npos;) {
    text.replace(at, clear.size(), masked);
    at += masked.size();
  }
}

void ReplaceCut(std::string& text, const std::string& clear, const std::string& masked) {
  if (clear.size() <= kCutShort) return;
  const std::string start = clear.substr(0, kCutShort);
  for (std::size_t at = 0; (at = text.find(start, at)) != std::string::npos;) {
    const std::size_t length = SharedStart(std::string_view(text).substr(at), clear);
    std::string_view after = std::string_view(text).substr(at + length);
    if (after.starts_with('"')) after.remove_prefix(1);
    if (after.starts_with(kCut)) text.replace(at, length, masked);
    at += kCutShort;
  }
}

}  // namespace

Mask::Mask(const std::vector<Seen>& seen, const Redactor& redactor) : redactor_(redactor) {
  for (const Seen& each : seen) {
    Learn(each.request.target, redactor.Target(each.request.target));
    LearnHeaders(each.request.headers, redactor.Redact(each.request).headers);
    LearnHeaders(each.reply.response.headers, redactor.Redact(each.reply.response).headers);
    LearnBody(each.request.body);
    LearnBody(each.reply.response.body);
  }
  // A token that begins like a shorter one must not be taken for it.
  std::ranges::stable_sort(
      secrets_, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::string Mask::Text(std::string_view text) const {
  std::string masked(text);
  for (const auto& [clear, instead] : secrets_) ReplaceAll(masked, clear, instead);
  for (const auto& [clear, instead] : secrets_) ReplaceCut(masked, clear, instead);
  return redactor_.Body("text/plain", masked);
}

void Mask::LearnHeaders(const Headers& headers, const Headers& redacted) {
  if (headers.size() != redacted.size()) return;
  auto masked = redacted.begin();
  for (const Header& header : headers) Learn(header.value, (masked++)->value);
}

void Mask::LearnBody(std::string_view body) {
  const JsonText text = ReadJson(body);
  if (text.ok()) LearnValue(text.value(), redactor_.Value(text.value()));
}

void Mask::LearnValue(const Json& value, const Json& redacted) {
  if (const auto* clear = value.get_ptr<const std::string*>()) {
    if (const auto* masked = redacted.get_ptr<const std::string*>()) Learn(*clear, *masked);
    return;
  }
  if (!value.is_structured() || redacted.size() != value.size()) return;
  for (auto a = value.begin(), b = redacted.begin(); a != value.end(); ++a, ++b) LearnValue(*a, *b);
}

void Mask::Learn(std::string_view clear, std::string_view masked) {
  if (clear == masked) return;
  // "Bearer TOKEN" became "Bearer <digest>": the secret is what lies between the equal ends.
  const std::size_t start = SharedStart(clear, masked);
  clear.remove_prefix(start);
  masked.remove_prefix(start);
  const std::size_t end = SharedEnd(clear, masked);
  clear.remove_suffix(end);
  masked.remove_suffix(end);
  if (clear.size() >= kShortest) secrets_.emplace_back(clear, masked);
}

}  // namespace authmock
