// What was issued, and credentials made for a test.
#include "mock_servers/core/control_call.h"
#include "mock_servers/core/control_reply.h"

namespace authmock {
namespace {

Json TokenToJson(const Token& token, Time now) {
  Json json = {{"id", token.id},
               {"kind", token.kind},
               {"account", token.account},
               {"digest", Redactor::Digest(token.text)},
               {"issued_at", FormatRfc3339(token.issued_at)},
               {"live", token.IsLive(now)}};
  if (token.expires_at) json["expires_at"] = FormatRfc3339(*token.expires_at);
  if (token.revoked_at) json["revoked_at"] = FormatRfc3339(*token.revoked_at);
  if (token.revoked_at) json["revoked_because"] = token.revoked_because;
  return json;
}

Response ListTokens(const ControlCall& call) {
  // Copied under the lock, worded outside.
  const auto [tokens, forgotten] = call.parts.stage->Alone([](Provider& provider) {
    std::vector<Token> copies;
    for (const Token* token : provider.tokens().List()) copies.push_back(*token);
    return std::pair(std::move(copies), provider.tokens().forgotten());
  });
  const Time now = call.parts.clock().Now();
  Json listed = Json::array();
  for (const Token& token : tokens) listed.push_back(TokenToJson(token, now));
  return JsonReply(200, {{"tokens", std::move(listed)}, {"forgotten", forgotten}});
}

// The order of a valid body; an Error's `where` points into it.
Result<MintOrder> ReadOrder(const Json& body) {
  MintOrder order{
      .account = TextAt(body, "/account"), .kind = TextAt(body, "/kind"), .claims = Json::object()};
  if (const std::string text = TextAt(body, "/lifetime"); !text.empty()) {
    const Result<Duration> lifetime = ParseDuration(text);
    if (!lifetime) return Fail("/lifetime", lifetime.error().what);
    order.lifetime = *lifetime;
  }
  if (const Json* claims = At(body, "/claims")) order.claims = *claims;
  if (const std::string text = TextAt(body, "/flaw"); !text.empty()) {
    const Result<Flaw> flaw = ParseFlaw(text);
    if (!flaw) return Fail("/flaw", flaw.error().what);
    order.flaw = *flaw;
  }
  return order;
}

Response MintToken(const ControlCall& call) {
  const Result<MintOrder> order = ReadOrder(call.body);
  if (!order) return Unprocessable(order.error());
  const Result<Token> token =
      call.parts.stage->Alone([&](Provider& provider) { return provider.Mint(*order); });
  if (!token) return Unprocessable(token.error(), "/account");
  Json json = {
      {"id", token->id}, {"kind", token->kind}, {"account", token->account}, {"text", token->text}};
  if (token->expires_at) json["expires_at"] = FormatRfc3339(*token->expires_at);
  return JsonReply(201, json);
}

Response RevokeToken(const ControlCall& call) {
  const std::string_view id = call.match.Variable("id");
  const bool existed =
      call.parts.stage->Alone([id](Provider& provider) { return provider.Revoke(id); });
  if (existed) return Done();
  return Problem(404,
                 "there is no token \"" + std::string(id) + "\"; GET /__mock__/tokens lists them");
}

}  // namespace

std::span<const ControlHandler> TokenHandlers() {
  static constexpr ControlHandler kHandlers[] = {
      {"list_tokens", ListTokens}, {"mint_token", MintToken}, {"revoke_token", RevokeToken}};
  return kHandlers;
}

}  // namespace authmock
