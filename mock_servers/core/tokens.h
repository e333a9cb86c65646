// What was issued, to whom, until when, and what became of it: one table for every provider.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_TOKENS_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace authmock {

// One credential. What it is called (JWT, API key, session, code) is its kind.
struct Token {
  std::string id{};       // unique in the table: the provider's own where it has one (a jti)
  std::string kind{};     // "jwt", "api_key", "session", "code"
  std::string account{};  // whose it is, as the provider names accounts; empty: nobody's
  std::string text{};     // the credential itself; never leaves memory but as a digest
  Time issued_at{};
  std::optional<Time> expires_at{};
  std::optional<Time> revoked_at{};
  std::string revoked_because{};  // "logout"
  // Its validity can be told from its text alone (a signed JWT), as long as it is not revoked.
  bool self_contained = false;

  bool IsLive(Time now) const { return !revoked_at && (!expires_at || now < *expires_at); }
};

// Not thread-safe: a provider's state owns one and is used under the mock's lock. Every operation
// but List() and Snapshot() costs the same for a thousand tokens and for a million.
//
// Tokens that are not self-contained stay until erased. Of the self-contained ones the newest
// `remembered` stay, and every revoked one; older ones are forgotten here, which a provider does
// not notice, because it checks their signature and then asks IsRevoked().
class TokenTable {
 public:
  static constexpr std::size_t kRemembered = 10'000;
  explicit TokenTable(std::size_t remembered = kRemembered) : remembered_(remembered) {}
  TokenTable(TokenTable&&) = default;
  TokenTable& operator=(TokenTable&&) = default;

  // The id must be new, and so must the text be for its kind unless the token is self-contained.
  // The reference lives until the next call that is not const.
  const Token& Issue(Token token);

  const Token* FindById(std::string_view id) const;
  // Looks among those that are not self-contained.
  const Token* FindByText(std::string_view kind, std::string_view text) const;
  bool IsRevoked(std::string_view id) const;

  // Also takes ids it has forgotten or never seen: it then remembers only that they are revoked.
  // The first revocation of an id stands.
  void Revoke(std::string_view id, Time now, std::string because);
  // The token, and what is known of its revocation. False if there is no such token.
  bool Erase(std::string_view id);

  std::size_t size() const { return tokens_.size(); }
  std::vector<const Token*> List() const;               // in the order of issue
  std::size_t forgotten() const { return forgotten_; }  // self-contained, no longer listed

  // For a world's snapshot, texts included: it must be able to restore them. Restore reads
  //   {"issued": [{"id": "1f", "kind": "jwt", "account": "ann", "text": "eyJ...",
  //                "issued_at": "2026-01-01T00:00:00Z", "expires_at": TIME, "revoked_at": TIME,
  //                "revoked_because": "logout", "self_contained": true}],
  //    "revoked": [{"id": "1e", "at": TIME, "because": "logout"}],
  //    "forgotten": 0, "remembered": 10000}
  // of which only "id", "kind" and "issued_at" of a token, "id" and "at" of a revocation must be
  // there. An Error's `where` is `where` + a JSON Pointer into the snapshot.
  Json Snapshot() const;
  static Result<TokenTable> Restore(const Json& snapshot, std::string_view where);

 private:
  struct Kept {
    Token token{};
    std::uint64_t number = 0;  // in the order of issue
  };
  struct Revocation {
    Time at{};
    std::string because{};
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <typename T>
  using Index = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  void ForgetOldest();

  std::size_t remembered_;
  std::uint64_t next_number_ = 0;
  Index<Kept> tokens_{};  // by id; the other tables point into it
  // Of each kind; keys are the tokens' own texts.
  std::map<std::string, std::unordered_map<std::string_view, Kept*>, std::less<>> by_text_{};
  std::map<std::uint64_t, Kept*> forgettable_{};  // self-contained and not revoked, oldest first
  Index<Revocation> revoked_strangers_{};         // without a token
  std::size_t forgotten_ = 0;
};

// A flaw to build into a token on purpose, so that a client or a server can be shown one.
enum class Flaw {
  kNone,
  kExpired,
  kNotYetValid,
  kWrongKey,
  kAlgNone,
  kWrongAudience,
  kTruncated,
  kAlteredPayload,
  kNoSignature,
};
std::string_view FlawName(Flaw flaw);  // "not_yet_valid"
Result<Flaw> ParseFlaw(std::string_view text);

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_TOKENS_H_
