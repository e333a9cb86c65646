#include "mock_servers/core/answer.h"

#include <array>
#include <charconv>
#include <optional>

#include "mock_servers/core/request_head.h"

namespace authmock {
namespace {

void AppendNumber(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void AppendLine(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

// Why the response cannot be written as it is.
std::optional<std::string> FindFlaw(const Response& response) {
  if (response.status < 100 || response.status > 999) {
    return "status " + std::to_string(response.status) + " is not between 100 and 999";
  }
  for (const Header& line : response.headers) {
    if (!IsToken(line.name)) return "a response header's name is no token: \"" + line.name + "\"";
    if (line.value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
      return "the value of response header " + line.name + " holds a line break or NUL";
    }
  }
  return std::nullopt;
}

bool HasNoBody(int status) { return status < 200 || status == 204 || status == 304; }

bool SaysClose(const Headers& headers) {
  const std::string* connection = headers.Find("Connection");
  return connection != nullptr && EqualIgnoringCase(*connection, "close");
}

// Lines the writer decides about.
bool IsFraming(const Header& line) {
  return EqualIgnoringCase(line.name, "Content-Length") ||
         EqualIgnoringCase(line.name, "Transfer-Encoding");
}

void AppendLength(std::string& out, const Response& response, bool is_head) {
  if (is_head && response.body.empty()) {
    // What a GET would bring only the response can tell.
    const std::string* told = response.headers.Find("Content-Length");
    if (told != nullptr) AppendLine(out, "Content-Length", *told);
    return;
  }
  out.append("Content-Length: ");
  AppendNumber(out, response.body.size());
  out.append("\r\n");
}

void AppendHeaders(std::string& out, const Response& response, const AskedBy& asked, bool close,
                   std::string_view date) {
  bool has_date = false;
  bool has_connection = false;
  for (const Header& line : response.headers) {
    if (IsFraming(line)) continue;
    has_date = has_date || EqualIgnoringCase(line.name, "Date");
    has_connection = has_connection || EqualIgnoringCase(line.name, "Connection");
    AppendLine(out, line.name, line.value);
  }
  if (!has_date) AppendLine(out, "Date", date);
  if (close && !SaysClose(response.headers)) AppendLine(out, "Connection", "close");
  if (!has_connection && !close && asked.is_http10) AppendLine(out, "Connection", "keep-alive");
  if (!HasNoBody(response.status)) AppendLength(out, response, asked.is_head);
}

Response Confess(const std::string& flaw) {
  return {.status = 500,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = "authmock cannot send this answer: " + flaw + "\n"};
}

}  // namespace

std::string_view DateText::At(Time now) {
  const std::int64_t second = ToUnix(now);
  if (second != second_ || text_.empty()) {
    second_ = second;
    text_ = FormatHttpDate(now);
  }
  return text_;
}

WireAnswer WriteAnswer(const Response& response, const AskedBy& asked, std::string_view date) {
  if (const auto flaw = FindFlaw(response)) return WriteAnswer(Confess(*flaw), asked, date);

  WireAnswer answer;
  // Nothing can follow an interim status that is meant to be the answer.
  answer.close = !asked.keep_alive || SaysClose(response.headers) || response.status < 200;
  std::string& out = answer.bytes;
  out.reserve(512 + response.body.size());
  out.append("HTTP/1.1 ");
  AppendNumber(out, static_cast<std::uint64_t>(response.status));
  out.append(" ").append(ReasonPhrase(response.status)).append("\r\n");
  AppendHeaders(out, response, asked, answer.close, date);
  out.append("\r\n");
  answer.body_at = out.size();
  if (!asked.is_head && !HasNoBody(response.status)) out.append(response.body);
  return answer;
}

}  // namespace authmock
