#include "conformance/engine/strict.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "conformance/engine/locate.h"

namespace authmock {
namespace {

// Levenshtein's distance.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string_view Closest(std::string_view name, std::initializer_list<std::string_view> known) {
  std::string_view best{};
  std::size_t least = 3;  // further away is another word, not a slip
  for (const std::string_view each : known) {
    const std::size_t distance = Distance(name, each);
    if (distance < least && distance < each.size()) {
      least = distance;
      best = each;
    }
  }
  return best;
}

void StrictReader::Complain(std::string_view where, std::string what) {
  if (error_) return;
  std::string place(path_);
  if (!text_.empty()) place += ":" + std::to_string(LineOfPointer(text_, where));
  error_ = Error{place + "#" + std::string(where), std::move(what)};
}

bool StrictReader::Keys(const Json& value, std::string_view where,
                        std::initializer_list<std::string_view> known) {
  if (!value.is_object()) {
    Complain(where, "expected an object, got " + std::string(TypeName(value)));
    return false;
  }
  for (const auto& [key, member] : value.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    std::string what = "unknown key \"" + key + "\"; ";
    const std::string_view meant = Closest(key, known);
    if (!meant.empty()) {
      what += "did you mean \"" + std::string(meant) + "\"?";
    } else {
      what += "known are";
      for (const std::string_view each : known) what += " " + std::string(each);
    }
    Complain(Child(where, key), std::move(what));
    return false;
  }
  return true;
}

std::string StrictReader::Text(const Json& object, std::string_view where, std::string_view key,
                               bool required) {
  const Json* member = At(object, Child("", key));
  if (member == nullptr) {
    if (required) Complain(where, "\"" + std::string(key) + "\" is missing");
    return {};
  }
  const auto* text = member->get_ptr<const std::string*>();
  if (text == nullptr || text->empty()) {
    Complain(Child(where, key), "expected a string that is not empty, got " + WriteJson(*member));
    return {};
  }
  return *text;
}

const Json* StrictReader::List(const Json& object, std::string_view where, std::string_view key) {
  const Json* member = At(object, Child("", key));
  if (member == nullptr) {
    Complain(where, "\"" + std::string(key) + "\" is missing");
    return nullptr;
  }
  if (!member->is_array() || member->empty()) {
    Complain(Child(where, key), "expected an array that is not empty");
    return nullptr;
  }
  return member;
}

}  // namespace authmock
