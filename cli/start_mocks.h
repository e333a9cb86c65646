// Which mocks a command line asks for, and how they start.
#ifndef AUTHMOCK_CLI_START_MOCKS_H_
#define AUTHMOCK_CLI_START_MOCKS_H_

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "mock_servers/core/mock.h"

namespace authmock {

// As they stand on the command line.
struct ServeFlags {
  std::vector<std::string> providers{};  // none: all
  std::string dialect = "documented";
  std::string world{};
  std::string seed{};
  std::string clock = "system";
  int port = -1;  // -1: each provider's own
  std::string bind = "127.0.0.1";
  std::string log = "text";  // or json, off
  std::string journal{};
  std::string control_token{};
  bool strict = false;
};

// Starts them one after another, or none: what is wrong with the first that cannot start is the
// Error, and those that run stop. Exchanges go to the log, which must be started.
Result<std::vector<std::unique_ptr<Mock>>> StartMocks(const ServeFlags& flags);

}  // namespace authmock

#endif  // AUTHMOCK_CLI_START_MOCKS_H_
