// One-time passwords by time (RFC 6238), and the text in which their seeds are handed out.
#ifndef AUTHMOCK_BASE_TOTP_H_
#define AUTHMOCK_BASE_TOTP_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto.h"

namespace authmock {

// RFC 4648 section 6, upper case, padded.
std::string Base32Encode(std::string_view bytes);
// Reads seeds as authenticators do: either case, padding whole or absent. nullopt for anything
// outside the alphabet, a wrong length, or padding that does not fit. The unused bits of the last
// character are not looked at.
std::optional<std::string> Base32Decode(std::string_view text);

// What both sides have agreed on; almost everybody leaves it at this.
struct TotpForm {
  int digits = 6;  // 1 to 9
  Duration step{30'000};
  Hash hash = Hash::kSha1;
};

// The number of whole steps since 1970.
std::int64_t TotpStep(Time now, const TotpForm& form = {});
// The code of a step (RFC 4226's HOTP value). `key` is the seed's bytes, not its text.
std::string TotpCode(std::string_view key, std::int64_t step, const TotpForm& form = {});
// The step whose code it is, of those up to `window` steps before and after `now`, the nearest
// first; nullopt: it is none of them. A server that takes each code once remembers the step.
std::optional<std::int64_t> FindTotpStep(std::string_view key, std::string_view code, Time now,
                                         int window = 1, const TotpForm& form = {});

}  // namespace authmock

#endif  // AUTHMOCK_BASE_TOTP_H_
