// The engine's Sender over the project's own HTTP client.
#ifndef AUTHMOCK_CONFORMANCE_TRANSPORT_SENDER_H_
#define AUTHMOCK_CONFORMANCE_TRANSPORT_SENDER_H_

#include "client/core/transport.h"
#include "conformance/engine/sender.h"

namespace authmock {

// Keeps one connection for each address that orders come from. One call at a time.
// `options.from` is the address of orders that name none.
Sender TransportSender(BaseUrl url, TransportOptions options = {});

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_TRANSPORT_SENDER_H_
