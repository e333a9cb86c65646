// Input: the text of a case file for the contract of nobody's API.
#include "conformance/engine/load.h"
#include "conformance/engine/test_contract.h"
#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace authmock;
  static const std::shared_ptr<const Contract> kContract = TestContract();

  for (const std::string_view path :
       {"conformance/cases/acme/login.json", "conformance/cases/acme/journeys.json"}) {
    const auto cases = LoadCaseFile(*kContract, path, TextOf(data, size));
    if (!cases) {
      Promise(cases.error().where.starts_with(path), "an error names the file");
      Promise(!cases.error().what.empty(), "an error says what is wrong");
      continue;
    }
    for (const Case& each : *cases) Promise(!each.Id().empty(), "a case has an id");
  }
  return 0;
}
