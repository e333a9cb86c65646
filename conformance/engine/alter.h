// What a case may do to a saved value before it sends it: the words after '|' in a template.
#ifndef AUTHMOCK_CONFORMANCE_ENGINE_ALTER_H_
#define AUTHMOCK_CONFORMANCE_ENGINE_ALTER_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace authmock {

// One alteration, read and checked.
//   truncate:N            keeps the first N characters
//   percent_encode        encodes everything but letters, digits and "-._~"
//   sha256_base64         base64 of the SHA-256 of the text
//   flip:I                the lowest bit of the base64url character at I, from the end if negative
//   swap_case             every letter of ASCII in its other case
//   without:C             with every such character left out
//   drop_signature        a JWT with an empty third part
//   alg_none              a JWT whose header says {"alg":"none","typ":"JWT"}, and no signature
//   set_claim:NAME:JSON   a JWT with one claim replaced, its signature as it was
class Alteration {
 public:
  static Result<Alteration> Parse(std::string_view text);
  // An Error when the value is not of the shape the word needs (a JWT, long enough).
  Result<std::string> Apply(const std::string& value) const;

 private:
  enum class Word {
    kTruncate,
    kPercentEncode,
    kSha256Base64,
    kFlip,
    kSwapCase,
    kWithout,
    kDropSignature,
    kAlgNone,
    kSetClaim,
  };
  Word word_ = Word::kTruncate;
  long number_ = 0;
  char character_ = 0;
  std::string claim_{};
  Json claim_value_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_CONFORMANCE_ENGINE_ALTER_H_
