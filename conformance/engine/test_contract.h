// A contract of nobody's, small enough to see whole, for tests of the engine.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_TEST_CONTRACT_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_TEST_CONTRACT_H_

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/json.h"
#include "schemas/contract/contract.h"

namespace authmock {

inline constexpr std::string_view kTestDocument = R"({
  "openapi": "3.1.0",
  "info": {"title": "Acme's door", "version": "1"},
  "x-deployed-versions": ["1.0", "2.0"],
  "servers": [{"url": "/api"}],
  "paths": {
    "/login": {"post": {
      "operationId": "login",
      "requestBody": {"required": true, "content": {"application/json": {"schema": {
        "type": "object", "required": ["name", "password"],
        "properties": {"name": {"type": "string"},
                       "password": {"type": "string", "x-secret": "password"}}}}}},
      "responses": {
        "200": {"description": "Signed in.", "content": {"application/json": {"schema": {
          "type": "object", "properties": {"token": {"type": "string", "x-secret": "token"}}}}}},
        "422": {"description": "Refused."},
        "500": {"description": "Out of order.", "x-basis": "observed", "x-dialect": "deployed"}}}},
    "/logout": {"post": {
      "operationId": "logout", "security": [{"key": []}],
      "responses": {"204": {"description": "Signed out."}}}},
    "/me": {"get": {
      "operationId": "me", "x-companion": true, "security": [{"key": []}],
      "responses": {"200": {"description": "Who I am."}}}}},
  "components": {"securitySchemes": {
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}
})";

inline constexpr std::string_view kTestStatements = R"({
  "provider": "acme",
  "statements": [
    {"id": "logout_ends", "basis": "documented", "dialect": "documented",
     "says": "Logout ends the session.", "source": "page 1", "operations": ["logout"]},
    {"id": "logout_ends_nothing", "basis": "observed", "dialect": "deployed",
     "says": "Logout ends nothing.", "source": "seen in May", "operations": ["logout"],
     "contradicts": "logout_ends"},
    {"id": "second_is_slow", "basis": "inferred", "dialect": "deployed", "versions": ["2.0"],
     "says": "Version 2.0 is slow.", "source": "a guess", "operations": ["login"]}
  ]
})";

inline std::shared_ptr<const Contract> TestContract() {
  const Json document = ParseJsonFile("openapi.json", kTestDocument).value_or(Json());
  const Json statements = ParseJsonFile("statements.json", kTestStatements).value_or(Json());
  auto contract = Contract::Load("openapi.json", document, "statements.json", statements);
  if (contract) return *contract;
  std::fprintf(stderr, "the test contract is wrong: %s\n", contract.error().Text().c_str());
  std::abort();
}

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_TEST_CONTRACT_H_
