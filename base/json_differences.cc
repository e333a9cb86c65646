#include <map>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/utf8.h"

namespace authmock {
namespace {

constexpr std::size_t kShownBytes = 120;

std::string Show(const Json& value) { return Clip(WriteJson(value), kShownBytes); }

std::string Place(const std::string& pointer) {
  return pointer.empty() ? "the whole value" : pointer;
}

bool IsNegativeInteger(const Json& value) {
  return value.is_number_integer() && !value.is_number_unsigned() && value < 0;
}

bool SameScalar(const Json& a, const Json& b) {
  // nlohmann's == takes -1 for 18446744073709551615.
  if (IsNegativeInteger(a) && b.is_number_unsigned()) return false;
  if (IsNegativeInteger(b) && a.is_number_unsigned()) return false;
  return a == b;
}

class Comparison {
 public:
  explicit Comparison(bool subset) : subset_(subset) {}

  void Compare(const Json& expected, const Json& actual, const std::string& pointer) {
    if (expected.is_object() && actual.is_object()) {
      Objects(expected, actual, pointer);
    } else if (expected.is_array() && actual.is_array()) {
      Arrays(expected, actual, pointer);
    } else if (!SameScalar(expected, actual)) {
      Tell(pointer, "expected " + Show(expected) + ", got " + Show(actual));
    }
  }

  std::vector<std::string> TakeFound() { return std::move(found_); }

 private:
  void Objects(const Json& expected, const Json& actual, const std::string& pointer) {
    std::map<std::string_view, const Json*> left;  // a lookup in the object itself is linear
    for (const auto& [name, value] : actual.get_ref<const Json::object_t&>()) {
      left.emplace(name, &value);
    }
    for (const auto& [name, value] : expected.get_ref<const Json::object_t&>()) {
      const auto other = left.find(name);
      if (other == left.end()) {
        Tell(Child(pointer, name), "missing, expected " + Show(value));
      } else {
        Compare(value, *other->second, Child(pointer, name));
        left.erase(other);
      }
    }
    if (subset_) return;
    for (const auto& [name, value] : actual.get_ref<const Json::object_t&>()) {
      if (left.contains(name)) Tell(Child(pointer, name), "not expected, got " + Show(value));
    }
  }

  void Arrays(const Json& expected, const Json& actual, const std::string& pointer) {
    if (expected.size() != actual.size()) {
      Tell(pointer, "expected " + std::to_string(expected.size()) + " items, got " +
                        std::to_string(actual.size()));
    }
    for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i) {
      Compare(expected[i], actual[i], Child(pointer, std::to_string(i)));
    }
  }

  void Tell(const std::string& pointer, const std::string& what) {
    found_.push_back(Place(pointer) + ": " + what);
  }

  bool subset_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> Differences(const Json& expected, const Json& actual, bool subset) {
  Comparison comparison(subset);
  comparison.Compare(expected, actual, "");
  return comparison.TakeFound();
}

}  // namespace authmock
