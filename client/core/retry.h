// When to try a call again, and how long to wait before.
#ifndef AUTHMOCK_CLIENT_CORE_RETRY_H_
#define AUTHMOCK_CLIENT_CORE_RETRY_H_

#include <optional>
#include <string_view>

#include "base/clock.h"
#include "client/core/call.h"
#include "schemas/contract/contract.h"

namespace authmock {

// Whether sending the operation twice does no harm.
bool MayRepeat(const Operation& operation, const ClientOptions& options);

// 429, 500, 502, 503, 504: another try may find the server well again.
bool IsPassing(int status);

// How long to wait before try number `next` (the first repetition is 1). `retry_after` is the
// header's value, seconds or an HTTP date, or empty. nullopt: longer than the options allow.
std::optional<Duration> WaitBefore(int next, std::string_view retry_after, Time now,
                                   const ClientOptions& options);

}  // namespace authmock

#endif  // AUTHMOCK_CLIENT_CORE_RETRY_H_
