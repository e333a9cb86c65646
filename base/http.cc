#include "base/http.h"

#include <algorithm>
#include <iterator>

namespace authmock {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view TrimBlanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Calls `use` with each part between separators, empty ones included.
template <typename Use>
void Split(std::string_view text, char separator, Use use) {
  while (true) {
    const std::size_t end = text.find(separator);
    use(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// IANA's "HTTP Status Code Registry"; the unused 306 and 418 have no phrase.
constexpr std::pair<int, std::string_view> kReasonPhrases[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {102, "Processing"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {208, "Already Reported"},
    {226, "IM Used"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {510, "Not Extended"},
    {511, "Network Authentication Required"},
};

}  // namespace

const std::string* Headers::Find(std::string_view name) const {
  for (const Header& line : lines_) {
    if (EqualIgnoringCase(line.name, name)) return &line.value;
  }
  return nullptr;
}

std::string_view Headers::Get(std::string_view name, std::string_view otherwise) const {
  const std::string* value = Find(name);
  return value ? std::string_view(*value) : otherwise;
}

std::vector<std::string_view> Headers::All(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Header& line : lines_) {
    if (EqualIgnoringCase(line.name, name)) values.push_back(line.value);
  }
  return values;
}

void Headers::Set(std::string_view name, std::string value) {
  const auto named = [&](const Header& line) { return EqualIgnoringCase(line.name, name); };
  const auto first = std::find_if(lines_.begin(), lines_.end(), named);
  // Built before anything moves: `name` may be a view into one of the lines.
  Header line{std::string(name), std::move(value)};
  if (first == lines_.end()) {
    lines_.push_back(std::move(line));
    return;
  }
  lines_.erase(
      std::remove_if(first + 1, lines_.end(),
                     [&](const Header& other) { return EqualIgnoringCase(other.name, line.name); }),
      lines_.end());
  *first = std::move(line);
}

std::size_t Headers::Remove(std::string_view name) {
  const std::string owned(name);  // `name` may be a view into one of the lines
  return std::erase_if(lines_,
                       [&](const Header& line) { return EqualIgnoringCase(line.name, owned); });
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

std::string_view Request::Path() const {
  return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::Query() const {
  const std::size_t mark = target.find('?');
  if (mark == std::string::npos) return {};
  return std::string_view(target).substr(mark + 1);
}

std::string_view ReasonPhrase(int status) {
  const auto found =
      std::lower_bound(std::begin(kReasonPhrases), std::end(kReasonPhrases), status,
                       [](const auto& entry, int code) { return entry.first < code; });
  if (found == std::end(kReasonPhrases) || found->first != status) return {};
  return found->second;
}

std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = HexValue(text[i + 1]);
      const int low = HexValue(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high << 4 | low);
      i += 2;
    }
  }
  return decoded;
}

std::string PercentEncode(std::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

std::vector<std::pair<std::string, std::string>> ParseForm(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> fields;
  Split(text, '&', [&](std::string_view pair) {
    if (pair.empty()) return;
    const std::size_t equals = pair.find('=');
    const std::string_view name = pair.substr(0, equals);
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    auto decoded_name = PercentDecode(name, true);
    auto decoded_value = PercentDecode(value, true);
    if (decoded_name && decoded_value) {
      fields.emplace_back(*std::move(decoded_name), *std::move(decoded_value));
    } else {
      fields.emplace_back(name, value);
    }
  });
  return fields;
}

std::vector<std::pair<std::string_view, std::string_view>> Cookies(const Headers& headers) {
  std::vector<std::pair<std::string_view, std::string_view>> cookies;
  for (const std::string_view line : headers.All("Cookie")) {
    Split(line, ';', [&](std::string_view pair) {
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos) return;
      const std::string_view name = TrimBlanks(pair.substr(0, equals));
      std::string_view value = TrimBlanks(pair.substr(equals + 1));
      if (name.empty()) return;
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
      }
      cookies.emplace_back(name, value);
    });
  }
  return cookies;
}

std::string MediaType(std::string_view content_type) {
  return LowerCase(TrimBlanks(content_type.substr(0, content_type.find(';'))));
}

}  // namespace authmock
