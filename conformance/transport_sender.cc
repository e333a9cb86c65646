#include "conformance/transport_sender.h"

#include <map>
#include <memory>

namespace authmock {

Sender TransportSender(BaseUrl url, TransportOptions options) {
  using Transports = std::map<std::string, Transport>;  // address -> its connection
  return [url = std::move(url), options = std::move(options),
          transports = std::make_shared<Transports>()](const SendOrder& order) -> Result<Reply> {
    auto found = transports->find(order.from);
    if (found == transports->end()) {
      TransportOptions own = options;
      if (!order.from.empty()) own.from = order.from;
      found = transports->emplace(order.from, Transport(url, std::move(own))).first;
    }
    Result<Received> received = found->second.SendExact(order.request);
    if (!received) return tl::unexpected(received.error());
    return Reply{std::move(received->response), std::move(received->broken)};
  };
}

}  // namespace authmock
