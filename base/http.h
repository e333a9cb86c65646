// HTTP messages as plain values (RFC 9110). They know no socket and no library.
#ifndef AUTHMOCK_BASE_HTTP_H_
#define AUTHMOCK_BASE_HTTP_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace authmock {

// One field line, exactly as it stood on the wire: case kept, value not decoded,
// surrounding blanks removed.
struct Header {
  std::string name{};
  std::string value{};

  bool operator==(const Header&) const = default;
};

// Field lines in wire order, duplicates included. Names compare without regard to ASCII case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> lines) : lines_(lines) {}

  // The first line of that name, or nullptr. The pointer lives until the next change.
  const std::string* Find(std::string_view name) const;
  // The value of the first line of that name, or `otherwise`.
  std::string_view Get(std::string_view name, std::string_view otherwise = {}) const;
  bool Has(std::string_view name) const { return Find(name) != nullptr; }
  // Every value of that name, in order.
  std::vector<std::string_view> All(std::string_view name) const;

  void Add(std::string name, std::string value) {
    lines_.push_back({std::move(name), std::move(value)});
  }
  // Replaces all lines of that name by one.
  void Set(std::string_view name, std::string value);
  // Returns how many lines were removed.
  std::size_t Remove(std::string_view name);

  void reserve(std::size_t lines) { lines_.reserve(lines); }
  std::size_t size() const { return lines_.size(); }
  bool empty() const { return lines_.empty(); }
  auto begin() const { return lines_.begin(); }
  auto end() const { return lines_.end(); }

  bool operator==(const Headers&) const = default;

 private:
  std::vector<Header> lines_{};
};

// ASCII case-insensitive comparison, as RFC 9110 wants it for field names and tokens.
bool EqualIgnoringCase(std::string_view a, std::string_view b);
// ASCII lower case; other bytes stay.
std::string LowerCase(std::string_view text);

struct Request {
  std::string method{};
  std::string target{};  // as on the request line: "/api/auth?x=1", never decoded
  std::string version = "HTTP/1.1";
  Headers headers{};
  std::string body{};            // transfer coding removed
  std::string client_address{};  // of the TCP peer, without port: "127.0.0.1"

  // The target up to the first '?', still percent-encoded.
  std::string_view Path() const;
  // The target after the first '?', still percent-encoded; empty if there is none.
  std::string_view Query() const;
};

struct Response {
  int status = 0;  // 0: no answer at all, the connection closes without a byte
  Headers headers{};
  std::string body{};

  // The connection closes without a byte of answer.
  static Response None() { return {}; }
  bool IsNone() const { return status == 0; }

  bool operator==(const Response&) const = default;
};

// The reason phrase of RFC 9110 and its registry; empty for an unregistered status.
std::string_view ReasonPhrase(int status);

// Percent-decoding (RFC 3986). nullopt when a '%' is not followed by two hex digits.
// `plus_is_space`: as application/x-www-form-urlencoded has it.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space = false);
// Encodes everything but RFC 3986's unreserved characters.
std::string PercentEncode(std::string_view text);

// Name and value pairs of a query or form body, decoded, in order. A pair with a bad escape keeps
// its text undecoded.
std::vector<std::pair<std::string, std::string>> ParseForm(std::string_view text);

// Cookies of all Cookie lines, in order, values undecoded, a pair of surrounding double quotes
// removed (RFC 6265 section 5.4 leaves them to the server; the servers we stand in for drop them).
// What has no '=' or no name before it is no cookie.
std::vector<std::pair<std::string_view, std::string_view>> Cookies(const Headers& headers);

// The media type of a Content-Type value without its parameters, lower case:
// "application/json; charset=utf-8" gives "application/json".
std::string MediaType(std::string_view content_type);

}  // namespace authmock

#endif  // AUTHMOCK_BASE_HTTP_H_
