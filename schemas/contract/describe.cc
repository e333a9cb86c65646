#include "schemas/contract/describe.h"

#include <nlohmann/json.hpp>

#include "schemas/contract/unicode.h"

namespace authmock {

std::string WithArticle(std::string_view type) {
  if (type == "null") return "null";
  const bool vowel = std::string_view("aeiou").find(type.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(type);
}

std::string Describe(const Json& value, bool secret) {
  switch (value.type()) {
    case Json::value_t::object:
      return "an object of " + Count(value.size(), "member");
    case Json::value_t::array:
      return "an array of " + Count(value.size(), "item");
    case Json::value_t::string:
      return Quote(value.get_ref<const std::string&>(), secret);
    default:
      return secret ? WithArticle(TypeName(value)) : WriteJson(value);
  }
}

std::string Quote(std::string_view text, bool secret) {
  constexpr std::size_t kLongest = 40;
  if (secret) return "a string of " + Count(CountCodePoints(text), "character");
  const std::string_view shown = FirstCodePoints(text, kLongest);
  return WriteJson(Json(std::string(shown))) + (shown.size() < text.size() ? "..." : "");
}

std::string Count(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string AnyOf(const std::vector<std::string>& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) all += i + 1 == words.size() ? " or " : ", ";
    all += words[i];
  }
  return all;
}

}  // namespace authmock
