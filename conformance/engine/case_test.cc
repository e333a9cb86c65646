#include "conformance/engine/case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/engine/test_contract.h"

namespace authmock {
namespace {

using ::testing::HasSubstr;

const Dialect kDocumented = Dialect::Documented();
const Dialect kOld{.deployed = true, .version = "1.0"};
const Dialect kNew{.deployed = true, .version = "2.0"};

TEST(Case, RunsInBothDialectsUnlessItSaysSo) {
  const Case both{};
  const Case documented{.dialect = "documented"};
  const Case deployed{.dialect = "deployed"};
  const Case newest{.dialect = "deployed@2.0"};

  EXPECT_TRUE(both.RunsIn(kDocumented) && both.RunsIn(kOld));
  EXPECT_TRUE(documented.RunsIn(kDocumented));
  EXPECT_FALSE(documented.RunsIn(kOld));
  EXPECT_TRUE(deployed.RunsIn(kOld) && deployed.RunsIn(kNew));
  EXPECT_FALSE(deployed.RunsIn(kDocumented));
  EXPECT_TRUE(newest.RunsIn(kNew));
  EXPECT_FALSE(newest.RunsIn(kOld) || newest.RunsIn(kDocumented));
}

TEST(WeakestBasis, IsThatOfTheWeakestPromise) {
  const auto contract = TestContract();

  EXPECT_EQ(WeakestBasis(*contract, {"login/200", "logout/security:key"}), Basis::kDocumented);
  EXPECT_EQ(WeakestBasis(*contract, {"login/200", "login/500"}), Basis::kObserved);
  EXPECT_EQ(WeakestBasis(*contract, {"statement:second_is_slow", "login/500"}), Basis::kInferred);
}

TEST(WeakestBasis, RefusesAPromiseThatNobodyMakes) {
  const auto contract = TestContract();

  for (const char* covers : {"login/404", "login/20x", "nobody/200", "statement:nothing", "login",
                             "login/security:key", ""}) {
    const Result<Basis> basis = WeakestBasis(*contract, {covers});

    ASSERT_FALSE(basis) << covers;
    EXPECT_THAT(basis.error().Text(), HasSubstr("the contract makes no such promise"));
  }
}

TEST(PromiseText, PointsIntoTheDocumentOrQuotesTheStatement) {
  const auto contract = TestContract();

  EXPECT_EQ(PromiseText(*contract, "login/422"),
            "schemas/acme/openapi.json#/paths/~1login/post/responses/422");
  EXPECT_EQ(PromiseText(*contract, "logout/security:key"),
            "schemas/acme/openapi.json#/paths/~1logout/post/security");
  EXPECT_EQ(PromiseText(*contract, "statement:logout_ends"), "Logout ends the session.");
  EXPECT_EQ(PromiseText(*contract, "login/404"), "");
}

TEST(Expect, NamesItsStatuses) {
  EXPECT_EQ(Expect({.statuses = {{200, 200}, {400, 499}}}).StatusText(),
            "status 200 or 400 to 499");
  EXPECT_THAT(Expect({.none = true}).StatusText(), HasSubstr("closes without a byte"));
}

}  // namespace
}  // namespace authmock
