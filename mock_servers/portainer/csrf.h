// The CSRF defence in front of every route (dossier 4.1 rows 1 and 2, 4.8).
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_CSRF_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_CSRF_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/http.h"
#include "base/random.h"

namespace authmock::portainer {

inline constexpr std::string_view kAuthCookie = "portainer_api_key";

// What the defence found in one request.
struct CsrfCheck {
  enum class Verdict { kSkipped, kPassed, kNoToken, kBadToken };
  Verdict verdict = Verdict::kSkipped;
  std::string token{};       // of the answer's X-Csrf-Token; empty when skipped
  std::string new_cookie{};  // a whole Set-Cookie value; empty if the request's cookie is good
  bool ate_body = false;     // the token was looked for in a form: the handler finds no body
};

// Makes and checks pairs of cookie and token under one key, that of a server run.
class Csrf {
 public:
  explicit Csrf(std::string_view key);

  // Only a request with a non-empty auth cookie is looked at, whether that cookie is good or not.
  CsrfCheck Check(const Request& request, Time now, Random& random) const;

 private:
  std::string Seal(std::string_view secret, Time now) const;
  // The secret of a cookie that was sealed here at most 12 hours ago.
  std::optional<std::string> Open(std::string_view cookie, Time now) const;

  Hmac hmac_;
};

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_CSRF_H_
