// Further mocks, for tests in parallel.
#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

const ProviderEntry* FindSibling(const MockParts& parts, std::string_view name) {
  if (name == parts.entry.name) return &parts.entry;
  for (const ProviderEntry& entry : parts.options.siblings) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

Error NoSuchProvider(const MockParts& parts, const std::string& name) {
  std::string known;
  for (const ProviderEntry& entry : parts.options.siblings) known += " " + std::string(entry.name);
  if (known.empty()) known = " " + std::string(parts.entry.name);
  return {"/provider", "there is no provider \"" + name + "\"; there are:" + known};
}

// What a new mock shares with the one it is started through: where it listens, what a client may
// send, and who may steer it.
MockOptions Inherited(const MockParts& parts) {
  MockOptions options{.control_token = parts.options.control_token,
                      .siblings = parts.options.siblings,
                      .server = parts.options.server};
  options.server.port = 0;
  return options;
}

Result<MockOptions> ReadOrder(const MockParts& parts, const Json& body) {
  MockOptions options = Inherited(parts);
  options.world_name = "";
  if (const Json* world = At(body, "/world")) options.world = *world;
  if (body.contains("dialect")) options.dialect = TextAt(body, "/dialect");
  if (const Json* seed = At(body, "/seed")) options.seed = seed->get<std::uint64_t>();
  if (const Json* strict = At(body, "/strict")) options.strict = strict->get<bool>();
  if (body.contains("clock")) {
    const auto start = ParseClockChoice(TextAt(body, "/clock"));
    if (!start) return Fail("/clock", start.error().what);
    options.virtual_clock = *start;
  }
  return options;
}

// Where in the request's body an error of Mock::Start belongs.
Response CannotStart(const Error& error) {
  if (error.where.starts_with('#')) {
    return Unprocessable({"/world" + error.where.substr(1), error.what});
  }
  if (error.where == "dialect") return Unprocessable({"/dialect", error.what});
  return Problem(503, error.Text());
}

Json MockToJson(const Mocks::Listed& listed) {
  return {{"id", listed.id},
          {"provider", listed.mock->provider()},
          {"dialect", listed.mock->dialect().Text()},
          {"seed", listed.mock->seed()},
          {"base_url", listed.mock->base_url()},
          {"control_url", listed.mock->origin() + "/__mock__"}};
}

Response ListMocks(const ControlCall& call) {
  Json mocks = Json::array();
  for (const Mocks::Listed& listed : call.parts.mocks.List()) mocks.push_back(MockToJson(listed));
  return JsonReply(200, {{"mocks", std::move(mocks)}});
}

Response StartMock(const ControlCall& call) {
  std::string name = TextAt(call.body, "/provider");
  if (!call.body.contains("provider")) name = call.parts.entry.name;
  const ProviderEntry* entry = FindSibling(call.parts, name);
  if (entry == nullptr) return Unprocessable(NoSuchProvider(call.parts, name));
  const Result<MockOptions> options = ReadOrder(call.parts, call.body);
  if (!options) return Unprocessable(options.error());
  if (call.parts.mocks.size() >= Mocks::kMost) {
    return Problem(409, std::to_string(Mocks::kMost) +
                            " mocks run already; DELETE some of /__mock__/mocks first");
  }
  const auto started = call.parts.mocks.Start(*entry, *options);
  if (!started) return CannotStart(started.error());
  Response reply = JsonReply(201, MockToJson(*started));
  reply.headers.Add("Location", "/__mock__/mocks/" + std::to_string(started->id));
  return reply;
}

Response StopMock(const ControlCall& call) {
  if (call.parts.mocks.Stop(call.Id())) return Done();
  return Problem(404, "there is no mock " + std::string(call.match.Variable("id")) +
                          "; GET /__mock__/mocks lists them");
}

}  // namespace

std::span<const ControlHandler> MockHandlers() {
  static constexpr ControlHandler kHandlers[] = {
      {"list_mocks", ListMocks}, {"start_mock", StartMock}, {"stop_mock", StopMock}};
  return kHandlers;
}

}  // namespace authmock
