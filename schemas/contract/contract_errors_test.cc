// Every wrong contract is one error that says where and what.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "base/json.h"
#include "schemas/contract/contract.h"
#include "schemas/contract/shop.h"

namespace authmock {
namespace {

// A merge patch that spoils the shop's document or statements, and the error it must give.
struct Spoiled {
  std::string name{};
  std::string patch{};
  std::string error{};
};

void PrintTo(const Spoiled& spoiled, std::ostream* out) { *out << spoiled.name; }

std::string NameOf(const testing::TestParamInfo<Spoiled>& info) { return info.param.name; }

Json Patched(Json document, const std::string& patch) {
  MergePatch(document, ParseJsonFile("patch", patch).value());
  return document;
}

std::string ErrorOf(const Json& document, const Json& statements) {
  const auto contract = Contract::Load("shop.json", document, "statements.json", statements);
  return contract ? "no error" : contract.error().Text();
}

class DocumentErrors : public testing::TestWithParam<Spoiled> {};

TEST_P(DocumentErrors, SayWhereAndWhat) {
  const Json document = Patched(ShopDocument(), GetParam().patch);

  EXPECT_EQ(ErrorOf(document, ShopStatements()), GetParam().error);
}

const Spoiled kShapes[] = {
    {"NoPaths", R"({"paths": null})", "shop.json#/paths: expected a member of this name, got none"},
    {"OldVersion", R"({"openapi": "3.0.3"})",
     R"(shop.json#/openapi: expected a match of ^3\.1\.[0-9]+$, got "3.0.3")"},
    {"BadServerUrl", R"({"servers": [{"url": "api"}]})",
     R"(shop.json#/servers/0/url: expected a match of ^(https?://[^/?#{}]+)?/[^?#{}]*$, got "api")"},
    {"MisspeltExtension", R"({"paths": {"/ping": {"get": {"x-companiom": true}}}})",
     "shop.json#/paths/~1ping/get/x-companiom: expected one of the members deprecated, "
     "description, operationId, parameters, requestBody, responses, security, summary, tags, "
     "x-companion, x-dialect, x-versions, got a member of another name"},
    {"UnknownMethod", R"({"paths": {"/ping": {"trace": {}}}})",
     "shop.json#/paths/~1ping/trace: expected one of the members delete, description, get, head, "
     "options, parameters, patch, post, put, servers, summary, got a member of another name"},
    {"PathWithoutSlash", R"({"paths": {"ping": {}}})",
     R"(shop.json#/paths/ping: expected a name that is a match of ^/[^?#]*$, got "ping")"},
    {"NoOperationId", R"({"paths": {"/ping": {"get": {"operationId": null}}}})",
     "shop.json#/paths/~1ping/get/operationId: expected a member of this name, got none"},
    {"DefaultResponse", R"({"paths": {"/ping": {"get": {"responses": {"default": {}}}}}})",
     "shop.json#/paths/~1ping/get/responses/default: expected a name that is a match of "
     "^[1-5][0-9][0-9]$, got \"default\""},
    {"UnknownBasis",
     R"({"paths": {"/session": {"post": {"responses": {"429": {"x-basis": "guessed"}}}}}})",
     "shop.json#/paths/~1session/post/responses/429/x-basis: expected \"documented\", "
     "\"observed\" or \"inferred\", got \"guessed\""},
    {"UnknownDialect", R"({"paths": {"/ping": {"get": {"x-dialect": "spoken"}}}})",
     "shop.json#/paths/~1ping/get/x-dialect: expected \"documented\" or \"deployed\", got "
     "\"spoken\""},
    {"UncheckableMediaType",
     R"({"paths": {"/session": {"post": {"requestBody": {"content": {"image/png": {}}}}}}})",
     "shop.json#/paths/~1session/post/requestBody/content/image~1png: expected a name that is a "
     "match of ^(application/([a-z0-9.-]+\\+)?json|application/x-www-form-urlencoded|"
     "text/[a-z0-9.+-]+)$, got \"image/png\""},
    {"UnknownPlace", R"({"components": {"parameters": {"Id": {"in": "body"}}}})",
     "shop.json#/components/parameters/Id/in: expected \"path\", \"query\", \"header\" or "
     "\"cookie\", got \"body\""},
    {"SchemeOfAnotherType", R"({"components": {"securitySchemes": {"key": {"type": "oauth2"}}}})",
     "shop.json#/components/securitySchemes/key/in: expected a member of this name, got none"},
};
INSTANTIATE_TEST_SUITE_P(Shapes, DocumentErrors, testing::ValuesIn(kShapes), NameOf);

const Spoiled kMeanings[] = {
    {"UnknownKeyword", R"({"components": {"schemas": {"Id": {"minumum": 2}}}})",
     "shop.json#/components/schemas/Id/minumum: the keyword \"minumum\" is not in our subset of "
     "JSON Schema, so it would promise what nobody checks; correct it, or mark a note of your own "
     "\"x-minumum\""},
    {"UnusedSchemaIsReadToo", R"({"components": {"schemas": {"New": {"type": "text"}}}})",
     "shop.json#/components/schemas/New/type: expected object, array, string, number, integer, "
     "boolean or null, or an array of different ones, got \"text\""},
    {"DanglingSchema",
     R"({"components": {"schemas": {"Item": {"properties": {"id": {"$ref": "#/Nowhere"}}}}}})",
     "shop.json#/components/schemas/Item/properties/id/$ref: \"#/Nowhere\" leads nowhere"},
    {"DanglingResponse",
     R"({"paths": {"/session": {"post": {"responses": {"401": {"$ref": "#/Nowhere"}}}}}})",
     "shop.json#/paths/~1session/post/responses/401/$ref: \"#/Nowhere\" leads nowhere"},
    {"ForeignReference",
     R"({"paths": {"/session": {"post": {"responses": {"401": {"$ref": "a.json#/x"}}}}}})",
     "shop.json#/paths/~1session/post/responses/401/$ref: \"a.json#/x\" leads out of this "
     "document; references begin with #/"},
    {"EndlessReference",
     R"({"components": {"headers": {"Kind": {"$ref": "#/components/headers/Kind",
         "schema": null, "x-basis": null, "x-dialect": null}}}})",
     "shop.json#/components/headers/Kind: this reference leads through more than 8 others, or to "
     "itself"},
    {"EndlessSchema", R"({"components": {"schemas": {"Id": {"$ref": "#/components/schemas/Id"}}}})",
     "shop.json#/components/schemas/Id: this schema refers to itself without going down into its "
     "instance"},
    {"TwoServersForAll", R"({"servers": [{"url": "/a"}, {"url": "/b"}]})",
     "shop.json#/servers/1: a further server needs \"x-versions\""},
    {"FirstServerForSome", R"({"servers": [{"url": "/a", "x-versions": ["1.1"]}]})",
     "shop.json#/servers/0: the first server is of all versions"},
    {"ServerOfAnUnknownVersion",
     R"({"servers": [{"url": "/a"}, {"url": "/b", "x-versions": ["2.0"]}]})",
     "shop.json#/servers/1/x-versions/0: \"2.0\" is none of x-deployed-versions"},
    {"TwoServersForAVersion",
     R"({"servers": [{"url": "/a"}, {"url": "/b", "x-versions": ["1.1"]},
         {"url": "/c", "x-versions": ["1.1"]}]})",
     "shop.json#/servers/2: version \"1.1\" has a server already"},
    {"VersionsOfWhatIsDocumented", R"({"paths": {"/ping": {"get": {"x-versions": ["1.1"]}}}})",
     "shop.json#/paths/~1ping/get/x-versions: versions are of deployed servers; add "
     "\"x-dialect\": \"deployed\""},
    {"IdTwice", R"({"paths": {"/ping": {"get": {"operationId": "log_in"}}}})",
     "shop.json#/paths/~1ping/get/operationId: \"log_in\" is already the id of "
     "/paths/~1session/post"},
    {"VariableWithoutParameter", R"({"paths": {"/items/{id}": {"parameters": null}}})",
     "shop.json#/paths/~1items~1{id}/get: no path parameter \"id\" describes {id} of "
     "\"/items/{id}\""},
    {"ParameterWithoutVariable",
     R"({"paths": {"/ping": {"parameters": [{"$ref": "#/components/parameters/Id"}]}}})",
     "shop.json#/components/parameters/Id: \"/ping\" has no {id}"},
    {"OptionalPathParameter", R"({"components": {"parameters": {"Id": {"required": false}}}})",
     "shop.json#/components/parameters/Id: the path parameter \"id\" needs \"required\": true"},
    {"ParameterTwice",
     R"({"paths": {"/ping": {"get": {"parameters": [{"name": "a", "in": "query", "schema": {}},
         {"name": "a", "in": "query", "schema": {}}]}}}})",
     "shop.json#/paths/~1ping/get/parameters/1: the query parameter \"a\" is here twice"},
    {"ParameterThatIsNoText", R"({"components": {"schemas": {"Id": {"type": "array"}}}})",
     "shop.json#/components/schemas/Id/type: expected string, integer, number or boolean, which "
     "is what text can be read as"},
    {"UnknownScheme", R"({"paths": {"/ping": {"get": {"security": [{"badge": []}]}}}})",
     "shop.json#/paths/~1ping/get/security/0/badge: there is no security scheme \"badge\" in "
     "/components"},
    {"SamePathTwice",
     R"({"paths": {"/items/{key}": {"put": {"operationId": "put_item",
         "parameters": [{"name": "key", "in": "path", "required": true, "schema": {}}],
         "responses": {"204": {"description": "Put"}}}}}})",
     "shop.json#/paths/~1items~1{key}/put: \"/items/{key}\" fits the same paths as "
     "\"/items/{id}\"; join the two"},
};
INSTANTIATE_TEST_SUITE_P(Meanings, DocumentErrors, testing::ValuesIn(kMeanings), NameOf);

