// The one writer of secrets: everything that leaves memory (log, journal, report) passes here.
#ifndef AUTHMOCK_BASE_REDACT_H_
#define AUTHMOCK_BASE_REDACT_H_

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>

#include "base/http.h"
#include "base/json.h"

namespace authmock {

// Where secrets stand. Names in lower case. A contract fills it from its security schemes and from
// the members its schemas mark; names that mean a secret everywhere (password, token, apiKey and
// their kin: the table in redact.cc) are always in.
struct SecretNames {
  std::set<std::string, std::less<>> passwords{};  // members and parameters masked as "***"
  std::set<std::string, std::less<>> tokens{};     // members and parameters shown as a digest
  std::set<std::string, std::less<>> headers{};    // besides Authorization
  std::set<std::string, std::less<>> cookies{};    // cookies whose value is a token
};

// Masks messages. Passwords become "***"; tokens become "<sha256:0123456789ab>", the first 12 hex
// digits of their SHA-256, so that "the same token again" can still be told. Anything that looks
// like a JWT is digested wherever it stands. An empty secret stays empty, true, false and null stay
// as they are, and what is masked already is not masked again. Immutable after construction,
// thread-safe.
class Redactor {
 public:
  explicit Redactor(SecretNames names = {});

  Request Redact(const Request& request) const;
  Response Redact(const Response& response) const;
  std::string Target(std::string_view target) const;
  // "Bearer <sha256:0123456789ab>", "Basic ***"; cookies one by one.
  std::string HeaderValue(std::string_view name, std::string_view value) const;
  // JSON bodies member by member; form bodies field by field; other text for JWTs only. What a body
  // looks like counts as much as its type. One that should be JSON and is not is masked whole: it
  // may hold a password anywhere. A JSON body without a secret stays byte for byte what it was.
  std::string Body(std::string_view content_type, std::string_view body) const;
  Json Value(const Json& value) const;

  static std::string Digest(std::string_view token);

 private:
  SecretNames names_;
};

}  // namespace authmock

#endif  // AUTHMOCK_BASE_REDACT_H_
