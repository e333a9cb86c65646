#include "conformance/engine/alter.h"

#include <array>
#include <charconv>
#include <optional>

#include "base/crypto.h"
#include "base/http.h"

namespace authmock {
namespace {

constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::optional<long> Number(std::string_view text) {
  long number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return number;
}

// header, payload and signature of a JWT, still encoded.
std::optional<std::array<std::string, 3>> JwtParts(const std::string& token) {
  const std::size_t first = token.find('.');
  if (first == std::string::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string::npos) return std::nullopt;
  return std::array{token.substr(0, first), token.substr(first + 1, second - first - 1),
                    token.substr(second + 1)};
}

Result<std::string> Flip(std::string value, long at) {
  const long size = static_cast<long>(value.size());
  const long index = at < 0 ? size + at : at;
  if (index < 0 || index >= size) {
    return Fail("flip", "the value has " + std::to_string(size) + " characters, none at " +
                            std::to_string(at));
  }
  const std::size_t digit = kBase64Url.find(value[static_cast<std::size_t>(index)]);
  if (digit == std::string_view::npos) {
    return Fail("flip", "the character at " + std::to_string(at) + " is not base64url");
  }
  value[static_cast<std::size_t>(index)] = kBase64Url[digit ^ 1];
  return value;
}

std::string CaseSwapped(std::string value) {
  for (char& c : value) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter) c = static_cast<char>(c ^ 0x20);
  }
  return value;
}

// Member order is kept, so that nothing but the claim changes.
Result<std::string> SetClaim(const std::array<std::string, 3>& parts, const std::string& claim,
                             const Json& value) {
  const std::optional<std::string> payload = Base64UrlDecode(parts[1]);
  const JsonText claims = ReadJson(payload.value_or(""));
  if (!claims.ok() || !claims.value().is_object()) {
    return Fail("set_claim", "the payload of the token is no JSON object");
  }
  Json changed = claims.value();
  changed[claim] = value;
  return parts[0] + "." + Base64UrlEncode(WriteJson(changed)) + "." + parts[2];
}

}  // namespace

Result<Alteration> Alteration::Parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view word = text.substr(0, colon);
  const std::string_view argument =
      colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  Alteration alteration{};
  if (word == "truncate" || word == "flip") {
    const std::optional<long> number = Number(argument);
    if (!number || (word == "truncate" && *number < 0)) {
      return Fail(std::string(word), "needs a whole number: " + std::string(word) + ":N");
    }
    alteration.word_ = word == "flip" ? Word::kFlip : Word::kTruncate;
    alteration.number_ = *number;
    return alteration;
  }
  if (word == "set_claim") {
    const std::size_t second = argument.find(':');
    const JsonText value =
        ReadJson(second == std::string_view::npos ? "" : argument.substr(second + 1));
    if (!value.ok() || value.trailing_text || second == 0) {
      return Fail("set_claim", "needs a name and a JSON value: set_claim:NAME:JSON");
    }
    alteration.word_ = Word::kSetClaim;
    alteration.claim_ = argument.substr(0, second);
    alteration.claim_value_ = value.value();
    return alteration;
  }
  if (word == "without") {
    if (argument.size() != 1) return Fail("without", "needs one character: without:C");
    alteration.word_ = Word::kWithout;
    alteration.character_ = argument.front();
    return alteration;
  }
  constexpr std::pair<std::string_view, Word> kPlain[] = {
      {"swap_case", Word::kSwapCase},         {"percent_encode", Word::kPercentEncode},
      {"sha256_base64", Word::kSha256Base64}, {"drop_signature", Word::kDropSignature},
      {"alg_none", Word::kAlgNone},
  };
  for (const auto& [name, plain] : kPlain) {
    if (text == name) {
      alteration.word_ = plain;
      return alteration;
    }
  }
  return Fail("\"" + std::string(text) + "\"",
              "is none of truncate:N, percent_encode, sha256_base64, flip:I, swap_case, without:C, "
              "drop_signature, alg_none, set_claim:NAME:JSON");
}

Result<std::string> Alteration::Apply(const std::string& value) const {
  std::string changed = value;
  switch (word_) {
    case Word::kTruncate:
      return value.substr(0, static_cast<std::size_t>(number_));
    case Word::kPercentEncode:
      return PercentEncode(value);
    case Word::kSha256Base64:
      return Base64Encode(Sha256(value));
    case Word::kFlip:
      return Flip(value, number_);
    case Word::kSwapCase:
      return CaseSwapped(value);
    case Word::kWithout:
      std::erase(changed, character_);
      return changed;
    case Word::kDropSignature:
    case Word::kAlgNone:
    case Word::kSetClaim:
      break;
  }
  const std::optional<std::array<std::string, 3>> parts = JwtParts(value);
  if (!parts) return Fail("", "the value is no JWT: it has not three parts");
  if (word_ == Word::kDropSignature) return (*parts)[0] + "." + (*parts)[1] + ".";
  if (word_ == Word::kAlgNone) {
    return Base64UrlEncode(R"({"alg":"none","typ":"JWT"})") + "." + (*parts)[1] + ".";
  }
  return SetClaim(*parts, claim_, claim_value_);
}

}  // namespace authmock
