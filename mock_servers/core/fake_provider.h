// A provider of few rules, so that the core is tested without any real one.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_FAKE_PROVIDER_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_FAKE_PROVIDER_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/core/mock.h"
#include "mock_servers/core/parts.h"
#include "mock_servers/core/provider.h"

namespace authmock {

// Operations below /fake:
//   log_in   POST /login {"name", "password"}: 200 {"token"} or 401
//   who      GET /me with a bearer token: 200 {"name"} or 401
//   lie      GET /lie: 200 with a body that breaks the contract
//   old      GET /old: 204, in dialect deployed only
// World: {"users": [{"name": "ann", "password": "secret"}], "tokens": a TokenTable's snapshot}.
// States: "no_users", and "password_is" with the parameter "password" for all of them.
// Tokens are of kind "session"; an account's name is a user's. It takes the flaw "expired" only.
ProviderEntry FakeEntry();

// Strict, on a virtual clock at 2026-01-01T00:00:00Z.
MockOptions FakeOptions();
// Everything of a mock of it but the socket. An invalid option ends the program.
std::unique_ptr<MockParts> FakeParts(MockOptions options = FakeOptions());

// Requests as clients of it send them.
Request LogInRequest(std::string_view name = "ann", std::string_view password = "secret");
Request GetRequest(std::string target, std::string_view token = "");
// The JSON of a body; null if it is none.
Json BodyOf(const Response& response);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_FAKE_PROVIDER_H_