class StatementErrors : public testing::TestWithParam<Spoiled> {};

TEST_P(StatementErrors, SayWhereAndWhat) {
  Json statements = ShopStatements();
  Json& limited = statements["statements"][1];
  limited = Patched(limited, GetParam().patch);

  EXPECT_EQ(ErrorOf(ShopDocument(), statements), GetParam().error);
}

const Spoiled kStatements[] = {
    {"UnknownMember", R"({"sauce": "here"})",
     "statements.json#/statements/1/sauce: expected one of the members basis, contradicts, "
     "dialect, id, operations, says, source, versions, got a member of another name"},
    {"NoSource", R"({"source": null})",
     "statements.json#/statements/1/source: expected a member of this name, got none"},
    {"UnknownBasis", R"({"basis": "heard"})",
     "statements.json#/statements/1/basis: expected \"documented\", \"observed\" or \"inferred\", "
     "got \"heard\""},
    {"NoSentence", R"({"says": "the sixth is refused"})",
     "statements.json#/statements/1/says: expected a match of ^[A-Z0-9`].*\\.$, got \"the sixth "
     "is refused\""},
    {"IdTwice", R"({"id": "log_in_is_public"})",
     "statements.json#/statements/1/id: \"log_in_is_public\" is already the id of another "
     "statement"},
    {"UnknownOperation", R"({"operations": ["log_in", "log_out"]})",
     "statements.json#/statements/1/operations: there is no operation \"log_out\" in the contract"},
    {"ContradictsNothing", R"({"contradicts": "log_in_is_private"})",
     "statements.json#/statements/1/contradicts: there is no statement \"log_in_is_private\""},
    {"ContradictsAGuess", R"({"contradicts": "items_are_sorted"})",
     "statements.json#/statements/1/contradicts: \"items_are_sorted\" is not documented; only "
     "what is documented can be contradicted"},
    {"ContradictsInBothDialects", R"({"dialect": null, "versions": null})",
     "statements.json#/statements/1/contradicts: what contradicts the document holds in one "
     "dialect; add \"dialect\": \"deployed\""},
    {"UnknownVersion", R"({"versions": ["2.0"]})",
     "statements.json#/statements/1/versions: \"2.0\" is none of x-deployed-versions"},
    {"VersionOfTheDocument", R"({"dialect": "documented", "contradicts": null})",
     "statements.json#/statements/1/versions: versions are of deployed servers; add \"dialect\": "
     "\"deployed\""},
};
INSTANTIATE_TEST_SUITE_P(Statements, StatementErrors, testing::ValuesIn(kStatements), NameOf);

TEST(ContractErrors, AreNoneForAnUnspoiltContract) {
  EXPECT_EQ(ErrorOf(ShopDocument(), ShopStatements()), "no error");
}

TEST(ContractErrors, RefuseADocumentThatIsNoObject) {
  EXPECT_EQ(ErrorOf(Json::array(), ShopStatements()),
            "shop.json#: expected an object, got an array");
}

// Whatever one value of a contract is replaced with, loading ends in a contract or an error.
TEST(ContractErrors, NeverCrashOnAValueOfAnotherType) {
  const std::vector<Json> strangers = {nullptr, true, -1, "#/paths", Json::array(), Json::object()};
  const Json flat = ShopDocument().flatten();
  std::size_t refused = 0;

  for (const auto& [pointer, value] : flat.items()) {
    for (const Json& stranger : strangers) {
      Json document = ShopDocument();
      document[Json::json_pointer(pointer)] = stranger;
      refused += ErrorOf(document, ShopStatements()) == "no error" ? 0 : 1;
    }
  }

  EXPECT_GT(refused, flat.size());
}

}  // namespace
}  // namespace authmock
