#include "schemas/contract/contract.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/embedded.h"
#include "schemas/contract/contract_reader.h"
#include "schemas/contract/meta.h"
#include "schemas/contract/router.h"
#include "schemas/contract/statements.h"
#include "schemas/embedded_schemas.h"

namespace authmock {

struct Contract::Impl {
  std::string name{};
  std::string provider{};
  std::string_view document{};  // its text: compiled in, or `read`
  std::string read{};
  DocumentParts parts{};
  std::vector<Statement> statements{};
  Router documented{};
  std::map<std::string, Router, std::less<>> deployed{};  // by version

  const Router& RouterOf(const Dialect& dialect) const {
    const auto found = deployed.find(dialect.version);
    return dialect.deployed && found != deployed.end() ? found->second : documented;
  }
  Result<Router> Route(const Dialect& dialect) const;
};

namespace {

constexpr std::string_view kFolder = "schemas/";
constexpr std::string_view kDocument = "/openapi.json";
constexpr std::string_view kStatements = "/statements.json";

// The two meta-schemas are compiled once in a process.
Result<void> CheckShape(const Result<Schema>& meta, std::string_view name, const Json& file) {
  if (!meta) return tl::unexpected(meta.error());
  return CheckFile(*meta, name, file);
}

Result<void> CheckShapes(std::string_view document_name, const Json& document,
                         std::string_view statements_name, const Json& statements) {
  static const Result<Schema> document_schema = MetaSchema("contract");
  static const Result<Schema> statements_schema = MetaSchema("statements");
  const auto checked = CheckShape(document_schema, document_name, document);
  return checked ? CheckShape(statements_schema, statements_name, statements) : checked;
}

Result<EmbeddedFile> FindEmbedded(std::string_view provider, std::string_view file_name) {
  const std::string path = std::string(kFolder) + std::string(provider) + std::string(file_name);
  const EmbeddedFile* const file = FindFile(SchemaFiles(), path);
  if (file == nullptr) return Fail(path, "this file is not compiled in");
  return *file;
}

}  // namespace

std::string_view Match::Variable(std::string_view name) const {
  for (const auto& [variable, value] : variables) {
    if (variable == name) return value;
  }
  return {};
}

// The operations of one dialect.
Result<Router> Contract::Impl::Route(const Dialect& dialect) const {
  Router router{};
  for (const Operation& operation : parts.operations) {
    if (!HoldsIn(operation, dialect)) continue;
    if (const auto added = router.Add(parts.PrefixIn(dialect), operation); !added) {
      return Fail(name + "#" + added.error().where, added.error().what);
    }
  }
  return router;
}

Contract::Contract(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Contract::~Contract() = default;

// `impl` has its name and the text of its document.
Result<std::shared_ptr<const Contract>> Contract::Build(std::unique_ptr<Impl> impl,
                                                        const Json& document,
                                                        std::string_view statements_name,
                                                        const Json& statements) {
  impl->provider = TextAt(statements, "/provider");
  Result<DocumentParts> parts = ContractReader(impl->name, document).Read();
  if (!parts) return tl::unexpected(parts.error());
  impl->parts = std::move(*parts);
  Result<std::vector<Statement>> read = ReadStatements(statements_name, statements, impl->parts);
  if (!read) return tl::unexpected(read.error());
  impl->statements = std::move(*read);
  Result<Router> documented = impl->Route(Dialect::Documented());
  if (!documented) return tl::unexpected(documented.error());
  impl->documented = std::move(*documented);
  for (const std::string& version : impl->parts.versions) {
    Result<Router> deployed = impl->Route({.deployed = true, .version = version});
    if (!deployed) return tl::unexpected(deployed.error());
    impl->deployed.emplace(version, std::move(*deployed));
  }
  return std::shared_ptr<const Contract>(new Contract(std::move(impl)));
}

Result<std::shared_ptr<const Contract>> Contract::Load(std::string_view document_name,
                                                       const Json& document,
                                                       std::string_view statements_name,
                                                       const Json& statements) {
  const auto shape = CheckShapes(document_name, document, statements_name, statements);
  if (!shape) return tl::unexpected(shape.error());
  auto impl = std::make_unique<Impl>();
  impl->name = document_name;
  impl->read = WriteJson(document);
  impl->document = impl->read;
  return Build(std::move(impl), document, statements_name, statements);
}

Result<std::shared_ptr<const Contract>> Contract::Embedded(std::string_view provider) {
  const std::vector<std::string> known = EmbeddedProviders();
  if (std::ranges::find(known, provider) == known.end()) {
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    return Fail("provider", "there is no \"" + std::string(provider) + "\"; there are: " + names);
  }
  const Result<EmbeddedFile> file = FindEmbedded(provider, kDocument);
  if (!file) return tl::unexpected(file.error());
  const Result<Json> document = ParseJsonFile(file->path, file->text);
  if (!document) return tl::unexpected(document.error());
  const Result<EmbeddedFile> statements_file = FindEmbedded(provider, kStatements);
  if (!statements_file) return tl::unexpected(statements_file.error());
  const Result<Json> statements = ParseJsonFile(statements_file->path, statements_file->text);
  if (!statements) return tl::unexpected(statements.error());
  // What is compiled in was held against the meta-schemas by a test; that need not delay each
  // start.
  auto impl = std::make_unique<Impl>();
  impl->name = file->path;
  impl->document = file->text;
  return Build(std::move(impl), *document, statements_file->path, *statements);
}

std::vector<std::string> Contract::EmbeddedProviders() {
  std::vector<std::string> names{};
  for (const EmbeddedFile& file : SchemaFiles()) {
    std::string_view path = file.path;
    if (!path.starts_with(kFolder) || !path.ends_with(kDocument)) continue;
    path.remove_prefix(kFolder.size());
    path.remove_suffix(kDocument.size());
    names.emplace_back(path);
  }
  std::ranges::sort(names);
  return names;
}

const std::string& Contract::name() const { return impl_->name; }
const std::string& Contract::provider() const { return impl_->provider; }
const std::string& Contract::title() const { return impl_->parts.title; }
const std::string& Contract::prefix(const Dialect& dialect) const {
  return impl_->parts.PrefixIn(dialect);
}
Json Contract::document() const { return ParseJsonFile(name(), impl_->document).value(); }
const std::vector<Operation>& Contract::operations() const { return impl_->parts.operations; }
const std::vector<Statement>& Contract::statements() const { return impl_->statements; }
const std::map<std::string, SecurityScheme, std::less<>>& Contract::security_schemes() const {
  return impl_->parts.schemes;
}
const std::vector<std::string>& Contract::deployed_versions() const {
  return impl_->parts.versions;
}
const SecretNames& Contract::secrets() const { return impl_->parts.secrets; }

const Operation* Contract::FindOperation(std::string_view id) const {
  const auto found = std::ranges::find(operations(), id, &Operation::id);
  return found == operations().end() ? nullptr : &*found;
}

const Statement* Contract::FindStatement(std::string_view id) const {
  const auto found = std::ranges::find(statements(), id, &Statement::id);
  return found == statements().end() ? nullptr : &*found;
}

Match Contract::MatchOperation(std::string_view method, std::string_view target,
                               const Dialect& dialect) const {
  return impl_->RouterOf(dialect).Find(method, target);
}

}  // namespace authmock
