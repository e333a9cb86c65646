// Reads HTTP/1.1 requests from bytes (RFC 9112): no socket, no thread, no library.
#ifndef AUTHMOCK_MOCK_SERVERS_CORE_WIRE_H_
#define AUTHMOCK_MOCK_SERVERS_CORE_WIRE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/http.h"
#include "mock_servers/core/request_head.h"
#include "mock_servers/core/server.h"

namespace authmock {

// The requests of one connection, in order. Bytes may come in any portions: how they were split
// never changes what is read. Keeps every byte of names and values; chunked coding is removed, and
// trailers are checked and dropped. Never holds more than the limits allow, plus one portion.
//
//   reader.Feed(bytes);
//   while (reader.Next() == RequestReader::Step::kRequest) Serve(reader.Take());
class RequestReader {
 public:
  enum class Step {
    kNeedMore,  // feed it
    kContinue,  // the client waits for an interim 100 before it sends the body
    kRequest,   // Take() it
    kRefused,   // refusal() says why, Take() has what was readable; nothing can follow
  };

  explicit RequestReader(const ServerLimits& limits) : limits_(limits) {}

  void Feed(std::string_view bytes);
  Step Next();
  // Leaves the reader ready for what follows on the connection.
  Request Take();

  const Refusal& refusal() const { return refusal_; }
  // Whether the client of the request last met lets the connection go on.
  bool keep_alive() const { return framing_.keep_alive; }
  // Part of a message is here and the rest is not (true only after kNeedMore).
  bool IsInside() const { return state_ != State::kRequestLine || at_ < buffer_.size(); }
  // Refuses what is here of an unfinished message: it came too slowly, or ends too early.
  void GiveUp(Refusal refusal);
  // Gives memory back while the connection is idle.
  void Shrink();

 private:
  enum class State {
    kRequestLine,
    kHeaders,
    kBody,
    kChunkSize,
    kChunkData,
    kChunkEnd,
    kTrailers,
    kDone,
    kRefused,
  };
  enum class Found { kLine, kNeedMore, kTooLong, kBadEnd };

  std::string_view Pending() const { return std::string_view(buffer_).substr(at_); }
  Found FindLine(std::size_t longest, std::string_view& line);
  std::optional<Step> Advance();
  std::optional<Step> ReadRequestLineOnce();
  std::optional<Step> ReadHeaders();
  std::optional<Step> ReadFields(Headers& headers);
  std::optional<Step> StartBody();
  std::optional<Step> ReadBody();
  std::optional<Step> ReadChunkSize();
  std::optional<Step> ReadChunkEnd();
  std::optional<Step> ReadTrailers();
  Step Refuse(Refusal refusal);

  ServerLimits limits_;
  std::string buffer_{};
  std::size_t at_ = 0;       // what is before it was read
  std::size_t scanned_ = 0;  // bytes after at_ known to hold no line feed
  State state_ = State::kRequestLine;
  Request request_{};
  Headers trailers_{};
  std::size_t field_bytes_ = 0;
  Framing framing_{};
  std::uint64_t left_ = 0;  // of the body or the chunk
  Refusal refusal_{};
};

}  // namespace authmock

#endif  // AUTHMOCK_MOCK_SERVERS_CORE_WIRE_H_
