#include <nlohmann/json.hpp>

#include "conformance/engine/mask.h"
#include "conformance/engine/report.h"

namespace authmock {
namespace {

constexpr Word kWords[] = {Word::kPass,  Word::kSkip, Word::kNotExercised, Word::kKnownFailure,
                           Word::kFixed, Word::kFail, Word::kError};

std::string_view SourceName(CaseSource source) {
  switch (source) {
    case CaseSource::kWritten:
      return "written";
    case CaseSource::kDerived:
      return "derived";
    case CaseSource::kCoded:
      break;
  }
  return "coded";
}

// Pairs, because a header may come twice and its order may matter.
Json HeadersJson(const Headers& headers) {
  Json lines = Json::array();
  for (const Header& header : headers) lines.push_back(Json::array({header.name, header.value}));
  return lines;
}

Json ExchangeJson(const Seen& seen, const Redactor& redactor) {
  const Request request = redactor.Redact(seen.request);
  Json exchange = {{"request",
                    {{"method", request.method},
                     {"target", request.target},
                     {"version", request.version},
                     {"headers", HeadersJson(request.headers)},
                     {"body", request.body}}},
                   {"response", nullptr}};
  if (!seen.reply.response.IsNone()) {
    const Response response = redactor.Redact(seen.reply.response);
    exchange["response"] = {{"status", response.status},
                            {"headers", HeadersJson(response.headers)},
                            {"body", response.body}};
  }
  if (!seen.reply.broken.empty()) exchange["broken"] = seen.reply.broken;
  return exchange;
}

Json DifferencesJson(const CaseResult& result, const Mask& mask) {
  Json list = Json::array();
  for (const Difference& difference : result.differences) {
    Json each = {{"expected", mask.Text(difference.expected)},
                 {"actual", mask.Text(difference.actual)}};
    if (!difference.promise.empty()) each["promise"] = difference.promise;
    list.push_back(std::move(each));
  }
  return list;
}

Json CaseJson(const CaseResult& result, const Report& report, const Redactor& redactor) {
  const Case& subject = *result.subject;
  const Mask mask(result.seen, redactor);
  Json covers = Json::array();
  for (const std::string& each : subject.covers) covers.push_back(each);
  Json exchanges = Json::array();
  for (const Seen& seen : result.seen) exchanges.push_back(ExchangeJson(seen, redactor));
  return {{"id", subject.Id()},
          {"says", subject.says},
          {"covers", std::move(covers)},
          {"basis", std::string(BasisName(subject.basis))},
          {"source", std::string(SourceName(subject.source))},
          {"file", subject.file},
          {"line", subject.line},
          {"verdict", std::string(WordName(result.verdict.word))},
          {"why", mask.Text(result.verdict.why)},
          {"took_ms", result.took.count()},
          {"differences", DifferencesJson(result, mask)},
          {"exchanges", std::move(exchanges)},
          {"again", "authmock " + AgainWords(subject, report)}};
}

}  // namespace

Json JsonReport(const Report& report, const Redactor& redactor) {
  Json counts = Json::object();
  const std::map<Word, int> by_word = report.Counts();
  for (const Word word : kWords) {
    const auto found = by_word.find(word);
    counts[std::string(WordName(word))] = found == by_word.end() ? 0 : found->second;
  }
  Json complaints = Json::array();
  for (const std::string& each : report.complaints) {
    complaints.push_back(redactor.Body("text/plain", each));
  }
  Json cases = Json::array();
  for (const CaseResult& result : report.results) {
    cases.push_back(CaseJson(result, report, redactor));
  }
  return {{"format", 1},
          {"target",
           {{"provider", report.target.provider},
            {"name", report.target.name},
            {"base_url", report.target.base_url},
            {"dialect", report.target.dialect}}},
          {"started_at", FormatRfc3339(report.started_at)},
          {"took_ms", report.took.count()},
          {"exit_code", report.ExitCode()},
          {"counts", std::move(counts)},
          {"complaints", std::move(complaints)},
          {"cases", std::move(cases)}};
}

}  // namespace authmock
