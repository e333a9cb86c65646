// How the engine reaches a server: handed in, so that it knows no socket.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_SENDER_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_SENDER_H_

#include <functional>
#include <string>

#include "base/http.h"
#include "base/result.h"

namespace authmock {

// A request to be sent as it stands: nothing is added to its headers, nothing left out.
struct SendOrder {
  Request request{};
  std::string from{};  // loopback address it comes from; empty: any
  // It relies on its exact form: line order, repeated lines, missing lines, the HTTP version.
  bool exact = false;
};

// What came back.
struct Reply {
  Response response{};   // None() when the connection closed without a byte
  std::string broken{};  // what is wrong with the message itself: "ended after 64 of 211 bytes"
};

// Sends to one server. An Error is of the world, not of the subject's promises: nobody listens, no
// answer in time, an order this sender cannot carry out.
using Sender = std::function<Result<Reply>(const SendOrder&)>;

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_SENDER_H_
