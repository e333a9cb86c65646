// The number grammar of JSON (RFC 8259 section 6).
#ifndef AUTHMOCK_BASE_JSON_NUMBER_H_
#define AUTHMOCK_BASE_JSON_NUMBER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace authmock {

struct JsonNumber {
  std::size_t length = 0;    // how much of the text belongs to a number
  bool is_complete = false;  // false: the character at `length`, or its lack, breaks the grammar
  // Whole numbers of 64 bits exactly, all others as the nearest double. None if incomplete or too
  // large for a double.
  std::optional<std::variant<std::uint64_t, std::int64_t, double>> value{};
};

// Reads the number at the start of `text`; what follows it does not matter.
JsonNumber ReadJsonNumber(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_JSON_NUMBER_H_
