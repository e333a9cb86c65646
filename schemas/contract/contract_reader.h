// Reads the operations of an OpenAPI document; internal to Contract.
#ifndef AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_READER_H_
#define AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_READER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/redact.h"
#include "base/result.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/schema_compiler.h"

namespace authmock {

// What an OpenAPI document promises.
struct DocumentParts {
  std::string title{};
  std::string prefix{};
  std::vector<std::string> versions{};
  std::map<std::string, std::string, std::less<>> version_prefixes{};  // of those with their own
  std::map<std::string, SecurityScheme, std::less<>> schemes{};
  std::vector<Operation> operations{};
  SecretNames secrets{};

  const std::string& PrefixIn(const Dialect& dialect) const {
    const auto own = version_prefixes.find(dialect.version);
    return own == version_prefixes.end() ? prefix : own->second;
  }
};

// The document must fit the meta-schema "contract". What a schema cannot ask is asked here:
// references, ids, path variables, security requirements.
class ContractReader {
 public:
  // `document` outlives the reader. `name` names it in errors.
  ContractReader(std::string_view name, const Json& document);

  Result<DocumentParts> Read();

 private:
  // A value of the document and where it stands.
  struct Spot {
    const Json* value = nullptr;  // nullptr: there is nothing
    std::string pointer{};

    Spot Member(std::string_view name) const;
    std::string Text(std::string_view member) const;
    bool Flag(std::string_view member) const;
    template <typename Visit>
    void Each(const Visit& visit) const;
  };

  // Keeps the first complaint; reading goes on with whatever stands there.
  void Complain(std::string_view pointer, std::string what);
  void Complain(const Error& error);

  Spot Resolved(Spot spot);
  Schema SchemaOf(const Spot& holder);
  std::string TypeOf(const Spot& holder);
  std::map<std::string, Schema, std::less<>> ContentOf(const Spot& holder);

  void ReadServers();
  // The scope and the versions of `holder`, where they stand on an operation or a response.
  template <typename Promise>
  void ReadHolding(const Spot& holder, Promise& into);
  std::vector<std::string> ReadVersions(const Spot& holder);
  void ReadSchemes();
  void NoteSecret(Place place, std::string_view name, Secret secret);
  void ReadComponents();
  void ReadPath(const Spot& path, std::string_view path_template);
  void ReadOperation(const Spot& operation, const Spot& path, Operation into);
  void ReadParameters(const Spot& list, std::vector<Parameter>& into);
  Parameter ReadParameter(const Spot& spot);
  Parameter ReadHeader(const Spot& spot, std::string name);
  RequestBody ReadBody(const Spot& spot);
  ResponseSpec ReadResponse(const Spot& spot, int status);
  ResponseSpec ReadResolvedResponse(const Spot& holder);
  std::vector<SecurityRequirement> ReadSecurity(const Spot& list);
  void CheckPathVariables(const Operation& operation);

  std::string name_;
  Spot root_;
  SchemaCompiler compiler_;
  DocumentParts parts_{};
  std::map<std::string, std::string, std::less<>> ids_{};    // operation id -> its pointer
  std::map<std::string, Parameter, std::less<>> headers_{};  // by pointer: many refer to one
  std::map<std::string, ResponseSpec, std::less<>> responses_{};
  std::optional<Error> error_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_SCHEMAS_CONTRACT_CONTRACT_READER_H_
