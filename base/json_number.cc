#include "base/json_number.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace authmock {
namespace {

char CharAt(std::string_view text, std::size_t at) { return at < text.size() ? text[at] : '\0'; }

// Moves `at` behind the digits that stand there; false if none does.
bool SkipDigits(std::string_view text, std::size_t& at) {
  const std::size_t from = at;
  while (CharAt(text, at) >= '0' && CharAt(text, at) <= '9') ++at;
  return at > from;
}

bool SkipInteger(std::string_view text, std::size_t& at) {
  if (CharAt(text, at) == '-') ++at;
  if (CharAt(text, at) != '0') return SkipDigits(text, at);
  ++at;
  return true;
}

bool SkipFraction(std::string_view text, std::size_t& at) {
  if (CharAt(text, at) != '.') return true;
  return SkipDigits(text, ++at);
}

bool SkipExponent(std::string_view text, std::size_t& at) {
  if (CharAt(text, at) != 'e' && CharAt(text, at) != 'E') return true;
  ++at;
  if (CharAt(text, at) == '+' || CharAt(text, at) == '-') ++at;
  return SkipDigits(text, at);
}

template <typename T>
std::optional<T> Exactly(std::string_view number) {
  T value{};
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::optional<double> NearestDouble(std::string_view number) {
  if (const auto value = Exactly<double>(number)) return value;
  // from_chars does not tell too small from too large.
  const double value = std::strtod(std::string(number).c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

JsonNumber ReadJsonNumber(std::string_view text) {
  JsonNumber read;
  if (!SkipInteger(text, read.length)) return read;
  const std::size_t whole = read.length;
  if (!SkipFraction(text, read.length) || !SkipExponent(text, read.length)) return read;
  read.is_complete = true;

  const std::string_view number = text.substr(0, read.length);
  if (read.length == whole && number[0] != '-') read.value = Exactly<std::uint64_t>(number);
  if (read.length == whole && number[0] == '-') read.value = Exactly<std::int64_t>(number);
  if (!read.value) read.value = NearestDouble(number);
  return read;
}

}  // namespace authmock
