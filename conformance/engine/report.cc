#include "conformance/engine/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/utf8.h"
#include "conformance/engine/expected.h"
#include "conformance/engine/mask.h"
#include "conformance/engine/plain_text.h"
#include "schemas/contract/describe.h"

namespace authmock {
namespace {

constexpr std::size_t kShownBytes = 2'000;  // of a body; the JSON report has all of it
constexpr std::size_t kLineWidth = 90;

std::string Line(std::string name, std::string_view value) {
  name.resize(std::string_view("expected  ").size(), ' ');
  return "  " + name + std::string(value) + "\n";
}

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

std::string ShownBody(std::string_view body) {
  std::string shown = OneLine(Clip(body, kShownBytes));
  if (body.size() > kShownBytes) shown += " (" + Count(body.size(), "byte") + ")";
  return shown;
}

// What the first line says already, or says nothing, is left out.
std::string HeaderLines(const Headers& headers) {
  std::string lines{};
  for (const Header& header : headers) {
    const std::string name = LowerCase(header.name);
    if (name == "content-length" || name == "content-type" || name == "host" || name == "date") {
      continue;
    }
    lines += Line("", OneLine(header.name + ": " + header.value));
  }
  return lines;
}

std::string SentLines(const Request& clear, const Redactor& redactor) {
  const Request request = redactor.Redact(clear);
  std::string line = OneLine(request.method + " " + request.target);
  if (!request.body.empty()) line += "  " + ShownBody(request.body);
  return Line("sent", line) + HeaderLines(request.headers);
}

std::string ReceivedLines(const Reply& reply, const Redactor& redactor) {
  const std::string broken = reply.broken.empty() ? "" : "  (" + OneLine(reply.broken) + ")";
  if (reply.response.IsNone()) {
    return Line("received", "nothing: the connection closed without a byte" + broken);
  }
  const Response response = redactor.Redact(reply.response);
  std::string line = std::to_string(response.status);
  const std::string_view type = response.headers.Get("Content-Type");
  if (!type.empty()) line += " " + OneLine(type);
  if (!response.body.empty()) line += "  " + ShownBody(response.body);
  return Line("received", line + broken) + HeaderLines(response.headers);
}

std::string PromiseLines(const CaseResult& result, const Contract& contract) {
  std::string lines{};
  for (const std::string& covers : result.subject->covers) {
    lines += Line(lines.empty() ? "covers" : "", covers + "   " + PromiseText(contract, covers));
  }
  return lines;
}

// What the verdict says besides: "step 2".
std::string BeyondDifferences(const CaseResult& result) {
  std::string_view why = result.verdict.why;
  const std::string told = FailureText(result);
  if (result.differences.empty() || !why.ends_with(told)) return std::string(why);
  why.remove_suffix(told.size());
  while (why.ends_with(' ') || why.ends_with(':')) why.remove_suffix(1);
  return std::string(why);
}

std::string DifferenceLines(const CaseResult& result, const Mask& mask) {
  std::string lines{};
  for (const Difference& difference : result.differences) {
    lines += Line("expected", OneLine(mask.Text(difference.expected)));
    lines += Line("actual", OneLine(mask.Text(difference.actual)));
    if (!difference.promise.empty()) lines += Line("promised", OneLine(difference.promise));
  }
  const std::string why = BeyondDifferences(result);
  const bool is_whole = why == result.verdict.why;
  if (!why.empty()) lines += Line(is_whole ? "why" : "at", OneLine(mask.Text(why)));
  return lines;
}

}  // namespace

std::map<Word, int> Report::Counts() const {
  std::map<Word, int> counts{};
  for (const CaseResult& result : results) ++counts[result.verdict.word];
  return counts;
}

int Report::ExitCode() const {
  std::vector<Verdict> verdicts{};
  verdicts.reserve(results.size());
  for (const CaseResult& result : results) verdicts.push_back(result.verdict);
  const int code = authmock::ExitCode(verdicts);
  return complaints.empty() ? code : std::max(code, 1);
}

std::string AgainWords(const Case& subject, const Report& report) {
  return "conform " + report.target.again + " " + subject.Id();
}

std::string Explain(const CaseResult& result, const Report& report, const Redactor& redactor) {
  const Case& subject = *result.subject;
  const Mask mask(result.seen, redactor);
  std::string head = UpperCase(WordName(result.verdict.word)) + " " + subject.Id() + " ";
  const std::string basis(BasisName(subject.basis));
  if (head.size() + basis.size() < kLineWidth) head.resize(kLineWidth - basis.size(), ' ');
  std::string text = head + basis + "\n" + Line("says", subject.says);
  if (report.contract != nullptr) text += PromiseLines(result, *report.contract);
  text += DifferenceLines(result, mask);
  if (!result.seen.empty()) {
    text += SentLines(result.seen.back().request, redactor);
    text += ReceivedLines(result.seen.back().reply, redactor);
  }
  if (result.seen.size() > 1) {
    text += Line("before", Count(result.seen.size() - 1, "exchange") + "; --json FILE has them");
  }
  const std::string line = subject.line > 0 ? ":" + std::to_string(subject.line) : "";
  if (!subject.file.empty()) text += Line("case", subject.file + line);
  return text + Line("again", "authmock " + AgainWords(subject, report));
}

}  // namespace authmock
