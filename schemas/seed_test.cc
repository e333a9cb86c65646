// Holds every contract against what its seed documents, copied by hand into schemas/*/seed.json:
// whatever one of the two has and the other has not is a drift.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/meta.h"

namespace authmock {
namespace {

struct Seed {
  std::string provider{};
  Json document{};
};

void PrintTo(const Seed& seed, std::ostream* out) { *out << seed.provider; }

std::vector<Seed> AllSeeds() {
  std::vector<Seed> seeds;
  for (const auto& folder : std::filesystem::directory_iterator("schemas")) {
    const std::filesystem::path path = folder.path() / "seed.json";
    if (!std::filesystem::exists(path)) continue;
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    Result<Json> document = ParseJsonFile(path.string(), text);
    // A table that cannot be read must not pass as a table that promises nothing.
    seeds.push_back({folder.path().filename().string(), document ? *document : Json(nullptr)});
  }
  return seeds;
}

// "#/components/schemas/User" -> "User"; of a list, of its items.
std::string ModelOf(const Json& document, const std::string& pointer) {
  std::string reference = TextAt(document, pointer + "/schema/$ref");
  if (reference.empty()) reference = TextAt(document, pointer + "/schema/items/$ref");
  return reference.substr(reference.rfind('/') + 1);
}

// Media types, and the one model behind all of them.
template <typename Content>
Json ContentOf(const Json& document, const std::string& pointer, const Content& content) {
  Json media_types = Json::array();
  std::string model;
  for (const auto& [media_type, schema] : content) {
    media_types.push_back(media_type);
    model = ModelOf(document, Child(pointer + "/content", media_type));
  }
  return {{"model", model}, {"media_types", media_types}};
}

Json BodyOf(const Json& document, const Operation& operation) {
  if (!operation.body) return nullptr;
  Json body = ContentOf(document, operation.body->pointer, operation.body->content);
  body["required"] = operation.body->required;
  body["description"] = TextAt(document, operation.body->pointer + "/description");
  return body;
}

bool IsDocumented(const ResponseSpec& response) {
  return response.basis == Basis::kDocumented && response.scope != Scope::kDeployed;
}

Json ReturnsOf(const Json& document, const Operation& operation) {
  for (const auto& [status, response] : operation.responses) {
    if (status / 100 != 2 || !IsDocumented(response)) continue;
    auto content = response.content;
    for (const auto& [media_type, scope] : response.content_scopes) {
      if (scope == Scope::kDeployed) content.erase(media_type);
    }
    if (!content.empty()) return ContentOf(document, response.pointer, content);
  }
  return nullptr;
}

Json StatusesOf(const Operation& operation) {
  Json statuses = Json::object();
  for (const auto& [status, response] : operation.responses) {
    if (IsDocumented(response)) statuses[std::to_string(status)] = response.description;
  }
  return statuses;
}

Json ParametersOf(const Operation& operation) {
  Json parameters = Json::array();
  for (const Parameter& parameter : operation.parameters) {
    parameters.push_back({{"name", parameter.name},
                          {"in", PlaceName(parameter.place)},
                          {"required", parameter.required}});
  }
  return parameters;
}

class SeedTest : public testing::TestWithParam<Seed> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(seed().is_object()) << "schemas/" << GetParam().provider << "/seed.json is no JSON";
    auto contract = Contract::Embedded(GetParam().provider);
    ASSERT_TRUE(contract.has_value()) << contract.error().Text();
    contract_ = *contract;
  }

  const Json& seed() const { return GetParam().document; }

  // Expects `facet` of every operation to be what the seed has under `member`.
  template <typename Facet>
  void ExpectOfEach(const std::string& member, const Facet& facet) const {
    for (const Json& wanted : seed().at("operations")) {
      const std::string id = TextAt(wanted, "/id");
      const Operation* operation = contract_->FindOperation(id);
      ASSERT_NE(operation, nullptr) << "the contract has no operation " << id;
      const Json found = facet(*operation);
      EXPECT_TRUE(Differences(wanted.at(member), found).empty())
          << id << " " << member << ": the seed has " << WriteJson(wanted.at(member))
          << ", the contract " << WriteJson(found);
    }
  }

  std::shared_ptr<const Contract> contract_{};
};

TEST_P(SeedTest, TheTableItselfIsComplete) {
  const Result<void> fits = CheckFile(*MetaSchema("seed"), "seed.json", seed());

  EXPECT_TRUE(fits.has_value()) << fits.error().Text();
}

TEST_P(SeedTest, TheContractHasThePrefix) {
  EXPECT_EQ(contract_->prefix(Dialect::Documented()), TextAt(seed(), "/prefix"));
}

TEST_P(SeedTest, TheContractHasTheseOperationsAndNoOther) {
  std::vector<std::string> documented;
  for (const Operation& operation : contract_->operations()) {
    if (!operation.companion) documented.push_back(operation.id);
  }
  std::vector<std::string> wanted;
  for (const Json& operation : seed().at("operations")) wanted.push_back(TextAt(operation, "/id"));
  EXPECT_EQ(documented, wanted);
}

TEST_P(SeedTest, MethodsAreTheSame) {
  ExpectOfEach("method", [](const Operation& operation) { return Json(operation.method); });
}

TEST_P(SeedTest, PathsAreTheSame) {
  ExpectOfEach("path", [](const Operation& operation) { return Json(operation.path); });
}

TEST_P(SeedTest, SummariesAreTheSame) {
  ExpectOfEach("summary", [](const Operation& operation) { return Json(operation.summary); });
}

TEST_P(SeedTest, ParametersAreTheSame) { ExpectOfEach("parameters", ParametersOf); }

TEST_P(SeedTest, BodiesAreTheSame) {
  ExpectOfEach("body", [this](const Operation& operation) {
    return BodyOf(contract_->document(), operation);
  });
}

TEST_P(SeedTest, ReturnTypesAreTheSame) {
  ExpectOfEach("returns", [this](const Operation& operation) {
    return ReturnsOf(contract_->document(), operation);
  });
}

TEST_P(SeedTest, DocumentedStatusesAreTheSame) { ExpectOfEach("statuses", StatusesOf); }

TEST_P(SeedTest, SecurityIsTheSame) {
  ExpectOfEach("security", [](const Operation& operation) {
    // That none is needed, the generator of the seeds has no words for.
    std::vector<SecurityRequirement> schemes = operation.security;
    std::erase(schemes, SecurityRequirement{});
    return Json(schemes);
  });
}

TEST_P(SeedTest, EverySchemeIsDefined) {
  for (const Json& operation : seed().at("operations")) {
    for (const Json& alternative : operation.at("security")) {
      for (const Json& scheme : alternative) {
        EXPECT_TRUE(contract_->security_schemes().contains(scheme.get<std::string>())) << scheme;
      }
    }
  }
}

TEST(Seeds, AreThereForEveryContract) {
  std::vector<std::string> providers;
  for (const Seed& seed : AllSeeds()) providers.push_back(seed.provider);
  std::ranges::sort(providers);

  EXPECT_EQ(providers, Contract::EmbeddedProviders());
}

INSTANTIATE_TEST_SUITE_P(Schemas, SeedTest, testing::ValuesIn(AllSeeds()),
                         [](const testing::TestParamInfo<Seed>& info) {
                           return info.param.provider;
                         });

}  // namespace
}  // namespace authmock
