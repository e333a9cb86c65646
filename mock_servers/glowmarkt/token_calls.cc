// What a token is needed for.
#include "mock_servers/glowmarkt/node_request.h"
#include "mock_servers/glowmarkt/provider.h"

namespace authmock::glowmarkt {

// Dossier 4.4: what is missing comes first, whether or not the rest is good.
tl::expected<Session, Response> Glowmarkt::Authenticate(const Request& request, Asked asked) const {
  const std::string application = HeaderOf(request.headers, "applicationId");
  const std::string token = HeaderOf(request.headers, "token");
  if (application.empty() || token.empty()) return tl::unexpected(Missing(asked, deployed_));
  auto session = state_.FindSession(token);
  if (!session || session->application != application || !state_.HasApplication(application)) {
    return tl::unexpected(Denied(asked, deployed_));
  }
  return *std::move(session);
}

Response Glowmarkt::NewToken(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kTokens);
  if (!session) return session.error();
  const State::Issued issued =
      state_.IssueToken(*session->user, session->application, TokenLifetime());
  if (state_.settings().rotate) state_.EndToken(session->token_id, "newToken");
  return Renewed(issued);
}

Response Glowmarkt::TokensOfUser(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kTokens);
  if (!session) return session.error();
  return ListedTokens(state_.LiveTokensOf(*session->user), *session->user);
}

Response Glowmarkt::DeleteToken(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kDeleteToken);
  if (!session) return session.error();
  state_.EndToken(session->token_id, "deleteToken");
  return Deleted();
}

Response Glowmarkt::DeleteTokenById(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kTokens);
  if (!session) return session.error();
  const Token* token = state_.FindLiveToken(*session->user, call.match.Variable("tokenId"));
  // One answer for whatever is wrong with an id: nobody learns of other users' tokens.
  if (token == nullptr) return UnknownTokenId();
  const std::string id = token->id;
  state_.EndToken(id, "deleted by id");
  return DeletedById();
}

Response Glowmarkt::TokenCheck(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kTokens);
  return session ? Checked(*session) : session.error();
}

Response Glowmarkt::VirtualEntities(const Call& call) {
  const auto session = Authenticate(call.request, Asked::kHomes);
  return session ? ListedHomes(*session) : session.error();
}

}  // namespace authmock::glowmarkt
