// The GoogleTest front: every case of every dialect against our own mock, under its id. The suite
// is <dialect>/<provider>.<group>: what is not a letter, digit or dot in a dialect is '_' there,
// because a filter reads '-' as "except".
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "conformance/aim.h"
#include "conformance/engine/report.h"
#include "conformance/engine/run.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

// One mock and its cases; lives as long as the tests.
struct Subject {
  Aim aim{};
  std::vector<Case> cases{};
  SystemClock clock{};
};

class ConformanceTest : public ::testing::Test {
 public:
  ConformanceTest(const Case& subject, Subject& of) : case_(subject), of_(of) {}

  void TestBody() override {
    RecordProperty("says", case_.says);
    RecordProperty("basis", std::string(BasisName(case_.basis)));

    const CaseResult result = RunCase(case_, of_.aim.Setting(of_.clock));

    // Our own mock can do everything: a skip is a failure here.
    if (result.verdict.word == Word::kPass) return;
    const Report report{.contract = of_.aim.contract.get(), .target = of_.aim.target};
    ADD_FAILURE_AT(case_.file.c_str(), case_.line)
        << Explain(result, report, Redactor(of_.aim.contract->secrets()));
  }

 private:
  const Case& case_;
  Subject& of_;
};

std::string SuiteName(const Case& subject, const Dialect& dialect) {
  std::string name = dialect.Text();
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.'; }, '_');
  return name + "/" + subject.provider + "." + subject.group;
}

Result<std::unique_ptr<Subject>> MakeSubject(std::string_view provider,
                                             const std::string& dialect) {
  Result<Aim> aim = TakeAim({.text = "mock:" + std::string(provider), .dialect = dialect});
  if (!aim) return tl::unexpected(aim.error());
  auto subject = std::make_unique<Subject>();
  subject->aim = std::move(*aim);
  Result<std::vector<Case>> cases = subject->aim.Cases();
  if (!cases) return tl::unexpected(cases.error());
  std::erase_if(*cases, [&](const Case& each) { return !each.RunsIn(subject->aim.dialect); });
  if (cases->empty()) return Fail(dialect, "has no case");
  subject->cases = std::move(*cases);
  return subject;
}

void Register(Subject& subject) {
  for (const Case& each : subject.cases) {
    ::testing::RegisterTest(
        SuiteName(each, subject.aim.dialect).c_str(), each.name.c_str(), nullptr, nullptr,
        each.file.c_str(), each.line,
        [&each, &subject]() -> ConformanceTest* { return new ConformanceTest(each, subject); });
  }
}

std::vector<std::string> DialectsOf(const Contract& contract) {
  std::vector<std::string> dialects{"documented"};
  for (const std::string& version : contract.deployed_versions()) {
    dialects.push_back("deployed@" + version);
  }
  return dialects;
}

Result<std::vector<std::unique_ptr<Subject>>> MakeSubjects() {
  std::vector<std::unique_ptr<Subject>> subjects{};
  for (const ProviderEntry& entry : AllProviders()) {
    const auto contract = Contract::Embedded(entry.name);
    if (!contract) return tl::unexpected(contract.error());
    for (const std::string& dialect : DialectsOf(**contract)) {
      auto subject = MakeSubject(entry.name, dialect);
      if (!subject) return tl::unexpected(subject.error());
      subjects.push_back(std::move(*subject));
    }
  }
  return subjects;
}

}  // namespace
}  // namespace authmock

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  const auto subjects = authmock::MakeSubjects();
  if (!subjects) {
    std::fprintf(stderr, "the suite cannot be aimed: %s\n", subjects.error().Text().c_str());
    return 2;
  }
  for (const auto& subject : *subjects) authmock::Register(*subject);
  return RUN_ALL_TESTS();
}
