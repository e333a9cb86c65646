#include <algorithm>

#include "schemas/contract/pattern_syntax.h"

namespace authmock {
namespace {

constexpr char32_t kLast = 0x10FFFF;

}  // namespace

void CharSet::Finish() {
  std::ranges::sort(ranges_);
  std::vector<std::pair<char32_t, char32_t>> merged{};
  for (const auto& [first, last] : ranges_) {
    if (!merged.empty() && first <= merged.back().second + 1) {
      merged.back().second = std::max(merged.back().second, last);
    } else {
      merged.emplace_back(first, last);
    }
  }
  ranges_ = std::move(merged);
  for (const auto& [first, last] : ranges_) {
    for (char32_t each = first; each <= last && each < ascii_.size(); ++each) ascii_.set(each);
  }
}

CharSet CharSet::Complement() const {
  CharSet others;
  char32_t next = 0;
  for (const auto& [first, last] : ranges_) {
    if (first > next) others.Add(next, first - 1);
    next = last + 1;
  }
  if (next <= kLast) others.Add(next, kLast);
  others.Finish();
  return others;
}

bool CharSet::Contains(char32_t code_point) const {
  if (code_point < ascii_.size()) return ascii_[code_point];
  const auto after = std::ranges::upper_bound(ranges_, code_point, {},
                                              [](const auto& range) { return range.first; });
  return after != ranges_.begin() && code_point <= std::prev(after)->second;
}

}  // namespace authmock
