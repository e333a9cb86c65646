// The only list of providers in the project.
#ifndef AUTHMOCK_MOCK_SERVERS_ALL_PROVIDERS_H_
#define AUTHMOCK_MOCK_SERVERS_ALL_PROVIDERS_H_

#include <span>
#include <string_view>

#include "mock_servers/core/mock_server.h"
#include "mock_servers/core/provider.h"

namespace authmock {

std::span<const ProviderEntry> AllProviders();
// nullptr if there is none of that name.
const ProviderEntry* FindProvider(std::string_view name);
// A mock of a provider by name, for tests.
MockServer StartMock(std::string_view provider, MockOptions options = MockServer::DefaultOptions());

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_ALL_PROVIDERS_H_
