// From the words of a command line to something the suite can be run against.
#ifndef AUTHMOCK_CONFORMANCE_AIM_H_
#define AUTHMOCK_CONFORMANCE_AIM_H_

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "conformance/engine/case.h"
#include "conformance/engine/run.h"
#include "conformance/engine/sender.h"
#include "conformance/engine/target.h"
#include "mock_servers/core/mock.h"
#include "schemas/contract/contract.h"

namespace authmock {

struct AimOptions {
  // "mock:PROVIDER", a base URL, or the path of a target file.
  std::string text{};
  std::string provider{};  // of a base URL that does not describe itself
  // "documented", "deployed", "deployed@VERSION"; empty: what the target says of itself.
  std::string dialect{};
  // World and seed of an embedded mock, which is always strict and on a virtual clock.
  MockOptions mock{};
  Environment env{};            // the process's own if empty
  Duration timeout{10'000};     // for a whole answer
  std::string control_token{};  // for the target's /__mock__/, if it demands one
};

// Everything a run needs. Movable; the mock stops with it.
struct Aim {
  std::shared_ptr<const Contract> contract{};
  std::unique_ptr<Mock> mock{};  // of "mock:PROVIDER" alone
  Target target{};
  Dialect dialect{};
  Sender sender{};
  Control control{};
  Environment env{};
  bool described = false;  // by itself, as mocks of ours do

  bool IsOurs() const { return described; }
  // The references in it live as long as this and `clock`.
  RunSetting Setting(Clock& clock) const;
  // Written, derived and coded cases that the suite knows for this contract and dialect, and the
  // written and coded ones of its other dialects.
  Result<std::vector<Case>> Cases() const;
};

// Starts the mock, or reads the file, or asks the server at the URL for its description
// (/__mock__/target; a server that has none is asked nothing it did not declare, and then
// `provider` must be given). Nobody listening is an Error, and so is a text that is none of the
// three.
Result<Aim> TakeAim(AimOptions options);

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_AIM_H_
