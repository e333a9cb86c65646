#include "mock_servers/core/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace authmock {
namespace {

using CharSet = std::array<bool, 256>;

constexpr CharSet AlphanumericsAnd(std::string_view others) {
  CharSet set{};
  for (int c = '0'; c <= '9'; ++c) set[c] = true;
  for (int c = 'A'; c <= 'Z'; ++c) set[c] = set[c + 'a' - 'A'] = true;
  for (const char c : others) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr CharSet kTokenChars = AlphanumericsAnd("!#$%&'*+-.^_`|~");
constexpr CharSet kHostChars = AlphanumericsAnd("-._~%!$&'()*+,;=:[]");

bool AllIn(std::string_view text, const CharSet& set) {
  return std::ranges::all_of(text, [&](unsigned char c) { return set[c]; });
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes that may stand in a target: everything visible, and what is beyond ASCII.
bool IsTargetText(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c > 0x20 && c != 0x7f; });
}

// RFC 9110 section 5.5: visible characters, blanks, tabs, and what is beyond ASCII.
bool IsFieldText(std::string_view text) {
  return std::ranges::all_of(text,
                             [](unsigned char c) { return (c >= 0x20 && c != 0x7f) || c == '\t'; });
}

std::string_view TrimBlanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<Refusal> CheckVersion(std::string_view version) {
  constexpr std::string_view kName = "HTTP/";
  const bool well_formed = version.size() == 8 && version.starts_with(kName) &&
                           IsDigit(version[5]) && version[6] == '.' && IsDigit(version[7]);
  if (!well_formed) return Refusal{400, "bad_request_line"};
  // A later minor version is served as HTTP/1.1 (RFC 9110 section 2.5).
  if (version[5] != '1') return Refusal{505, "unsupported_version"};
  return std::nullopt;
}

// RFC 9112 section 3.2: origin, absolute, asterisk and authority form.
std::optional<Refusal> ReduceTarget(Request& request) {
  std::string& target = request.target;
  if (!IsTargetText(target)) return Refusal{400, "bad_target"};
  if (target.starts_with('/')) return std::nullopt;
  if (request.method == "CONNECT") return std::nullopt;
  if (target == "*" && request.method == "OPTIONS") return std::nullopt;
  const std::size_t scheme_end = target.find("://");
  if (scheme_end == std::string::npos) return Refusal{400, "bad_target"};
  const std::string_view scheme = std::string_view(target).substr(0, scheme_end);
  if (!EqualIgnoringCase(scheme, "http") && !EqualIgnoringCase(scheme, "https")) {
    return Refusal{400, "bad_target"};
  }
  const std::size_t host = scheme_end + 3;
  const std::size_t path = std::min(target.find_first_of("/?#", host), target.size());
  if (path == host) return Refusal{400, "bad_target"};
  target.erase(0, path);
  if (!target.starts_with('/')) target.insert(0, "/");
  return std::nullopt;
}

bool SpeaksHttp10(const Request& request) { return request.version == "HTTP/1.0"; }

std::optional<Refusal> CheckHost(const Request& request) {
  const std::string* host = nullptr;
  for (const Header& line : request.headers) {
    if (!EqualIgnoringCase(line.name, "Host")) continue;
    if (host != nullptr) return Refusal{400, "many_hosts"};
    host = &line.value;
  }
  if (host == nullptr && !SpeaksHttp10(request)) return Refusal{400, "missing_host"};
  if (host != nullptr && !AllIn(*host, kHostChars)) return Refusal{400, "malformed_host"};
  return std::nullopt;
}

// Digits only; a number too long for us to hold is as good as any other above the limit.
std::optional<std::uint64_t> ParseLength(std::string_view text) {
  if (text.empty() || !std::ranges::all_of(text, IsDigit)) return std::nullopt;
  std::uint64_t length = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), length);
  return read.ec == std::errc() ? length : UINT64_MAX;
}

