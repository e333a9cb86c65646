#include "client/core/request_text.h"

#include <algorithm>
#include <charconv>

namespace authmock {
namespace {

bool IsOneLine(std::string_view text) { return text.find_first_of("\r\n") == std::string::npos; }

std::string OneChunk(const std::string& body) {
  if (body.empty()) return "0\r\n\r\n";
  char size[16];
  const auto end = std::to_chars(size, size + sizeof size, body.size(), 16).ptr;
  return std::string(size, end) + "\r\n" + body + "\r\n0\r\n\r\n";
}

bool IsChunked(const Headers& headers) {
  const auto codings = headers.All("Transfer-Encoding");
  return !codings.empty() && LowerCase(codings.back()).ends_with("chunked");
}

}  // namespace

Result<std::string> RequestText(const Request& request) {
  if (!IsOneLine(request.method + request.target + request.version)) {
    return Fail("", "the request line holds a line break");
  }
  std::string text = request.method + " " + request.target + " " + request.version + "\r\n";
  for (const Header& line : request.headers) {
    if (!IsOneLine(line.name) || !IsOneLine(line.value)) {
      return Fail("", "the header " + line.name.substr(0, line.name.find_first_of("\r\n")) +
                          " holds a line break");
    }
    text += line.name + ": " + line.value + "\r\n";
  }
  return text + "\r\n" + (IsChunked(request.headers) ? OneChunk(request.body) : request.body);
}

Request Completed(Request request, const std::string& authority, bool keep_alive) {
  Headers headers;
  if (!request.headers.Has("Host")) headers.Add("Host", authority);
  for (const Header& line : request.headers) headers.Add(line.name, line.value);
  const bool expects_body =
      request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  if ((expects_body || !request.body.empty()) && !headers.Has("Content-Length") &&
      !headers.Has("Transfer-Encoding")) {
    headers.Add("Content-Length", std::to_string(request.body.size()));
  }
  if (!keep_alive && !headers.Has("Connection")) headers.Add("Connection", "close");
  request.headers = std::move(headers);
  return request;
}

bool IsIdempotent(std::string_view method) {
  constexpr std::string_view kMethods[] = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"};
  return std::ranges::find(kMethods, method) != std::end(kMethods);
}

}  // namespace authmock
