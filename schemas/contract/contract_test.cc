#include "schemas/contract/contract.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "schemas/contract/shop.h"

namespace authmock {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Key;
using testing::Pair;
using testing::StartsWith;
using testing::UnorderedElementsAre;

TEST(Contract, TakesThePrefixFromTheServersPath) {
  EXPECT_EQ(Shop()->prefix(Dialect::Documented()), "/api");
}

TEST(Contract, KnowsWhoseItIs) {
  EXPECT_EQ(Shop()->provider(), "shop");
  EXPECT_EQ(Shop()->title(), "Shop");
  EXPECT_EQ(Shop()->name(), "shop.json");
  EXPECT_THAT(Shop()->deployed_versions(), ElementsAre("1.0", "1.1"));
}

TEST(Contract, KeepsTheDocumentAsItWasRead) {
  EXPECT_THAT(Differences(ShopDocument(), Shop()->document()), IsEmpty());
}

TEST(Contract, ListsOperationsInTheOrderOfTheDocument) {
  EXPECT_THAT(Shop()->operations(),
              ElementsAre(Field(&Operation::id, "log_in"), Field(&Operation::id, "find_items"),
                          Field(&Operation::id, "latest_item"), Field(&Operation::id, "get_item"),
                          Field(&Operation::id, "delete_item"), Field(&Operation::id, "ping")));
}

TEST(Contract, ReadsWhatAnOperationIs) {
  const Operation* const log_in = Shop()->FindOperation("log_in");

  ASSERT_NE(log_in, nullptr);
  EXPECT_EQ(log_in->method, "POST");
  EXPECT_EQ(log_in->path, "/session");
  EXPECT_EQ(log_in->summary, "Log in");
  EXPECT_EQ(log_in->pointer, "/paths/~1session/post");
  EXPECT_FALSE(log_in->companion);
  EXPECT_THAT(log_in->responses, ElementsAre(Key(200), Key(400), Key(401), Key(429)));
  EXPECT_THAT(log_in->body->content,
              ElementsAre(Key("application/json"), Key("application/x-www-form-urlencoded")));
}

TEST(Contract, ReadsTheExtensions) {
  EXPECT_TRUE(Shop()->FindOperation("ping")->companion);
  EXPECT_EQ(Shop()->FindOperation("latest_item")->scope, Scope::kDeployed);
  const ResponseSpec& limited = Shop()->FindOperation("log_in")->responses.at(429);
  EXPECT_EQ(limited.basis, Basis::kObserved);
  EXPECT_EQ(limited.scope, Scope::kDeployed);
  EXPECT_TRUE(Shop()->FindOperation("log_in")->responses.at(401).body_optional);
}

TEST(Contract, PutsTheDocumentsSecurityWhereAnOperationHasNone) {
  EXPECT_THAT(Shop()->FindOperation("get_item")->security,
              ElementsAre(ElementsAre("key"), ElementsAre("session", "pin")));
  EXPECT_THAT(Shop()->FindOperation("log_in")->security, IsEmpty());
  EXPECT_THAT(Shop()->FindOperation("latest_item")->security,
              ElementsAre(IsEmpty(), ElementsAre("key")));
}

TEST(Contract, PrefersAnOperationsParameterToThatOfItsPath) {
  EXPECT_THAT(Shop()->FindOperation("get_item")->parameters,
              ElementsAre(Field(&Parameter::type, "integer")));
  EXPECT_THAT(Shop()->FindOperation("delete_item")->parameters,
              ElementsAre(Field(&Parameter::type, "string")));
}

TEST(Contract, ReadsStatements) {
  const Statement* const limited = Shop()->FindStatement("log_in_is_limited");

  ASSERT_NE(limited, nullptr);
  EXPECT_EQ(limited->basis, Basis::kObserved);
  EXPECT_EQ(limited->scope, Scope::kDeployed);
  EXPECT_EQ(limited->contradicts, "log_in_is_public");
  EXPECT_THAT(limited->operations, ElementsAre("log_in", "ping"));
  EXPECT_THAT(limited->versions, ElementsAre("1.1"));
  EXPECT_EQ(Shop()->FindStatement("items_are_sorted")->scope, Scope::kBoth);
}

TEST(Contract, FindsNothingUnderAnUnknownId) {
  EXPECT_EQ(Shop()->FindOperation("log_out"), nullptr);
  EXPECT_EQ(Shop()->FindStatement("shops_close"), nullptr);
}

TEST(Contract, RoutesBelowThePrefix) {
  EXPECT_EQ(Shop()->MatchOperation("POST", "/api/session?x=1", Dialect::Documented()).operation->id,
            "log_in");
  EXPECT_FALSE(Shop()->MatchOperation("POST", "/session", Dialect::Documented()));
}

TEST(Contract, NamesTheMethodsOfAPath) {
  EXPECT_THAT(Shop()->MatchOperation("PUT", "/api/items/7", Dialect::Documented()).methods,
              ElementsAre("GET", "DELETE"));
}

// The shop with a patch, in deployed version 1.1 if `newer`, else 1.0.
std::string Routed(std::string_view patch, std::string_view target, bool newer) {
  Json document = ShopDocument();
  MergePatch(document, ParseJsonFile("patch", patch).value());
  const auto contract = Contract::Load("shop.json", document, "statements.json", ShopStatements());
  if (!contract) return contract.error().Text();
  const Match match = (*contract)->MatchOperation(
      "GET", target, {.deployed = true, .version = newer ? "1.1" : "1.0"});
  return match ? match.operation->id : "nothing";
}

TEST(Contract, HasNoOperationOfAnotherDialect) {
  EXPECT_EQ(Shop()->MatchOperation("GET", "/api/items/latest", Dialect::Documented()).operation->id,
            "get_item");
  EXPECT_EQ(Routed("{}", "/api/items/latest", false), "latest_item");
}

TEST(Contract, HasNoOperationOfAnotherVersion) {
  constexpr std::string_view kPatch =
      R"({"paths": {"/items/latest": {"get": {"x-versions": ["1.1"]}}}})";

  EXPECT_EQ(Routed(kPatch, "/api/items/latest", true), "latest_item");
  EXPECT_EQ(Routed(kPatch, "/api/items/latest", false), "get_item");
}

TEST(Contract, RoutesAVersionBelowItsOwnPrefix) {
  constexpr std::string_view kPatch =
      R"({"servers": [{"url": "/api"}, {"url": "/v2", "x-versions": ["1.1"]}]})";

  EXPECT_EQ(Routed(kPatch, "/v2/items/7", true), "get_item");
  EXPECT_EQ(Routed(kPatch, "/api/items/7", true), "nothing");
  EXPECT_EQ(Routed(kPatch, "/api/items/7", false), "get_item");
  EXPECT_EQ(Routed(kPatch, "/v2/items/7", false), "nothing");
}

TEST(Contract, RoutesAPathBelowAServerOfItsOwn) {
  constexpr std::string_view kPatch = R"({"paths": {"/ping": {"servers": [{"url": "/"}]}}})";

  EXPECT_EQ(Routed(kPatch, "/ping", true), "ping");
  EXPECT_EQ(Routed(kPatch, "/api/ping", true), "nothing");
}

TEST(Contract, CollectsTheNamesOfSecrets) {
  const SecretNames& secrets = Shop()->secrets();

  EXPECT_THAT(secrets.passwords, UnorderedElementsAre("password"));
  EXPECT_THAT(secrets.tokens, UnorderedElementsAre("token", "old_tokens", "voucher", "pin"));
  EXPECT_THAT(secrets.headers, UnorderedElementsAre("authorization"));
  EXPECT_THAT(secrets.cookies, UnorderedElementsAre("sid"));
}

TEST(Contract, NamesTheProvidersThereAreWhenAskedForAnother) {
  const auto contract = Contract::Embedded("nobody");

  ASSERT_FALSE(contract.has_value());
  EXPECT_EQ(contract.error().where, "provider");
  EXPECT_THAT(contract.error().what, StartsWith("there is no \"nobody\"; there are: "));
}

TEST(Scope, IncludesTheDialectsItNames) {
  const Dialect deployed{.deployed = true, .version = "1.0"};

  EXPECT_TRUE(Includes(Scope::kBoth, Dialect::Documented()));
  EXPECT_TRUE(Includes(Scope::kBoth, deployed));
  EXPECT_TRUE(Includes(Scope::kDocumented, Dialect::Documented()));
  EXPECT_FALSE(Includes(Scope::kDocumented, deployed));
  EXPECT_FALSE(Includes(Scope::kDeployed, Dialect::Documented()));
  EXPECT_TRUE(Includes(Scope::kDeployed, deployed));
}

TEST(Match, HasNoValueForAnUnknownVariable) {
  const Match match = Shop()->MatchOperation("GET", "/api/items/7", Dialect::Documented());

  EXPECT_THAT(match.variables, ElementsAre(Pair("id", "7")));
  EXPECT_EQ(match.Variable("id"), "7");
  EXPECT_EQ(match.Variable("name"), "");
}

}  // namespace
}  // namespace authmock
