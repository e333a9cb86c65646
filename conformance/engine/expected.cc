#include "conformance/engine/expected.h"

#include <algorithm>
#include <set>
#include <utility>

namespace authmock {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string LineIn(std::string_view file, int line) {
  return std::string(file) + ":" + std::to_string(line);
}

Result<KnownFailure> ReadLine(std::string_view file, int line, std::string_view text) {
  const std::size_t blank = text.find_first_of(kBlanks);
  const std::string_view id = text.substr(0, blank);
  if (blank == std::string_view::npos) {
    return Fail(LineIn(file, line), "\"" + std::string(id) +
                                        "\" has no reason; write the id of a case, a blank, and a "
                                        "part of what its failure says");
  }
  return KnownFailure{std::string(id), std::string(Trim(text.substr(blank))), line};
}

void Judge(const KnownFailure& entry, const std::string& place, CaseResult& result) {
  Verdict& verdict = result.verdict;
  if (verdict.word == Word::kPass) {
    verdict = {Word::kFixed, "it passes, but " + place + " expects it to fail: take the line out"};
  } else if (verdict.word == Word::kFail &&
             FailureText(result).find(entry.reason) != std::string::npos) {
    verdict = {Word::kKnownFailure, entry.reason + " (" + place + ")"};
  } else if (verdict.word == Word::kFail) {
    verdict.why +=
        (verdict.why.empty() ? "" : "; ") + place + " expects another failure: " + entry.reason;
  }
}

}  // namespace

Result<KnownFailures> ReadKnownFailures(std::string_view name, std::string_view text) {
  KnownFailures known{.file = std::string(name)};
  std::set<std::string> seen{};
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    Result<KnownFailure> entry = ReadLine(name, number, line);
    if (!entry) return tl::unexpected(entry.error());
    if (!seen.insert(entry->id).second) {
      return Fail(LineIn(name, number), "\"" + entry->id + "\" is listed twice");
    }
    known.entries.push_back(std::move(*entry));
  }
  return known;
}

std::string FailureText(const CaseResult& result) {
  if (result.differences.empty()) return result.verdict.why;
  const Difference& first = result.differences.front();
  return "expected " + first.expected + ", got " + first.actual;
}

std::vector<std::string> ApplyKnownFailures(const KnownFailures& known,
                                            const std::vector<std::string>& all_ids,
                                            std::vector<CaseResult>& results) {
  std::vector<std::string> complaints{};
  for (const KnownFailure& entry : known.entries) {
    const std::string place = LineIn(known.file, entry.line);
    if (std::ranges::find(all_ids, entry.id) == all_ids.end()) {
      complaints.push_back(place + ": there is no case \"" + entry.id + "\": take the line out");
      continue;
    }
    const auto has_id = [&](const CaseResult& each) { return each.subject->Id() == entry.id; };
    const auto found = std::ranges::find_if(results, has_id);
    if (found != results.end()) Judge(entry, place, *found);
  }
  return complaints;
}

}  // namespace authmock
