#include "mock_servers/core/provider.h"

namespace authmock {

std::string Call::Text(std::string_view pointer) const {
  return body != nullptr && body->ok() ? TextAt(body->value(), pointer) : std::string();
}

}  // namespace authmock
