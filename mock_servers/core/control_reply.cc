#include "mock_servers/core/control_reply.h"

#include <nlohmann/json.hpp>

namespace authmock {
namespace {

Response Reply(int status, std::string content_type, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", std::move(content_type)}, {"Cache-Control", "no-store"}},
          .body = std::move(body)};
}

}  // namespace

Response JsonReply(int status, const Json& value) {
  return Reply(status, "application/json", WriteJsonPretty(value));
}

Response TextReply(std::string content_type, std::string text) {
  return Reply(200, std::move(content_type), std::move(text));
}

Response Done() { return {.status = 204, .headers = {{"Cache-Control", "no-store"}}}; }

Response Problem(int status, std::string detail, std::string pointer) {
  return Reply(status, "application/problem+json",
               WriteJsonPretty({{"type", "about:blank"},
                                {"title", ReasonPhrase(status)},
                                {"status", status},
                                {"detail", std::move(detail)},
                                {"pointer", std::move(pointer)}}));
}

Response Unprocessable(const Error& error, std::string_view otherwise) {
  const bool is_pointer = error.where.starts_with('/');
  return Problem(422, error.what, is_pointer ? error.where : std::string(otherwise));
}

}  // namespace authmock
