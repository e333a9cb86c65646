// Bodies as openapi-core, the validator of the real server, reads and refuses them.
#ifndef AUTHMOCK_MOCK_SERVERS_DATAMETA_PAYLOAD_H_
#define AUTHMOCK_MOCK_SERVERS_DATAMETA_PAYLOAD_H_

#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "base/json.h"
#include "mock_servers/datameta/manner.h"
#include "mock_servers/datameta/wsgi_request.h"

namespace authmock::datameta {

// An object of strings that has no other members. In the order of the server's own document, which
// is the order in which it complains.
struct Shape {
  std::span<const std::string_view> properties{};
  std::span<const std::string_view> required{};
};
extern const Shape kCreateTokenRequest;
extern const Shape kPasswordChange;

struct Payload {
  enum class Verdict {
    kGood,
    kFaulty,   // `value` lists the faults, as the answer does
    kCrashes,  // the real server falls over it
  };

  Verdict verdict = Verdict::kCrashes;
  Json value;  // of a good one: the object
};

// Strings may hold lone surrogates and U+0000. In dialect documented nothing crashes, and the media
// type may be in any letter case.
Payload ReadPayload(const WsgiRequest& request, const Shape& shape, const Manner& manner);

}  // namespace authmock::datameta

#endif  // AUTHMOCK_MOCK_SERVERS_DATAMETA_PAYLOAD_H_
