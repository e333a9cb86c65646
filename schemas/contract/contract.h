// What one API promises: its OpenAPI document, and the sentences no schema can say.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_H_

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/http.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/result.h"
#include "schemas/contract/dialect.h"
#include "schemas/contract/json_schema.h"

namespace authmock {

// Where a statement comes from, weakest last.
enum class Basis { kDocumented, kObserved, kInferred };
std::string_view BasisName(Basis basis);

// Which dialects a promise is made in.
enum class Scope { kBoth, kDocumented, kDeployed };
std::string_view ScopeName(Scope scope);
bool Includes(Scope scope, const Dialect& dialect);

// Whether a promise (it has `scope` and `versions`) is made in a dialect.
template <typename Promise>
bool HoldsIn(const Promise& promise, const Dialect& dialect) {
  if (!Includes(promise.scope, dialect)) return false;
  return promise.versions.empty() ||
         std::ranges::find(promise.versions, dialect.version) != promise.versions.end();
}

// A sentence about behaviour, from statements.json.
struct Statement {
  std::string id{};  // "logout_by_cookie_revokes"
  Basis basis = Basis::kInferred;
  Scope scope = Scope::kBoth;
  std::string says{};                     // the sentence
  std::string source{};                   // where it was read or seen
  std::string contradicts{};              // id of the documented statement it contradicts, or empty
  std::vector<std::string> operations{};  // operation ids it speaks about
  std::vector<std::string> versions{};    // deployed versions it holds for; empty: all
};

enum class Place { kPath, kQuery, kHeader, kCookie };
std::string_view PlaceName(Place place);

struct Parameter {
  std::string name{};
  Place place = Place::kQuery;
  bool required = false;
  Schema schema{};
  std::string type{};     // the schema's type, for reading text: "string", "integer", "boolean"
  std::string pointer{};  // into the document
  Scope scope = Scope::kBoth;  // of a response header
};

struct RequestBody {
  bool required = false;
  std::map<std::string, Schema, std::less<>> content{};  // media type, lower case -> schema
  std::string pointer{};
};

struct ResponseSpec {
  int status = 0;
  Basis basis = Basis::kDocumented;
  Scope scope = Scope::kBoth;
  std::vector<std::string> versions{};  // deployed versions it holds for; empty: all
  std::string description{};
  std::map<std::string, Schema, std::less<>> content{};  // empty: no body
  std::map<std::string, Scope, std::less<>>
      content_scopes{};        // of media types with one of their own
  bool body_optional = false;  // x-body-optional: the body may also be empty
  std::map<std::string, Parameter, std::less<>> headers{};
  std::string pointer{};
};

// Where a credential lives.
struct SecurityScheme {
  std::string id{};    // "jwt"
  std::string type{};  // "apiKey" or "http"
  Place place = Place::kHeader;
  std::string name{};    // of the header, query parameter or cookie
  std::string scheme{};  // of type http: "bearer"
};

// One alternative: ids of schemes that must all be met. Empty: no credential needed.
using SecurityRequirement = std::vector<std::string>;

struct Operation {
  std::string id{};                     // as the document names it: "authenticate_user"
  std::string method{};                 // "POST"
  std::string path{};                   // template below the prefix: "/auth/{id}"
  std::optional<std::string> prefix{};  // of its own, in place of the contract's
  std::string summary{};
  bool companion = false;  // not documented: there so that documented states can be reached
  Scope scope = Scope::kBoth;
  std::vector<std::string> versions{};  // deployed versions it holds for; empty: all
  std::vector<Parameter> parameters{};
  std::optional<RequestBody> body{};
  std::map<int, ResponseSpec> responses{};
  std::vector<SecurityRequirement> security{};  // any one of them; empty: none listed
  std::string security_pointer{};               // where they stand: its own, or "/security"
  std::string pointer{};                        // "/paths/~1auth/post"
};

// Which operation a request is for, or why it is for none.
struct Match {
  const Operation* operation = nullptr;
  // The methods that are defined for this path, if the request's own is not.
  std::vector<std::string_view> methods{};
  // Decoded values of the template's variables, in order.
  std::vector<std::pair<std::string, std::string>> variables{};

  explicit operator bool() const { return operation != nullptr; }
  bool path_known() const { return operation != nullptr || !methods.empty(); }
  // The variable of that name, or empty.
  std::string_view Variable(std::string_view name) const;
};

// Immutable after Load, thread-safe.
class Contract {
 public:
  // Reads and checks both documents: every $ref, keyword, operation id and statement reference.
  // `document_name` and `statements_name` name them in errors.
  static Result<std::shared_ptr<const Contract>> Load(std::string_view document_name,
                                                      const Json& document,
                                                      std::string_view statements_name,
                                                      const Json& statements);
  // The contract compiled into this binary. `provider` as in schemas/<provider>/. Its documents
  // fit the meta-schemas, as a test of theirs says; everything else is checked as by Load.
  static Result<std::shared_ptr<const Contract>> Embedded(std::string_view provider);
  // The providers whose contracts are compiled in, by name.
  static std::vector<std::string> EmbeddedProviders();

  ~Contract();
  Contract(const Contract&) = delete;
  Contract& operator=(const Contract&) = delete;

  const std::string& provider() const;
  const std::string& name() const;  // of the document, as it stands in Violation::statement
  const std::string& title() const;
  // The path of the server's URL: "/api"; "" if there is none. A deployed version may have another.
  const std::string& prefix(const Dialect& dialect) const;
  // The OpenAPI document, parsed anew by each call: few ask, and every mock would carry it.
  Json document() const;
  const std::vector<Operation>& operations() const;
  const std::vector<Statement>& statements() const;
  const std::map<std::string, SecurityScheme, std::less<>>& security_schemes() const;
  const std::vector<std::string>& deployed_versions() const;  // the first is the default

  const Operation* FindOperation(std::string_view id) const;
  const Statement* FindStatement(std::string_view id) const;

  // Routes on the raw target: the prefix and fixed segments compare after percent-decoding each
  // segment, so "%2F" never makes a segment boundary. Query strings are ignored. An operation that
  // the dialect does not have is not there.
  Match MatchOperation(std::string_view method, std::string_view target,
                       const Dialect& dialect) const;

  // The members, headers and cookies that carry secrets: from the security schemes and from
  // schemas marked `x-secret: password` or `x-secret: token`.
  const SecretNames& secrets() const;

 private:
  struct Impl;
  explicit Contract(std::unique_ptr<Impl> impl);
  static Result<std::shared_ptr<const Contract>> Build(std::unique_ptr<Impl> impl,
                                                       const Json& document,
                                                       std::string_view statements_name,
                                                       const Json& statements);

  std::unique_ptr<Impl> impl_;
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_H_
