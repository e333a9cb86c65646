#include "mock_servers/core/fake_provider.h"

#include <cstdio>
#include <cstdlib>
#include <map>

#include "mock_servers/core/mock_server.h"

namespace authmock {
namespace {

constexpr std::string_view kOpenApi = R"({
  "openapi": "3.1.0",
  "info": {"title": "Fake", "version": "1"},
  "servers": [{"url": "/fake"}],
  "x-deployed-versions": ["1.0", "2.0"],
  "paths": {
    "/login": {"post": {
      "operationId": "log_in",
      "requestBody": {"required": true, "content": {"application/json": {"schema": {
        "type": "object", "required": ["name", "password"], "additionalProperties": false,
        "properties": {"name": {"type": "string"},
                       "password": {"type": "string", "x-secret": "password"}}}}}},
      "responses": {
        "200": {"description": "In.", "content": {"application/json": {"schema": {
          "type": "object", "required": ["token"],
          "properties": {"token": {"type": "string", "x-secret": "token"}}}}}},
        "401": {"description": "Out."}}}},
    "/me": {"get": {
      "operationId": "who",
      "security": [{"session": []}],
      "responses": {
        "200": {"description": "You.", "content": {"application/json": {"schema": {
          "type": "object", "required": ["name"],
          "properties": {"name": {"type": "string"}}}}}},
        "401": {"description": "Nobody."}}}},
    "/lie": {"get": {
      "operationId": "lie",
      "responses": {"200": {"description": "A number.", "content": {
        "application/json": {"schema": {"type": "number"}}}}}}},
    "/old": {"get": {
      "operationId": "old", "x-dialect": "deployed",
      "responses": {"204": {"description": "Still there."}}}}
  },
  "components": {"securitySchemes": {"session": {"type": "http", "scheme": "bearer"}}}
})";

constexpr std::string_view kWorldSchema = R"({
  "type": "object", "required": ["users"], "additionalProperties": false,
  "properties": {
    "users": {"type": "array", "items": {
      "type": "object", "required": ["name", "password"], "additionalProperties": false,
      "properties": {"name": {"type": "string"}, "password": {"type": "string"}}}},
    "tokens": {"type": "object"}
  }
})";

constexpr EmbeddedFile kDocuments[] = {
    {"schemas/fake/openapi.json", kOpenApi},
    {"schemas/fake/statements.json", R"({"provider": "fake", "statements": []})"},
    {"schemas/fake/world.schema.json", kWorldSchema},
    {"fixtures/fake/world.json", R"({"users": [{"name": "ann", "password": "secret"}]})"},
};

Response Reply(int status, const Json& body) {
  return {
      .status = status, .headers = {{"Content-Type", "application/json"}}, .body = WriteJson(body)};
}

class FakeProvider final : public Provider {
 public:
  FakeProvider(const ProviderSetting& setting, TokenTable tokens)
      : clock_(setting.clock), random_(setting.random), tokens_(std::move(tokens)) {}

  Response Answer(const Call& call) override {
    if (!call.match) return {.status = call.match.path_known() ? 405 : 404};
    if (call.match.operation->id == "log_in") return LogIn(call);
    if (call.match.operation->id == "who") return Who(call);
    if (call.match.operation->id == "lie") return Reply(200, "not a number");
    return {.status = 204};
  }

  Response Refuse(const HttpRefusal& refusal) override {
    return {.status = refusal.status, .body = std::string(refusal.reason)};
  }

  Response Word(int status) override { return {.status = status, .body = "in our own words"}; }

  Json World() const override {
    Json users = Json::array();
    for (const auto& [name, password] : passwords_) {
      users.push_back({{"name", name}, {"password", password}});
    }
    return {{"users", std::move(users)}, {"tokens", tokens_.Snapshot()}};
  }

  std::vector<ProviderState> States() const override {
    return {{"no_users", "Nobody has an account."},
            {"password_is", "Everybody has the password given as \"password\"."}};
  }

  Result<void> SetUp(std::string_view state, const Json& params) override {
    if (state == "no_users") {
      passwords_.clear();
      return {};
    }
    if (state != "password_is") {
      return Fail("", "there is no state \"" + std::string(state) + "\"");
    }
    const std::string password = TextAt(params, "/password");
    if (password.empty()) return Fail("/password", "expected a string");
    for (auto& [name, value] : passwords_) value = password;
    return {};
  }

