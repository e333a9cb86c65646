#include "mock_servers/core/parts.h"

#include "fixtures/embedded_fixtures.h"
#include "schemas/embedded_schemas.h"

namespace authmock {
namespace {

// A document of a provider: one of its own, or one compiled into the binary.
Result<Json> ReadDocument(const ProviderEntry& entry, std::string_view folder,
                          std::string_view name) {
  const std::string path =
      std::string(folder) + "/" + std::string(entry.name) + "/" + std::string(name);
  const EmbeddedFile* file = FindFile(entry.documents, path);
  if (entry.documents.empty()) {
    file = FindFile(SchemaFiles(), path);
    if (file == nullptr) file = FindFile(FixtureFiles(), path);
  }
  if (file == nullptr) return Fail(path, "there is no such document for this provider");
  return ParseJsonFile(path, file->text);
}

Result<std::shared_ptr<const Contract>> ReadContract(const ProviderEntry& entry) {
  if (entry.documents.empty()) return Contract::Embedded(entry.name);
  const Result<Json> document = ReadDocument(entry, "schemas", "openapi.json");
  if (!document) return tl::unexpected(document.error());
  const Result<Json> statements = ReadDocument(entry, "schemas", "statements.json");
  if (!statements) return tl::unexpected(statements.error());
  return Contract::Load("openapi.json", *document, "statements.json", *statements);
}

Result<Schema> ReadWorldSchema(const ProviderEntry& entry) {
  const Result<Json> document = ReadDocument(entry, "schemas", "world.schema.json");
  if (!document) return tl::unexpected(document.error());
  return Schema::Compile("world.schema.json", *document);
}

// The host under which a client on this machine reaches what listens at `bind`.
std::string HostOf(const std::string& bind) {
  if (bind == "0.0.0.0") return "127.0.0.1";
  if (bind == "::") return "[::1]";
  return bind.find(':') != std::string::npos ? "[" + bind + "]" : bind;
}

}  // namespace

MockParts::MockParts(const ProviderEntry& of, const MockOptions& with,
                     std::shared_ptr<const Contract> promised, Dialect spoken)
    : entry(of),
      options(with),
      contract(std::move(promised)),
      dialect(std::move(spoken)),
      journal(Redactor(contract->secrets())) {
  if (options.virtual_clock) virtual_clock = std::make_unique<VirtualClock>(*options.virtual_clock);
}

Result<std::unique_ptr<MockParts>> MockParts::Make(const ProviderEntry& entry,
                                                   const MockOptions& options) {
  auto contract = ReadContract(entry);
  if (!contract) return tl::unexpected(contract.error());
  const auto dialect = Dialect::Parse(options.dialect, (*contract)->deployed_versions());
  if (!dialect) return tl::unexpected(dialect.error());
  auto schema = ReadWorldSchema(entry);
  if (!schema) return tl::unexpected(schema.error());
  auto world =
      options.world ? Result<Json>(*options.world) : ReadDocument(entry, "fixtures", "world.json");
  if (!world) return tl::unexpected(world.error());

  std::unique_ptr<MockParts> parts(new MockParts(entry, options, std::move(*contract), *dialect));
  auto stage = Stage::Open({.make = entry.make,
                            .contract = parts->contract,
                            .dialect = parts->dialect,
                            .world_schema = std::move(*schema),
                            .seed = options.seed,
                            .first_world = std::move(*world),
                            .world_name = options.world_name},
                           parts->clock());
  if (!stage) return tl::unexpected(stage.error());
  parts->stage = std::move(*stage);
  if (!options.journal_file.empty()) {
    if (const auto open = parts->journal.OpenFile(options.journal_file); !open) {
      return tl::unexpected(open.error());
    }
  }
  return parts;
}

std::string MockParts::Origin() const {
  return "http://" + HostOf(options.server.bind) + ":" + std::to_string(port.load());
}

std::string MockParts::BaseUrl() const { return Origin() + contract->prefix(dialect); }

Result<void> MockParts::Reset() {
  return stage->Reopen([this] {
    if (virtual_clock != nullptr) {
      virtual_clock->Freeze();
      virtual_clock->Set(*options.virtual_clock);
    }
    faults.Clear();
    journal.Clear();
  });
}

}  // namespace authmock
