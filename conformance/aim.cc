#include "conformance/aim.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "client/core/socket.h"
#include "client/core/transport.h"
#include "conformance/coded_cases.h"
#include "conformance/control_http.h"
#include "conformance/engine/derive.h"
#include "conformance/transport_sender.h"
#include "mock_servers/all_providers.h"

namespace authmock {
namespace {

constexpr std::string_view kMock = "mock:";
constexpr Time kStart = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

std::optional<std::string> ProcessVariable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

// The words that aim a later run at the same target.
std::string Again(const AimOptions& options) {
  std::string again = options.text;
  if (!options.provider.empty()) again += " --provider " + options.provider;
  if (!options.dialect.empty()) again += " --dialect " + options.dialect;
  return again;
}

Result<Target> StartMock(const AimOptions& options, Aim& aim) {
  const std::string name = options.text.substr(kMock.size());
  const ProviderEntry* entry = FindProvider(name);
  if (entry == nullptr) {
    std::string known{};
    for (const ProviderEntry& each : AllProviders()) known += " mock:" + std::string(each.name);
    return Fail("", "there is no \"" + options.text + "\"; there are:" + known);
  }
  MockOptions mock_options = options.mock;
  mock_options.strict = true;
  mock_options.control = true;
  mock_options.control_token = options.control_token;
  if (!mock_options.virtual_clock) mock_options.virtual_clock = kStart;
  if (!options.dialect.empty()) mock_options.dialect = options.dialect;
  Result<std::unique_ptr<Mock>> started = Mock::Start(*entry, mock_options);
  if (!started) return tl::unexpected(started.error());
  aim.mock = std::move(*started);
  const Result<BaseUrl> origin = BaseUrl::Parse(aim.mock->origin());
  if (!origin) return tl::unexpected(origin.error());
  const auto page = FetchTarget(*origin, options.control_token);
  if (!page) return tl::unexpected(page.error());
  if (!*page) return Fail(aim.mock->origin(), "the mock does not describe itself");
  aim.described = true;
  return ReadTarget(options.text, **page, options.env);
}

// A server without a description of its own: nothing is known to exist there, and it can nothing.
Result<Target> UndescribedTarget(const AimOptions& options, const BaseUrl& url) {
  if (options.provider.empty()) {
    return Fail(options.text,
                "does not describe itself at " + url.Origin() +
                    "/__mock__/target: name its contract with --provider, or write a target file "
                    "that also says which accounts exist there");
  }
  const auto contract = Contract::Embedded(options.provider);
  if (!contract) return tl::unexpected(contract.error());
  const auto dialect = Dialect::Parse(options.dialect.empty() ? "documented" : options.dialect,
                                      (*contract)->deployed_versions());
  if (!dialect) return tl::unexpected(dialect.error());
  const std::string& prefix = url.path.empty() ? (*contract)->prefix(*dialect) : url.path;
  return Target{
      .provider = options.provider, .name = options.text, .base_url = url.Origin() + prefix};
}

Result<Target> AskServer(const AimOptions& options, Aim& aim) {
  const Result<BaseUrl> url = BaseUrl::Parse(options.text);
  if (!url) return tl::unexpected(url.error());
  const auto page = FetchTarget(*url, options.control_token);
  if (!page) return tl::unexpected(page.error());
  if (!*page) return UndescribedTarget(options, *url);
  aim.described = true;
  Result<Target> target = ReadTarget(url->Origin() + "/__mock__/target", **page, options.env);
  if (!target) return target;
  if (!options.provider.empty() && options.provider != target->provider) {
    return Fail("--provider", "\"" + options.provider + "\", but " + options.text +
                                  " says that it is " + target->provider);
  }
  // A mock behind a forwarded port knows itself by another address than we do.
  const Result<BaseUrl> own = BaseUrl::Parse(target->base_url);
  if (!own) return tl::unexpected(own.error());
  target->base_url = url->Origin() + (url->path.empty() ? own->path : url->path);
  return target;
}

Result<void> CheckThatSomebodyListens(const BaseUrl& url) {
  const Result<int> socket = Connect(url, {}, TransportOptions().connect_timeout);
  if (!socket) return tl::unexpected(socket.error());
  ::close(*socket);
  return {};
}

Result<Target> ReadTargetFile(const AimOptions& options) {
  std::ifstream file(options.text, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file.is_open() || file.bad()) {
    return Fail("\"" + options.text + "\"",
                "is no file that can be read, no http:// or https:// URL and no mock:PROVIDER");
  }
  const Result<Json> document = ParseJsonFile(options.text, text);
  if (!document) return tl::unexpected(document.error());
  Result<Target> target = ReadTarget(options.text, *document, options.env);
  if (!target) return target;
  const Result<BaseUrl> url = BaseUrl::Parse(target->base_url);
  if (!url) return tl::unexpected(url.error());
  if (const auto listens = CheckThatSomebodyListens(*url); !listens) {
    return tl::unexpected(listens.error());
  }
  return target;
}

Result<Target> FindTarget(const AimOptions& options, Aim& aim) {
  if (options.text.starts_with(kMock)) return StartMock(options, aim);
  const bool url = options.text.starts_with("http://") || options.text.starts_with("https://");
  return url ? AskServer(options, aim) : ReadTargetFile(options);
}

}  // namespace

RunSetting Aim::Setting(Clock& clock) const {
  return {.contract = *contract,
          .target = target,
          .dialect = dialect,
          .sender = sender,
          .control = control,
          .env = env,
          .clock = clock};
}

Result<std::vector<Case>> Aim::Cases() const {
  Result<std::vector<Case>> cases = AllCases(*contract);
  if (!cases) return cases;
  std::ranges::move(DeriveCases(*contract, dialect), std::back_inserter(*cases));
  return cases;
}

Result<Aim> TakeAim(AimOptions options) {
  if (!options.env) options.env = ProcessVariable;
  Aim aim{.env = options.env};
  Result<Target> target = FindTarget(options, aim);
  if (!target) return tl::unexpected(target.error());
  aim.target = std::move(*target);
  aim.target.again = Again(options);
  if (!options.dialect.empty()) aim.target.dialect = options.dialect;

  auto contract = Contract::Embedded(aim.target.provider);
  if (!contract) return tl::unexpected(contract.error());
  aim.contract = std::move(*contract);
  const Result<Dialect> dialect =
      Dialect::Parse(aim.target.dialect, aim.contract->deployed_versions());
  if (!dialect) return tl::unexpected(dialect.error());
  aim.dialect = *dialect;

  const Result<BaseUrl> url = BaseUrl::Parse(aim.target.base_url);
  if (!url) return tl::unexpected(url.error());
  aim.sender = TransportSender(*url, {.timeout = options.timeout});
  if (!aim.target.can.empty()) aim.control = HttpControl(*url, options.control_token);
  return aim;
}

}  // namespace authmock
