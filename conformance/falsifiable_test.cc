// A test that cannot fail tests nothing: every case of ours must fail against servers that give the
// same answer to whatever they are asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/jwt.h"
#include "conformance/coded_cases.h"
#include "conformance/engine/derive.h"
#include "conformance/engine/run.h"
#include "schemas/embedded_schemas.h"

namespace authmock {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> Providers() {
  std::vector<std::string> providers{};
  for (const EmbeddedFile& file : SchemaFiles()) {
    if (!file.path.ends_with("/openapi.json")) continue;
    const std::string_view folder = file.path.substr(0, file.path.rfind('/'));
    providers.emplace_back(folder.substr(folder.rfind('/') + 1));
  }
  return providers;
}

// Anything a case may name exists and can be done, so that nothing is skipped.
Target Obliging(const std::string& provider) {
  return {.provider = provider,
          .name = "a wall",
          .base_url = "http://127.0.0.1/api",
          .can = {Ability::kReset, Ability::kAdvance, Ability::kState}};
}

void Give(Json& given, std::string_view dotted) {
  Json* at = &given;
  for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.')) {
    at = &(*at)[std::string(dotted.substr(0, dot))];
    dotted.remove_prefix(dot + 1);
  }
  (*at)[std::string(dotted)] = "x";
}

class FalsifiableTest : public ::testing::TestWithParam<std::string> {
 protected:
  FalsifiableTest() : contract_(Contract::Embedded(GetParam()).value()) {
    std::vector<Dialect> dialects{Dialect::Documented()};
    for (const std::string& version : contract_->deployed_versions()) {
      dialects.push_back({.deployed = true, .version = version});
    }
    const std::vector<Case> all = AllCases(*contract_).value();
    for (const Dialect& dialect : dialects) {
      std::vector<Case> cases = DeriveCases(*contract_, dialect);
      std::ranges::copy_if(all, std::back_inserter(cases),
                           [&](const Case& each) { return each.RunsIn(dialect) && !each.coded; });
      suites_.emplace_back(dialect, std::move(cases));
    }
  }

  // Ids of the written and derived cases that pass, in any dialect, when everything is answered so.
  // Those that want nothing but that status have to pass and are left out.
  std::vector<std::string> Passing(const Reply& always) {
    std::vector<std::string> passing{};
    for (const auto& [dialect, cases] : suites_) {
      for (const Case& each : cases) {
        if (WantsOnly(each, always.response.status)) continue;
        if (Passes(each, dialect, always)) passing.push_back(dialect.Text() + " " + each.Id());
      }
    }
    return passing;
  }

  static bool WantsOnly(const Case& subject, int status) {
    if (status < 400) return false;
    return std::ranges::all_of(subject.steps, [&](const Step& step) {
      const auto* send = std::get_if<SendStep>(&step);
      return send == nullptr || std::ranges::any_of(send->expect.statuses, [&](StatusRange range) {
               return range.Holds(status);
             });
    });
  }

  bool Passes(const Case& subject, const Dialect& dialect, const Reply& always) {
    Target target = Obliging(GetParam());
    for (const Need& need : subject.needs) {
      if (need.kind == Need::Kind::kGiven) Give(target.given, need.what);
    }
    const Sender sender = [&](const SendOrder&) -> Result<Reply> { return always; };
    const Control control{
        .reset = []() -> Result<void> { return {}; },
        .advance = [](Duration) -> Result<void> { return {}; },
        .set_up = [](std::string_view, const Json&) -> Result<void> { return {}; }};
    const Environment env{};
    VirtualClock clock{Time{}};
    const CaseResult result = RunCase(subject, {.contract = *contract_,
                                                .target = target,
                                                .dialect = dialect,
                                                .sender = sender,
                                                .control = control,
                                                .env = env,
                                                .clock = clock});
    EXPECT_NE(result.verdict.word, Word::kSkip) << result.verdict.why;
    return result.verdict.word == Word::kPass;
  }

  const std::shared_ptr<const Contract> contract_;
  std::vector<std::pair<Dialect, std::vector<Case>>> suites_{};
};

TEST_P(FalsifiableTest, NoCasePassesAgainstAServerThatAnswersNonsense) {
  EXPECT_THAT(Passing({.response = {.status = 599}}), IsEmpty());
}

// The worst of mocks: whoever asks gets a token.
TEST_P(FalsifiableTest, NoCasePassesAgainstAServerThatSaysYesToEverything) {
  const std::string token =
      SignJwt({{"id", 1}, {"username", "somebody"}, {"sub", "somebody"}}, JwtKey::Hmac("key"));

  EXPECT_THAT(Passing({.response = {.status = 200,
                                    .headers = {{"Content-Type", "application/json"}},
                                    .body = WriteJson({{"jwt", token}, {"token", token}})}}),
              IsEmpty());
}

TEST_P(FalsifiableTest, NoOtherCasePassesAgainstAServerThatRefusesEverything) {
  for (const int status : {400, 401, 403, 404, 422, 500}) {
    EXPECT_THAT(Passing({.response = {.status = status}}), IsEmpty()) << status;
  }
}

TEST_P(FalsifiableTest, NoCasePassesAgainstAServerThatHangsUp) {
  EXPECT_THAT(Passing({}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Of, FalsifiableTest, ::testing::ValuesIn(Providers()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace authmock
