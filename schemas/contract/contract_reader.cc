#include "schemas/contract/contract_reader.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "schemas/contract/names.h"
#include "schemas/contract/router.h"

namespace authmock {
namespace {

constexpr std::string_view kMethods[] = {"get",     "put",  "post", "delete",
                                         "options", "head", "patch"};

std::string UpperCase(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return upper;
}

// The path of "/api/", "https://host/api" or "/", without a slash at its end.
std::string PrefixOf(std::string_view url) {
  if (const std::size_t host = url.find("://"); host != std::string_view::npos) {
    url.remove_prefix(url.find('/', host + 3));
  }
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

int StatusOf(std::string_view digits) {
  int status = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return status;
}

}  // namespace

ContractReader::Spot ContractReader::Spot::Member(std::string_view name) const {
  if (value == nullptr || !value->is_object()) return {};
  const auto found = value->find(name);
  if (found == value->end()) return {};
  return {&*found, Child(pointer, name)};
}

std::string ContractReader::Spot::Text(std::string_view member) const {
  const Spot found = Member(member);
  const bool text = found.value != nullptr && found.value->is_string();
  return text ? found.value->get<std::string>() : std::string();
}

bool ContractReader::Spot::Flag(std::string_view member) const {
  const Spot found = Member(member);
  return found.value != nullptr && *found.value == true;
}

// Calls `visit` with each member's or item's name and spot.
template <typename Visit>
void ContractReader::Spot::Each(const Visit& visit) const {
  if (value == nullptr) return;
  for (const auto& [name, child] : value->items()) visit(name, Spot{&child, Child(pointer, name)});
}

ContractReader::ContractReader(std::string_view name, const Json& document)
    : name_(name), root_{&document, ""}, compiler_(name, document) {}

void ContractReader::Complain(std::string_view pointer, std::string what) {
  Complain(Error{name_ + "#" + std::string(pointer), std::move(what)});
}

void ContractReader::Complain(const Error& error) {
  if (!error_) error_ = error;
}

Result<DocumentParts> ContractReader::Read() {
  parts_.title = root_.Member("info").Text("title");
  root_.Member("x-deployed-versions").Each([&](const std::string&, const Spot& version) {
    parts_.versions.push_back(version.value->get<std::string>());
  });
  ReadServers();
  ReadSchemes();
  root_.Member("paths").Each(
      [&](const std::string& path_template, const Spot& path) { ReadPath(path, path_template); });
  ReadComponents();
  if (error_) return tl::unexpected(*error_);
  compiler_.CollectSecrets(parts_.secrets);
  return std::move(parts_);
}

// The first server is that of every dialect and version that no other one names.
void ContractReader::ReadServers() {
  root_.Member("servers").Each([&](const std::string& index, const Spot& server) {
    const std::string prefix = PrefixOf(server.Text("url"));
    const std::vector<std::string> versions = ReadVersions(server);
    if (index == "0") {
      parts_.prefix = prefix;
      if (!versions.empty()) Complain(server.pointer, "the first server is of all versions");
    } else if (versions.empty()) {
      Complain(server.pointer, "a further server needs \"x-versions\"");
    }
    for (const std::string& version : versions) {
      if (parts_.version_prefixes.emplace(version, prefix).second) continue;
      Complain(server.pointer, "version \"" + version + "\" has a server already");
    }
  });
}

std::vector<std::string> ContractReader::ReadVersions(const Spot& holder) {
  std::vector<std::string> versions{};
  holder.Member("x-versions").Each([&](const std::string&, const Spot& version) {
    versions.push_back(version.value->get<std::string>());
    if (std::ranges::find(parts_.versions, versions.back()) == parts_.versions.end()) {
      Complain(version.pointer, "\"" + versions.back() + "\" is none of x-deployed-versions");
    }
  });
  return versions;
}

template <typename Promise>
void ContractReader::ReadHolding(const Spot& holder, Promise& into) {
  into.scope = ScopeNamed(holder.Text("x-dialect"));
  into.versions = ReadVersions(holder);
  if (!into.versions.empty() && into.scope != Scope::kDeployed) {
    Complain(Child(holder.pointer, "x-versions"),
             "versions are of deployed servers; add \"x-dialect\": \"deployed\"");
  }
}

ContractReader::Spot ContractReader::Resolved(Spot spot) {
  constexpr int kMostHops = 8;
  for (int hop = 0; hop < kMostHops; ++hop) {
    const std::string reference = spot.Text("$ref");
    if (reference.empty()) return spot;
    auto target = compiler_.Follow(reference, Child(spot.pointer, "$ref"));
    if (!target) {
      Complain(target.error());
      return {};
    }
    spot = {target->value, std::move(target->pointer)};
  }
  Complain(spot.pointer, "this reference leads through more than 8 others, or to itself");
  return {};
}

Schema ContractReader::SchemaOf(const Spot& holder) {
  if (holder.value == nullptr || error_) return {};
  const Result<Schema> schema = compiler_.Compile(Child(holder.pointer, "schema"));
  if (schema) return *schema;
  Complain(schema.error());
  return {};
}

std::string ContractReader::TypeOf(const Spot& holder) {
  constexpr std::string_view kTypes[] = {"string", "integer", "number", "boolean"};
  if (error_) return {};
  const Spot schema = Resolved(holder.Member("schema"));
  if (schema.Member("type").value == nullptr) return "string";
  std::string type = schema.Text("type");
  if (std::ranges::find(kTypes, type) == std::end(kTypes)) {
    Complain(Child(schema.pointer, "type"),
             "expected string, integer, number or boolean, which is what text can be read as");
  }
  return type;
}

std::map<std::string, Schema, std::less<>> ContractReader::ContentOf(const Spot& holder) {
  std::map<std::string, Schema, std::less<>> content{};
  holder.Member("content").Each([&](const std::string& media_type, const Spot& media) {
    content.emplace(media_type, SchemaOf(media));
  });
  return content;
}

void ContractReader::ReadSchemes() {
  const Spot schemes = root_.Member("components").Member("securitySchemes");
  schemes.Each([&](const std::string& id, const Spot& spot) {
    SecurityScheme scheme{.id = id, .type = spot.Text("type"), .scheme = spot.Text("scheme")};
    const bool http = scheme.type == "http";
    scheme.place = http ? Place::kHeader : PlaceNamed(spot.Text("in"));
    scheme.name = http ? "Authorization" : spot.Text("name");
    NoteSecret(scheme.place, scheme.name, Secret::kToken);
    parts_.schemes.emplace(id, std::move(scheme));
  });
}

void ContractReader::NoteSecret(Place place, std::string_view name, Secret secret) {
  if (secret == Secret::kNone) return;
  SecretNames& names = parts_.secrets;
  if (place == Place::kHeader) {
    names.headers.insert(LowerCase(name));
  } else if (place == Place::kCookie) {
    names.cookies.insert(LowerCase(name));
  } else {
    (secret == Secret::kPassword ? names.passwords : names.tokens).insert(LowerCase(name));
  }
}

// Read also when nothing refers to them, so that a mistake there does not wait for its first use.
void ContractReader::ReadComponents() {
  const Spot components = root_.Member("components");
  components.Member("schemas").Each([&](const std::string&, const Spot& schema) {
    if (error_) return;
    if (const auto compiled = compiler_.Compile(schema.pointer); !compiled)
      Complain(compiled.error());
  });
  components.Member("parameters").Each([&](const std::string&, const Spot& each) {
    ReadParameter(each);
  });
  components.Member("headers").Each(
      [&](const std::string& name, const Spot& each) { ReadHeader(each, name); });
  components.Member("requestBodies").Each([&](const std::string&, const Spot& each) {
    ReadBody(each);
  });
  components.Member("responses").Each([&](const std::string&, const Spot& each) {
    ReadResponse(each, 0);
  });
}

void ContractReader::ReadPath(const Spot& path, std::string_view path_template) {
  for (const std::string_view method : kMethods) {
    const Spot operation = path.Member(method);
    if (operation.value == nullptr) continue;
    Operation into{.method = UpperCase(method), .path = std::string(path_template)};
    if (const Json* own = At(*path.value, "/servers/0/url")) {
      into.prefix = PrefixOf(own->get<std::string>());
    }
    ReadOperation(operation, path, std::move(into));
  }
}

void ContractReader::ReadOperation(const Spot& operation, const Spot& path, Operation into) {
  into.id = operation.Text("operationId");
  into.pointer = operation.pointer;
  const auto [known, added] = ids_.emplace(into.id, into.pointer);
  if (!added) {
    Complain(Child(into.pointer, "operationId"),
             "\"" + into.id + "\" is already the id of " + known->second);
  }
  into.summary = operation.Text("summary");
  into.companion = operation.Flag("x-companion");
  ReadHolding(operation, into);
  ReadParameters(operation.Member("parameters"), into.parameters);
  ReadParameters(path.Member("parameters"), into.parameters);
  CheckPathVariables(into);
  if (const Spot body = operation.Member("requestBody"); body.value != nullptr) {
    into.body = ReadBody(body);
  }
  operation.Member("responses").Each([&](const std::string& digits, const Spot& response) {
    const int status = StatusOf(digits);
    into.responses.emplace(status, ReadResponse(response, status));
  });
  const Spot own = operation.Member("security");
  const Spot security = own.value != nullptr ? own : root_.Member("security");
  into.security = ReadSecurity(security);
  into.security_pointer = security.pointer;
  parts_.operations.push_back(std::move(into));
}

// Those of the operation come first and take the place of the path's own.
void ContractReader::ReadParameters(const Spot& list, std::vector<Parameter>& into) {
  const std::size_t nearer = into.size();
  list.Each([&](const std::string&, const Spot& spot) {
    Parameter parameter = ReadParameter(spot);
    const auto same = std::ranges::find_if(into, [&](const Parameter& other) {
      return other.place == parameter.place && other.name == parameter.name;
    });
    if (same == into.end()) return into.push_back(std::move(parameter));
    if (same - into.begin() < static_cast<std::ptrdiff_t>(nearer)) return;
    Complain(spot.pointer, "the " + std::string(PlaceName(parameter.place)) + " parameter \"" +
                               parameter.name + "\" is here twice");
  });
}

Parameter ContractReader::ReadParameter(const Spot& spot) {
  const Spot holder = Resolved(spot);
  if (holder.value == nullptr) return {};
  Parameter parameter{.name = holder.Text("name"),
                      .place = PlaceNamed(holder.Text("in")),
                      .required = holder.Flag("required"),
                      .schema = SchemaOf(holder),
                      .type = TypeOf(holder),
                      .pointer = holder.pointer};
  NoteSecret(parameter.place, parameter.name, parameter.schema.secret());
  if (parameter.place == Place::kPath && !parameter.required) {
    Complain(holder.pointer,
             "the path parameter \"" + parameter.name + "\" needs \"required\": true");
  }
  return parameter;
}

Parameter ContractReader::ReadHeader(const Spot& spot, std::string name) {
  const Spot holder = Resolved(spot);
  if (holder.value == nullptr) return {};
  const auto [known, added] = headers_.try_emplace(holder.pointer);
  Parameter& header = known->second;
  if (added) {
    header = {.place = Place::kHeader,
              .required = holder.Flag("required"),
              .schema = SchemaOf(holder),
              .type = TypeOf(holder),
              .pointer = holder.pointer,
              .scope = ScopeNamed(holder.Text("x-dialect"))};
  }
  header.name = std::move(name);
  return header;
}

RequestBody ContractReader::ReadBody(const Spot& spot) {
  const Spot holder = Resolved(spot);
  if (holder.value == nullptr) return {};
  return {
      .required = holder.Flag("required"), .content = ContentOf(holder), .pointer = holder.pointer};
}

ResponseSpec ContractReader::ReadResponse(const Spot& spot, int status) {
  const Spot holder = Resolved(spot);
  if (holder.value == nullptr) return {};
  const auto [known, added] = responses_.try_emplace(holder.pointer);
  if (added) known->second = ReadResolvedResponse(holder);
  known->second.status = status;
  return known->second;
}

ResponseSpec ContractReader::ReadResolvedResponse(const Spot& holder) {
  ResponseSpec response{.basis = BasisNamed(holder.Text("x-basis")),
                        .description = holder.Text("description"),
                        .content = ContentOf(holder),
                        .body_optional = holder.Flag("x-body-optional"),
                        .pointer = holder.pointer};
  ReadHolding(holder, response);
  holder.Member("content").Each([&](const std::string& media_type, const Spot& media) {
    const Scope scope = ScopeNamed(media.Text("x-dialect"));
    if (scope != Scope::kBoth) response.content_scopes.emplace(media_type, scope);
  });
  holder.Member("headers").Each([&](const std::string& name, const Spot& header) {
    const auto [read, added] = response.headers.emplace(name, ReadHeader(header, name));
    NoteSecret(Place::kHeader, name, read->second.schema.secret());
  });
  return response;
}

std::vector<SecurityRequirement> ContractReader::ReadSecurity(const Spot& list) {
  std::vector<SecurityRequirement> alternatives{};
  list.Each([&](const std::string&, const Spot& alternative) {
    SecurityRequirement& all = alternatives.emplace_back();
    alternative.Each([&](const std::string& id, const Spot& spot) {
      all.push_back(id);
      if (!parts_.schemes.contains(id)) {
        Complain(spot.pointer, "there is no security scheme \"" + id + "\" in /components");
      }
    });
  });
  return alternatives;
}

void ContractReader::CheckPathVariables(const Operation& operation) {
  const std::vector<std::string> variables = VariablesOf(operation.path);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != Place::kPath) continue;
    if (std::ranges::find(variables, parameter.name) == variables.end()) {
      Complain(parameter.pointer, "\"" + operation.path + "\" has no {" + parameter.name + "}");
    }
  }
  for (const std::string& variable : variables) {
    const bool described =
        std::ranges::any_of(operation.parameters, [&](const Parameter& parameter) {
          return parameter.place == Place::kPath && parameter.name == variable;
        });
    if (!described) {
      Complain(operation.pointer, "no path parameter \"" + variable + "\" describes {" + variable +
                                      "} of \"" + operation.path + "\"");
    }
  }
}

}  // namespace authmock
