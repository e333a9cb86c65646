#include "cli/announce.h"

#include <algorithm>

#include "schemas/contract/describe.h"

namespace authmock {
namespace {

std::string ShellQuote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

std::string CurlLine(const std::string& origin, const Request& request) {
  std::string line = "curl -s";
  if (request.method != "GET" && !(request.method == "POST" && !request.body.empty())) {
    line += " -X " + request.method;
  }
  line += " " + ShellQuote(origin + request.target);
  for (const Header& header : request.headers) {
    line += " -H " + ShellQuote(header.name + ": " + header.value);
  }
  if (!request.body.empty()) line += " --data-raw " + ShellQuote(request.body);
  return line;
}

std::string Announcement(Mock& mock) {
  const Advertisement advertisement = mock.Advertise();
  std::size_t width = std::string_view("dialect").size();
  for (const auto& row : advertisement.rows) width = std::max(width, row.what.size());
  const auto line = [width](std::string what, const std::string& value) {
    what.resize(width, ' ');
    return "  " + what + "  " + value + "\n";
  };
  std::string text = mock.provider() + "  " + mock.base_url() + "\n";
  text += line("dialect", mock.dialect().Text());
  text += line("seed", std::to_string(mock.seed()));
  for (const auto& row : advertisement.rows) text += line(row.what, row.value);
  text += line("control", mock.origin() + "/__mock__/");
  text += line("try", CurlLine(mock.origin(), advertisement.example));
  return text + "\n";
}

std::string Summary(Mock& mock) {
  std::string text = mock.provider() + ": " + Count(mock.journal().total(), "request");
  if (const std::uint64_t wrong = mock.journal().wrong_requests(); wrong > 0) {
    text += ", " + std::to_string(wrong) + " against the contract";
  }
  if (const std::size_t left = mock.faults().Left(); left > 0) {
    text += ", " + Count(left, "planned fault") + " that nobody met";
  }
  const std::string trouble = mock.journal().file_trouble();
  if (!trouble.empty()) text += "; the journal file is not complete: " + trouble;
  return text + "\n";
}

}  // namespace authmock
