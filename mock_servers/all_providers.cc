#include "mock_servers/all_providers.h"

#include <cstdio>
#include <cstdlib>

#include "mock_servers/datameta/provider.h"
#include "mock_servers/glowmarkt/provider.h"
#include "mock_servers/portainer/provider.h"
#include "mock_servers/t3/provider.h"

namespace authmock {
namespace {

constexpr ProviderEntry kProviders[] = {
    {.name = "t3", .default_port = 9401, .make = t3::Make},
    {.name = "portainer", .default_port = 9402, .make = portainer::Make},
    {.name = "datameta", .default_port = 9403, .make = datameta::Make},
    {.name = "glowmarkt", .default_port = 9404, .make = glowmarkt::Make},
};

}  // namespace

std::span<const ProviderEntry> AllProviders() { return kProviders; }

const ProviderEntry* FindProvider(std::string_view name) {
  for (const ProviderEntry& entry : kProviders) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

MockServer StartMock(std::string_view provider, MockOptions options) {
  const ProviderEntry* entry = FindProvider(provider);
  if (entry == nullptr) {
    std::fprintf(stderr, "no provider is called %.*s\n", static_cast<int>(provider.size()),
                 provider.data());
    std::abort();
  }
  return MockServer::Start(*entry, std::move(options));
}

}  // namespace authmock
