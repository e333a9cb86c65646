// A message that breaks nothing costs no memory: every request of a mock passes here.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <new>

#include "schemas/contract/shop.h"
#include "schemas/contract/validate.h"

namespace {
std::size_t allocations = 0;
}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* const memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace authmock {
namespace {

// How often `work` allocates once its thread has done it before.
template <typename Work>
std::size_t AllocationsOf(const Work& work) {
  work();
  const std::size_t before = allocations;
  work();
  return allocations - before;
}

TEST(ValidateCost, OfAGoodLoginIsNoMemory) {
  const auto shop = Shop();
  const Dialect deployed{.deployed = true, .version = "1.0"};
  const Request request{.method = "POST",
                        .target = "/api/session",
                        .headers = {{"Content-Type", "application/json; charset=utf-8"}},
                        .body = R"({"user": "ann", "password": "a-password-longer-than-sixteen"})"};
  const Response response{
      .status = 200,
      .headers = {{"Content-Type", "application/json"}, {"X-Kind", "shop"}, {"X-Left", "5"}},
      .body = R"({"token": "a-token-that-is-longer-than-sixteen"})"};
  const JsonText asked = ReadJson(request.body);
  const JsonText answered = ReadJson(response.body);
  std::size_t violations = 0;

  const std::size_t count = AllocationsOf([&] {
    const Match match = shop->MatchOperation(request.method, request.target, Dialect::Documented());
    violations += ValidateRequest(*shop, match, request, &asked).size();
    violations += ValidateResponse(*shop, *match.operation, deployed, response, answered).size();
  });

  EXPECT_EQ(count, 0u);
  EXPECT_EQ(violations, 0u);
}

TEST(ValidateCost, OfAGoodCredentialIsNoMemory) {
  const auto shop = Shop();
  const Operation& get_item = *shop->FindOperation("get_item");
  const Request request{.method = "GET",
                        .headers = {{"Authorization", "Bearer a-token-longer-than-sixteen"}}};
  const Match match{.operation = &get_item, .variables = {{"id", "7"}}};
  std::size_t violations = 0;

  const std::size_t count =
      AllocationsOf([&] { violations += ValidateRequest(*shop, match, request, nullptr).size(); });

  EXPECT_EQ(count, 0u);
  EXPECT_EQ(violations, 0u);
}

TEST(ValidateCost, OfABadLoginIsCounted) {
  const auto shop = Shop();
  const Request request{.method = "POST", .target = "/api/session"};

  const std::size_t count = AllocationsOf([&] {
    ValidateRequest(*shop,
                    shop->MatchOperation(request.method, request.target, Dialect::Documented()),
                    request, nullptr);
  });

  EXPECT_GT(count, 0u);
}

}  // namespace
}  // namespace authmock
