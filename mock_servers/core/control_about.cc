// What this mock is and how it is doing.
#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

Response Health(const ControlCall& call) {
  if (const std::string trouble = call.parts.journal.file_trouble(); !trouble.empty()) {
    return Problem(503, "exchanges are missing in " + call.parts.options.journal_file + ": " +
                            trouble + "; make room and start the mock anew");
  }
  return JsonReply(200, {{"status", "ok"},
                         {"provider", call.parts.entry.name},
                         {"dialect", call.parts.dialect.Text()}});
}

// AUTHMOCK_<PROVIDER>_URL, _CONTROL, and the variables that the provider has values for.
Json EnvironmentOf(const MockParts& parts, const Advertisement& advertisement) {
  std::string stem = "AUTHMOCK_";
  for (const char c : parts.entry.name) {
    stem += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  Json environment{{stem + "_URL", parts.BaseUrl()},
                   {stem + "_CONTROL", parts.Origin() + "/__mock__"}};
  for (const auto& [name, value] : advertisement.variables) environment[stem + "_" + name] = value;
  return environment;
}

Response Target(const ControlCall& call) {
  Json can = {"reset", "state", "fault", "journal"};
  if (call.parts.virtual_clock != nullptr) can.push_back("advance");
  const Advertisement advertisement =
      call.parts.stage->Alone([](Provider& provider) { return provider.Advertise(); });
  return JsonReply(200, {{"provider", call.parts.entry.name},
                         {"name", "mock:" + std::string(call.parts.entry.name)},
                         {"base_url", call.parts.BaseUrl()},
                         {"dialect", call.parts.dialect.Text()},
                         {"given", advertisement.given},
                         {"environment", EnvironmentOf(call.parts, advertisement)},
                         {"can", std::move(can)}});
}

Response ShowContract(const ControlCall& call) {
  return JsonReply(200, call.parts.contract->document());
}

Response ShowOpenApi(const ControlCall&) {
  return TextReply("application/json", std::string(ControlDocument()));
}

Response ShowMetrics(const ControlCall& call) {
  const std::size_t tokens =
      call.parts.stage->Alone([](Provider& provider) { return provider.tokens().size(); });
  return TextReply("text/plain; version=0.0.4; charset=utf-8",
                   call.parts.metrics.Text({.faults_left = call.parts.faults.Left(),
                                            .tokens = tokens,
                                            .mocks = call.parts.mocks.size(),
                                            .journal_dropped = call.parts.journal.dropped()}));
}

}  // namespace

std::span<const ControlHandler> AboutHandlers() {
  static constexpr ControlHandler kHandlers[] = {{"health", Health},
                                                 {"target", Target},
                                                 {"contract", ShowContract},
                                                 {"openapi", ShowOpenApi},
                                                 {"metrics", ShowMetrics}};
  return kHandlers;
}

}  // namespace authmock
