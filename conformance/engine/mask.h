// Masks secrets in sentences: a difference quotes what was seen, and that may be a token.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_MASK_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_MASK_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "base/redact.h"
#include "conformance/engine/run.h"

namespace authmock {

// Learns from messages what the redactor would mask in them, and masks the same values wherever
// they stand in a text, also where they were cut short by "...".
//
//   const Mask mask(result.seen, redactor);
//   mask.Text("/apiKey: expected \"ptr_abc\", got \"ptr_def\"");   // both are digests
class Mask {
 public:
  // `redactor` outlives the mask.
  Mask(const std::vector<Seen>& seen, const Redactor& redactor);

  std::string Text(std::string_view text) const;

 private:
  void LearnHeaders(const Headers& headers, const Headers& redacted);
  void LearnBody(std::string_view body);
  void LearnValue(const Json& value, const Json& redacted);
  void Learn(std::string_view clear, std::string_view masked);

  const Redactor& redactor_;
  std::vector<std::pair<std::string, std::string>> secrets_{};  // in clear, masked
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_MASK_H_
