// A token table as part of a world's file, and back.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "mock_servers/core/tokens.h"

namespace authmock {
namespace {

// Reads the members of one object of a snapshot; the first thing wrong is kept.
class Members {
 public:
  Members(const Json& object, std::string where, std::span<const std::string_view> known)
      : object_(object), where_(std::move(where)) {
    if (!object.is_object()) {
      Expect("", "an object", object);
      return;
    }
    for (const auto& [name, value] : object.items()) {
      if (std::find(known.begin(), known.end(), name) == known.end()) Unknown(name);
    }
  }

  std::string Text(std::string_view name, bool required = false) {
    const Json* value = Find(name, required);
    if (value == nullptr) return {};
    if (!value->is_string()) return Expect(name, "a string", *value), std::string();
    return *value->get_ptr<const std::string*>();
  }

  std::optional<Time> Instant(std::string_view name, bool required = false) {
    const std::string text = Text(name, required);
    if (text.empty()) return std::nullopt;
    const Result<Time> time = ParseRfc3339(text);
    if (time) return *time;
    Keep(name, "\"" + text + "\" is no time; write it as 2026-01-01T00:00:00Z");
    return std::nullopt;
  }

  bool Flag(std::string_view name) {
    const Json* value = Find(name, false);
    if (value == nullptr) return false;
    if (!value->is_boolean()) return Expect(name, "true or false", *value), false;
    return value->get<bool>();
  }

  std::size_t Count(std::string_view name, std::size_t otherwise) {
    const Json* value = Find(name, false);
    if (value == nullptr) return otherwise;
    if (!value->is_number_unsigned()) return Expect(name, "a whole number", *value), otherwise;
    return value->get<std::size_t>();
  }

  const Json& List(std::string_view name) {
    static const Json kNone = Json::array();
    const Json* value = Find(name, false);
    if (value == nullptr) return kNone;
    if (!value->is_array()) return Expect(name, "an array", *value), kNone;
    return *value;
  }

  void Keep(std::string_view name, std::string what) {
    if (!error_) error_ = Error{name.empty() ? where_ : Child(where_, name), std::move(what)};
  }

  const std::optional<Error>& error() const { return error_; }

 private:
  const Json* Find(std::string_view name, bool required) {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(name);
    if (found != object_.end()) return &*found;
    if (required) Keep("", "lacks \"" + std::string(name) + "\"");
    return nullptr;
  }

  void Expect(std::string_view name, std::string_view expected, const Json& actual) {
    Keep(name, "expected " + std::string(expected) + ", got " + std::string(TypeName(actual)));
  }
  void Unknown(const std::string& name) { Keep(name, "is no member known here"); }

  const Json& object_;
  std::string where_;
  std::optional<Error> error_{};
};

constexpr std::string_view kTable[] = {"issued", "revoked", "forgotten", "remembered"};
constexpr std::string_view kRevocation[] = {"id", "at", "because"};
constexpr std::string_view kToken[] = {
    "id",         "kind",       "account",         "text",          "issued_at",
    "expires_at", "revoked_at", "revoked_because", "self_contained"};

Json TokenToJson(const Token& token) {
  Json json = {{"id", token.id}, {"kind", token.kind}};
  if (!token.account.empty()) json["account"] = token.account;
  if (!token.text.empty()) json["text"] = token.text;
  json["issued_at"] = FormatRfc3339(token.issued_at);
  if (token.expires_at) json["expires_at"] = FormatRfc3339(*token.expires_at);
  if (token.revoked_at) json["revoked_at"] = FormatRfc3339(*token.revoked_at);
  if (!token.revoked_because.empty()) json["revoked_because"] = token.revoked_because;
  if (token.self_contained) json["self_contained"] = true;
  return json;
}

Result<Token> ReadToken(const Json& json, const std::string& where) {
  Members members(json, where, kToken);
  Token token{.id = members.Text("id", true),
              .kind = members.Text("kind", true),
              .account = members.Text("account"),
              .text = members.Text("text"),
              .issued_at = members.Instant("issued_at", true).value_or(Time{}),
              .expires_at = members.Instant("expires_at"),
              .revoked_at = members.Instant("revoked_at"),
              .revoked_because = members.Text("revoked_because"),
              .self_contained = members.Flag("self_contained")};
  if (members.error()) return tl::unexpected(*members.error());
  return token;
}

// Why `token` cannot stand in `table`.
Result<void> CheckIsNew(const TokenTable& table, const Token& token, const std::string& where) {
  if (table.FindById(token.id) != nullptr) {
    return Fail(Child(where, "id"),
                "\"" + token.id + "\" is another token's id; give each token its own");
  }
  if (!token.self_contained && table.FindByText(token.kind, token.text) != nullptr) {
    return Fail(Child(where, "text"),
                "is another " + token.kind + "'s, too; give each token its own");
  }
  return {};
}

}  // namespace

Json TokenTable::Snapshot() const {
  Json issued = Json::array();
  for (const Token* token : List()) issued.push_back(TokenToJson(*token));
  // In an order of its own: a hash table's differs from run to run.
  const std::map<std::string_view, Revocation> strangers(revoked_strangers_.begin(),
                                                         revoked_strangers_.end());
  Json revoked = Json::array();
  for (const auto& [id, revocation] : strangers) {
    revoked.push_back(
        {{"id", id}, {"at", FormatRfc3339(revocation.at)}, {"because", revocation.because}});
  }
  return {{"issued", std::move(issued)},
          {"revoked", std::move(revoked)},
          {"forgotten", forgotten_},
          {"remembered", remembered_}};
}

Result<TokenTable> TokenTable::Restore(const Json& snapshot, std::string_view where) {
  Members members(snapshot, std::string(where), kTable);
  const std::size_t forgotten = members.Count("forgotten", 0);
  TokenTable table(members.Count("remembered", kRemembered));
  const Json& issued = members.List("issued");
  const Json& revoked = members.List("revoked");
  if (members.error()) return tl::unexpected(*members.error());

  for (std::size_t i = 0; i < issued.size(); ++i) {
    const std::string place = Child(Child(where, "issued"), std::to_string(i));
    Result<Token> token = ReadToken(issued[i], place);
    if (!token) return tl::unexpected(token.error());
    if (const auto is_new = CheckIsNew(table, *token, place); !is_new) {
      return tl::unexpected(is_new.error());
    }
    table.Issue(std::move(*token));
  }
  for (std::size_t i = 0; i < revoked.size(); ++i) {
    Members entry(revoked[i], Child(Child(where, "revoked"), std::to_string(i)), kRevocation);
    const std::string id = entry.Text("id", true);
    const Time at = entry.Instant("at", true).value_or(Time{});
    const std::string because = entry.Text("because");
    if (entry.error()) return tl::unexpected(*entry.error());
    table.Revoke(id, at, because);
  }
  table.forgotten_ += forgotten;
  return table;
}

}  // namespace authmock
