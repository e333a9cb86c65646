#include "mock_servers/core/mock.h"

#include "mock_servers/core/control.h"
#include "mock_servers/core/parts.h"
#include "mock_servers/core/pipeline.h"

namespace authmock {

// Everything of a mock, wired.
class Mock::Impl {
 public:
  explicit Impl(std::unique_ptr<MockParts> parts)
      : parts_(std::move(parts)), pipeline_(*parts_), control_(*parts_) {}

  ~Impl() { Stop(); }

  Result<void> Listen() {
    auto server = Server::Start(
        parts_->options.server, parts_->clock(),
        [this](Request request) { return Answer(std::move(request)); },
        [this](Request partial, int status, std::string_view reason) {
          return Refuse(std::move(partial), {.status = status, .reason = reason});
        });
    if (!server) return tl::unexpected(server.error());
    server_ = std::move(*server);
    parts_->port = server_->port();
    return {};
  }

  void Stop() {
    if (server_ != nullptr) server_->Stop();
    parts_->mocks.StopAll();
  }

  MockParts& parts() { return *parts_; }

 private:
  bool IsControl(const Request& request) const {
    return parts_->options.control && Control::Owns(request.target);
  }

  authmock::Answer Answer(Request request) {
    if (IsControl(request)) return {.response = control_.Serve(std::move(request))};
    return pipeline_.Serve(std::move(request));
  }

  authmock::Answer Refuse(Request partial, const HttpRefusal& refusal) {
    if (IsControl(partial)) return {.response = control_.Refuse(refusal.status, refusal.reason)};
    return pipeline_.Refuse(std::move(partial), refusal);
  }

  std::unique_ptr<MockParts> parts_;
  Pipeline pipeline_;
  Control control_;
  std::unique_ptr<Server> server_{};
};

Result<std::optional<Time>> ParseClockChoice(std::string_view text) {
  constexpr std::string_view kAt = "virtual@";
  if (text == "system") return std::nullopt;
  if (text == "virtual") return SystemClock().Now();
  if (!text.starts_with(kAt)) {
    return Fail("", "\"" + std::string(text) + "\" is none of system, virtual, virtual@TIME");
  }
  const Result<Time> time = ParseRfc3339(text.substr(kAt.size()));
  if (!time) return Fail("", time.error().what + "; for example virtual@2026-01-01T00:00:00Z");
  return *time;
}

Mock::Mock(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Mock::~Mock() = default;

Result<std::unique_ptr<Mock>> Mock::Start(const ProviderEntry& entry, const MockOptions& options) {
  auto parts = MockParts::Make(entry, options);
  if (!parts) return tl::unexpected(parts.error());
  auto impl = std::make_unique<Impl>(std::move(*parts));
  if (const auto listens = impl->Listen(); !listens) return tl::unexpected(listens.error());
  return std::unique_ptr<Mock>(new Mock(std::move(impl)));
}

std::string Mock::provider() const { return std::string(impl_->parts().entry.name); }
int Mock::port() const { return impl_->parts().port; }
std::string Mock::origin() const { return impl_->parts().Origin(); }
std::string Mock::base_url() const { return impl_->parts().BaseUrl(); }
const Contract& Mock::contract() const { return *impl_->parts().contract; }
const Dialect& Mock::dialect() const { return impl_->parts().dialect; }
std::uint64_t Mock::seed() const { return impl_->parts().options.seed; }

FaultQueue& Mock::faults() { return impl_->parts().faults; }
Journal& Mock::journal() { return impl_->parts().journal; }
Clock& Mock::clock() { return impl_->parts().clock(); }
VirtualClock* Mock::virtual_clock() { return impl_->parts().virtual_clock.get(); }

Advertisement Mock::Advertise() {
  return impl_->parts().stage->Alone([](Provider& provider) { return provider.Advertise(); });
}

Result<void> Mock::Reset() { return impl_->parts().Reset(); }

Result<void> Mock::SetUp(std::string_view state, const Json& params) {
  return impl_->parts().stage->Alone(
      [&](Provider& provider) { return provider.SetUp(state, params); });
}

void Mock::Stop() { impl_->Stop(); }

}  // namespace authmock
