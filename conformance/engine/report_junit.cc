#include <cstdio>
#include <map>
#include <pugixml.hpp>
#include <vector>

#include "conformance/engine/expected.h"
#include "conformance/engine/mask.h"
#include "conformance/engine/plain_text.h"
#include "conformance/engine/report.h"

namespace authmock {
namespace {

using Results = std::vector<const CaseResult*>;

class TextWriter final : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text{};
};

void Set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name) = XmlText(value).c_str();
}

std::string Seconds(Duration took) {
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%03lld", static_cast<long long>(took.count() / 1000),
                static_cast<long long>(took.count() % 1000));
  return text;
}

// xs:dateTime without a zone, which is what the format asks for; the report's times are UTC.
std::string Timestamp(Time time) {
  return FormatRfc3339(std::chrono::floor<std::chrono::seconds>(time)).substr(0, 19);
}

bool IsSkip(Word word) { return word == Word::kSkip || word == Word::kNotExercised; }

long CountIf(const Results& results, bool (*holds)(Word)) {
  long count = 0;
  for (const CaseResult* each : results) count += holds(each->verdict.word) ? 1 : 0;
  return count;
}

void AppendCase(pugi::xml_node suite, const CaseResult& result, const Report& report,
                const Redactor& redactor) {
  pugi::xml_node node = suite.append_child("testcase");
  Set(node, "name", result.subject->name);
  Set(node, "classname", result.subject->provider + "." + result.subject->group);
  Set(node, "time", Seconds(result.took));
  const Mask mask(result.seen, redactor);
  const Word word = result.verdict.word;
  if (IsSkip(word)) {
    Set(node.append_child("skipped"), "message", mask.Text(result.verdict.why));
  } else if (!result.verdict.IsGood()) {
    pugi::xml_node wrong = node.append_child(word == Word::kError ? "error" : "failure");
    // List views show nothing else.
    Set(wrong, "message", mask.Text(FailureText(result)));
    Set(wrong, "type", WordName(word));
    wrong.text() = XmlText(Explain(result, report, redactor)).c_str();
  }
}

pugi::xml_node AppendSuite(pugi::xml_node root, const std::string& name, const Report& report) {
  const auto number = std::distance(root.begin(), root.end());
  pugi::xml_node suite = root.append_child("testsuite");
  Set(suite, "name", name);
  Set(suite, "package", report.target.provider);
  Set(suite, "id", std::to_string(number));
  Set(suite, "timestamp", Timestamp(report.started_at));
  Set(suite, "hostname", "localhost");
  return suite;
}

void SetCounts(pugi::xml_node suite, long tests, long failures, long errors, long skipped,
               Duration took) {
  Set(suite, "tests", std::to_string(tests));
  Set(suite, "failures", std::to_string(failures));
  Set(suite, "errors", std::to_string(errors));
  Set(suite, "skipped", std::to_string(skipped));
  Set(suite, "time", Seconds(took));
}

void AppendProperty(pugi::xml_node properties, std::string_view name, std::string_view value) {
  pugi::xml_node property = properties.append_child("property");
  Set(property, "name", name);
  Set(property, "value", value);
}

// The published schemas know properties of suites only.
void AppendProperties(pugi::xml_node suite, const Results& results, const Report& report,
                      const Redactor& redactor) {
  pugi::xml_node properties = suite.append_child("properties");
  AppendProperty(properties, "target", report.target.name);
  AppendProperty(properties, "dialect", report.target.dialect);
  for (const CaseResult* each : results) {
    if (each->verdict.word != Word::kKnownFailure) continue;
    AppendProperty(properties, "known_failure:" + each->subject->name,
                   Mask(each->seen, redactor).Text(each->verdict.why));
  }
}

void AppendGroup(pugi::xml_node root, const std::string& name, const Results& results,
                 const Report& report, const Redactor& redactor) {
  pugi::xml_node suite = AppendSuite(root, name, report);
  Duration took{0};
  for (const CaseResult* each : results) took += each->took;
  SetCounts(suite, static_cast<long>(results.size()),
            CountIf(results, [](Word word) { return word == Word::kFail || word == Word::kFixed; }),
            CountIf(results, [](Word word) { return word == Word::kError; }),
            CountIf(results, IsSkip), took);
  AppendProperties(suite, results, report, redactor);
  for (const CaseResult* each : results) AppendCase(suite, *each, report, redactor);
  suite.append_child("system-out");
  suite.append_child("system-err");
}

void AppendComplaints(pugi::xml_node root, const Report& report, const Redactor& redactor) {
  pugi::xml_node suite = AppendSuite(root, report.target.provider + ".run", report);
  const long count = static_cast<long>(report.complaints.size());
  SetCounts(suite, count, count, 0, 0, Duration{0});
  suite.append_child("properties");
  for (const std::string& complaint : report.complaints) {
    pugi::xml_node node = suite.append_child("testcase");
    Set(node, "name", "complaint_" + std::to_string(&complaint - report.complaints.data() + 1));
    Set(node, "classname", report.target.provider + ".run");
    Set(node, "time", Seconds(Duration{0}));
    pugi::xml_node failure = node.append_child("failure");
    Set(failure, "message", redactor.Body("text/plain", complaint));
    Set(failure, "type", "fail");
  }
  suite.append_child("system-out");
  suite.append_child("system-err");
}

}  // namespace

std::string JunitReport(const Report& report, const Redactor& redactor) {
  std::map<std::string, Results> groups{};
  for (const CaseResult& result : report.results) {
    groups[result.subject->provider + "." + result.subject->group].push_back(&result);
  }
  pugi::xml_document document{};
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  Set(declaration, "version", "1.0");
  Set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  for (const auto& [name, results] : groups) AppendGroup(root, name, results, report, redactor);
  if (!report.complaints.empty()) AppendComplaints(root, report, redactor);
  TextWriter writer{};
  document.save(writer, "  ", pugi::format_default, pugi::encoding_utf8);
  return writer.text;
}

}  // namespace authmock