bool HasToken(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (EqualIgnoringCase(TrimBlanks(list.substr(0, end)), token)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// One pass over the lines that frame the message.
class FramingReader {
 public:
  FramingReader(const Request& request, Framing& framing) : request_(request), framing_(framing) {}

  std::optional<Refusal> Read() {
    framing_.keep_alive = !SpeaksHttp10(request_);
    for (const Header& line : request_.headers) {
      if (const auto refusal = Look(line)) return refusal;
    }
    if (closes_) framing_.keep_alive = false;
    // Two lengths for one body: the door of request smuggling (RFC 9112 section 6.3).
    if (framing_.chunked && has_length_) return Refusal{400, "conflicting_length"};
    if (framing_.chunked && SpeaksHttp10(request_)) return Refusal{400, "bad_transfer_coding"};
    const bool has_body = framing_.chunked || framing_.length > 0;
    framing_.wants_continue = expects_ && has_body && !SpeaksHttp10(request_);
    return std::nullopt;
  }

 private:
  std::optional<Refusal> Look(const Header& line) {
    const std::string_view name = line.name;
    if (EqualIgnoringCase(name, "Content-Length")) return LookAtLength(line.value);
    if (EqualIgnoringCase(name, "Transfer-Encoding")) return LookAtCoding(line.value);
    if (EqualIgnoringCase(name, "Expect")) return LookAtExpectation(line.value);
    if (EqualIgnoringCase(name, "Connection")) LookAtConnection(line.value);
    return std::nullopt;
  }

  std::optional<Refusal> LookAtLength(std::string_view value) {
    const auto length = ParseLength(value);
    if (!length) return Refusal{400, "bad_content_length"};
    if (has_length_ && framing_.length != *length) return Refusal{400, "conflicting_length"};
    has_length_ = true;
    framing_.length = *length;
    return std::nullopt;
  }

  std::optional<Refusal> LookAtCoding(std::string_view value) {
    if (framing_.chunked) return Refusal{400, "bad_transfer_coding"};
    framing_.chunked = EqualIgnoringCase(value, "chunked");
    if (framing_.chunked) return std::nullopt;
    // Chunked last gives the length of a coding we do not know; without it nobody knows the length
    // (RFC 9112 sections 6.1 and 6.3).
    const std::size_t comma = std::min(value.rfind(','), value.size());
    const bool ends_chunked =
        EqualIgnoringCase(TrimBlanks(value.substr(std::min(comma + 1, value.size()))), "chunked");
    if (!ends_chunked || HasToken(value.substr(0, comma), "chunked")) {
      return Refusal{400, "bad_transfer_coding"};
    }
    return Refusal{501, "unknown_transfer_coding"};
  }

  std::optional<Refusal> LookAtExpectation(std::string_view value) {
    if (SpeaksHttp10(request_)) return std::nullopt;
    if (!EqualIgnoringCase(value, "100-continue")) return Refusal{417, "unmet_expectation"};
    expects_ = true;
    return std::nullopt;
  }

  void LookAtConnection(std::string_view value) {
    if (HasToken(value, "close")) closes_ = true;
    if (HasToken(value, "keep-alive")) framing_.keep_alive = true;
  }

  const Request& request_;
  Framing& framing_;
  bool has_length_ = false;
  bool expects_ = false;
  bool closes_ = false;
};

}  // namespace

bool IsToken(std::string_view text) { return !text.empty() && AllIn(text, kTokenChars); }

std::optional<Refusal> ReadRequestLine(std::string_view line, Request& request) {
  const std::size_t first = std::min(line.find(' '), line.size());
  request.method = line.substr(0, first);
  const std::string_view rest = line.substr(std::min(first + 1, line.size()));
  const std::size_t second = std::min(rest.find(' '), rest.size());
  request.target = rest.substr(0, second);
  request.version = rest.substr(std::min(second + 1, rest.size()));
  if (!IsToken(request.method) || request.target.empty()) return Refusal{400, "bad_request_line"};
  if (const auto refusal = CheckVersion(request.version)) return refusal;
  return ReduceTarget(request);
}

std::optional<Refusal> ReadFieldLine(std::string_view line, Headers& headers) {
  if (line.starts_with(' ') || line.starts_with('\t')) return Refusal{400, "folded_header"};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) {
    return Refusal{400, "bad_header"};
  }
  const std::string_view value = TrimBlanks(line.substr(colon + 1));
  if (!IsFieldText(value)) return Refusal{400, "bad_header"};
  headers.Add(std::string(line.substr(0, colon)), std::string(value));
  return std::nullopt;
}

std::optional<Refusal> ReadFraming(const Request& request, const ServerLimits& limits,
                                   Framing& framing) {
  if (const auto refusal = CheckHost(request)) return refusal;
  if (const auto refusal = FramingReader(request, framing).Read()) return refusal;
  if (framing.length > limits.body_bytes) return Refusal{413, "body_too_large"};
  return std::nullopt;
}

}  // namespace authmock
