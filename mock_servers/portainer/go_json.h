// JSON as the real server's decoder takes it: segmentio/encoding 0.3, which follows RFC 8259 for
// what it accepts and has its own opinion of where a text is cut off rather than wrong.
#ifndef AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_JSON_H_
#define AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_JSON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace authmock::portainer {

// How reading the first value of a text ended.
enum class GoJsonEnd {
  kValue,
  kEmpty,   // nothing but white space: the decoder's "EOF"
  kCutOff,  // its "unexpected EOF"
  kSyntax,
};

struct GoJsonText {
  GoJsonEnd end = GoJsonEnd::kEmpty;
  std::string_view value{};  // the text of the first value; what follows it is nobody's business
};

// Never recurses: nesting costs memory, not stack.
GoJsonText ScanGoJson(std::string_view text);

// The functions below take text of values that ScanGoJson has found good.

// Steps through the members of an object, duplicates included.
//
//   GoJsonMembers members(object);
//   while (members.Next()) Use(members.name(), members.value());
class GoJsonMembers {
 public:
  explicit GoJsonMembers(std::string_view object) : rest_(object.substr(1)) {}

  bool Next();
  const std::string& name() const { return name_; }  // unescaped
  std::string_view value() const { return value_; }  // text

 private:
  std::string_view rest_;
  std::string name_{};
  std::string_view value_{};
};

// The string behind a quoted text. Invalid UTF-8 and lone surrogates become U+FFFD.
std::string GoJsonString(std::string_view quoted);

// nullopt for what does not fit 64 bits and for anything with a fraction or an exponent.
std::optional<std::int64_t> GoJsonInteger(std::string_view number);

// The spelling by which the decoder looks up fields in any case. ASCII names are lower-cased; in a
// name with other letters every letter is replaced by the next one of its case folding, which
// makes "u\u017Fername" a username and "user\u017Fname" none.
std::string FoldFieldName(std::string_view name);

}  // namespace authmock::portainer

#endif  // AUTHMOCK_MOCK_SERVERS_PORTAINER_GO_JSON_H_
