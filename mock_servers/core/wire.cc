#include "mock_servers/core/wire.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

namespace authmock {
namespace {

constexpr std::size_t kLongestChunkLine = 256;
constexpr std::size_t kKeptWhileIdle = 4096;

// The size on a chunk's first line; extensions after ';' are checked for control bytes and dropped.
std::optional<std::uint64_t> ParseChunkSize(std::string_view line) {
  std::uint64_t size = 0;
  const auto read = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  if (read.ec != std::errc()) return std::nullopt;
  std::string_view rest = line.substr(static_cast<std::size_t>(read.ptr - line.data()));
  for (const unsigned char c : rest) {
    if ((c < 0x20 && c != '\t') || c == 0x7f) return std::nullopt;
  }
  if (rest.empty() || rest.front() == ';') return size;
  const std::size_t extension = rest.find_first_not_of(" \t");
  if (extension == std::string_view::npos || rest[extension] != ';') return std::nullopt;
  return size;
}

// A TLS handshake, say, need not be waited for: it holds no line.
bool StartsLikeHttp(std::string_view text) {
  return text.empty() || text[0] == '\r' || text[0] == '\n' || IsToken(text.substr(0, 1));
}

}  // namespace

void RequestReader::Feed(std::string_view bytes) {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  buffer_.append(bytes);
}

RequestReader::Step RequestReader::Next() {
  for (;;) {
    if (const auto step = Advance()) return *step;
  }
}

std::optional<RequestReader::Step> RequestReader::Advance() {
  switch (state_) {
    case State::kRequestLine:
      return ReadRequestLineOnce();
    case State::kHeaders:
      return ReadHeaders();
    case State::kBody:
    case State::kChunkData:
      return ReadBody();
    case State::kChunkSize:
      return ReadChunkSize();
    case State::kChunkEnd:
      return ReadChunkEnd();
    case State::kTrailers:
      return ReadTrailers();
    case State::kDone:
      return Step::kRequest;
    case State::kRefused:
      break;
  }
  return Step::kRefused;
}

Request RequestReader::Take() {
  if (state_ == State::kDone) state_ = State::kRequestLine;
  return std::exchange(request_, {});
}

void RequestReader::GiveUp(Refusal refusal) {
  if (state_ == State::kRequestLine && !Pending().empty()) ReadRequestLine(Pending(), request_);
  Refuse(refusal);
}

void RequestReader::Shrink() {
  if (at_ == buffer_.size() && buffer_.capacity() > kKeptWhileIdle) {
    buffer_ = {};
    at_ = 0;
  }
}

RequestReader::Step RequestReader::Refuse(Refusal refusal) {
  refusal_ = refusal;
  state_ = State::kRefused;
  framing_.keep_alive = false;
  return Step::kRefused;
}

// `longest` counts the line without its CRLF. Length is judged before content, so that a line says
// the same whether it came at once or byte by byte.
RequestReader::Found RequestReader::FindLine(std::size_t longest, std::string_view& line) {
  const std::string_view pending = Pending();
  const std::size_t feed = pending.find('\n', scanned_);
  if (std::min(feed, pending.size()) > longest + 1) {
    line = pending.substr(0, longest);
    return Found::kTooLong;
  }
  if (feed == std::string_view::npos) {
    scanned_ = pending.size();
    return Found::kNeedMore;
  }
  line = pending.substr(0, feed);
  if (!line.ends_with('\r')) return Found::kBadEnd;
  line.remove_suffix(1);
  scanned_ = 0;
  at_ += feed + 1;
  return Found::kLine;
}

std::optional<RequestReader::Step> RequestReader::ReadRequestLineOnce() {
  if (!StartsLikeHttp(Pending())) return Refuse({400, "bad_request_line"});
  std::string_view line;
  switch (FindLine(limits_.request_line_bytes, line)) {
    case Found::kNeedMore:
      return Step::kNeedMore;
    case Found::kTooLong:
      ReadRequestLine(line, request_);
      return Refuse({414, "target_too_long"});
    case Found::kBadEnd:
      ReadRequestLine(line, request_);
      return Refuse({400, "bad_line_end"});
    case Found::kLine:
      break;
  }
  // Some clients end a body with a CRLF that belongs to nothing (RFC 9112 section 2.2).
  if (line.empty()) return std::nullopt;
  framing_ = {};
  field_bytes_ = 0;
  if (const auto refusal = ReadRequestLine(line, request_)) return Refuse(*refusal);
  request_.headers.reserve(16);
  state_ = State::kHeaders;
  return std::nullopt;
}

// Reads field lines into `headers` until one is missing (a Step) or the empty line came (nullopt).
std::optional<RequestReader::Step> RequestReader::ReadFields(Headers& headers) {
  for (;;) {
    std::string_view line;
    switch (FindLine(limits_.header_bytes - field_bytes_, line)) {
      case Found::kNeedMore:
        return Step::kNeedMore;
      case Found::kTooLong:
        return Refuse({431, "headers_too_large"});
      case Found::kBadEnd:
        return Refuse({400, "bad_line_end"});
      case Found::kLine:
        break;
    }
    if (line.empty()) return std::nullopt;
    field_bytes_ += std::min(line.size() + 2, limits_.header_bytes - field_bytes_);
    if (headers.size() == limits_.header_lines) return Refuse({431, "too_many_headers"});
    if (const auto refusal = ReadFieldLine(line, headers)) return Refuse(*refusal);
  }
}

std::optional<RequestReader::Step> RequestReader::ReadHeaders() {
  if (const auto step = ReadFields(request_.headers)) return step;
  if (const auto refusal = ReadFraming(request_, limits_, framing_)) return Refuse(*refusal);
  return StartBody();
}

std::optional<RequestReader::Step> RequestReader::StartBody() {
  left_ = framing_.length;
  state_ = framing_.chunked ? State::kChunkSize : State::kBody;
  if (framing_.wants_continue && Pending().empty()) return Step::kContinue;
  return std::nullopt;
}

std::optional<RequestReader::Step> RequestReader::ReadBody() {
  const std::string_view part = Pending().substr(0, left_);
  request_.body.append(part);
  at_ += part.size();
  left_ -= part.size();
  if (left_ > 0) return Step::kNeedMore;
  state_ = framing_.chunked ? State::kChunkEnd : State::kDone;
  return std::nullopt;
}

std::optional<RequestReader::Step> RequestReader::ReadChunkSize() {
  std::string_view line;
  switch (FindLine(kLongestChunkLine, line)) {
    case Found::kNeedMore:
      return Step::kNeedMore;
    case Found::kTooLong:
    case Found::kBadEnd:
      return Refuse({400, "bad_chunk"});
    case Found::kLine:
      break;
  }
  const auto size = ParseChunkSize(line);
  if (!size) return Refuse({400, "bad_chunk"});
  if (*size > limits_.body_bytes - request_.body.size()) return Refuse({413, "body_too_large"});
  left_ = *size;
  trailers_ = {};
  field_bytes_ = 0;
  state_ = *size > 0 ? State::kChunkData : State::kTrailers;
  return std::nullopt;
}

std::optional<RequestReader::Step> RequestReader::ReadChunkEnd() {
  const std::string_view pending = Pending().substr(0, 2);
  if (!std::string_view("\r\n").starts_with(pending)) return Refuse({400, "bad_chunk"});
  if (pending.size() < 2) return Step::kNeedMore;
  at_ += 2;
  state_ = State::kChunkSize;
  return std::nullopt;
}

std::optional<RequestReader::Step> RequestReader::ReadTrailers() {
  if (const auto step = ReadFields(trailers_)) return step;
  state_ = State::kDone;
  return std::nullopt;
}

}  // namespace authmock
