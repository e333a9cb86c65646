// Request bodies, checked in the order and refused in the words of a server that uses Flask and
// Python's jsonschema.
#ifndef AUTHMOCK_MOCK_SERVERS_T3_PAYLOAD_H_
#define AUTHMOCK_MOCK_SERVERS_T3_PAYLOAD_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"
#include "mock_servers/t3/replies.h"

namespace authmock::t3 {

// One member of a body. All are strings.
struct Field {
  std::string_view name{};
  bool required = false;
  bool may_be_null = false;
  bool is_secret = false;  // a refusal does not show its value
};

// The object in the body, with every required field and no field of another type. Members nobody
// asked for stay in it. A body over 1 MiB is too large, and one that is nested as deep as Python
// cannot read is no JSON.
tl::expected<Json, Refusal> ReadBody(const Request& request, std::span<const Field> fields);

// nullopt: a host of Metrc's. By the pattern of the document, in full; or, if `only_old`, one of
// the list that older documents have.
std::optional<Refusal> CheckHost(std::string_view hostname, bool only_old);
// nullopt: the code of a state that has a host, in either case.
std::optional<Refusal> CheckStateCode(std::string_view code);

}  // namespace authmock::t3

#endif  // AUTHMOCK_MOCK_SERVERS_T3_PAYLOAD_H_
