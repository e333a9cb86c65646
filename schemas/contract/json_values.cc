#include "schemas/contract/json_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace authmock {
namespace {

__extension__ using Wide = unsigned __int128;

std::strong_ordering CompareIntegers(const Json& a, const Json& b) {
  const bool a_large = a.is_number_unsigned();
  const bool b_large = b.is_number_unsigned();
  if (a_large && b_large) return a.get<std::uint64_t>() <=> b.get<std::uint64_t>();
  if (!a_large && !b_large) return a.get<std::int64_t>() <=> b.get<std::int64_t>();
  if (b_large) return 0 <=> CompareIntegers(b, a);
  const auto signed_b = b.get<std::int64_t>();
  if (signed_b < 0) return std::strong_ordering::greater;
  return a.get<std::uint64_t>() <=> static_cast<std::uint64_t>(signed_b);
}

// Compares without turning the integer into a double, which would round above 2^53.
std::partial_ordering CompareWithDouble(const Json& integer, double b) {
  constexpr double kBeyond = 18446744073709551616.0;  // 2^64
  if (b >= kBeyond) return std::partial_ordering::less;
  if (b < -kBeyond / 2) return std::partial_ordering::greater;
  const double whole = std::floor(b);
  const Json floor =
      whole < 0 ? Json(static_cast<std::int64_t>(whole)) : Json(static_cast<std::uint64_t>(whole));
  const std::strong_ordering order = CompareIntegers(integer, floor);
  return order == 0 && whole < b ? std::partial_ordering::less : std::partial_ordering(order);
}

// value = digits * 10^exponent, of the absolute value of a number.
struct Decimal {
  std::uint64_t digits = 0;
  int exponent = 0;
};

Decimal ToDecimal(const Json& number) {
  if (number.is_number_unsigned()) return {number.get<std::uint64_t>(), 0};
  if (number.is_number_integer()) {
    const auto value = number.get<std::int64_t>();
    return {value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value),
            0};
  }
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, std::fabs(number.get<double>()),
                                 std::chars_format::scientific);
  Decimal decimal{};
  const char* c = text;
  bool fraction = false;
  for (; c != end.ptr && *c != 'e'; ++c) {
    if (*c == '.') {
      fraction = true;
      continue;
    }
    decimal.digits = decimal.digits * 10 + static_cast<std::uint64_t>(*c - '0');
    decimal.exponent -= fraction ? 1 : 0;
  }
  int exponent = 0;
  const char* digits = c + 1 < end.ptr && c[1] == '+' ? c + 2 : c + 1;
  std::from_chars(digits, end.ptr, exponent);
  decimal.exponent += exponent;
  return decimal;
}

std::uint64_t MultiplyModulo(std::uint64_t a, std::uint64_t b, std::uint64_t modulus) {
  return static_cast<std::uint64_t>(Wide{a} * b % modulus);
}

// 10^exponent modulo `modulus`.
std::uint64_t PowerOfTenModulo(int exponent, std::uint64_t modulus) {
  std::uint64_t power = 1 % modulus;
  for (std::uint64_t base = 10 % modulus; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) power = MultiplyModulo(power, base, modulus);
    base = MultiplyModulo(base, base, modulus);
  }
  return power;
}

// Members sorted by name.
std::vector<std::pair<const std::string*, const Json*>> SortedMembers(const Json& object) {
  std::vector<std::pair<const std::string*, const Json*>> members{};
  members.reserve(object.size());
  for (const auto& [name, value] : object.items()) members.emplace_back(&name, &value);
  std::ranges::sort(members, [](const auto& a, const auto& b) { return *a.first < *b.first; });
  return members;
}

bool SameMembers(const Json& a, const Json& b) {
  const auto left = SortedMembers(a);
  const auto right = SortedMembers(b);
  return std::ranges::equal(left, right, [](const auto& x, const auto& y) {
    return *x.first == *y.first && SameValue(*x.second, *y.second);
  });
}

std::size_t Mix(std::size_t seed, std::size_t hash) {
  return (seed ^ hash) * 0x9E3779B97F4A7C15u + (seed >> 7);
}

// Equal values have equal hashes.
std::size_t HashOf(const Json& value) {
  switch (value.type()) {
    case Json::value_t::string:
      return std::hash<std::string>{}(value.get_ref<const std::string&>());
    case Json::value_t::array: {
      std::size_t hash = 1;
      for (const Json& item : value) hash = Mix(hash, HashOf(item));
      return hash;
    }
    case Json::value_t::object: {
      std::size_t hash = 2;  // a sum, so that the order of members does not count
      for (const auto& [name, member] : value.items()) {
        hash += Mix(std::hash<std::string>{}(name), HashOf(member));
      }
      return hash;
    }
    case Json::value_t::boolean:
      return value.get<bool>() ? 3 : 4;
    case Json::value_t::null:
      return 5;
    default:
      return std::hash<double>{}(value.get<double>());
  }
}

}  // namespace

bool IsInteger(const Json& value) {
  if (value.is_number_integer()) return true;
  if (!value.is_number_float()) return false;
  const double number = value.get<double>();
  return std::isfinite(number) && std::floor(number) == number;
}

std::partial_ordering CompareNumbers(const Json& a, const Json& b) {
  if (a.is_number_float() && b.is_number_float()) return a.get<double>() <=> b.get<double>();
  if (b.is_number_float()) return CompareWithDouble(a, b.get<double>());
  if (a.is_number_float()) return 0 <=> CompareWithDouble(b, a.get<double>());
  return CompareIntegers(a, b);
}

bool SameValue(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return CompareNumbers(a, b) == 0;
  if (a.type() != b.type()) return false;
  if (a.is_array()) return std::ranges::equal(a, b, SameValue);
  if (a.is_object()) return a.size() == b.size() && SameMembers(a, b);
  return a == b;
}

bool HasTwins(const Json& array) {
  std::vector<std::pair<std::size_t, const Json*>> items{};
  items.reserve(array.size());
  for (const Json& item : array) items.emplace_back(HashOf(item), &item);
  std::ranges::sort(items, {}, [](const auto& item) { return item.first; });
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = i + 1; j < items.size() && items[j].first == items[i].first; ++j) {
      if (SameValue(*items[i].second, *items[j].second)) return true;
    }
  }
  return false;
}

bool IsMultipleOf(const Json& number, const Json& divisor) {
  const Decimal a = ToDecimal(number);
  const Decimal b = ToDecimal(divisor);
  if (a.digits == 0) return true;
  const int shift = a.exponent - b.exponent;
  if (shift >= 0) {
    return MultiplyModulo(a.digits % b.digits, PowerOfTenModulo(shift, b.digits), b.digits) == 0;
  }
  constexpr int kMostDigits = 20;  // of 64 bits
  if (-shift >= kMostDigits) return false;
  Wide scaled = b.digits;
  for (int i = 0; i < -shift; ++i) scaled *= 10;
  return Wide{a.digits} % scaled == 0;
}

}  // namespace authmock
