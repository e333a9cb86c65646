#include "client/core/answer_reader.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"

namespace authmock {
namespace {

constexpr std::size_t kReadSize = 16u << 10;
constexpr std::size_t kLongestChunkLine = 256;

std::string_view Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::size_t> ReadNumber(std::string_view text, int base) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, base);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::string Quote(std::string_view text) { return "\"" + Clip(text, 40) + "\""; }

bool HasToken(const Headers& headers, std::string_view name, std::string_view token) {
  for (std::string_view list : headers.All(name)) {
    while (!list.empty()) {
      const std::string_view item = list.substr(0, list.find(','));
      if (EqualIgnoringCase(Trim(item), token)) return true;
      list.remove_prefix(std::min(list.size(), item.size() + 1));
    }
  }
  return false;
}

bool HasNoBody(std::string_view method, int status) {
  return method == "HEAD" || status == 204 || status == 304 || status < 200;
}

}  // namespace

Result<ReadAnswer> AnswerReader::Read(std::string_view method) {
  bool whole = false;
  do {
    response_ = {};
    whole = ReadHead();
  } while (whole && response_.status < 200 && response_.status != 101);
  whole = whole && ReadBody(method);
  if (error_) return tl::unexpected(*error_);
  const bool reusable = whole && bytes_.empty() && KeepsOpen();
  return ReadAnswer{{std::move(response_), std::move(broken_)}, reusable};
}

bool AnswerReader::ReadHead() {
  constexpr std::string_view kEnd = "\r\n\r\n";
  std::size_t end = bytes_.find(kEnd);
  while (end == std::string::npos) {
    const std::size_t seen = bytes_.size();
    if (!Fill([&] {
          return came_ == 0 ? ""
                            : "ended inside its head after " + std::to_string(came_) + " bytes";
        })) {
      return false;
    }
    end = bytes_.find(kEnd, seen < kEnd.size() ? 0 : seen - kEnd.size());
  }
  const bool parsed = ParseHead(std::string_view(bytes_).substr(0, end + 2));
  bytes_.erase(0, end + kEnd.size());
  return parsed;
}

// `head` holds whole lines.
bool AnswerReader::ParseHead(std::string_view head) {
  const std::string_view first = head.substr(0, head.find("\r\n"));
  const std::size_t status = first.size() < 12 ? 0 : ReadNumber(first.substr(9, 3), 10).value_or(0);
  if (!first.starts_with("HTTP/1.") || status < 100 || first[8] != ' ' ||
      (first.size() > 12 && first[12] != ' ')) {
    return Broken("is no answer of HTTP/1: it begins with " + Quote(first));
  }
  version_ = first.substr(0, 8);
  response_.status = static_cast<int>(status);
  head.remove_prefix(first.size() + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos ||
        line.substr(0, colon).find_first_of(" \t") != std::string_view::npos) {
      return Broken("has a header line that is none: " + Quote(line));
    }
    response_.headers.Add(std::string(line.substr(0, colon)),
                          std::string(Trim(line.substr(colon + 1))));
  }
  return true;
}

bool AnswerReader::ReadBody(std::string_view method) {
  const Headers& headers = response_.headers;
  if (HasNoBody(method, response_.status)) return true;
  if (const std::string* coding = headers.Find("Transfer-Encoding")) {
    if (EqualIgnoringCase(*coding, "chunked")) return ReadChunks();
    return Broken("has the transfer coding " + Quote(*coding) + ", which this client cannot read");
  }
  const auto lengths = headers.All("Content-Length");
  if (lengths.empty()) return ReadUntilClosed();
  const auto length = ReadNumber(lengths.front(), 10);
  const bool agree = std::ranges::all_of(lengths, [&](auto l) { return l == lengths.front(); });
  if (!length || !agree) return Broken("has no valid Content-Length: " + Quote(lengths.back()));
  return ReadSized(*length);
}

bool AnswerReader::ReadSized(std::size_t size) {
  if (size > limit_) return Broken("is longer than " + std::to_string(limit_) + " bytes");
  bool whole = true;
  while (whole && bytes_.size() < size) {
    whole = Fill([&] {
      return "ended after " + std::to_string(bytes_.size()) + " of " + std::to_string(size) +
             " bytes";
    });
  }
  response_.body = bytes_.substr(0, size);
  bytes_.erase(0, size);
  return whole;
}

bool AnswerReader::ReadChunks() {
  std::string line;
  while (ReadLine(line)) {
    const auto size = ReadNumber(Trim(line.substr(0, line.find(';'))), 16);
    if (!size) return Broken("has a chunk whose size is " + Quote(line));
    if (*size == 0) {
      while (ReadLine(line) && !line.empty()) continue;  // trailers
      return broken_.empty() && !error_;
    }
    if (*size > limit_) return Broken("is longer than " + std::to_string(limit_) + " bytes");
    while (bytes_.size() < *size + 2) {
      if (!Fill([&] { return "ended inside a chunk"; })) {
        response_.body += bytes_.substr(0, *size);
        return false;
      }
    }
    response_.body.append(bytes_, 0, *size);
    if (bytes_.compare(*size, 2, "\r\n") != 0) return Broken("has a chunk longer than its size");
    bytes_.erase(0, *size + 2);
  }
  return false;
}

bool AnswerReader::ReadUntilClosed() {
  while (Fill([] { return ""; })) continue;
  response_.body = std::move(bytes_);
  bytes_.clear();
  return closed_ && broken_.empty();
}

bool AnswerReader::ReadLine(std::string& line) {
  std::size_t end = bytes_.find("\r\n");
  while (end == std::string::npos) {
    if (bytes_.size() > kLongestChunkLine)
      return Broken("has a line in its chunks that never ends");
    if (!Fill([] { return "ended between two chunks"; })) return false;
    end = bytes_.find("\r\n");
  }
  line = bytes_.substr(0, end);
  bytes_.erase(0, end + 2);
  return true;
}

bool AnswerReader::Fill(const std::function<std::string()>& ended_where) {
  char buffer[kReadSize];
  const Result<std::size_t> read = source_(buffer, sizeof buffer);
  if (!read) {
    error_ = read.error();
    return false;
  }
  if (*read == 0) {
    closed_ = true;
    return Broken(ended_where());
  }
  came_ += *read;
  bytes_.append(buffer, *read);
  if (came_ > limit_) return Broken("is longer than " + std::to_string(limit_) + " bytes");
  return true;
}

bool AnswerReader::Broken(std::string why) {
  broken_ = std::move(why);
  return false;
}

bool AnswerReader::KeepsOpen() const {
  constexpr int kSwitchingProtocols = 101;
  if (closed_ || response_.status == kSwitchingProtocols) return false;
  if (HasToken(response_.headers, "Connection", "close")) return false;
  return version_ != "HTTP/1.0" || HasToken(response_.headers, "Connection", "keep-alive");
}

}  // namespace authmock
