#include <map>
#include <vector>

#include "conformance/engine/plain_text.h"
#include "conformance/engine/report.h"
#include "schemas/contract/describe.h"

namespace authmock {
namespace {

constexpr std::size_t kNamedSkips = 3;  // of those that share a reason

// Wraps text in an ANSI color, or leaves it.
class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}
  std::string Red(const std::string& text) const { return Wrap("\x1b[31m", text); }
  std::string Green(const std::string& text) const { return Wrap("\x1b[32m", text); }

 private:
  std::string Wrap(const char* escape, const std::string& text) const {
    return color_ ? escape + text + "\x1b[0m" : text;
  }
  bool color_;
};

std::string FailureBlocks(const Report& report, const Redactor& redactor, const Paint& paint) {
  std::string text{};
  for (const CaseResult& result : report.results) {
    if (result.verdict.IsGood()) continue;
    const std::string block = Explain(result, report, redactor);
    const std::size_t head = block.find('\n');
    text += paint.Red(block.substr(0, head)) + block.substr(head) + "\n";
  }
  return text;
}

// What was left out or excused, by its reason, with the first few ids.
std::string GroupsOf(Word word, const std::string& title, const Report& report,
                     const Redactor& redactor) {
  std::map<std::string, std::vector<std::string>> groups{};
  for (const CaseResult& result : report.results) {
    if (result.verdict.word != word) continue;
    groups[redactor.Body("text/plain", result.verdict.why)].push_back(result.subject->Id());
  }
  std::string text{};
  for (const auto& [why, ids] : groups) {
    text += title + " " + Count(ids.size(), "case") + ": " + OneLine(why) + "\n";
    for (std::size_t i = 0; i < ids.size() && i < kNamedSkips; ++i) text += "  " + ids[i] + "\n";
    if (ids.size() > kNamedSkips) {
      text += "  and " + std::to_string(ids.size() - kNamedSkips) + " more\n";
    }
  }
  return text.empty() ? text : text + "\n";
}

std::string Seconds(Duration took) {
  const auto hundredths = (took.count() + 5) / 10;
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + " s";
}

std::string ClosingLine(const Report& report) {
  const std::map<Word, int> counts = report.Counts();
  const auto of = [&counts](Word word) { return counts.contains(word) ? counts.at(word) : 0; };
  std::string line =
      std::to_string(of(Word::kPass)) + " passed, " + std::to_string(of(Word::kFail)) + " failed";
  constexpr std::pair<Word, std::string_view> kRest[] = {
      {Word::kError, "could not be judged"},
      {Word::kFixed, "unexpectedly passed"},
      {Word::kKnownFailure, "failed as expected"},
      {Word::kSkip, "skipped"},
      {Word::kNotExercised, "not exercised"}};
  for (const auto& [word, phrase] : kRest) {
    if (of(word) > 0) line += ", " + std::to_string(of(word)) + " " + std::string(phrase);
  }
  return line + " (" + OneLine(report.target.name) + ", " + report.target.dialect + ", " +
         Seconds(report.took) + ")";
}

}  // namespace

std::string TextReport(const Report& report, const Redactor& redactor, bool color) {
  const Paint paint(color);
  std::string text = FailureBlocks(report, redactor, paint);
  text += GroupsOf(Word::kKnownFailure, "known to fail,", report, redactor);
  text += GroupsOf(Word::kSkip, "skipped", report, redactor);
  text += GroupsOf(Word::kNotExercised, "not exercised,", report, redactor);
  for (const std::string& complaint : report.complaints) {
    text += paint.Red("FAIL ") + OneLine(redactor.Body("text/plain", complaint)) + "\n";
  }
  if (report.results.empty()) text += "nothing ran\n";
  const std::string line = ClosingLine(report);
  return text + (report.ExitCode() == 0 ? paint.Green(line) : paint.Red(line)) + "\n";
}

}  // namespace authmock
