#include "conformance/coded_cases.h"

#include <set>
#include <string>
#include <utility>

#include "conformance/cases/datameta/coded.h"
#include "conformance/cases/glowmarkt/coded.h"
#include "conformance/cases/portainer/coded.h"
#include "conformance/cases/t3/coded.h"
#include "conformance/embedded_cases.h"
#include "conformance/engine/load.h"

namespace authmock {
namespace {

struct Entry {
  std::string_view provider{};
  std::vector<Case> (*cases)() = nullptr;
};

constexpr Entry kProviders[] = {
    {"datameta", &datameta::CodedCases},
    {"glowmarkt", &glowmarkt::CodedCases},
    {"portainer", &portainer::CodedCases},
    {"t3", &t3::CodedCases},
};

}  // namespace

Result<std::vector<Case>> CodedCases(const Contract& contract) {
  std::vector<Case> cases{};
  for (const Entry& entry : kProviders) {
    if (entry.provider == contract.provider()) cases = entry.cases();
  }
  for (Case& each : cases) {
    const Result<Basis> basis = WeakestBasis(contract, each.covers);
    if (!basis) return Fail(each.Id(), basis.error().Text());
    each.provider = contract.provider();
    each.group = "coded";
    each.source = CaseSource::kCoded;
    each.basis = *basis;
  }
  return cases;
}

Result<std::vector<Case>> AllCases(const Contract& contract) {
  Result<std::vector<Case>> cases = LoadCases(contract, CaseFiles());
  if (!cases) return cases;
  Result<std::vector<Case>> coded = CodedCases(contract);
  if (!coded) return coded;
  std::ranges::move(*coded, std::back_inserter(*cases));
  std::set<std::string> ids{};
  for (const Case& each : *cases) {
    if (!ids.insert(each.Id()).second) return Fail(each.Id(), "is the id of two cases");
  }
  return cases;
}

}  // namespace authmock