  const TokenTable& tokens() const override { return tokens_; }

  Result<Token> Mint(const MintOrder& order) override {
    if (!passwords_.contains(order.account)) {
      return Fail("/account", "there is no user \"" + order.account + "\"");
    }
    Token token = NewToken(order.account);
    if (order.lifetime) token.expires_at = clock_.Now() + *order.lifetime;
    if (order.flaw == Flaw::kExpired) token.expires_at = clock_.Now();
    return tokens_.Issue(std::move(token));
  }

  bool Revoke(std::string_view id) override {
    if (tokens_.FindById(id) == nullptr) return false;
    tokens_.Revoke(id, clock_.Now(), "control");
    return true;
  }

  Advertisement Advertise() const override {
    return {.rows = {{"user", "ann / secret"}},
            .variables = {{"USER", "ann"}},
            .example = LogInRequest(),
            .given = {{"user", {{"name", "ann"}, {"password", "secret"}}}}};
  }

  Result<void> ReadUsers(const Json& users) {
    for (std::size_t i = 0; i < users.size(); ++i) {
      const std::string name = TextAt(users[i], "/name");
      if (!passwords_.emplace(name, TextAt(users[i], "/password")).second) {
        return Fail("/users/" + std::to_string(i) + "/name", "\"" + name + "\" stands twice");
      }
    }
    return {};
  }

 private:
  Token NewToken(const std::string& account) {
    return {.id = random_.Hex(8),
            .kind = "session",
            .account = account,
            .text = random_.Hex(32),
            .issued_at = clock_.Now(),
            .expires_at = clock_.Now() + std::chrono::hours(1)};
  }

  Response LogIn(const Call& call) {
    const auto user = passwords_.find(call.Text("/name"));
    if (user == passwords_.end() || user->second != call.Text("/password")) return {.status = 401};
    return Reply(200, {{"token", tokens_.Issue(NewToken(user->first)).text}});
  }

  Response Who(const Call& call) {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view given = call.request.headers.Get("Authorization");
    const Token* token = given.starts_with(kBearer)
                             ? tokens_.FindByText("session", given.substr(kBearer.size()))
                             : nullptr;
    if (token == nullptr || !token->IsLive(clock_.Now())) return {.status = 401};
    return Reply(200, {{"name", token->account}});
  }

  Clock& clock_;
  Random& random_;
  std::map<std::string, std::string, std::less<>> passwords_{};
  TokenTable tokens_;
};

Result<std::unique_ptr<Provider>> Make(const ProviderSetting& setting) {
  const Json* snapshot = At(setting.world, "/tokens");
  auto tokens = snapshot != nullptr ? TokenTable::Restore(*snapshot, "/tokens") : TokenTable();
  if (!tokens) return tl::unexpected(tokens.error());
  auto provider = std::make_unique<FakeProvider>(setting, std::move(*tokens));
  if (const auto read = provider->ReadUsers(*At(setting.world, "/users")); !read) {
    return tl::unexpected(read.error());
  }
  return provider;
}

}  // namespace

ProviderEntry FakeEntry() { return {.name = "fake", .make = Make, .documents = kDocuments}; }

MockOptions FakeOptions() { return MockServer::DefaultOptions(); }

std::unique_ptr<MockParts> FakeParts(MockOptions options) {
  auto parts = MockParts::Make(FakeEntry(), options);
  if (!parts) {
    std::fprintf(stderr, "%s\n", parts.error().Text().c_str());
    std::abort();
  }
  return std::move(*parts);
}

Request LogInRequest(std::string_view name, std::string_view password) {
  return {.method = "POST",
          .target = "/fake/login",
          .headers = {{"Host", "127.0.0.1"}, {"Content-Type", "application/json"}},
          .body = WriteJson({{"name", name}, {"password", password}})};
}

Request GetRequest(std::string target, std::string_view token) {
  Request request{.method = "GET", .target = std::move(target), .headers = {{"Host", "127.0.0.1"}}};
  if (!token.empty()) request.headers.Add("Authorization", "Bearer " + std::string(token));
  return request;
}

Json BodyOf(const Response& response) {
  JsonText text = ReadJson(response.body);
  return text.ok() ? std::move(text).TakeValue() : Json(nullptr);
}

}  // namespace authmock
